"""What a passage's blocks stand under."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.domain.document import Block, PageContent, Passage
from desktop.domain.headings import extended


def under_headings(page: PageContent, passage: Passage) -> Iterator[tuple[Block, tuple[str, ...]]]:
    """The passage's blocks, each under its own headings: those of the passage are its first block's.

    A passage that names no blocks is all of its page.
    """
    path = passage.heading_path
    chosen = [at for at in passage.blocks if at < len(page.blocks)] or range(len(page.blocks))
    for place, at in enumerate(chosen):
        block = page.blocks[at]
        if place and block.level:
            path = extended(path, block.text, block.level)
        yield block, path
