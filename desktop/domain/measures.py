"""For which labels a declared unit holds: not for rates, counts, durations, and amounts per share or per tonne."""

from __future__ import annotations

import re
from decimal import Decimal

from desktop.domain.currencies import CODE, currency_in, is_currency
from desktop.domain.units import (
    bracketed,
    except_in,
    is_of_counts,
    is_of_percent,
    multiplied,
    plain,
    scale_of,
    without_currency,
)

#: 2.5% notes are no percentage; "% of sales" and "FX%" are
_IS_PERCENT = re.compile(
    r"(?<![\d\s.])\s*[%‰](?!\s*\))|\bper\s?cent(?:age)?s?\b|\b(?:sales|revenues?|product) mix\b", re.I
)
_COUNT = re.compile(
    r"(?:数量|家数|户数|人员|人数|次数|店数|专利数|套数|床位数|件数|台数|辆数)(?![据额码字]|\S*(?:薪|酬|费|工资|成本|款|额))"
    r"|员工.*数|\bheadcount\b(?! (?:cost|expense)s?)|^number$|\bnumbers? of\b"
    r"|^(?:(?:total|average|new|active|full-time|part-time)\s+)*(?:employees|customers|subscribers|restaurants|locations)"
    r"(?=\s*(?:$|[(,:;–—-]|(?:at|end|served|in)\b))"
    r"|^(?:stores|employees|outlets|branches)$"
    r"|\b(?:square f(?:ee|oo)t|stores? (?:open(?:ed|ings?)?|closed|relocated|count)|total stores)\b",
    re.I | re.M,
)
_AREA = re.compile(r"\bsquare f(?:ee|oo)t", re.I)
_UNIT_COUNT = re.compile(r"\b(?:unit|store|club|hotel|room)s? counts?\b", re.I)
#: days, turns, terms, ratios and rates of exchange, whatever unit the table has; days past due are none
_UNSCALED = re.compile(
    r"\bdays (?:sales|sales outstanding|inventory|inventor(?:y|ies) outstanding|payables?|(?:of )?working capital|cash"
    r"|(?:in|on hand|of) (?:inventory|receivables?|payables?|sales)|on hand)\b"
    r"|\b(?:turnover|receivables?|payables?|inventor(?:y|ies)|collection|creditors?|debtors?|trading) (?:days|period)\b"
    r"|\bD[SIP]O\b|\bcash conversion cycle\b|\bturns\b|\btimes interest earned\b|\binterest cover(?:age)?\b"
    r"|\b(?:expected|remaining|useful|contractual)(?: \w+)? (?:li(?:fe|ves)|terms?|maturity|duration)\b(?! loans?)"
    r"|\bvolatility$|\bload factor\b|\boccupancy$|\bratio\s*(?:$|[(:,;])|\b(?:debt|leverage) (?:to|/) (?:adjusted )?EBITDA\b"
    rf"|\bexchange rates?$|(?<![A-Z]){CODE}\s?/\s?{CODE}(?![A-Z])|周转天数|天数$|年限$|年龄$|工龄$|寿命$|^期限$|任期$",
    re.I | re.M,
)
_UNITS = re.compile(r"\b(?:units?|stores?|clubs?|supercenters?|counts?|restaurants?|hotels?|rooms?)\b", re.I)
_SHARES = re.compile(
    r"\bshares?\s+(?:outstanding|used|authori[sz]ed|issued and)|(?:weighted|average|number of|diluted|basic)(?:[\s-]\w+){0,4}\s+shares"
    r"|\bincremental shares?\b|^shares\b|per (?:common )?share (?:calculation|computation)|\b(?:treasury|common) (?:stock )?shares$",
    re.I | re.M,
)
#: money that is paid for them
_PAID = re.compile(
    r"\b(?:re)?(?:purchases?|acquisitions?|sales?|issuances?|disposals?|proceeds|payments?|cost)\b.*\b(?:treasury|common) (?:stock )?shares$",
    re.I | re.M,
)
_PER_SHARE = re.compile(r"每股|(?<!\d )\bper (?:\w+ ){0,3}(?:share|unit|ADS|ADR)\b|\bEPS\b|\bcents\b|\bpence\b", re.I)
#: what one of something costs or brings: Price per ounce, ARPU
_PER_MEASURE = re.compile(
    r"\bper (?:\w+ )?(?:ounces?|oz|barrels?|bbl|boe|tonnes?|tons?|kg|kilo\w+|lbs?|pounds?|gallons?|lit(?:re|er)s?|[kmg]wh|mcf|mmbtu"
    r"|miles?|km|square (?:foot|feet|met(?:re|er)s?)|available room)\b|\bARPU\b|\bRevPAR\b|\baverage (?:daily|room) rate\b",
    re.I,
)
#: one of several measures that a table reconciles: EBITDA, net income and EPS
_AMONG_OTHERS = re.compile(r"(?:,|&|\band)\s+(?:\w+\s+)?EPS\b", re.I)
_SUBUNIT = re.compile(r"\b(?:cents|pence)\b", re.I)
_PAR = re.compile(r"\b(?:par|stated|nominal) value\b", re.I)
_RATE = re.compile(
    r"率(?=\s*(?:$|[(:,、/\s]|比上|较上|同比|增减|水平|区间))|(?:收入|拨贷|存贷|杠杆)比(?=\s*(?:$|\())|息差$"
    r"|(?:比例|比重|占比|倍数|增减|幅度)(?!\S*(?:额|影响|风险|敏感))|comparable sales|\bratio\b(?! analysis)"
    r"|\brate\s*(?:$|[(:,;–—]|-\s)|\bmargins?\s*(?:$|[(:,;–—%]|-\s|(?:on|of)\b)|\byields?\s*(?:$|[(:,;–—]|-\s|(?:on|to)\b)"
    r"|\bRO(?:E|A|IC|CE)\b|(?<!expected )(?<!actual )\breturn on (?:(?:average|adjusted|tangible|common|total|net|invested"
    r"|shareholders['’]?|stockholders['’]?) )*(?:equity|assets|capital)\b",
    re.I | re.M,
)
_MOVED_BY_RATE = re.compile(
    r"\b(?:effects?|impacts?|changes?|movements?|differences?|fluctuations?)\b.{0,30}\brates?|due to", re.I
)
#: a sum of money or a share of it, an amount at a rate or the rate itself: the label doesn't say which
_EITHER = re.compile(
    r"\b(?:gross|contribution) margins?\s*(?:$|[(:,;])|\b(?:at|using)\b.{0,40}\brate$|\bgrowth$|^增减(?:变动|情况)?$",
    re.I | re.M,
)
#: in no unit of money, or in one that need not be the table's
_OF_OTHERS = re.compile(
    r"(?:单价|单位售价|单位成本|均价|产量|销量|销售量|生产量|库存量|采购量|股数|普通股加权平均数)$|^人均", re.M
)
_SOME_SCALE = "in thousands"
_MOST_SHARES = 5 * 10**10
_SMALL = 1000
_WHOLE = 100  #: a whole number from here on is no rate
_LARGEST = {10**3: 10**12, 10**6: 10**8, 10**9: 10**6}  #: numbers under such a scale that nothing in the world reaches


