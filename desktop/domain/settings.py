"""What was chosen for a library, whoever opens it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Chunker(StrEnum):
    """How the text of a page is cut into the passages that are searched."""

    STRUCTURE = "structure"  #: whole paragraphs under their headings, whole rows of tables
    WINDOW = "window"  #: so many tokens each, the next one beginning before the last one's end
    PAGE = "page"  #: one passage for each page


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """The language model that answers: the program's own, a GGUF file, or one behind a server.

    ``place`` is ``""``, the file as ``wire_path`` writes it, or the server's address (``http://127.0.0.1:11434/v1``);
    ``name`` the server's model, ``""`` for its first; ``key`` what the server lets in with, ``""`` for none.
    """

    place: str = ""
    name: str = ""
    key: str = field(default="", repr=False)

    @property
    def is_server(self) -> bool:
        """Whether it is behind a server."""
        return self.place.startswith(("http://", "https://"))


def sendable(key: str) -> str:
    """A server's key without what copying it brought along: a header takes printable ASCII characters only."""
    return "".join(character for character in key if " " <= character <= "~").strip()


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a library.

    ``embedder`` is the folder of the sentence-transformers model whose vectors are searched, as ``wire_path`` writes
    it; ``""`` is the program's own. ``next_embedder`` is the one whose vectors are being made to take its place; None
    where nothing is changing. ``reranker`` is the folder of the cross-encoder that ranks what was found, ``""`` where
    none does.
    """

    chunker: Chunker = Chunker.STRUCTURE
    embedder: str = ""
    next_embedder: str | None = None
    reranker: str = ""
    model: ModelChoice = ModelChoice()
