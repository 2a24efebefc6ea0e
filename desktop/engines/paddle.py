"""PaddleOCR through ONNX Runtime: orientation, lines, a box for every character.

Library: https://github.com/PaddlePaddle/PaddleOCR, version 3.7.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
from numpy.typing import NDArray

from desktop.domain.geometry import Box
from desktop.engines.paddle_offline import import_paddleocr
from desktop.reading.source import OcrLine, Picture

_DETECTION_SIDE = 960
_PREVIEW_SIDE = 1000
_SURE = 0.85
_LOWEST_SCORE = 0.45
#: A picture is upright beyond doubt where so many letters are read with this certainty (4th power) on average.
_LETTERS, _CERTAIN = 30, 0.6

Pixels = NDArray[numpy.uint8]


@dataclass(frozen=True, slots=True)
class _Readers:
    """The loaded pipelines."""

    lines: Any
    orientation: Any


class PaddleEngine:
    """Reads pictures. Each folder holds ``inference.yml`` and ``inference.onnx`` and bears the model's name.

    Without an ``orientation`` folder every picture is taken to be upright. The models are loaded with the
    first picture, so that an engine for digital documents costs nothing.
    """

    def __init__(self, detection: Path, recognition: Path, orientation: Path | None = None, threads: int = 1) -> None:
        self._detection, self._recognition, self._orientation = detection, recognition, orientation
        self._threads = threads
        self._readers: _Readers | None = None

    def turn(self, picture: Picture) -> int:
        """Degrees by which the picture must be turned clockwise to be upright.

        The classifier's word is taken where it is sure that the picture is upright; any other is tried out
        on a small copy, the likely turn first, and the way that reads best wins.
        """
        if self._orientation is None:
            return 0
        pixels = _pixels(picture)
        result = self._loaded().orientation.predict(pixels)[0]
        label, score = int(result["label_names"][0]), float(result["scores"][0])
        if label == 0 and score >= _SURE:
            return 0
        small = _reduced(pixels)
        likely = (360 - label) % 360
        best, most = 0, 0.0
        for turn in dict.fromkeys((likely, 0, 180, 90, 270)):
            read, certain = self._legibility(_turned(small, turn))
            if certain:
                return turn
            best, most = (turn, read) if read > most else (best, most)
        return best

    def recognise(self, picture: Picture) -> tuple[OcrLine, ...]:
        """The lines of an upright picture, each character with its box in pixels."""
        result = self._loaded().lines.predict(_pixels(picture))[0]
        return tuple(_lines(result))

    def _loaded(self) -> _Readers:
        if self._readers is None:
            self._readers = _load(self._detection, self._recognition, self._orientation, self._threads)
        return self._readers

    def _legibility(self, pixels: Pixels) -> tuple[float, bool]:
        """How much text is read, by its certainty, and whether that is enough; upright lines are wider than tall."""
        result = self._loaded().lines.predict(pixels)[0]
        lines = zip(result["rec_texts"], result["rec_scores"], result["rec_boxes"], strict=True)
        sure = [(len(text), score**4) for text, score, box in lines if len(text) < 2 or _is_wide(box)]
        letters, read = sum(length for length, _ in sure), sum(length * score for length, score in sure)
        return read, letters >= _LETTERS and read > _CERTAIN * letters


def _load(detection: Path, recognition: Path, orientation: Path | None, threads: int) -> _Readers:
    paddleocr = import_paddleocr(threads)
    engine = {"engine": "onnxruntime", "device": "cpu", "engine_config": _session(threads)}
    lines = paddleocr.PaddleOCR(
        text_detection_model_name=detection.name,
        text_detection_model_dir=str(detection),
        text_recognition_model_name=recognition.name,
        text_recognition_model_dir=str(recognition),
        use_doc_orientation_classify=False,
        use_doc_unwarping=False,
        use_textline_orientation=False,
        text_det_limit_type="max",
        text_det_limit_side_len=_DETECTION_SIDE,
        text_recognition_batch_size=1,  # lines of one width each: a batch is padded to its longest line
        return_word_box=True,
        **engine,
    )
    if orientation is None:
        return _Readers(lines, None)
    classifier = paddleocr.DocImgOrientationClassification
    return _Readers(lines, classifier(model_name=orientation.name, model_dir=str(orientation), **engine))


def _session(threads: int) -> dict[str, object]:
    return {"intra_op_num_threads": threads, "inter_op_num_threads": 1, "enable_cpu_mem_arena": True}


def _pixels(picture: Picture) -> Pixels:
    """Rows x columns x BGR, as OpenCV has it."""
    rgb = numpy.frombuffer(picture.samples, numpy.uint8).reshape(picture.height, picture.width, 3)
    return numpy.ascontiguousarray(rgb[..., ::-1])


def _reduced(pixels: Pixels) -> Pixels:
    step = max(1, round(max(pixels.shape[:2]) / _PREVIEW_SIDE))
    return pixels[::step, ::step]


def _turned(pixels: Pixels, turn: int) -> Pixels:
    return numpy.ascontiguousarray(numpy.rot90(pixels, -turn // 90))


def _is_wide(box: Sequence[float]) -> bool:
    return bool(box[2] - box[0] >= box[3] - box[1])


def _lines(result: Any) -> Iterator[OcrLine]:
    found = zip(
        result["rec_texts"],
        result["rec_scores"],
        result["rec_boxes"],
        result["text_word"],
        result["text_word_boxes"],
        strict=True,
    )
    for text, score, box, words, boxes in found:
        if text.strip() and score >= _LOWEST_SCORE:
            whole = _box(box)
            placed = _placed(text, words, [_box(one) for one in boxes], whole)
            yield OcrLine(_tidied(text), _character_boxes(text, placed, whole), float(score))


def _tidied(text: str) -> str:
    """The text with full-width commas inside numbers made plain; as long as before."""
    return re.sub(r"(?<=\d)，(?=\d{3}(?!\d))", ",", text)


def _box(edges: Sequence[float]) -> Box:
    x0, y0, x1, y1 = (float(edge) for edge in edges)
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _placed(text: str, words: Sequence[str], boxes: Sequence[Box], whole: Box) -> list[tuple[int, int, Box]]:
    """Start, end and box of each word in the text; the whole line where the engine's words don't fit it."""
    placed: list[tuple[int, int, Box]] = []
    end = 0
    for word, box in zip(words, boxes, strict=False):
        start = text.find(word, end)
        if start < 0 or not word:
            return [(0, len(text), whole)]
        end = start + len(word)
        placed.append((start, end, box))
    return placed or [(0, len(text), whole)]


def _character_boxes(text: str, placed: Sequence[tuple[int, int, Box]], whole: Box) -> tuple[Box, ...]:
    """A box per character: words are widened to the middle of the gap beside them, then cut by letter widths."""
    boxes: list[Box | None] = [None] * len(text)
    for index, (start, end, box) in enumerate(placed):
        left = placed[index - 1][2].x1 if index else whole.x0
        right = placed[index + 1][2].x0 if index + 1 < len(placed) else whole.x1
        x0, x1 = _widened(box.x0, box.x1, left, right, end - start)
        for offset, span in enumerate(_cut(text[start:end], x0, x1)):
            boxes[start + offset] = Box(span[0], whole.y0, span[1], whole.y1)
    return tuple(_filled(boxes, whole))


def _widened(x0: float, x1: float, left: float, right: float, letters: int) -> tuple[float, float]:
    """A word's columns are the middles of its letters; it reaches half a letter further, where there is room."""
    half = 0.4 * (x1 - x0) / max(letters, 1)
    return max(x0 - half, min((left + x0) / 2, x0)), min(x1 + half, max((right + x1) / 2, x1))


def _cut(text: str, x0: float, x1: float) -> Iterator[tuple[float, float]]:
    weights = [_weight(character) for character in text]
    unit = max(x1 - x0, 1.0) / sum(weights)
    for weight in weights:
        yield x0, x0 + weight * unit
        x0 += weight * unit


def _weight(character: str) -> float:
    """Usual width of a character, a Chinese one being 2."""
    if ord(character) >= 0x2E80:
        return 2.0
    if character in "iIl.,:;'|!()[] -":
        return 0.6
    return 1.5 if character in "mwMW@%" else 1.0


def _filled(boxes: Sequence[Box | None], whole: Box) -> Iterator[Box]:
    """Spaces, which have no box, stand in the gap."""
    edge = whole.x0
    for box in boxes:
        yield box or Box(edge, whole.y0, edge, whole.y1)
        edge = box.x1 if box else edge
