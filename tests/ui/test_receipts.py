"""Which event settles which request."""

from __future__ import annotations

import pytest

from desktop.domain.answer import Answer, Coverage, Language, QueryKind
from desktop.domain.errors import ErrorCode
from desktop.domain.fact import Evidence, Fact, Origin, Review, Triple
from desktop.domain.geometry import Box
from desktop.domain.settings import Chunker, ModelChoice
from desktop.protocol.events import (
    SETTINGS,
    Answered,
    Chosen,
    Exported,
    FactReviewed,
    Failed,
    FilesTaken,
    LibraryChanged,
    Painted,
    SheetFilled,
)
from desktop.protocol.requests import (
    AddFiles,
    Ask,
    ChooseChunker,
    ChooseEmbedder,
    ChooseModel,
    ChooseReranker,
    Export,
    FillSheet,
    Paint,
    PauseDocument,
    RemoveDocument,
    Request,
    ReviewFact,
    SaveSheet,
    Stop,
    Unlock,
    Wake,
)
from desktop.ui import receipts
from desktop.wire import Message

FACT = Fact(Triple("Acme", "staff", "480"), Evidence("d", 0, "480", (Box(0, 0, 9, 9),)), Origin.PAIR)
ANSWER = Answer("q", QueryKind.LOOKUP, Language.ENGLISH, (), Coverage(0, 0), refusal="no")


@pytest.mark.parametrize(
    ("request_", "event", "settled"),
    [
        (AddFiles(("a", "b")), FilesTaken(("a", "b")), True),
        (AddFiles(("a", "b")), FilesTaken(("a",)), False),
        (Ask("1", "q"), Answered("1", 7, ANSWER), True),
        (Ask("1", "q"), Answered("2", 7, ANSWER), False),
        (Ask("1", "q"), Failed("1", ErrorCode.CANCELLED), True),
        (Export("a.csv"), Exported("a.csv", 1), True),
        (Export("a.csv"), Failed("a.csv", ErrorCode.DISK_FULL), True),
        (FillSheet("1", (), ("d",)), SheetFilled("1"), True),
        (FillSheet("1", (), ("d",)), SheetFilled("2"), False),
        (SaveSheet("a.csv", (), ("d",)), Exported("a.csv", 1), True),
        (ReviewFact("1", FACT, Review.ACCEPTED), FactReviewed("1", FACT), True),
        (ReviewFact("1", FACT, Review.ACCEPTED), FactReviewed("2", FACT), False),
        (Paint("d", 1, 1.0), Painted("d", 1, 1.0, ""), True),
        (Paint("d", 1, 1.0), Failed("d", ErrorCode.DAMAGED), True),
        (RemoveDocument("d"), LibraryChanged("d"), True),
        (RemoveDocument("d"), LibraryChanged("e"), False),
        (PauseDocument("d"), LibraryChanged("d"), True),
        (ChooseChunker(Chunker.PAGE), Chosen(), True),
        (ChooseEmbedder("/m"), Chosen(), True),
        (ChooseReranker("/m"), Chosen(), True),
        (ChooseModel(ModelChoice("/m.gguf")), Chosen(), True),
        (ChooseEmbedder("/m"), Failed(SETTINGS, ErrorCode.NOT_A_MODEL, "/m"), True),
        (ChooseChunker(Chunker.PAGE), Failed(SETTINGS, ErrorCode.DISK_FULL), True),
        (ChooseChunker(Chunker.PAGE), Failed("", ErrorCode.DISK_FULL), False),
    ],
)
def test_an_event_settles_its_request_only(request_: Request, event: Message, settled: bool) -> None:
    assert receipts.settles(event, request_) is settled


def test_what_is_lost_for_good_is_sent_again() -> None:
    assert receipts.resends(AddFiles(("a",))) > 1
    assert receipts.resends(Ask("1", "q")) == 1
    assert receipts.resends(Unlock("secret")) == 0
    assert receipts.resends(Stop("1")) == 0
    assert receipts.resends(Wake()) == 0


def test_giving_up_names_the_request() -> None:
    assert receipts.given_up(Ask("1", "q")) == Failed("1", ErrorCode.WORKER_DIED)


def test_giving_up_files_names_them() -> None:
    failed = receipts.given_up(AddFiles(("/a/one.pdf", "/b/two.pdf")))
    assert failed.code is ErrorCode.WORKER_DIED
    assert failed.subject == "one.pdf, two.pdf"
