"""Who holds an office: the rows of a table of people whose position says so, all members of the board."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from desktop.answering.entities import same_entity
from desktop.answering.fitting import LEAST_CONFIDENCE
from desktop.answering.ground import Span, stands
from desktop.answering.lexicon import ValueKind
from desktop.answering.matching import is_of_kind
from desktop.answering.periods import year_of
from desktop.answering.tablecells import NamedCell, TablePages
from desktop.answering.task import Task
from desktop.answering.understand import Wanted
from desktop.answering.wording import as_written, flat, has_han, solid
from desktop.domain.document import Cell, PageContent
from desktop.domain.fact import CellReference, Evidence, Fact, Origin, Triple
from desktop.domain.tables import row_head
from desktop.domain.terms import terms

_SURENESS = 0.9  #: of what a table of people says of one
_MOST_FACTS = 400
_POSITIONS = tuple(terms("职务 职位 关系 关联关系 position positions title office"))
_POSITION = re.compile(
    r"(?:现任)?(?:公司)?(?:职务|职位)|(?:与本?(?:公司|企业)的?|关联)关系"
    r"|(?:positions?|titles?)(?: (?:and|or) (?:positions?|titles?|offices?))?(?: held)?"
    r"(?: (?:with|at|in) (?:the |our )?(?:company|registrant|group))?"
)
#: words that say no more than that people are asked for
_PEOPLE = re.compile(
    r"人|人员|成员|名单|姓名|现任|有?几[位人名]|names?|people|persons?|members?|current|currently|present"
)
_COUNTS = re.compile(r"多少|几[位人名个]|人数|数量|\bhow many\b|\bnumber of\b|\bhow often\b")
_PARTS = re.compile(r"([、,，;；/&]|\band\b|(?<=.)兼(?:任)?(?=.))")
#: the first name of a group of the lexicon, with the parts of a position that say it
_OFFICES = {
    "董事长": re.compile(r"董事长|(?:executive )?chair(?:man|woman|person)?(?: of the board)?(?: of directors)?"),
    "总经理": re.compile(r"总经理|总裁|general manager|president"),
    "首席执行官": re.compile(r"首席执行官|行政总裁|chief executive(?: officer)?|ceo"),
    "财务总监": re.compile(r"财务总监|首席财务官|财务负责人|chief financial officer|cfo"),
    "董事会秘书": re.compile(r"董事会秘书|董秘|(?:board|company|corporate) secretary|secretary"),
    "董事": re.compile(r".{0,6}董事|(?:副)?董事长|(?:lead |independent |non-?executive |executive )*director"),
    "独立董事": re.compile(r"独立(?:非执行)?董事|(?:lead )?independent (?:non-?executive )?director"),
    "监事": re.compile(r".{0,6}监事|监事会(?:副)?主席|监事长|supervisor"),
    "控股股东": re.compile(r"控股股东"),
    "实际控制人": re.compile(r"(?:共同)?实际控制人"),
    "高级管理人员": re.compile(
        r"(?:常务|执行|高级)?(?:副)?(?:总经理|总裁)|财务总监|财务负责人|董事会秘书|首席.{2,6}官|总(?:工程|会计|经济|审计)师"
    ),
}
_OF_SEVERAL = ("董事", "独立董事", "监事", "高级管理人员")
#: what a table is headed with all of whose rows are people of this office, whatever their positions are
_TABLES = {
    "董事": (re.compile(r"\bdirectors\b"), re.compile(r"\bexecutive officers\b")),
    "高级管理人员": (re.compile(r"\bexecutive officers\b"), re.compile(r"\bdirectors\b")),
}
_SINCE = re.compile(r"\s+since\s+(?:\w+\s+)?(?:19|20)\d\d")
#: what an office may stand before without being that of a part: another office, a time
_OFFICE = re.compile(
    r"\b(?:officer|president|directors?|secretary|chair\w*|counsel|controller|treasurer|head|manager|partner|ceo|cfo|coo|cto"
    r"|founder|co-?founder|member|trustee|vice|vp|since)\b|\d"
)
_LEFT = re.compile(r"离任|辞任|已辞职|\b(?:former|retired|resigned)\b")
#: one of those who hold an office, not one of them: 控股股东、实际控制人的配偶
_OF_SUCH = re.compile(r"(?:控股股东|实际控制人|董事长?|监事|经理|管理人员)(?:的|之(?!一(?!致))|关系密切|控制|近亲)")
_BOARD = re.compile(r"\bdirectors\b")


def members(task: Task, wanted: Wanted) -> tuple[Fact, ...]:
    """The people who sit on the board that is asked for, or are its officers; none where something else is wanted."""
    return holders(task, wanted) if _office(task, wanted) in _OF_SEVERAL else ()


def holders(task: Task, wanted: Wanted) -> tuple[Fact, ...]:
    """The people who hold the office that is asked for, as the latest document of each company lists them, or that of the
    year asked; none where something else is wanted, or more is said of it.
    """
    office = "" if _COUNTS.search(flat(task.question)) else _office(task, wanted)
    if not office or any(not _PEOPLE.fullmatch(word) for word in wanted.rest) or len(task.periods()) > 1:
        return ()
    pages = TablePages(task.library)
    facts = task.library.facts_about(_POSITIONS, _MOST_FACTS, task.scope)
    asked = (fact for fact in facts if fact.evidence.document in _documents(task))
    cells = (one for one in pages.named(asked, LEAST_CONFIDENCE) if _POSITION.fullmatch(one.heads[-1]))
    found = (
        _holder(one, wanted, task, pages.page(one.fact))
        for one in cells
        if _holds(one, office, _entity(one.fact, task))
    )
    return tuple(_once(sorted(filter(None, found), key=_row)))


def _office(task: Task, wanted: Wanted) -> str:
    names = (one.names[0] for one in task.lexicon.groups_of(wanted.attribute))
    return next((name for name in names if name in _OFFICES), "")


def _documents(task: Task) -> set[str]:
    """The documents of the year asked, or the latest of each company."""
    year = year_of(task.periods()[0])
    if year:
        return {one.id for one in task.documents if one.year == year}
    latest = {one.entity: one.id for one in sorted(task.documents, key=lambda one: one.year)}
    return set(latest.values())


def _holds(cell: NamedCell, office: str, entity: str) -> bool:
    """Whether a row is that of one who holds an office in this company: positions in a list of the board are those held elsewhere."""
    members = _TABLES.get(office)
    if members and members[0].search(cell.told) and not members[1].search(cell.told):
        return True
    if _BOARD.search(cell.told) and "executive officers" not in cell.told:
        return False
    if _OF_SUCH.search(cell.fact.triple.value) or _LEFT.search(flat(cell.fact.evidence.quote)):
        return False
    corner = cell.told.rpartition(" > ")[2].removesuffix("姓名").removesuffix("名称")
    if _OFFICES[office].fullmatch(corner):
        return True
    return any(_OFFICES[office].fullmatch(part) for part in _held(flat(cell.fact.triple.value), entity))


def _held(position: str, entity: str) -> Iterator[str]:
    """The offices of a position in this company, but for those of a part: Chief Executive Officer, Jordan Brand."""
    parts = [part.strip().removeprefix("公司").removeprefix("the ") for part in _PARTS.split(_SINCE.sub("", position))]
    for part, sign, after in zip(parts[::2], [*parts[1::2], ""], [*parts[2::2], ""], strict=True):
        of_all = sign in ("", "and", "&") or not after or has_han(after) or same_entity(after, entity)
        if part and (of_all or _OFFICE.search(after)):
            yield part


def _holder(cell: NamedCell, wanted: Wanted, task: Task, page: PageContent | None) -> Fact | None:
    """The person of a row: the value is the name, and the position is boxed beside it."""
    fact, name = cell.fact, _name_of(cell)
    if name is None or page is None or "/s/" in name.text or not is_of_kind(name.text, ValueKind.PERSON):
        return None
    evidence = _evidence(fact, name, page)
    triple = Triple(_entity(fact, task), _as_called(task, wanted), name.text.strip())
    if evidence is None or not stands(triple.value, page, evidence):
        return None
    found = Fact(triple, evidence, Origin.TABLE, None, fact.period, fact.section, min(_SURENESS, fact.confidence))
    return None if task.library.is_rejected(found) else found


def _entity(fact: Fact, task: Task) -> str:
    """Whom the fact's document is about."""
    return next((one.entity for one in task.documents if one.id == fact.evidence.document), "")


