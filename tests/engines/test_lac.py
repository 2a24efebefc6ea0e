"""The real name finder."""

from __future__ import annotations

import pytest

from desktop.domain.models import Name, NameKind
from desktop.engines.lac import LacNames

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def finder() -> LacNames:
    return LacNames()


@pytest.mark.parametrize(
    ("question", "name", "kind"),
    [
        ("许仕廉的妻子是谁？", "许仕廉", NameKind.PERSON),
        ("比亚迪2019年营业收入是多少？", "比亚迪", NameKind.ORGANISATION),
        ("北京市的人口是多少？", "北京市", NameKind.PLACE),
    ],
)
def test_names_are_found_with_their_kind(finder: LacNames, question: str, name: str, kind: NameKind) -> None:
    assert Name(name, kind) in finder.names(question)


@pytest.mark.parametrize("text", ["", " ", "?", "x" * 5000, "许" * 5000, "\x00"])
def test_odd_text_does_no_harm(finder: LacNames, text: str) -> None:
    assert isinstance(finder.names(text), tuple)
