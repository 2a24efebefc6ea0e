"""Bugs: logged, shown with details to copy, and survived."""

from __future__ import annotations

import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop import __version__
from desktop.ui.logs import LogFile

translate = QCoreApplication.translate


class Failures(QObject):
    """Catches what no one else did."""

    happened = Signal(str)  #: the details, for the person to copy

    def __init__(self, log: LogFile, parent: QObject) -> None:
        super().__init__(parent)
        self._log = log
        self._before = sys.excepthook

    def watch(self) -> None:
        """From now on, exceptions that nobody caught come here."""
        sys.excepthook = self.catch

    def stop(self) -> None:
        """Leave exceptions to whoever had them before."""
        sys.excepthook = self._before

    def catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log and tell; an interrupt from the keyboard is none of ours."""
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        details = f"Tercet {__version__}, Python {sys.version.split()[0]}, {sys.platform}\n{details}"
        self._log.write(details.encode())
        self.happened.emit(details)


def bug_words() -> str:
    """What is said of a bug."""
    return translate(
        "Failures", "Something in Tercet went wrong. Your documents and answers are safe, and you can go on working."
    )