def _as_called(task: Task, wanted: Wanted) -> str:
    """An office as the question writes it."""
    at = flat(task.question).find(wanted.attribute)
    return as_written(task.question)[at : at + len(wanted.attribute)] if at >= 0 else wanted.attribute


def _name_of(cell: NamedCell) -> Cell | None:
    """The first cell of a row."""
    place = cell.fact.evidence.cell
    own = next((one for one in cell.table.cells if place and (one.row, one.column) == (place.row, place.column)), None)
    return row_head(cell.table, own) if own else None


def _evidence(fact: Fact, name: Cell, page: PageContent) -> Evidence | None:
    words = tuple(word for block in page.blocks for word in block.words if name.box.holds(*word.box.centre))
    if not words or fact.evidence.cell is None:
        return None
    return Evidence(
        fact.evidence.document,
        fact.evidence.page,
        fact.evidence.quote,
        Span(name.text, words, fact.evidence.quote).boxes,
        CellReference(fact.evidence.cell.table, name.row, name.column),
        (*fact.evidence.boxes, *fact.evidence.headers),
    )


def _row(fact: Fact) -> tuple[str, int, int, int]:
    cell = fact.evidence.cell
    return fact.evidence.document, fact.evidence.page, cell.table if cell else 0, cell.row if cell else 0


def _once(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Each person of a document once."""
    seen: set[tuple[str, str]] = set()
    for fact in facts:
        name = fact.evidence.document, solid(fact.triple.value)
        if name not in seen:
            seen.add(name)
            yield fact
