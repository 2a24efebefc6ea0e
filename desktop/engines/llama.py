"""The local language model: a GGUF file run by llama.cpp inside this process (library xllamacpp).

xllamacpp opens a loopback HTTP server; nothing here uses it, so it gets a key that nobody knows.
Grammar: https://github.com/guidance-ai/llguidance/blob/main/docs/syntax.md (``substring_chunks``).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import xllamacpp

from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.models import Reply, Turn
from desktop.engines.chat_pieces import Piece

CONTEXT = 2048  #: tokens; prompts stay below 900
MAX_TOKENS = 64  #: an answer is a span; longer ones are cut and then fail to ground
BATCH = 64  #: prompt tokens between two looks at the stop flag: a second or two on a slow laptop


class LlamaModel:
    """A loaded GGUF file. One question at a time.

    KnownError(MODEL_BROKEN) if the file does not load. ``threads`` beyond the free physical cores make
    it many times slower.
    """

    def __init__(self, file: Path, threads: int = 1) -> None:
        self._file = file
        try:
            self._server = xllamacpp.Server(_parameters(file, threads))
        except Exception as error:  # the library raises bare exceptions for anything it cannot load
            raise KnownError(ErrorCode.MODEL_BROKEN, file.name, str(error)) from error

    @property
    def name(self) -> str:
        """The file's name, without its ending."""
        return self._file.stem

    @property
    def address(self) -> str:
        """Where the library's own server listens; it answers nobody without the key."""
        return str(self._server.listening_address)

    def choose(
        self, turns: Sequence[Turn], chunks: Sequence[str], otherwise: str, stopped: Callable[[], bool]
    ) -> Reply:
        """A run of neighbouring ``chunks`` joined, or ``otherwise``."""
        reading = _Reading(stopped)
        try:
            self._server.handle_chat_completions(_request(turns, _grammar(chunks, otherwise)), reading.take)
        except Exception as error:  # as above
            raise KnownError(ErrorCode.MODEL_BROKEN, self._file.name, str(error)) from error
        if reading.cancelled:
            raise KnownError(ErrorCode.CANCELLED)
        if reading.failure:
            raise KnownError(ErrorCode.MODEL_BROKEN, self._file.name, reading.failure)
        return Reply("".join(reading.pieces), reading.log_probability)


class _Reading:
    """What has come of one reply; ``take`` is called for each piece and returns True to stop."""

    def __init__(self, stopped: Callable[[], bool]) -> None:
        self._stopped = stopped
        self.pieces: list[str] = []
        self.log_probability = 0.0
        self.cancelled = False
        self.failure = ""

    def take(self, line: str) -> bool:
        self.cancelled = self.cancelled or self._stopped()
        piece = msgspec.json.decode(line, type=Piece)
        if piece.error is not None:
            self.failure = piece.error.message or "error without a message"
        for choice in piece.choices:
            self.pieces.append(choice.text)
            self.log_probability += sum(choice.log_probabilities)
        return self.cancelled


def _parameters(file: Path, threads: int) -> xllamacpp.CommonParams:
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(file)
    parameters.n_ctx = CONTEXT
    parameters.n_batch = parameters.n_ubatch = BATCH
    parameters.n_parallel = 1
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = threads
    parameters.cache_ram_mib = 64  # its default is 8 GiB
    parameters.no_extra_bufts = True  # saves 600 MB of repacked weights at no loss of speed
    parameters.warmup = False
    parameters.verbosity = 0
    parameters.ui = parameters.endpoint_slots = parameters.endpoint_props = False
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.api_keys = [secrets.token_urlsafe(32)]
    return parameters


def _request(turns: Sequence[Turn], grammar: str) -> str:
    body = {
        "messages": [{"role": turn.speaker.value, "content": turn.text} for turn in turns],
        "max_tokens": MAX_TOKENS,
        "temperature": 0,
        "cache_prompt": True,
        "logprobs": True,
        "top_logprobs": 1,
        "stream": True,
        "return_progress": True,
        "grammar": grammar,
    }
    return msgspec.json.encode(body).decode()


def _grammar(chunks: Sequence[str], otherwise: str) -> str:
    spans = msgspec.json.encode({"substring_chunks": list(chunks)}).decode()
    none = msgspec.json.encode(otherwise).decode()
    return f"%llguidance {{}}\nstart: SPAN | {none}\nSPAN: %regex {spans}\n"
