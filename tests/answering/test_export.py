"""CSV: what is written can be read back, and runs nothing in a spreadsheet."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.answering.export import COLUMNS, ExportRow, read_csv, write_csv
from desktop.domain.fact import Review

TEXT = st.one_of(st.text(), st.text(alphabet="='+-@\t\r\n\"',，＝1a"))
ROWS = st.builds(
    ExportRow,
    TEXT,
    TEXT,
    TEXT,
    st.none() | st.decimals(allow_nan=False, allow_infinity=False),
    TEXT,
    TEXT,
    TEXT,
    st.none() | st.integers(1, 10_000),
    TEXT,
    st.floats(0, 1),
    st.sampled_from(Review),
)


def row(**changes: object) -> ExportRow:
    plain = {
        "entity": "四方科技",
        "attribute": "净利润",
        "value": "129,465,020.68",
        "number": Decimal("129465020.68"),
        "unit": "元",
        "period": "2019",
        "document": "年报.pdf",
        "page": 64,
        "quote": "净利润 129,465,020.68",
        "confidence": 0.95,
        "review": Review.NEW,
    }
    return ExportRow(**{**plain, **changes})  # type: ignore[arg-type]


@given(st.lists(ROWS, max_size=5))
def test_reading_back_gives_the_same_rows(tmp_path_factory: pytest.TempPathFactory, rows: list[ExportRow]) -> None:
    path = tmp_path_factory.mktemp("csv") / "facts.csv"
    assert write_csv(path, rows) == len(rows)
    assert read_csv(path) == tuple(rows)


@pytest.mark.parametrize("value", ["=1+1", "+1", "@SUM(A1)", "-1+2", "\t=1", "\r=1", "－2+3", "-cmd|' /C calc'!A0"])
def test_a_cell_that_would_run_gets_an_apostrophe(tmp_path: Path, value: str) -> None:
    write_csv(tmp_path / "f.csv", [row(value=value)])
    with (tmp_path / "f.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = list(csv.reader(file))[1]
    assert cells[2] == "'" + value


@pytest.mark.parametrize("value", ["-208,930,749.53", "-4.49%", "-1"])
def test_a_negative_number_stays_a_number(tmp_path: Path, value: str) -> None:
    write_csv(tmp_path / "f.csv", [row(value=value, number=Decimal("-1.5"))])
    with (tmp_path / "f.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = list(csv.reader(file))[1]
    assert cells[2:4] == [value, "-1.5"]


def test_the_file_begins_with_a_byte_order_mark_and_the_columns(tmp_path: Path) -> None:
    write_csv(tmp_path / "f.csv", [])
    assert (tmp_path / "f.csv").read_bytes() == b"\xef\xbb\xbf" + ",".join(COLUMNS).encode() + b"\r\n"


def test_a_failed_export_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    write_csv(path, [row()])

    def breaks() -> object:
        yield row()
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        write_csv(path, breaks())  # type: ignore[arg-type]
    assert read_csv(path) == (row(),)
    assert [one.name for one in tmp_path.iterdir()] == ["f.csv"]


def test_another_kind_of_file_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ValueError, match="other columns"):
        read_csv(tmp_path / "f.csv")
