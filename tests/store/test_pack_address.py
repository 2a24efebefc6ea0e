"""Fetching a file from an address, from a server on this machine that breaks off and lies."""

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from desktop.domain.errors import ErrorCode
from desktop.store.catalogue import AddressSource, Pack
from desktop.store.pack_fetch import FetchState
from tests.fakes.index.shelf import Index, file, in_parts, pack, weights

MODEL = weights(5, 5_000_000)


@dataclass
class Hub:
    """What the server sends, how it fails, and what it was asked for."""

    address: str = ""
    content: bytes = MODEL
    stop_after: int | None = None
    knows_ranges: bool = True
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def hub() -> Iterator[Hub]:
    """A model hub on the loopback interface."""
    state = Hub()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.asked.append(self.headers["Range"])
            start = int(self.headers["Range"].removeprefix("bytes=").rstrip("-")) if state.knows_ranges else 0
            body = state.content[start:]
            self.send_response(206 if state.knows_ranges else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: state.stop_after])

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    state.address = f"http://127.0.0.1:{server.server_port}/mind.gguf"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield state
    server.shutdown()
    thread.join()
    server.server_close()


def mind(hub: Hub) -> Pack:
    return pack("mind", (file("mind.gguf", MODEL),), AddressSource({"mind.gguf": hub.address}))


def test_file_of_an_address_becomes_a_pack(index: Index, hub: Hub) -> None:
    (result,) = index.fetch(mind(hub))
    assert result.state is FetchState.INSTALLED
    assert (index.root / "mind" / "mind.gguf").read_bytes() == MODEL


@pytest.mark.parametrize("knows_ranges", [True, False])
def test_download_that_broke_off_goes_on_in_the_middle_where_the_server_can(
    index: Index, hub: Hub, knows_ranges: bool
) -> None:
    hub.stop_after, hub.knows_ranges = 2_500_000, knows_ranges
    (result,) = index.fetch(mind(hub))
    assert result.problems[0].code is ErrorCode.SOURCE_GONE

    hub.stop_after = None
    (result,) = index.fetch(mind(hub))
    assert result.state is FetchState.INSTALLED
    assert int(hub.asked[1].removeprefix("bytes=").rstrip("-")) > 0


def test_wrong_file_is_refused_and_deleted(index: Index, hub: Hub) -> None:
    hub.content = MODEL[:-1] + b"!"
    (result,) = index.fetch(mind(hub))
    assert result.problems[0].code is ErrorCode.HASH_MISMATCH
    assert hashlib.sha256(hub.content).hexdigest() in result.problems[0].detail
    assert list((index.root / ".downloads").iterdir()) == []


def test_address_comes_after_the_wheels_are_gone(index: Index, hub: Hub) -> None:
    parts = in_parts(index)
    index.behave(part_1="gone")
    both = replace(mind(hub), sources=(*parts.sources, *mind(hub).sources))
    (result,) = index.fetch(both)
    assert result.state is FetchState.INSTALLED
    assert [problem.code for problem in result.problems] == [ErrorCode.SOURCE_GONE]


def test_address_that_nobody_answers_is_gone(index: Index) -> None:
    nobody = pack("mind", (file("mind.gguf", MODEL),), AddressSource({"mind.gguf": "http://127.0.0.1:1/mind.gguf"}))
    (result,) = index.fetch(nobody)
    assert result.problems[0].code is ErrorCode.SOURCE_GONE
    assert result.problems[0].source == "http://127.0.0.1:1/mind.gguf"


def test_cancel_keeps_what_has_arrived(index: Index, hub: Hub) -> None:
    (result,) = index.fetch(mind(hub), cancelled=lambda: bool(hub.asked))
    assert result.state is FetchState.CANCELLED
    assert not (index.root / "mind").exists()
