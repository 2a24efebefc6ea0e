"""What this program is, and the licences of the model packs that it works with."""

from __future__ import annotations

import html
from dataclasses import dataclass
from pathlib import Path

import msgspec
from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QTextBrowser, QVBoxLayout, QWidget

from desktop import __version__, paths
from desktop.ui.icons import program_icon


@dataclass(frozen=True, slots=True)
class PackLicence:
    """A model pack's name, the licence of its weights, and where they come from."""

    name: str
    licence: str = ""
    upstream: str = ""


class _Catalogue(msgspec.Struct):
    packs: list[PackLicence]


def pack_licences(catalogue: Path) -> tuple[PackLicence, ...]:
    """The packs of the catalogue; none where it is missing or can't be understood."""
    try:
        return tuple(msgspec.json.decode(catalogue.read_bytes(), type=_Catalogue).packs)
    except (OSError, msgspec.MsgspecError):
        return ()


class About(QDialog):
    """Name, version, licence, packs."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._sign = QLabel(self)
        self._sign.setPixmap(program_icon().pixmap(QSize(64, 64)))
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._packs = QTextBrowser(self)
        self._packs.setOpenLinks(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.close)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._sign)
        head.addWidget(self._words, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 20, 20, 16)
        outer.setSpacing(14)
        outer.addLayout(head)
        outer.addWidget(self._packs, 1)
        outer.addWidget(buttons)
        self.resize(600, 460)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: language changed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("About Tercet"))
        self._words.setText(
            self.tr(
                "Tercet {version}\n\nReads your documents on your own computer and answers with triples that can be"
                " checked. Free software under the GNU AGPL, version 3 or later."
            ).format(version=__version__)
        )
        self._packs.setAccessibleName(self.tr("Licences of the model packs"))
        self._packs.setHtml(self._table())

    def _table(self) -> str:
        head = (self.tr("Model pack"), self.tr("Licence"), self.tr("Made by"))
        rows = [(pack.name, pack.licence, pack.upstream) for pack in pack_licences(paths.catalogue())]
        lines = ["<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows]
        top = "<tr>" + "".join(f'<th align="left">{html.escape(cell)}</th>' for cell in head) + "</tr>"
        return f'<table cellpadding="4" width="100%">{top}{"".join(lines)}</table>'
