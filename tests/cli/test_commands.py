"""The command line as a contract: shapes, exit codes, and the three questions that everything began with."""

import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest

from desktop.cli.columns import width
from desktop.cli.main import run
from tests import pdfs

LONG = (
    "我想了解一下科列斯尼科夫这位篮球运动员。我知道他是一位后卫球员，且运动技能很高。但是他的出生年月，"
    "以及他在哪个队伍效力，他的身高和体重等等，这些我都不太清楚。你能告诉我这些信息吗？"
)
PEOPLE = (
    "许仕廉,国籍,中国", "许仕廉,出生日期,1896年", "许仕廉,毕业院校,爱荷华大学", "许仕廉,主要成就,中国著名社会学家",
    "许仕廉,职业,社会学家", "许仕廉,代表作品,《文化与政治》；《一个市镇调查的尝试》；《中国人口问题》",
    "科列斯尼科夫,出生日期,1985年12月26日", "身高,195CM", "体重,78kg", "所属运动队,圣彼得堡俱乐部", "位置,后卫",
    "号码,5号", "职业,篮球", "米哈伊尔·彼特罗维奇·科列斯尼科夫,出生日期,1939.10", "逝世日期,2007.3.26",
)  # fmt: skip
ASKED = ("许仕廉主要是任职什么的？", LONG, "许仕廉的妻子是谁？")

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A library with the people of the examples and a scan, made by ``tercet add``."""
    folder = tmp_path_factory.mktemp("library")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TERCET_HOME", str(folder / "资料库 1"))
        patch.setenv("TERCET_LLM", "qwen2.5-coder-0.5b-instruct-q4_k_m")
        patch.setenv("TERCET_LANGUAGE", "en")
        files = folder / "a folder with spaces"
        files.mkdir()
        pdfs.triples(files, PEOPLE, "人物 (终稿).pdf")
        pdfs.scanned_english(files)
        pdfs.empty_file(files)
        assert run(["add", str(files), "--json"]) == 3
        yield folder


def lines(capsys: pytest.CaptureFixture[bytes]) -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith(b"{")]


def ask(capsys: pytest.CaptureFixture[bytes], *words: str) -> dict:  # type: ignore[type-arg]
    capsys.readouterr()
    assert run(["ask", *words, "--json"]) == 0
    return lines(capsys)[0]


def test_a_file_that_is_there_by_another_name_is_told_by_both(
    library: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    shutil.copy(library / "a folder with spaces" / "人物 (终稿).pdf", tmp_path / "copy of people.pdf")
    assert run(["add", str(tmp_path)]) == 0
    told = capsysbinary.readouterr().out.decode()
    assert told == "copy of people.pdf: already in the library, as 人物 (终稿).pdf (1 page).\n"


def test_the_first_example_is_answered(library: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    given = ask(capsysbinary, ASKED[0])
    assert [(one["entity"], one["attribute"], one["value"]) for one in given["facts"]] == [
        ("许仕廉", "职业", "社会学家")
    ]
    assert given["refused"] is False
    assert given["coverage"]["documents"] == 2


def test_the_second_example_gives_four_triples_of_the_right_person(
    library: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    given = ask(capsysbinary, ASKED[1])
    assert {one["entity"] for one in given["facts"]} == {"科列斯尼科夫"}
    assert {one["value"] for one in given["facts"]} == {"1985年12月26日", "圣彼得堡俱乐部", "195CM", "78kg"}


def test_what_the_lines_do_not_say_is_refused_in_exactly_these_words(
    library: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    given = ask(capsysbinary, ASKED[2])
    assert given["sentence"] == "没有找到该问题对应的知识"
    assert given["refused"] is True
    assert given["facts"] == []


def test_a_value_stands_in_its_box(library: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    fact = ask(capsysbinary, ASKED[0])["facts"][0]
    page = pymupdf.open(library / "a folder with spaces" / fact["document"])[fact["page"]]
    assert "".join(page.get_text(clip=box) for box in fact["boxes"]).strip() == fact["value"]


def test_a_batch_is_answered_line_by_line(
    library: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    batch = tmp_path / "questions.jsonl"
    asked = [{"question": ASKED[0]}, {"question": ASKED[0], "documents": ["scan-en.pdf"]}]
    batch.write_text("\n".join(json.dumps(one) for one in asked) + "\n\n", "utf-8")
    assert run(["ask", "--batch", str(batch), "--json"]) == 0
    first, second = lines(capsysbinary)
    assert first["facts"][0]["value"] == "社会学家"
    assert second["refused"]
    assert second["coverage"]["documents"] == 1


def test_search_gives_passages_with_boxes(library: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["search", "revenue in 2023", "-k", "1", "--json"]) == 0
    hit = lines(capsysbinary)[0]["hits"][0]
    assert hit["document"] == "scan-en.pdf"
    assert hit["page"] == 0
    assert hit["boxes"]
    assert "48.6" in hit["text"]


def test_a_line_of_a_batch_may_go_on_from_the_one_before(
    library: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    batch = tmp_path / "talk.jsonl"
    talk: list[dict[str, object]] = [
        {"question": ASKED[0]},
        {"question": "那他的国籍呢？", "follows": True},
        {"question": "那他的国籍呢？"},
    ]
    batch.write_text("\n".join(json.dumps(line) for line in talk), "utf-8")
    assert run(["ask", "--batch", str(batch), "--json"]) == 0
    first, second, alone = lines(capsysbinary)
    assert (first["understood"], alone["understood"]) == ("", "")
    assert second["understood"] == "许仕廉的国籍是什么？"
    assert [fact["value"] for fact in second["facts"]] == ["中国"]


def test_list_and_facts_name_what_is_there(library: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["list", "--json"]) == 0
    listed = {one["name"]: one for one in lines(capsysbinary)}
    assert set(listed) == {"人物 (终稿).pdf", "scan-en.pdf"}
    assert listed["scan-en.pdf"]["ocr_pages"] == 1
    assert run(["facts", "--document", "人物 (终稿).pdf", "--json"]) == 0
    assert len(lines(capsysbinary)) == len(PEOPLE)


def test_export_writes_what_was_read(library: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["export", str(tmp_path / "facts.csv"), "--facts"]) == 0
    with (tmp_path / "facts.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["page"] for row in rows} == {"1"}
    assert any(row["value"] == "社会学家" and row["document"] == "人物 (终稿).pdf" for row in rows)


def test_unknown_documents_and_bad_lines_have_their_own_exit_codes(
    library: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["ask", ASKED[0], "--document", "nothing.pdf"]) == 3
    assert run(["remove", "nothing.pdf"]) == 3
    assert run(["ask"]) == 2
    (tmp_path / "bad.jsonl").write_text("not json\n", "utf-8")
    with pytest.raises(SystemExit) as caught:
        run(["ask", "--batch", str(tmp_path / "bad.jsonl")])
    assert caught.value.code == 2


def test_a_missing_pack_is_named(
    library: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setenv("TERCET_MODELS", str(tmp_path / "no packs"))
    assert ask(capsysbinary, ASKED[0])["facts"][0]["value"] == "社会学家", "facts that were read need no model"
    assert run(["ask", "What did the board propose?"]) == 4
    assert b"tercet models fetch" in capsysbinary.readouterr().err


def test_a_library_that_cannot_be_used_has_its_own_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "library.sqlite").write_bytes(b"no database" * 1000)
    monkeypatch.setenv("TERCET_HOME", str(tmp_path))
    assert run(["list"]) == 5


def test_read_prints_a_line_per_page_and_needs_no_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setenv("TERCET_HOME", str(tmp_path / "unused"))
    assert run(["read", str(pdfs.ruled_table(tmp_path)), "--json"]) == 0
    line = lines(capsysbinary)[0]
    assert set(line) == {"document", "page"}
    assert set(line["document"]) == {"id", "name", "pages"}
    assert set(line["page"]) == {"number", "width", "height", "source", "blocks", "tables", "facts", "error"}
    cell = line["page"]["tables"][0]["cells"][0]
    assert set(cell) == {"row", "column", "row_span", "column_span", "text", "box", "header"}
    assert not (tmp_path / "unused").exists()


def test_read_prints_tables_in_columns(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["read", str(pdfs.ruled_table(tmp_path))]) == 0
    printed = capsysbinary.readouterr().out.decode().splitlines()
    rows = [line for line in printed if line.startswith(("项目", "货币资金", "流动资产合计", "净利润"))]
    starts = {width(line[: line.index(cell)]) for line, cell in zip(rows, ("2019年", "905", "941", "(1"), strict=True)}
    assert len(starts) == 1


def test_pages_are_drawn_with_what_was_read(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    pictures = tmp_path / "drawn 图"
    assert run(["read", str(pdfs.ruled_table(tmp_path)), "--draw", str(pictures)]) == 0
    plain = pymupdf.open(tmp_path / "ruled.pdf")[0].get_pixmap(dpi=144)
    drawn = pymupdf.Pixmap(str(pictures / "page-0001.png"))
    assert (drawn.width, drawn.height) == (plain.width, plain.height)
    assert drawn.samples != plain.samples
    assert run(["read", str(tmp_path / "ruled.pdf"), "--draw", str(tmp_path / "ruled.pdf")]) == 3
    assert b"ruled.pdf" in capsysbinary.readouterr().err


def test_a_locked_file_is_read_with_its_password(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    file = pdfs.locked(tmp_path)
    assert run(["read", str(file), "--json"]) == 3
    (tmp_path / "passwords.txt").write_text(f"wrong\n{pdfs.PASSWORD}\n", "utf-8")
    assert run(["read", str(file), "--json", "--password-file", str(tmp_path / "passwords.txt")]) == 0
    assert lines(capsysbinary)[0]["page"]["blocks"]


def test_files_that_are_none_are_refused_in_words(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    for make in (pdfs.empty_file, pdfs.not_a_pdf, pdfs.zero_pages):
        assert run(["read", str(make(tmp_path)), "--json"]) == 3
        assert b"Traceback" not in capsysbinary.readouterr().err
    assert run(["read", str(tmp_path / "gone.pdf")]) == 3


def test_a_document_without_words_is_not_passed_over_in_silence(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["read", str(pdfs.blank(tmp_path)), "--json"]) == 3
    assert b"words" in capsysbinary.readouterr().err


def test_the_same_fields_are_found_in_every_document(
    library: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    fields, sheet = tmp_path / "字段 1.csv", tmp_path / "表.csv"
    fields.write_text("name,type\n身高,number\n体重,number\n", "utf-8")
    assert run(["extract", "--fields", str(fields), "--csv", str(sheet), "--json"]) == 0
    told = {one["document"]: one["fields"] for one in lines(capsysbinary)}
    assert [one["outcome"] for one in told["人物 (终稿).pdf"]] == ["found", "found"]
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["document"]: row for row in csv.DictReader(file)}
    assert len(rows) == len(told) == 2
    assert rows["人物 (终稿).pdf"]["身高"] == "195CM"
    assert rows["人物 (终稿).pdf"]["身高_page"] == "1"


def test_what_was_extracted_is_kept_until_it_is_asked_for_anew(library: Path, tmp_path: Path) -> None:
    fields = tmp_path / "fields.csv"
    fields.write_text("name\n所属运动队\n", "utf-8")
    first, second = tmp_path / "1.csv", tmp_path / "2.csv"
    assert run(["extract", "--fields", str(fields), "--csv", str(first)]) == 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("desktop.worker.answerer.extract", None)
        assert run(["extract", "--fields", str(fields), "--csv", str(second)]) == 0
    assert first.read_bytes() == second.read_bytes()


def test_a_sheet_needs_a_list_of_fields_and_a_place(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "fields.csv").write_text("label\n身高\n", "utf-8")
    assert run(["extract", "--fields", "contracts"]) == 2
    assert run(["extract", "--fields", str(tmp_path / "fields.csv"), "--json"]) == 3
    assert "name,description,type,example" in capsys.readouterr().err
    assert run(["extract", "--fields", str(tmp_path / "none.csv"), "--json"]) == 3
