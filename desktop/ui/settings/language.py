"""The window's language: installs the translators, after which Qt tells every widget."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.domain.answer import Language


class Interpreter(QObject):
    """Holds the installed translators: ours, and Qt's own for its dialogs and context menus."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._installed: list[QTranslator] = []

    def speak(self, language: Language) -> None:
        """Change the language of every widget at once."""
        for translator in self._installed:
            self._app.removeTranslator(translator)
            translator.deleteLater()
        self._installed = []
        QLocale.setDefault(_LOCALES[language])
        self._install("qtbase_zh_CN" if language is Language.CHINESE else "", _qt_folder())
        self._install(f"tercet_{language}", str(paths.resources() / "translations"))

    def _install(self, name: str, folder: str) -> None:
        translator = QTranslator(self)
        if name and translator.load(name, folder):
            self._app.installTranslator(translator)
            self._installed.append(translator)


def _qt_folder() -> str:
    return QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)


_LOCALES = {
    Language.CHINESE: QLocale(QLocale.Language.Chinese, QLocale.Country.China),
    Language.ENGLISH: QLocale(QLocale.Language.English, QLocale.Country.UnitedStates),
}
