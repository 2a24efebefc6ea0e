"""Words on the command line."""

import pytest

from desktop.cli.asking import _print_coverage
from desktop.cli.words import words
from desktop.domain.answer import Coverage

TABLE = {"en": {"read": "{name}: {pages:page}, {done} done."}, "zh": {"read": "{name}：{pages} 页，已完成 {done}。"}}


@pytest.mark.parametrize(
    ("language", "pages", "said"),
    [("en", 0, "a: 0 pages, 3 done."), ("en", 1, "a: 1 page, 3 done."), ("zh", 1, "a：1 页，已完成 3。")],
)
def test_numbers_take_their_noun_with_them(
    monkeypatch: pytest.MonkeyPatch, language: str, pages: int, said: str
) -> None:
    monkeypatch.setenv("TERCET_LANGUAGE", language)
    assert words(TABLE, "read", name="a", pages=pages, done=3) == said


def test_coverage_says_what_is_missing_and_nothing_where_nothing_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TERCET_LANGUAGE", "en")
    _print_coverage(Coverage(1, 1))
    _print_coverage(Coverage(2, 9, (("d", 3),), waiting_pages=7))
    first, second = capsys.readouterr().out.splitlines()
    assert first == "Searched 1 document, 1 page."
    assert second == (
        "Searched 2 documents, 9 pages. 1 page could not be read. "
        "7 pages not fully read yet: what stands there may be missing here."
    )
