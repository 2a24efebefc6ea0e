"""The words for what can go wrong: what happened, to which file, what was kept, what to do."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.domain.errors import ErrorCode


def describe(code: ErrorCode, subject: str = "") -> str:
    """One or two sentences for a person; ``subject`` is a file, a folder, a page or a model pack."""
    words = str(_SENTENCES.get(code, _UNKNOWN))
    return QCoreApplication.translate("Errors", words).format(subject=subject)


def reason(code: ErrorCode | None) -> str:
    """A few words, to stand behind the name of a file that was not added."""
    if code is None or code not in _REASONS:
        return QCoreApplication.translate("Errors", "could not be read")
    return QCoreApplication.translate("Errors", str(_REASONS[code]))


_UNKNOWN = QT_TRANSLATE_NOOP("Errors", "Something went wrong with {subject}. Everything else is kept.")
_SENTENCES = {
    ErrorCode.NOT_A_DOCUMENT: QT_TRANSLATE_NOOP(
        "Errors", "{subject} is not a PDF or an image that can be read. It was left out; all others go on."
    ),
    ErrorCode.EMPTY_FILE: QT_TRANSLATE_NOOP(
        "Errors", "{subject} is empty (0 bytes). It was left out; get the file again from where it came."
    ),
    ErrorCode.NO_PAGES: QT_TRANSLATE_NOOP("Errors", "{subject} has no pages. It was left out; all others go on."),
    ErrorCode.NO_TEXT: QT_TRANSLATE_NOOP(
        "Errors", "No words were found on the pages of {subject}. It is kept; a sharper scan may help."
    ),
    ErrorCode.DAMAGED: QT_TRANSLATE_NOOP(
        "Errors", "{subject} is damaged or incomplete. It was left out; get the file again from where it came."
    ),
    ErrorCode.LOCKED: QT_TRANSLATE_NOOP(
        "Errors", "{subject} is locked with a password. Enter it in the library to have the document read."
    ),
    ErrorCode.WRONG_PASSWORD: QT_TRANSLATE_NOOP(
        "Errors", "The password does not open {subject}. It stays in the library, locked; try another password."
    ),
    ErrorCode.NOT_FOUND: QT_TRANSLATE_NOOP(
        "Errors", "{subject} is no longer there. Check whether it was moved or renamed, then add it again."
    ),
    ErrorCode.NOT_READABLE: QT_TRANSLATE_NOOP(
        "Errors", "{subject} can't be opened: you may not read this file. Change its permissions, then add it again."
    ),
    ErrorCode.DISK_FULL: QT_TRANSLATE_NOOP(
        "Errors", "The disk is full, so reading has paused. Everything read so far is kept. Make room, then resume."
    ),
    ErrorCode.LIBRARY_UNUSABLE: QT_TRANSLATE_NOOP(
        "Errors",
        "The library in {subject} can't be used. Nothing in it was changed. Check that the folder exists and that"
        " you may write to it, then start Tercet again.",
    ),
    ErrorCode.LIBRARY_NEWER: QT_TRANSLATE_NOOP(
        "Errors",
        "The library in {subject} was made by a newer Tercet. Nothing in it was changed. Install the newer version.",
    ),
    ErrorCode.MODEL_MISSING: QT_TRANSLATE_NOOP(
        "Errors",
        "The model pack {subject} is missing. Reading, search and facts from tables still work. To fetch the packs,"
        " run: tercet models fetch",
    ),
    ErrorCode.MODEL_BROKEN: QT_TRANSLATE_NOOP(
        "Errors", "The model pack {subject} is damaged. To fetch it again, run: tercet models fetch"
    ),
    ErrorCode.NOT_A_MODEL: QT_TRANSLATE_NOOP(
        "Errors",
        "No model can be loaded from {subject}. Choose a folder as sentence-transformers saves it, with modules.json and"
        " the weights. What was searched before is searched still.",
    ),
    ErrorCode.SERVER_FAILED: QT_TRANSLATE_NOOP(
        "Errors",
        "The language model's server {subject} gave no answer. Check that it is started, or choose the built-in model under"
        " Preferences. Facts from tables and search still work.",
    ),
    ErrorCode.NOT_A_GGUF: QT_TRANSLATE_NOOP(
        "Errors",
        "No language model can be loaded from {subject}. Choose a GGUF file, or the built-in model, under Preferences.",
    ),
    ErrorCode.NOT_FIELDS: QT_TRANSLATE_NOOP(
        "Errors",
        "{subject} is no list of fields. A CSV file is needed with the columns name, description, type and example.",
    ),
    ErrorCode.SOURCE_GONE: QT_TRANSLATE_NOOP(
        "Errors", "The model pack {subject} could not be fetched from any of its sources. Try again later."
    ),
    ErrorCode.HASH_MISMATCH: QT_TRANSLATE_NOOP(
        "Errors", "What was fetched for {subject} is not the expected file, so it was thrown away. Try again."
    ),
    ErrorCode.UNKNOWN_DOCUMENT: QT_TRANSLATE_NOOP(
        "Errors", "This document is no longer in the library. Add the file again to see it."
    ),
    ErrorCode.WORKER_DIED: QT_TRANSLATE_NOOP(
        "Errors", "This could not be done, because a part of the program stopped twice. Everything else is kept."
    ),
    ErrorCode.CANCELLED: QT_TRANSLATE_NOOP("Errors", "Stopped."),
}

_REASONS = {
    ErrorCode.NOT_A_DOCUMENT: QT_TRANSLATE_NOOP("Errors", "not a PDF or an image that can be read"),
    ErrorCode.EMPTY_FILE: QT_TRANSLATE_NOOP("Errors", "the file is empty"),
    ErrorCode.NO_PAGES: QT_TRANSLATE_NOOP("Errors", "it has no pages"),
    ErrorCode.NO_TEXT: QT_TRANSLATE_NOOP("Errors", "no words on its pages"),
    ErrorCode.DAMAGED: QT_TRANSLATE_NOOP("Errors", "damaged or incomplete"),
    ErrorCode.LOCKED: QT_TRANSLATE_NOOP("Errors", "locked with a password"),
    ErrorCode.NOT_FOUND: QT_TRANSLATE_NOOP("Errors", "no longer there"),
    ErrorCode.NOT_READABLE: QT_TRANSLATE_NOOP("Errors", "you may not read this file"),
    ErrorCode.DISK_FULL: QT_TRANSLATE_NOOP("Errors", "the disk is full"),
    ErrorCode.WORKER_DIED: QT_TRANSLATE_NOOP("Errors", "it stops the reader each time it is opened"),
}
