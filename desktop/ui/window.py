"""The window: three panes, the menu bar, and one line for what there is to say."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QSettings, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QVBoxLayout, QWidget

from desktop.protocol.requests import Export
from desktop.protocol.roles import Role
from desktop.ui import choosing, switchboard
from desktop.ui.bars import Bar, Words
from desktop.ui.failures import bug_words
from desktop.ui.library.dropping import DropOverlay, local_paths
from desktop.ui.library.model import DocumentsModel
from desktop.ui.library.pane import LibraryPane
from desktop.ui.library.removal import UNDO_MS
from desktop.ui.menus import Menus, WindowActions
from desktop.ui.middle import MiddlePane
from desktop.ui.records import Records
from desktop.ui.settings.about import About
from desktop.ui.settings.choices import load
from desktop.ui.settings.preferences import Preferences
from desktop.ui.switchboard import Switchboard
from desktop.ui.viewer.pane import EvidencePane
from desktop.ui.workers import RESTART_MS, Workers

_SIZE = (1280, 800)
_PANES = (300, 460, 520)
_ANSWERER_AFTER_MS = 1_500
_NOTICE_MS = 8_000


class MainWindow(QMainWindow):
    """The program's window over one library."""

    choices_changed = Signal(object)  #: Choices that the person made
    closed = Signal()  #: by the person; the workers are still ending
    ended = Signal()  #: closed, and every worker has ended

    def __init__(
        self, home: Path, settings: QSettings, undo_ms: int = UNDO_MS, restart_ms: tuple[int, ...] = RESTART_MS
    ) -> None:
        super().__init__()
        self._settings = settings
        self._records = Records(home)
        self.model = DocumentsModel(self)
        self.workers = Workers(home, self, restart_ms)
        self.desk = Switchboard(self._records, self.workers, self.model, self)
        self._lost: Role | None = None
        self._make(undo_ms)
        self._lay_out()
        self._connect()
        self._retranslate()
        self._restore()
        self._closing = False

    def begin(self) -> None:
        """After the first paint: show what the library holds and start the workers."""
        self.chat.field.setFocus()
        self.desk.look_at_all()
        self.workers.of(Role.PAINTER).start()
        self.workers.of(Role.READER).start()
        QTimer.singleShot(_ANSWERER_AFTER_MS, self, self.workers.of(Role.ANSWERER).start)

    def add(self, paths: tuple[str, ...]) -> None:
        """Take these files and folders into the library."""
        self.desk.add(paths)

    def tell(self, words: Words, urgent: bool = False) -> None:
        """Say something in the line above the panes; what is not urgent goes away by itself."""
        self._lost = None
        self.notice.say(words, urgent=urgent)
        self._quiet.stop() if urgent else self._quiet.start()

    def tell_bug(self, details: str) -> None:
        """Something unforeseen went wrong; the program goes on."""
        self._lost = None
        self._quiet.stop()
        self.notice.say(bug_words, urgent=True, details=details)

    def export(self, path: str, answers: tuple[int, ...]) -> None:
        """Write answers (ids of their records), or where none are named all facts, as CSV."""
        self.workers.of(Role.ANSWERER).send(Export(path, answers))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: files over the window."""
        paths = local_paths(event.mimeData())
        if paths:
            self.overlay.invite(paths)
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Qt: they went away again."""
        self.overlay.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: they were dropped."""
        self.overlay.hide()
        paths = local_paths(event.mimeData())
        if paths:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.add(paths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the overlay covers all."""
        super().resizeEvent(event)
        self.overlay.setGeometry(self.rect())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: keep the window's shape, let the workers end; the window itself is gone at once."""
        event.accept()
        if not self._closing:
            self._closing = True
            self.closed.emit()
            self._settings.setValue("geometry", self.saveGeometry())
            self._settings.setValue("panes", self._splitter.saveState())
            self._settings.sync()
            self.library.carry_out_removals()
            self.workers.farewell()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: language changed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _make(self, undo_ms: int) -> None:
        self.notice = Bar(self)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_NOTICE_MS)
        self._folder = ""
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.library = LibraryPane(self.model, self._splitter, undo_ms)
        self.middle = MiddlePane(self.model, self._records.as_reviewed, self._splitter)
        self.chat, self.sheet = self.middle.chat, self.middle.sheet
        self.evidence = EvidencePane(self.model, self._records.as_reviewed, self._splitter)
        self.commands = WindowActions(self)
        viewer = (*self.evidence.tools.every(), *self.evidence.review.every())
        self._menus = Menus(self.menuBar(), self.commands, self.library.actions_.every(), viewer)
        self.overlay = DropOverlay(self)
        self.setAcceptDrops(True)

    def _lay_out(self) -> None:
        for pane, width in zip((self.library, self.middle, self.evidence), _PANES, strict=True):
            self._splitter.addWidget(pane)
            self._splitter.setCollapsible(self._splitter.indexOf(pane), False)
            self._splitter.setStretchFactor(self._splitter.indexOf(pane), width)
        self._splitter.setSizes(list(_PANES))
        self._splitter.setHandleWidth(7)
        centre = QWidget(self)
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        above = QVBoxLayout()
        above.setContentsMargins(10, 0, 10, 0)
        above.addWidget(self.notice)
        layout.addLayout(above)
        layout.addWidget(self._splitter, 1)
        self.setCentralWidget(centre)
        self.setMinimumSize(900, 560)
        self.resize(*_SIZE)

    def _connect(self) -> None:
        self.desk.connect_panes(self.library, self.middle, self.evidence)
        self.desk.told.connect(self.tell)
        self.desk.exported.connect(self._tell_exported)
        self.desk.lost.connect(self._tell_lost)
        self.desk.found.connect(self._forget_lost)
        self.workers.all_gone.connect(self._end)
        self.library.add_wanted.connect(self._choose_files)
        self.library.paths_given.connect(self.add)
        self.chat.paths_given.connect(self.add)
        self.chat.conversation.export_wanted.connect(self._choose_export_of)
        self.notice.acted.connect(self._act)
        self._quiet.timeout.connect(self.notice.hide)
        self._connect_commands()

    def _connect_commands(self) -> None:
        self.commands.add_files.triggered.connect(self._choose_files)
        self.commands.add_folder.triggered.connect(self._choose_folder)
        self.commands.export_answers.triggered.connect(self._choose_export_answers)
        self.commands.export_facts.triggered.connect(self._choose_export_facts)
        self.commands.export_reviewed.triggered.connect(self._choose_export_reviewed)
        self.commands.quit.triggered.connect(self.close)
        self.commands.paste_files.triggered.connect(self.library.paste)
        self.commands.preferences.triggered.connect(self._open_preferences)
        self.commands.question.triggered.connect(self.middle.show_chat)
        self.commands.sheet.triggered.connect(self.middle.show_sheet)
        self.commands.review.triggered.connect(self._review)
        self.commands.next_pane.triggered.connect(self._focus_next_pane)
        self.commands.about.triggered.connect(self._open_about)

    def _choose_files(self) -> None:
        choosing.choose_files(self, self._add_chosen)

    def _choose_folder(self) -> None:
        choosing.choose_folder(self, self._add_chosen)

    def _add_chosen(self, paths: list[str]) -> None:
        self.add(tuple(paths))

    def _choose_export_answers(self) -> None:
        records = self.chat.answer_records()
        if records:
            choosing.choose_export(self, "answers.csv", partial(self.export, answers=records))
        else:
            self.tell(self._no_answers_words)

    def _choose_export_of(self, record: int) -> None:
        choosing.choose_export(self, "answer.csv", partial(self.export, answers=(record,)))

    def _choose_export_facts(self) -> None:
        choosing.choose_export(self, "facts.csv", partial(self.export, answers=()))

    def _choose_export_reviewed(self) -> None:
        choosing.choose_export(self, "reviewed.csv", self._export_reviewed)

    def _export_reviewed(self, path: str) -> None:
        self.workers.of(Role.ANSWERER).send(Export(path, reviewed=True))

    def _review(self) -> None:
        if self.evidence.show_queue(self.desk.facts_to_review()):
            self.chat.conversation.release()
            self.evidence.area.setFocus()
        else:
            self.tell(self._reviewed_words)

    def _tell_exported(self, path: str, rows: int) -> None:
        self._lost = None
        self._folder = str(Path(path).parent)
        self.notice.say(partial(switchboard.exported_words, path, rows), self._open_folder_words)
        self._quiet.stop()

    def _tell_lost(self, role: Role) -> None:
        self._quiet.stop()
        self.notice.say(partial(switchboard.lost_words, role), switchboard.restart_words, urgent=True)
        self._lost, self._folder = role, ""

    def _forget_lost(self, role: Role) -> None:
        if role is self._lost:
            self._lost = None
            self.notice.hide()

    def _act(self) -> None:
        if self._lost is not None:
            self.workers.of(self._lost).start_again()
        elif self._folder:
            QDesktopServices.openUrl(QUrl.fromLocalFile(self._folder))
        self.notice.hide()

    def _open_preferences(self) -> None:
        dialog = Preferences(load(self._settings), self._records.settings, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self.choices_changed)
        dialog.library.chunker_chosen.connect(self.desk.choose_chunker)
        dialog.library.embedder_chosen.connect(self.desk.choose_embedder)
        dialog.library.reranker_chosen.connect(self.desk.choose_reranker)
        dialog.library.model_chosen.connect(self.desk.choose_model)
        self.desk.choice_failed.connect(dialog.library.give_up)
        dialog.show()

    def _open_about(self) -> None:
        dialog = About(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def _focus_next_pane(self) -> None:
        stops = (self.library.focus_stop(), *self.middle.focus_stops(), self.evidence.area)
        panes = (self.library, *(self.middle for _ in stops[1:-1]), self.evidence)
        focused = QApplication.focusWidget()
        within = (at for at, pane in enumerate(panes) if focused and pane.isAncestorOf(focused))
        here = stops.index(focused) if focused in stops else next(within, -1)
        following = (stops[(here + step) % len(stops)] for step in range(1, len(stops) + 1))
        next(stop for stop in following if stop.isVisible()).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _restore(self) -> None:
        geometry, panes = self._settings.value("geometry"), self._settings.value("panes")
        if geometry:
            self.restoreGeometry(geometry)
        if panes:
            self._splitter.restoreState(panes)

    def _end(self) -> None:
        self._records.close()
        self.ended.emit()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Tercet"))
        self.commands.retranslate()
        self._menus.retranslate()

    def _no_answers_words(self) -> str:
        return self.tr("There is no answer to export yet. Ask a question first.")

    def _reviewed_words(self) -> str:
        return self.tr("There is no fact to review: every one was, or none was read yet.")

    def _open_folder_words(self) -> str:
        return self.tr("Open the folder")
