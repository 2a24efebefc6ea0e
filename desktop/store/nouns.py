"""Nouns in JSON, as pages and answers keep them; what was kept before boxes became lists is read too."""

from __future__ import annotations

import json
from typing import TypeVar

import msgspec

_EDGES = ("x0", "y0", "x1", "y1")
_Noun = TypeVar("_Noun")


def decoded(body: bytes | str, noun: type[_Noun]) -> _Noun:
    """The noun that was kept; ValueError if it is no such one."""
    try:
        return msgspec.json.decode(body, type=noun)
    except msgspec.ValidationError:
        return msgspec.json.decode(json.dumps(json.loads(body, object_hook=_boxes_as_lists)), type=noun)


def _boxes_as_lists(value: dict[str, object]) -> object:
    return [value[edge] for edge in _EDGES] if tuple(value) == _EDGES else value
