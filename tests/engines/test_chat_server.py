"""A model behind a server: a real llama.cpp server, and what may go wrong with one."""

from __future__ import annotations

import http.server
import socket
import threading
from collections.abc import Iterator

import pytest
import xllamacpp

from desktop.domain.errors import ErrorCode, KnownError
from desktop.domain.models import Reply, Speaker, Turn
from desktop.engines import llama
from desktop.engines.chat_server import ChatServer
from desktop.store import packs

KEY = "a key of the test"
TURNS = (
    Turn(Speaker.SYSTEM, "Answer with a few words of the text only."),
    Turn(Speaker.USER, "Text: The capital of Xanadu is Porlock.\nQuestion: What is the capital of Xanadu?"),
)


def never() -> bool:
    return False


def choose(server: ChatServer) -> Reply:
    return server.choose(TURNS, (), "not found", never)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Of a llama.cpp server on this machine with the small model."""
    parameters = llama._parameters(next(packs.folder("qwen2.5-coder-0.5b-instruct-q4_k_m").glob("*.gguf")), 1)
    parameters.api_keys = [KEY]
    server = xllamacpp.Server(parameters)
    yield f"{server.listening_address}/v1"
    del server  # it ends with its last reference


@pytest.mark.engine
def test_a_real_server_answers_with_how_sure_it_is(address: str) -> None:
    reply = choose(ChatServer(address, key=KEY))
    assert "Porlock" in reply.text
    assert reply.log_probability is not None
    assert reply.log_probability <= 0.0


@pytest.mark.engine
def test_a_wrong_key_is_said_to_be_one(address: str) -> None:
    with pytest.raises(KnownError) as caught:
        choose(ChatServer(address, key="another"))
    assert caught.value.code is ErrorCode.SERVER_FAILED
    assert "401" in caught.value.detail


@pytest.mark.parametrize("key", ["sk-1\u200b", "sk-ключ", "sk-1\n"])
def test_a_key_with_what_no_header_takes_is_no_bug(key: str) -> None:
    with pytest.raises(KnownError) as caught:
        ChatServer("http://127.0.0.1:9/v1", key=key).names()
    assert caught.value.code is ErrorCode.SERVER_FAILED


@pytest.mark.engine
def test_a_stopped_question_ends(address: str) -> None:
    with pytest.raises(KnownError) as caught:
        ChatServer(address, key=KEY).choose(TURNS, (), "not found", lambda: True)
    assert caught.value.code is ErrorCode.CANCELLED


def test_a_stopped_question_ends_also_while_the_server_is_silent() -> None:
    looks = iter((False, True))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        server = ChatServer(f"http://127.0.0.1:{silent.getsockname()[1]}/v1", "m")
        with pytest.raises(KnownError) as caught:
            server.choose(TURNS, (), "not found", lambda: next(looks))
    assert caught.value.code is ErrorCode.CANCELLED


@pytest.fixture
def says() -> Iterator[type[http.server.BaseHTTPRequestHandler]]:
    """Serves what is set as ``body`` on every request."""

    class Handler(http.server.BaseHTTPRequestHandler):
        body = b""
        address = ""

        def do_POST(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(self.body)

        def log_message(self, *arguments: object) -> None:
            """Nothing is printed."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Handler.address = f"http://127.0.0.1:{server.server_port}/v1"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Handler
    server.shutdown()
    server.server_close()


def pieces(*texts: str) -> bytes:
    told = "".join(f'data: {{"choices": [{{"delta": {{"content": "{text}"}}}}]}}\n\n' for text in texts)
    return f"{told}data: [DONE]\n\n".encode()


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (pieces("Por", "lock"), "Porlock"),
        (pieces("<think>Let me see. Kubla?</think>\\n\\n", "Porlock\\nas the text says"), "Porlock"),
        (pieces(""), "not found"),
        (pieces("<think>I have no room left"), "not found"),
    ],
)
def test_an_answer_without_probabilities_is_unsure(
    body: bytes, text: str, says: type[http.server.BaseHTTPRequestHandler]
) -> None:
    says.body = body  # type: ignore[attr-defined]
    assert choose(ChatServer(says.address, "m")) == Reply(text, None)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "body", [b"data: <html>\n\n", b'data: {"choices": 3}\n\n', b'data: {"error": {"message": "no"}}\n\n']
)
def test_what_is_no_answer_is_a_failure(body: bytes, says: type[http.server.BaseHTTPRequestHandler]) -> None:
    says.body = body  # type: ignore[attr-defined]
    with pytest.raises(KnownError) as caught:
        choose(ChatServer(says.address, "m"))  # type: ignore[attr-defined]
    assert caught.value.code is ErrorCode.SERVER_FAILED


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/v1", "nowhere", "http://"])
def test_a_server_that_is_not_there_is_named(address: str) -> None:
    with pytest.raises(KnownError) as caught:
        ChatServer(address).names()
    assert (caught.value.code, caught.value.subject) == (ErrorCode.SERVER_FAILED, address.rstrip("/"))
