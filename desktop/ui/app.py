"""Starts the window."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QLibraryInfo, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from desktop import __version__, paths
from desktop.ui.failures import Failures
from desktop.ui.icons import program_icon
from desktop.ui.logs import log_file
from desktop.ui.settings import appearance, choices
from desktop.ui.settings.choices import Appearance, Choices
from desktop.ui.settings.language import Interpreter
from desktop.ui.single_instance import Opening, SingleInstance
from desktop.ui.window import MainWindow


def run(files: tuple[str, ...] = (), tour: bool = False, instance: SingleInstance | None = None) -> int:
    """Open the window and add these files, then those of later starts; ``tour`` drives it offscreen instead."""
    if tour:
        from desktop.ui.tour import prepare

        prepare()
    app = make_app()
    program = Program(app)
    program.start(files)
    if instance is not None:
        program.hear(instance)
    if tour:
        from desktop.ui.tour import Tour

        guide = Tour(program.window)
        QTimer.singleShot(0, guide, guide.begin)
    return app.exec()


def make_app() -> Application:
    """The Qt application, named and dressed, but without a window."""
    choose_input_method()
    app = Application(sys.argv[:1])
    app.setApplicationName("Tercet")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("tercet")
    app.setStyle("Fusion")
    app.setWindowIcon(program_icon())
    app.setQuitOnLastWindowClosed(False)
    return app


def choose_input_method() -> None:
    """Before Qt starts: Qt's wheels know ibus and not fcitx, which many type Chinese with; fcitx 5 answers as ibus too.

    https://fcitx-im.org/wiki/Using_Fcitx_5_on_Wayland#Qt
    """
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"
    if os.environ.get("QT_IM_MODULE", "").startswith("fcitx") and not any(plugins.glob("*fcitx*")):
        os.environ["QT_IM_MODULE"] = "ibus"


class Application(QApplication):
    """Qt's application that also says which files the desktop opens with it: so does macOS, in place of arguments."""

    file_opened = Signal(str)  #: its path

    def event(self, event: QEvent) -> bool:
        """Qt: what concerns the whole program."""
        if not isinstance(event, QFileOpenEvent):
            return super().event(event)
        if event.file():
            self.file_opened.emit(event.file())
        return True


class Program(QObject):
    """The window with its language, its appearance and its net for bugs."""

    def __init__(self, app: Application) -> None:
        super().__init__(app)
        self._app = app
        home = paths.library_home()
        self._settings = choices.settings_file(home)
        self._choices = choices.load(self._settings)
        self._interpreter = Interpreter(app)
        self._failures = Failures(log_file(home, "window"), self)
        self._dress()
        self.window = MainWindow(home, self._settings)
        self.window.choices_changed.connect(self.choose)
        self.window.ended.connect(app.quit)
        self._failures.happened.connect(self.window.tell_bug)
        app.file_opened.connect(self._add_one)
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    def start(self, files: tuple[str, ...]) -> None:
        """Show the window; the rest happens after its first paint."""
        self._failures.watch()
        self.window.show()
        QTimer.singleShot(0, self.window, self.window.begin)
        if files:
            self.window.add(files)

    def hear(self, instance: SingleInstance) -> None:
        """Take over what later starts bring, until the window is closed."""
        instance.asked.connect(self.take_over)
        self.window.closed.connect(instance.close)
        instance.listen()

    def take_over(self, opening: Opening) -> None:
        """Come to the front and add the files of a later start."""
        if opening.token and self._app.platformName().startswith("wayland"):
            os.putenv("XDG_ACTIVATION_TOKEN", opening.token)  # read and removed by Qt as it activates the window
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        self.window.add(opening.files)

    def choose(self, made: Choices) -> None:
        """Take the person's choices over, at once and for later."""
        self._choices = made
        choices.save(self._settings, made)
        self._dress()

    def _add_one(self, file: str) -> None:
        self.window.add((file,))

    def _dress(self) -> None:
        appearance.apply(self._app, self._choices.appearance)
        self._interpreter.speak(choices.language_of(self._choices.language))

    def _follow_system(self, scheme: Qt.ColorScheme) -> None:  # noqa: ARG002 - Qt's signature
        if self._choices.appearance is Appearance.SYSTEM:
            appearance.apply(self._app, Appearance.SYSTEM)
