"""What was chosen for a library, whoever opens it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Chunker(StrEnum):
    """How the text of a page is cut into the passages that are searched."""

    STRUCTURE = "structure"  #: whole paragraphs under their headings, whole rows of tables
    WINDOW = "window"  #: so many tokens each, the next one beginning before the last one's end
    PAGE = "page"  #: one passage for each page


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a library."""

    chunker: Chunker = Chunker.STRUCTURE
