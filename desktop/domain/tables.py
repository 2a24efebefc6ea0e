"""Which cells of a table say what another one is."""

from __future__ import annotations

from bisect import bisect_left

from desktop.domain.document import Cell, Table


class ColumnHeads:
    """The header cells of a table, run by run: a table may have headers again further down."""

    def __init__(self, table: Table) -> None:
        self._columns = table.columns
        self._rows = sorted({cell.row for cell in table.cells if cell.is_header})
        self._cells: dict[int, list[Cell]] = {row: [] for row in self._rows}
        for cell in table.cells:
            if cell.text and cell.row in self._cells:
                self._cells[cell.row].append(cell)

    def over(self, cell: Cell) -> tuple[Cell, ...]:
        """The headers of a cell's column, from the top: of the run of header rows that comes last before it."""
        found: list[Cell] = []
        below = self._rows[bisect_left(self._rows, cell.row) - 1] + 1 if self._rows and self._rows[0] < cell.row else -1
        while below - 1 in self._cells:
            found[:0] = self._of_row(below - 1, cell)
            below -= 1
        return tuple(found)

    def _of_row(self, row: int, cell: Cell) -> list[Cell]:
        """What stands over the cell in a header row; else what its resolved header took from elsewhere in the row."""
        over = [one for one in self._cells[row] if _share_a_column(one, cell)]
        header = self._columns[cell.column] if cell.column < len(self._columns) else ""
        return over or [one for one in self._cells[row] if one.column and one.text in header]


def row_head(table: Table, cell: Cell) -> Cell | None:
    """The first cell of a cell's row; None where it is that itself, or the row has none."""
    if cell.column == 0:
        return None
    first = (one for one in table.cells if one.column == 0 and one.row <= cell.row < one.row + one.row_span)
    return next(first, None)


def _share_a_column(first: Cell, second: Cell) -> bool:
    return first.column < second.column + second.column_span and second.column < first.column + first.column_span