def fitting_unit(number: Decimal, unit: str, label: str = "", group: str = "") -> str | None:
    """The unit as far as it goes for a number of this label, which stands in this group of rows; None where that is
    not known.

    Of counts, rates and amounts per share only the currency is left, or nothing; of numbers of shares the scale,
    unless the unit excepts them.
    """
    label, group = plain(label), plain(group)
    own = bracketed(label) or _of_share(label, unit)
    if own or is_of_percent(unit):
        return own or unit
    if scale_of(unit) != 1 and _is_open(number, unit, label):
        return None
    return _left_of(number, unit, label, group)


def may_be_scaled(number: Decimal, label: str = "", group: str = "") -> bool:
    """Whether a number without a unit could be in the thousands or millions of other tables: a whole amount."""
    return not _is_pointed(number) and fitting_unit(number, _SOME_SCALE, label, group) in (None, _SOME_SCALE)


def _of_share(label: str, unit: str) -> str:
    """元/股 for 每股, or the currency of the unit for each share; ``""`` where the label names none."""
    name = multiplied(Decimal(1), unit)[1]
    money = name if is_currency(name) else "元"
    return f"{money}/股" if re.search(r"每股(?!.*(?:增减|幅度|率|比))", label) else ""


def _is_open(number: Decimal, unit: str, label: str) -> bool:
    """Whether the label leaves open if the unit's scale holds for a number."""
    if _OF_OTHERS.search(label):
        return not is_of_counts(unit)
    either = _EITHER.search(label) and (abs(number) < _WHOLE or (_is_pointed(number) and abs(number) < _SMALL))
    said = _PER_SHARE.search(label) and not any(one.search(label) for one in (_SHARES, _PAR, _AMONG_OTHERS))
    return bool(either) or (bool(said) and abs(number) >= _SMALL)


