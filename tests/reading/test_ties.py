"""Captions tied to what they are of, footnotes to the text that has their mark."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from desktop.domain.document import Block, BlockKind, Word
from desktop.domain.geometry import Box
from desktop.reading.ties import tied

HEIGHT = 800.0


def block(kind: BlockKind, text: str, place: Box, size: float = 10.0) -> Block:
    """A block with words of this height; what stands behind ^ is raised and smaller."""
    words = []
    for at, part in enumerate(text.split()):
        raised = part.startswith("^")
        x, y = place.x0 + 20 * at, place.y0
        height = 0.6 * size if raised else size
        words.append(Word(part.lstrip("^"), Box(x, y, x + 18, y + height), at > 0))
    return Block(0, kind, 0, text.replace("^", ""), (place,), tuple(words))


def paragraph(text: str, y: float, size: float = 10.0) -> Block:
    return block(BlockKind.PARAGRAPH, text, Box(50, y, 500, y + 12), size)


def owners(blocks: Sequence[Block]) -> list[int]:
    return [one.belongs for one in tied(blocks, HEIGHT)]


def test_a_caption_belongs_to_the_nearest_table_or_figure() -> None:
    blocks = [
        block(BlockKind.FIGURE, "", Box(50, 100, 500, 200)),
        block(BlockKind.CAPTION, "Figure 1", Box(50, 205, 300, 215)),
        block(BlockKind.CAPTION, "Table 1", Box(50, 285, 300, 295)),
        block(BlockKind.TABLE, "a b", Box(50, 300, 500, 400)),
    ]
    assert owners(blocks) == [-1, 0, 3, -1]


def test_a_caption_belongs_to_what_stands_in_its_own_columns() -> None:
    blocks = [
        block(BlockKind.FIGURE, "", Box(50, 100, 250, 200)),
        block(BlockKind.FIGURE, "", Box(300, 100, 500, 230)),
        block(BlockKind.CAPTION, "Figure 1", Box(60, 235, 240, 245)),
        block(BlockKind.CAPTION, "Figure 2", Box(310, 235, 490, 245)),
    ]
    assert owners(blocks) == [-1, -1, 0, 1]


def test_a_caption_far_from_any_figure_belongs_to_none() -> None:
    blocks = [
        block(BlockKind.FIGURE, "", Box(50, 100, 500, 200)),
        block(BlockKind.CAPTION, "Table 9", Box(50, 300, 300, 310)),
    ]
    assert owners(blocks) == [-1, -1]


def test_a_footnote_belongs_to_the_text_that_has_its_raised_mark() -> None:
    blocks = [
        paragraph("We have 1 ship", 100),
        paragraph("and two ^1 harbours", 130),
        paragraph("again ^1 here", 150),
        block(BlockKind.FOOTNOTE, "1 Since May.", Box(50, 700, 500, 708), 8.0),
    ]
    assert owners(blocks) == [-1, -1, -1, 1]


@pytest.mark.parametrize(
    "mark",
    [
        "*",
        "†",
        "①",
    ],
)
def test_signs_are_marks_even_where_they_are_not_raised(mark: str) -> None:
    blocks = [
        paragraph("Sales", 100),
        paragraph(f"Costs {mark} too", 130),
        block(BlockKind.FOOTNOTE, f"{mark} Restated.", Box(50, 700, 500, 708), 8.0),
    ]
    assert owners(blocks) == [-1, -1, 1]


def test_a_footnote_whose_mark_stands_nowhere_belongs_to_nothing() -> None:
    blocks = [paragraph("We have 1 ship", 100), block(BlockKind.FOOTNOTE, "2 Since May.", Box(50, 700, 500, 708), 8.0)]
    assert owners(blocks) == [-1, -1]


def test_small_text_with_a_mark_at_the_foot_of_the_page_is_a_footnote() -> None:
    blocks = [
        paragraph("Revenue rose ^1 in all ports", 100),
        paragraph("and costs fell", 130),
        paragraph("1 Restated for the lease standard.", 720, 8.0),
    ]
    found = tied(blocks, HEIGHT)
    assert [one.kind for one in found] == [BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.FOOTNOTE]
    assert found[-1].belongs == 0


@pytest.mark.parametrize(
    ("text", "y", "size"),
    [
        ("[1] A. Smith, On lamps, 1987.", 720, 8.0),
        ("Restated for the lease standard.", 720, 8.0),
        ("1 Restated for the lease standard.", 720, 10.0),
        ("1 Restated for the lease standard.", 150, 8.0),
    ],
    ids=["bibliography", "no mark", "as large as the text", "high on the page"],
)
def test_what_is_only_like_a_footnote_is_none(text: str, y: float, size: float) -> None:
    blocks = [paragraph("Revenue rose", 100), paragraph("and costs fell", 130), paragraph(text, y, size)]
    found = tied(blocks, HEIGHT)
    assert (found[-1].kind, found[-1].belongs) == (BlockKind.PARAGRAPH, -1)
