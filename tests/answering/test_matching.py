"""Whether a value is of the kind that was asked."""

from __future__ import annotations

import pytest

from desktop.answering.lexicon import ValueKind
from desktop.answering.matching import is_of_kind
from desktop.answering.typed import typed
from desktop.domain.extraction import FieldKind


@pytest.mark.parametrize(
    "value",
    ["2019", "1985年", "in 1998", "2019年3月5日", "二〇一九年三月五日", "三月五日", "March 5, 2023", "5 May 2023", "31st day of May", "May",
     "Sept. 2019", "2019-03-05", "20190305", "31.12.2019", "12/31/2019", "12/31/19", "1985.07", "1998-2003", "2018/19", "FY19", "20世纪",
     "2019, as amended", "December 31,2019", "10/5-10/12", "2019 and 2020", "from 2019 to 2021", "1950s", "1368年", "2019.12.31"],
)  # fmt: skip
def test_a_date_is_one(value: str) -> None:
    assert is_of_kind(value, ValueKind.DATE)


@pytest.mark.parametrize(
    "value",
    ["1200 units", "1,200", "2019 employees", "1500 shares", "1200-unit building", "1999 dollars", "$2019", "2000万元", "1500人", "35.2",
     "2019.5", "12,019", "15 market stalls", "Decision pending", "we may pay", "3个月", "张三", "Mayor", "1800%", "12.5%"],
)  # fmt: skip
def test_what_is_counted_or_paid_is_no_date(value: str) -> None:
    assert not is_of_kind(value, ValueKind.DATE)


@pytest.mark.parametrize(
    "value", ["$400 million to $475 million", "人民币3亿元至人民币5亿元", "between 3 and 5", "35.2%"]
)
def test_a_range_is_a_figure(value: str) -> None:
    assert is_of_kind(value, ValueKind.NUMBER)


@pytest.mark.parametrize("value", ["the 12 directors of the company of Leeds", "Acme and 3 others in the year to 2019"])
def test_words_with_a_number_are_no_figure(value: str) -> None:
    assert not is_of_kind(value, ValueKind.NUMBER)


@pytest.mark.parametrize(
    "value",
    ["张三", "欧阳娜娜", "买买提·吐尔逊", "克里斯·保罗", "阿卜杜勒-贾巴尔", "J. K. Rowling", "Ludwig van der Berg", "JOHN A. SMITH",
     "Mr. John A. Smith, Jr.", "张三、李四", "John Smith and Mary Jones", "Wei Zhang1, Li Na2", "张三（董事长）", "Jane Doe, CEO of Acme Inc.",
     "Tim Cook, Apple Inc.", "张三 清华大学", "万一", "千寻", "April Jones", "May", "June Carter", "Augustus", "O'Neil", "Madonna",
     "Jane Doe, Stanford University", "Tyra Banks", "陆元", "D. Trump", "Georgia O'Keeffe", "Louis XIV",
     "John Hospital", "John A. Hospital", "Dr. Janette Turner Hospital", "Hospital"],
)  # fmt: skip
def test_a_person_s_name_is_one(value: str) -> None:
    assert is_of_kind(value, ValueKind.PERSON)


@pytest.mark.parametrize(
    "value",
    ["March 5, 2023", "2023年3月5日", "二〇二三年三月五日", "2019", "1,200", "三百万元", "$5 million", "12%", "600519.SH", "HT-2023-001",
     "Acme Widgets, Inc.", "Acme Ltd", "四方科技集团股份有限公司", "清华大学", "University of Oxford", "Stanford University",
     "清华大学、北京大学", "Massachusetts General Hospital", "St. John's Hospital", "The Hospital", "Children's Hospital",
     "General Hospital", "Acme Corp", "Acme LLC", "Ohio State University", "协和医院", "北京协和医院", "Remuneration Committee",
     "New York Presbyterian Hospital", "Royal London Hospital", "北京和睦家医院", "清华大学和北京大学"],
)  # fmt: skip
def test_a_date_an_amount_a_code_and_a_company_are_no_person(value: str) -> None:
    assert not is_of_kind(value, ValueKind.PERSON)


@pytest.mark.parametrize("kind", [ValueKind.WHO, ValueKind.NAME])
@pytest.mark.parametrize(
    "value",
    ["3M", "3M Company", "3M公司", "3M中国有限公司", "3Com", "7-Eleven", "7Eleven", "23andMe", "1-800-Flowers", "58同城", "360公司", "58集团"],
)  # fmt: skip
def test_a_name_may_begin_with_a_number(value: str, kind: ValueKind) -> None:
    assert is_of_kind(value, kind)
    assert typed(value, FieldKind.ORGANISATION) == value


@pytest.mark.parametrize("kind", [ValueKind.WHO, ValueKind.NAME])
@pytest.mark.parametrize(
    "value",
    ["360", "12%", "$3M", "€3M", "3 m", "5km", "100MW", "20TEU", "3MM", "5BN", "3Million", "10USD", "12March", "5 employees", "35家门店",
     "3名董事", "12项专利", "3个月", "21世纪", "58辆", "100万元", "5家公司", "200余家公司", "3股东",
     "50K", "10M", "4Q", "1H", "5G", "100Gbps", "35门店", "5董事", "30平米", "3子公司", "100强企业",
     "100美元", "5小时", "2019财年", "2023上半年", "5,000 Units", "2019"],
)  # fmt: skip
def test_what_is_counted_measured_or_dated_is_no_name(value: str, kind: ValueKind) -> None:
    assert not is_of_kind(value, kind)
    assert not typed(value, FieldKind.ORGANISATION)


@pytest.mark.parametrize("kind", [ValueKind.WHO, ValueKind.NAME])
def test_who_did_something_may_be_a_company(kind: ValueKind) -> None:
    assert is_of_kind("Acme Widgets, Inc.", kind)
    assert is_of_kind("四方科技集团股份有限公司", kind)
    assert not is_of_kind("March 5, 2023", kind)


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ("江苏省南通市通州区兴仁镇", True),
        ("10 Main Street, Springfield", True),
        ("Delaware", True),
        ("March 5, 2023", False),
        ("2023年3月5日", False),
        ("9月3日上午", False),
        ("September 3", False),
        ("五月花号", True),
        ("三百万元", False),
        ("$5 million", False),
    ],
)
def test_amounts_and_dates_are_no_places(value: str, *, place: bool) -> None:
    assert is_of_kind(value, ValueKind.PLACE) is place
