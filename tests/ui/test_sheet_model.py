"""The table of the sheet."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from desktop.domain.extraction import Extracted, Field, Outcome
from desktop.domain.fact import Evidence, Fact, Origin, Triple
from desktop.domain.geometry import Box
from desktop.protocol.events import CellFilled
from desktop.ui.sheet.model import SheetModel


def test_a_cell_that_is_not_found_says_which_page_may_say_it(qtbot: QtBot) -> None:
    owner = QObject()
    model = SheetModel(lambda document: document, owner)
    model.show(("n",), (Field("staff"), Field("owner")))
    model.fill(CellFilled("1", Extracted("n", "staff", Outcome.NOT_FOUND, may_be_on=11), "not found"))
    model.fill(CellFilled("1", Extracted("n", "owner", Outcome.NOT_FOUND), "not found"))
    staff, nobody = model.index(0, 0), model.index(0, 1)
    assert staff.data() == "not found"
    assert staff.data(Qt.ItemDataRole.ToolTipRole).startswith("Page 12 may say it")
    assert staff.data(Qt.ItemDataRole.DecorationRole) is not None
    assert not nobody.data(Qt.ItemDataRole.ToolTipRole)
    assert nobody.data(Qt.ItemDataRole.DecorationRole) is None


def test_a_cell_that_was_found_too_early_is_marked(qtbot: QtBot) -> None:
    owner = QObject()
    model = SheetModel(lambda document: document, owner)
    model.show(("n",), (Field("staff"),))
    fact = Fact(Triple("Acme", "staff", "480"), Evidence("n", 0, "a staff of 480", (Box(0, 0, 9, 9),)), Origin.PAIR)
    model.fill(CellFilled("1", Extracted("n", "staff", Outcome.FOUND, (fact,), provisional=True), "480"))
    assert model.provisional() == 1
    assert "find it again later" in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)


def test_a_reviewed_cell_of_a_document_that_is_not_in_the_table_is_not_counted(qtbot: QtBot) -> None:
    owner = QObject()
    model = SheetModel(lambda document: document, owner)
    model.show(("n",), (Field("staff"),))
    model.fill(CellFilled("1", Extracted("other", "staff", Outcome.NOT_FOUND), "not found"))
    assert model.count() == 0
    model.fill(CellFilled("1", Extracted("n", "staff", Outcome.NOT_FOUND), "not found"))
    assert model.count() == model.count(Outcome.NOT_FOUND) == 1
