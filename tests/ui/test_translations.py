"""Chinese and English are equals: every string is translated, and what is compiled is what is written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import translations

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("language", sorted(translations.FORMS))
def test_every_string_is_translated(language: str) -> None:
    table = translations.read(translations.TRANSLATIONS / f"tercet_{language}.ts")
    wanted = translations.wanted_in(language)
    assert [message for message in wanted if not all(table.get(message, ("",)))] == []
    assert sorted(set(table) - set(wanted)) == [], "run packaging/translations.py: these are no longer used"


@pytest.mark.parametrize("language", sorted(translations.FORMS))
def test_a_translation_names_the_same_things(language: str) -> None:
    table = translations.read(translations.TRANSLATIONS / f"tercet_{language}.ts")
    for message, forms in table.items():
        for form in forms:
            assert names_in(form) == names_in(message.source), (message, form)
            assert ("%n" in form) == ("%n" in message.source), (message, form)


@pytest.mark.parametrize("language", sorted(translations.FORMS))
def test_what_is_compiled_is_what_is_written(language: str, tmp_path: Path) -> None:
    source = translations.TRANSLATIONS / f"tercet_{language}.ts"
    translations.compile_to(source, tmp_path / "fresh.qm")
    assert (tmp_path / "fresh.qm").read_bytes() == source.with_suffix(".qm").read_bytes()


def test_words_are_found_in_every_way_of_calling(tmp_path: Path) -> None:
    file = tmp_path / "words.py"
    file.write_text(
        'A = QT_TRANSLATE_NOOP("Theme", "noop")\n'
        'def f(n):\n    translate("Theme", "one " "and two", "", len(n))\n'
        'class C:\n    def g(self):\n        self.tr("mine {x}").format(x=1)\n',
        "utf-8",
    )
    assert set(translations.messages([file])) == {
        translations.Message("Theme", "noop"),
        translations.Message("Theme", "one and two", counts=True),
        translations.Message("C", "mine {x}"),
    }


def test_no_string_for_people_is_an_f_string() -> None:
    for file in (ROOT / "desktop" / "ui").rglob("*.py"):
        assert not re.search(r"\b(tr|translate)\(\s*f[\"']", file.read_text("utf-8")), file


def names_in(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))
