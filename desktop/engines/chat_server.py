"""A language model behind a server that speaks the OpenAI API: Ollama, LM Studio, llama.cpp, vLLM, Xinference.

It is asked only where the person has named it. https://platform.openai.com/docs/api-reference/chat
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from threading import Event, Thread

import httpx
import msgspec

from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.models import Reply, Turn
from desktop.domain.settings import sendable
from desktop.engines.chat_pieces import Choice, Piece

MAX_TOKENS = 512  #: models that think aloud need some before they answer
_CONNECT_SECONDS, _SILENT_SECONDS = 10.0, 300.0
_LOOK_SECONDS = 0.2  #: between two looks at whether it is stopped
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.S)
_LINE = "data:"
_END = "[DONE]"


class _Model(msgspec.Struct):
    id: str


class _Models(msgspec.Struct):
    data: list[_Model] = []


_Told = Callable[[Sequence[Turn], Callable[[], bool]], Iterator[Choice]]


class ChatServer:
    """A server's model. ``address`` is the base (``http://127.0.0.1:11434/v1``), ``name`` the model's, ``""`` its first.

    KnownError(SERVER_FAILED), with the reason, from each call that gets no answer. ``key`` may be ``""``.
    """

    def __init__(self, address: str, name: str = "", key: str = "") -> None:
        self._address = address.rstrip("/")
        self._name = name
        sent = sendable(key)
        headers = {"Authorization": f"Bearer {sent}"} if sent else {}
        self._client = httpx.Client(
            headers=headers,
            timeout=httpx.Timeout(_SILENT_SECONDS, connect=_CONNECT_SECONDS),
            trust_env=False,  # through no proxy: what is asked goes to this address and nowhere else
        )

    @property
    def name(self) -> str:
        """What the server calls the model; ``""`` for its first."""
        return self._name

    def names(self) -> tuple[str, ...]:
        """The models that the server has."""
        try:
            given = self._client.get(f"{self._address}/models").raise_for_status()
            return tuple(model.id for model in msgspec.json.decode(given.content, type=_Models).data)
        except (httpx.HTTPError, httpx.InvalidURL, msgspec.MsgspecError) as error:
            raise self._failed(error) from error

    def choose(
        self,
        turns: Sequence[Turn],
        chunks: Sequence[str],  # noqa: ARG002 - a server can't be held to them; what it says must stand on the page
        otherwise: str,
        stopped: Callable[[], bool],
    ) -> Reply:
        """What the model says, or ``otherwise`` where it says nothing."""
        choices = _unless(stopped, self._choices, turns)
        text = "".join(choice.text for choice in choices)
        certainty = [one for choice in choices for one in choice.log_probabilities]
        answer = _THOUGHT.sub("", text)
        lines = answer.strip().splitlines()
        return Reply(lines[0].strip() if lines else otherwise, sum(certainty) if certainty and answer == text else None)

    def _choices(self, turns: Sequence[Turn], given_up: Callable[[], bool]) -> Iterator[Choice]:
        body = {
            "model": self._name or next(iter(self.names()), ""),
            "messages": [{"role": turn.speaker.value, "content": turn.text} for turn in turns],
            "max_tokens": MAX_TOKENS,
            "temperature": 0,
            "logprobs": True,
            "stream": True,
        }
        try:
            with self._client.stream("POST", f"{self._address}/chat/completions", json=body) as given:
                given.raise_for_status()
                for line in given.iter_lines():
                    if given_up():
                        return
                    told = line.removeprefix(_LINE).strip()
                    if line.startswith(_LINE) and told != _END:
                        piece = msgspec.json.decode(told, type=Piece)
                        if piece.error:
                            raise KnownError(ErrorCode.SERVER_FAILED, self._address, piece.error.message)
                        yield from piece.choices
        except (httpx.HTTPError, httpx.InvalidURL, msgspec.MsgspecError) as error:
            raise self._failed(error) from error

    def _failed(self, error: Exception) -> KnownError:
        return KnownError(ErrorCode.SERVER_FAILED, self._address, str(error) or type(error).__name__)


def _unless(stopped: Callable[[], bool], told: _Told, turns: Sequence[Turn]) -> tuple[Choice, ...]:
    """All that is told, read in a thread of its own: a server may be silent for minutes. KnownError(CANCELLED)."""
    given_up, reply = Event(), Future[tuple[Choice, ...]]()

    def read() -> None:
        try:
            reply.set_result(tuple(told(turns, given_up.is_set)))
        except BaseException as error:  # noqa: BLE001 - it is raised where the reply is waited for
            reply.set_exception(error)

    thread = Thread(target=read, daemon=True)
    thread.start()
    while not stopped():
        thread.join(_LOOK_SECONDS)
        if not thread.is_alive():
            return reply.result()
    given_up.set()
    raise KnownError(ErrorCode.CANCELLED)
