"""Messages on the wire: to and from one JSON line, ``{"type": NAME, "body": {…}}`` in UTF-8, ended by a line feed."""

from __future__ import annotations

import os
from urllib.parse import quote, unquote_to_bytes

import msgspec

from desktop.protocol.events import Event
from desktop.protocol.requests import Request

Message = Request | Event  #: whatever goes over a pipe

_RAW = "bytes:"
_TYPES = {kind.__name__: kind for kind in Message.__args__}


class _Envelope(msgspec.Struct):
    type: str
    body: msgspec.Raw


def encode(message: Message) -> bytes:
    """One line with its line feed."""
    body = msgspec.Raw(msgspec.json.encode(message))
    return msgspec.json.encode(_Envelope(type(message).__name__, body)) + b"\n"


def decode(line: bytes) -> Message:
    """The message of a line; ValueError if it is none."""
    try:
        envelope = msgspec.json.decode(line, type=_Envelope)
        message: Message = msgspec.json.decode(envelope.body, type=_TYPES[envelope.type])
    except (msgspec.MsgspecError, KeyError) as error:
        raise ValueError(f"not a message: {line[:80]!r}") from error
    return message


def wire_path(path: str) -> str:
    """A path as a message can carry it: one that is no Unicode (an old zip's file names) as its bytes, quoted."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return _RAW + quote(os.fsencode(path))
    return path


def local_path(path: str) -> str:
    """The path of a message as the file system knows it."""
    return os.fsdecode(unquote_to_bytes(path.removeprefix(_RAW))) if path.startswith(_RAW) else path


def printable(path: str) -> str:
    """A path that can be shown and stored, whatever bytes it is made of."""
    return os.fsencode(path).decode(errors="replace")
