"""File dialogs, none of which stops the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.ui.library.dropping import SUFFIXES

translate = QCoreApplication.translate


def choose_files(parent: QWidget, chosen: Callable[[list[str]], None]) -> QFileDialog:
    """Ask for files to add."""
    dialog = _dialog(parent, translate("Choosing", "Add files"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
    readable = translate("Choosing", "PDFs and pictures ({patterns})").format(patterns=patterns)
    dialog.setNameFilters([readable, translate("Choosing", "All files (*)")])
    dialog.filesSelected.connect(chosen)
    dialog.open()
    return dialog


def choose_folder(parent: QWidget, chosen: Callable[[list[str]], None]) -> QFileDialog:
    """Ask for a folder to add."""
    dialog = _dialog(parent, translate("Choosing", "Add a folder"))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.filesSelected.connect(chosen)
    dialog.open()
    return dialog


def choose_model(parent: QWidget, chosen: Callable[[str], None]) -> QFileDialog:
    """Ask for the folder of a model."""
    dialog = _dialog(parent, translate("Choosing", "Choose a model folder"))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(chosen)
    dialog.open()
    return dialog


def choose_gguf(parent: QWidget, chosen: Callable[[str], None]) -> QFileDialog:
    """Ask for the file of a language model."""
    dialog = _dialog(parent, translate("Choosing", "Choose a language model"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([translate("Choosing", "Language models (*.gguf)"), translate("Choosing", "All files (*)")])
    dialog.fileSelected.connect(chosen)
    dialog.open()
    return dialog


def choose_export(parent: QWidget, name: str, chosen: Callable[[str], None]) -> QFileDialog:
    """Ask where a CSV is to be written."""
    dialog = _dialog(parent, translate("Choosing", "Export as CSV"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([translate("Choosing", "CSV for spreadsheets (*.csv)")])
    dialog.setDefaultSuffix("csv")
    dialog.selectFile(name)
    dialog.fileSelected.connect(chosen)
    dialog.open()
    return dialog


def choose_fields(parent: QWidget, chosen: Callable[[str], None]) -> QFileDialog:
    """Ask for a list of fields."""
    dialog = _dialog(parent, translate("Choosing", "Choose a list of fields"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([translate("Choosing", "CSV: name, description, type, example (*.csv)")])
    dialog.fileSelected.connect(chosen)
    dialog.open()
    return dialog


def choose_sheet(parent: QWidget, name: str, chosen: Callable[[str], None]) -> QFileDialog:
    """Ask where a sheet is to be written."""
    dialog = _dialog(parent, translate("Choosing", "Save the sheet"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    workbook = translate("Choosing", "Workbook with links to the pages (*.xlsx)")
    dialog.setNameFilters([workbook, translate("Choosing", "CSV for spreadsheets (*.csv)")])
    dialog.filterSelected.connect(
        lambda chosen_filter: dialog.setDefaultSuffix("xlsx" if chosen_filter == workbook else "csv")
    )
    dialog.setDefaultSuffix("xlsx")
    dialog.selectFile(name)
    dialog.fileSelected.connect(chosen)
    dialog.open()
    return dialog


def _dialog(parent: QWidget, title: str) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog
