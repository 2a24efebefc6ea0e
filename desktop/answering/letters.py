"""How many slips of a typing hand lie between two words."""

from __future__ import annotations


def letters_apart(first: str, second: str, most: int) -> int:
    """Letters missing, too many, wrong or swapped with their neighbour, counted to ``most``; then ``most + 1``.

    The optimal string alignment distance: Damerau, "A technique for computer detection and correction of spelling
    errors", CACM 7(3), 1964.

    >>> letters_apart("operatng", "operating", 2)
    1
    """
    if abs(len(first) - len(second)) > most:
        return most + 1
    before, row = [0] * 0, list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        next_row = [i]
        for j, other in enumerate(second, 1):
            cost = min(row[j] + 1, next_row[j - 1] + 1, row[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            next_row.append(cost)
        before, row = row, next_row
    return min(row[-1], most + 1)
