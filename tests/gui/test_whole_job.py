"""The whole job with the real workers: a drop, reading, a question, the triple's box on the page, a CSV on disk."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.domain.geometry import Box
from desktop.protocol.roles import Role
from desktop.ui.settings import choices
from desktop.ui.settings.language import Interpreter
from desktop.ui.window import MainWindow
from tests.gui.hands import close, drop, states

pytestmark = pytest.mark.engine

ROOT = Path(__file__).resolve().parents[2]
LONG_MS = 300_000
LINES = ("许仕廉,国籍,中国", "许仕廉,出生日期,1896年", "许仕廉,职业,社会学家", "许仕廉,毕业院校,爱荷华大学")
QUESTION = "许仕廉主要是任职什么的？"


@pytest.fixture
def window(qtbot: QtBot, home: Path, dressed: Interpreter, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """The real window over the real program."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setattr(paths, "program_command", real_command)
    window = MainWindow(home, choices.settings_file(home))
    window.show()
    window.begin()
    yield window
    close(qtbot, window)


def test_from_the_drop_to_the_csv(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    file = make_pdf(tmp_path / "人物 资料.pdf", LINES)
    drop(window, [file])
    qtbot.waitUntil(lambda: states(window).get(file.name, "").startswith("Ready · 1 page"), timeout=LONG_MS)
    ask(qtbot, window, QUESTION)
    card = window.chat.conversation.cards()[-1]
    triples = [(one.triple.entity, one.triple.attribute, one.triple.value) for one in card.facts()]
    assert triples == [("许仕廉", "职业", "社会学家")]
    assert card.table is not None
    centre = card.table.visualRect(card.table.model().index(0, 2)).center()
    qtbot.mouseClick(card.table.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    canvas = window.evidence.area.canvas
    qtbot.waitUntil(lambda: not canvas.empty and bool(canvas.marked()), timeout=LONG_MS)
    assert window.evidence.title() == f"{file.name} · page 1"
    assert words_in(file, card.facts()[0].evidence.boxes) == "社会学家"
    window.evidence.tools.true_size.trigger()
    qtbot.wait(1000)
    assert_box_is_marked(window, card.facts()[0].evidence.boxes[0])
    target = tmp_path / "事实.csv"
    with qtbot.waitSignal(window.desk.exported, timeout=LONG_MS):
        window.export(str(target), window.chat.answer_records())
    header, row = target.read_text("utf-8-sig").splitlines()
    assert header.startswith("entity,attribute,value")
    assert row.startswith("许仕廉,职业,社会学家")


def test_a_reader_that_is_killed_in_the_middle_goes_on(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    file = make_pdf(tmp_path / "long.pdf", *[(f"Page {number} holds words.",) * 20 for number in range(40)])
    drop(window, [file])
    qtbot.waitUntil(lambda: "Finding structure, " in states(window).get(file.name, ""), timeout=LONG_MS)
    window.workers.of(Role.READER).kill()
    qtbot.waitUntil(lambda: "being started again" in window.notice.text(), timeout=LONG_MS)
    qtbot.waitUntil(lambda: states(window)[file.name].startswith(("Ready · 40", "Indexing")), timeout=LONG_MS)
    assert "could not be read" not in states(window)[file.name]


def test_an_answerer_that_is_killed_in_the_middle_answers_still(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    file = make_pdf(tmp_path / "people.pdf", LINES)
    drop(window, [file])
    qtbot.waitUntil(lambda: states(window).get(file.name, "").startswith("Ready · 1 page"), timeout=LONG_MS)
    window.chat.ask(QUESTION)
    qtbot.waitUntil(lambda: window.workers.of(Role.ANSWERER).ready, timeout=LONG_MS)
    window.workers.of(Role.ANSWERER).kill()
    qtbot.waitUntil(lambda: not window.chat.is_asking(), timeout=LONG_MS)
    assert [one.triple.value for one in window.chat.conversation.cards()[-1].facts()] == ["社会学家"]


def ask(qtbot: QtBot, window: MainWindow, question: str) -> None:
    window.chat.field.setPlainText(question)
    qtbot.keyClick(window.chat.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.chat.is_asking(), timeout=LONG_MS)


def real_command() -> list[str]:
    return [sys.executable, "-m", "desktop"]


def make_pdf(path: Path, *pages: tuple[str, ...]) -> Path:
    """A PDF with these lines on its pages."""
    with pymupdf.open() as document:
        for lines in pages:
            page = document.new_page(width=595, height=842)
            for number, line in enumerate(lines):
                page.insert_text((72, 90 + 22 * number), line, fontname="china-s", fontsize=12)
        document.save(path)
    return path


def words_in(file: Path, boxes: tuple[Box, ...]) -> str:
    """The text of the PDF's first page whose characters have their middle inside the boxes."""
    found = []
    with pymupdf.open(file) as document:
        for block in document[0].get_text("rawdict")["blocks"]:
            for line in block.get("lines", ()):
                for span in line["spans"]:
                    for char in span["chars"]:
                        x0, y0, x1, y1 = char["bbox"]
                        if any(box.holds((x0 + x1) / 2, (y0 + y1) / 2) for box in boxes):
                            found.append(char["c"])
    return "".join(found)


def assert_box_is_marked(window: MainWindow, box: Box) -> None:
    """The box's corner is yellow, paper beside it is white, and there is ink inside."""
    canvas = window.evidence.area.canvas
    picture: QImage = canvas.grab().toImage()
    place = canvas.placing().place(box)
    inside = picture.pixelColor(round(place.x0) + 1, round(place.y0) + 1)
    assert inside.blue() < 130
    assert inside.red() > 220
    outside = picture.pixelColor(round(place.x1) + 12, round(place.centre[1]))  # the line ends with the value
    assert outside.lightness() > 230
    darkest = min(
        picture.pixelColor(x, y).lightness()
        for x in range(round(place.x0), round(place.x1))
        for y in range(round(place.y0), round(place.y1))
    )
    assert darkest < 110
