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
        ("公司总部位于深圳。财务总监为李敏。员工很多。", "财务总监是谁", "…财务总监为李敏。员工很多。"),
        (
            "Head office | Leeds\nAuditor | Gray LLP\nStaff | 480",
            "Who is the auditor?",
            "…Auditor | Gray LLP\nStaff | 480",
        ),
        ("财务总监为李敏。公司总部位于深圳。", "财务总监是谁", "财务总监为李敏。公司总部位于深圳。"),
        (
            "The company has a pension scheme for all of its employees in Leeds and York. The auditor is Gray LLP.",
            "Who is the auditor?",
            "…The auditor is Gray LLP.",
        ),
        ("It fell 3.5 percent. Sales were 4.2 million.", "What were sales?", "…Sales were 4.2 million."),
        (
            "The company, which has a pension scheme for all of its employees in Leeds and in York, is audited by an auditor.",
            "Who is the auditor?",
            "…is audited by an auditor.",
        ),
        (
            "公司总部位于深圳市南山区科技园" + "，员工很多" * 20 + "，财务总监为李敏。",
            "财务总监是谁",
            "…财务总监为李敏。",
        ),
        ("What nothing is said of.", "财务总监是谁", "What nothing is said of."),
        ("", "财务总监是谁", ""),
    ],
)
def test_a_passage_is_shown_from_where_it_speaks_of_it(text: str, sought: str, telling: str) -> None:
    (hit,) = pointed((Hit(Passage("p", "d", 0, text), 1.0),), terms(sought))
    assert hit.telling == telling
    assert hit.passage.text == text
