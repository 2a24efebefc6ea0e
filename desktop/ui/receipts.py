"""Which event settles which request: what is not settled is sent again to a restarted worker."""

from __future__ import annotations

from pathlib import Path

from desktop.domain.errors import ErrorCode
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
    ResumeDocument,
    RetryPages,
    ReviewFact,
    SaveSheet,
    Unlock,
)
from desktop.wire import Message

#: what comes at the end of a request, and names it
_ENDS = {
    AddFiles: FilesTaken,
    Ask: Answered,
    Export: Exported,
    FillSheet: SheetFilled,
    SaveSheet: Exported,
    ReviewFact: FactReviewed,
    Paint: Painted,
}
_TWICE = 2
_ONCE = 1


def settles(event: Message, request: Request) -> bool:
    """Whether this event is the end of that request."""
    if isinstance(event, Failed) and event.id == subject(request):
        return True
    if isinstance(event, _ENDS.get(type(request), ())):
        return subject(request) == _subject_of(event)
    match request, event:
        case ((PauseDocument() | ResumeDocument() | RetryPages() | RemoveDocument()), LibraryChanged()):
            return subject(request) == event.document
        case ((ChooseChunker() | ChooseEmbedder() | ChooseReranker() | ChooseModel()), Chosen()):
            return True
    return False


def resends(request: Request) -> int:
    """How often a request is sent again when its worker dies over it; 0 for those that nothing settles."""
    match request:
        case AddFiles() | RemoveDocument():
            return _TWICE
        case (
            Ask()
            | FillSheet()
            | Export()
            | SaveSheet()
            | ReviewFact()
            | Paint()
            | PauseDocument()
            | ResumeDocument()
            | RetryPages()
        ):
            return _ONCE
        case ChooseChunker() | ChooseEmbedder() | ChooseReranker() | ChooseModel():
            return _ONCE
    return 0


def outlives_window(request: Request) -> bool:
    """Whether it is to be carried out although the window is closed: it changes the library, or makes a file."""
    lasting = (
        AddFiles
        | Export
        | SaveSheet
        | ReviewFact
        | PauseDocument
        | RemoveDocument
        | ResumeDocument
        | RetryPages
        | Unlock
    )
    return isinstance(request, lasting | ChooseChunker | ChooseEmbedder | ChooseReranker | ChooseModel)


def subject(request: Request) -> str:
    """The id under which a failure of this request is reported."""
    match request:
        case Ask(id) | FillSheet(id) | ReviewFact(id):
            return id
        case Export(path) | SaveSheet(path):
            return path
        case AddFiles(paths):
            return "\n".join(paths)
        case ChooseChunker() | ChooseEmbedder() | ChooseReranker() | ChooseModel():
            return SETTINGS
    return str(getattr(request, "document", ""))


def _subject_of(event: Message) -> str:
    match event:
        case FilesTaken(paths):
            return "\n".join(paths)
        case Answered(id) | SheetFilled(id) | FactReviewed(id):
            return id
        case Exported(path):
            return path
    return str(getattr(event, "document", ""))


def given_up(request: Request) -> Failed:
    """What is reported for a request whose worker could not be kept alive; its subject are the names of files."""
    names = ", ".join(Path(path).name for path in request.paths) if isinstance(request, AddFiles) else ""
    return Failed(subject(request), ErrorCode.WORKER_DIED, names)