def _left_of(number: Decimal, unit: str, label: str, group: str) -> str:
    if _is_percent(number, label, group):
        return "%"
    if _PER_MEASURE.search(label) or _is_per_share(number, label, group):
        return "" if _SUBUNIT.search(label) else currency_in(unit)
    if _SHARES.search(_PAID.sub("", label)) or _SHARES.search(group):
        return "" if _excepts_shares(unit) or _are_too_many(number, unit) else without_currency(unit)
    counted = _is_count(label, group, unit)
    excepted = _UNITS.search(label) and _UNITS.search(except_in(unit).replace("per unit", ""))
    return "" if counted or excepted or _is_rate(number, label) or _is_beyond(number, unit) else unit


def _is_count(label: str, group: str, unit: str) -> bool:
    """Whether label or group name what is counted, and the unit is not of such; an area may be in the table's scale
    where the unit excepts other things.
    """
    if _UNSCALED.search(label) and not _MOVED_BY_RATE.search(label):
        return True
    if is_of_counts(unit) or (_AREA.search(label) and except_in(unit)):
        return False
    return any(_COUNT.search(one) or _UNIT_COUNT.search(one) for one in (label, group.split("\n")[-1]))


def _is_percent(number: Decimal, label: str, group: str) -> bool:
    return abs(number) < _SMALL and any(_IS_PERCENT.search(one) for one in (label, group))


def _is_per_share(number: Decimal, label: str, group: str) -> bool:
    """A label says so itself; a group only of numbers with a decimal point, since it may have other rows too."""
    if abs(number) >= _SMALL:
        return False
    said = [one for one in (label, group) if _PER_SHARE.search(one) and not (_SHARES.search(one) or _PAR.search(one))]
    by_itself = label in said and not _AMONG_OTHERS.search(label)
    return by_itself or (bool(said) and _is_pointed(number))


def _is_rate(number: Decimal, label: str) -> bool:
    """Whole numbers of a hundred and more are amounts: a margin of 437 is one of money."""
    is_small = abs(number) < (_SMALL if _is_pointed(number) or _has_han(label) else _WHOLE)
    return is_small and _RATE.search(label) is not None and not _MOVED_BY_RATE.search(label)


def _is_pointed(number: Decimal) -> bool:
    return number != number.to_integral_value() or (str(number).endswith("0") and "." in str(number))


def _is_beyond(number: Decimal, unit: str) -> bool:
    """Whether no amount is so large: a number of shares that a table in millions gives in full."""
    return abs(number) >= _LARGEST.get(scale_of(unit), Decimal("Infinity"))


def _are_too_many(shares: Decimal, unit: str) -> bool:
    """Whether no company has so many shares: the table gives them in full."""
    return abs(shares) * scale_of(unit) >= _MOST_SHARES


def _excepts_shares(unit: str) -> bool:
    return re.search(r"(?<!per )(?<!per common )\bshares?\b", except_in(unit), re.I) is not None


def _has_han(text: str) -> bool:
    return re.search(r"[\u3400-\u9fff]", text) is not None
