"""What is always spent, whatever sign a statement gives it; and taxes, which may be given back."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.answering.lexicon import Lexicon
from desktop.domain.fact import Fact

#: income statements and cash flow statements put it in brackets as they like
_COSTS = (
    "营业成本",
    "销售费用",
    "管理费用",
    "研发费用",
    "利息费用",
    "税金及附加",
    "购建固定资产、无形资产和其他长期资产支付的现金",
    "支付的现金股利",
)


def is_cost(attribute: str, lexicon: Lexicon) -> bool:
    """Whether an attribute is a cost, by any of its names."""
    groups = set(lexicon.groups_of(attribute))
    return any(groups & set(lexicon.groups_of(one)) for one in _COSTS)


def is_tax(attribute: str, lexicon: Lexicon) -> bool:
    """Whether an attribute is the tax on income, which is negative where it is a benefit."""
    return bool(set(lexicon.groups_of(attribute)) & set(lexicon.groups_of("所得税费用")))


def puts_in_brackets(facts: Iterable[Fact], lexicon: Lexicon) -> bool:
    """Whether a statement, by these facts of it, takes its costs off with a minus: a tax in brackets then is no benefit."""
    costs = [one.quantity.number for one in facts if one.quantity and is_cost(one.triple.attribute, lexicon)]
    return bool(costs) and all(number < 0 for number in costs)
