"""What is always spent, whatever sign a statement gives it."""

from __future__ import annotations

from desktop.answering.lexicon import Lexicon

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
