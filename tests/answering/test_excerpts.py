"""Where a passage speaks of what is sought."""

from __future__ import annotations

import pytest

from desktop.answering.excerpts import pointed
from desktop.domain.answer import Hit
from desktop.domain.document import Passage
from desktop.domain.terms import terms


@pytest.mark.parametrize(
    ("text", "sought", "telling"),
    [
        ("公司总部位于深圳。财务总监为李敏。员工很多。", "财务总监是谁", "财务总监为李敏。员工很多。"),
        (
            "Head office | Leeds\nAuditor | Gray LLP\nStaff | 480",
            "Who is the auditor?",
            "Auditor | Gray LLP\nStaff | 480",
        ),
        ("财务总监为李敏。公司总部位于深圳。", "财务总监是谁", "财务总监为李敏。公司总部位于深圳。"),
        ("What nothing is said of.", "财务总监是谁", "What nothing is said of."),
        ("", "财务总监是谁", ""),
    ],
)
def test_a_passage_is_shown_from_where_it_speaks_of_it(text: str, sought: str, telling: str) -> None:
    (hit,) = pointed((Hit(Passage("p", "d", 0, text), 1.0),), terms(sought))
    assert hit.telling == telling
    assert hit.passage.text == text
