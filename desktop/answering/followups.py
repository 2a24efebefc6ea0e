"""A question that goes on from the one before it: what it leaves out is taken from there.

"And in 2018?", 那净利润呢？ and "What is its revenue?" leave out whom, what or when they ask about. Rules find that, by
how the question begins and ends, by its pronouns, and by its asking for nothing. A question that leaves nothing out
stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.answering.everywhere import every_document
from desktop.answering.lexicon import ValueKind
from desktop.answering.periods import periods_in, year_of
from desktop.answering.sketch import Sketch, beside, hull, joined, overlaps, put, sketch
from desktop.answering.task import Desk
from desktop.answering.understand import Stretch
from desktop.answering.wording import flat, has_han
from desktop.domain.terms import is_chinese

_LONGEST = 120  #: characters; what is longer tells all that it asks about
_BEGINS = re.compile(
    r"(?:(?:and|but|or|so|also|then|now|ok(?:ay)?)[\s,]+)*(?:(?:what|how) about|what of)\s+"
    r"|(?:(?:and|but|or|also|then)[\s,]+)+"
    r"|(?:那么|那(?![个些家份位里年时天])|至于|换成|换作|以及)[\s,]*"
)
_ENDS = re.compile(r"呢[\s?!。]*$")
_ASKS = re.compile(
    r"多少|什么|谁|哪|几|何|吗|怎|是否|有没有"
    r"|\b(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|do|does|did|has|have|had|can|will)\b"
)
_HOW_MUCH = re.compile(r"多少|\bhow (?:much|many)\b|\b(?:it|that)\b")
_PRONOUN = re.compile(
    r"(?:[它他她]们?|(?<![尤极与])其(?![中他它余实次间])|(?:该|这家|那家|同一家|这个|那个)(?:公司|企业|集团|银行|机构|人))的?"
    r"|\b(?:its|their|his|her|it|they|he|she|(?:this|that|the same) (?:company|firm|bank|group|person))(?:['’]s)?(?!\w)"
)
_PERSONAL = re.compile(r"[他她](?!们)|his|her|he|she")
_OWNING = re.compile(r"its|their|his|her|.*['’]s")
_THAT_YEAR = re.compile(r"同一?年|那一?年|当年|\b(?:in )?(?:that|the same) year\b")
_YEAR_BEFORE = re.compile(r"前一年|上一年度?|\b(?:the )?(?:year before|(?:previous|prior|preceding) year)(?: that)?\b")
_YEAR_AFTER = re.compile(r"[后下]一年|\b(?:the )?(?:year after|(?:next|following) year)(?: that)?\b")
_PART = re.compile(
    r"第?[一二三四1-4]季度|[上下]半年|(?<!\w)q[1-4](?!\w)|(?<!\w)h[12](?!\w)"
    r"|\b(?:first|second|third|fourth) quarter\b|\b(?:first|second) half\b|\bfirst (?:three|six|nine) months\b"
)
#: the period before's own, of the year before it
_SAME_PART = re.compile(
    r"[去上]年同期|\b(?:the )?same (?:quarter|period|half|months?)(?: (?:of|in))?"
    r"(?: (?:the )?(?:last|previous|prior|preceding) (?:fiscal )?year| (?:a|one|the) year (?:earlier|before|ago))\b"
)
_PARENT = re.compile(
    r"(?:那么?)?(?:单看|只看)?母公司(?:口径|报表)?的?呢?|(?:(?:and|what about|how about)\s+)*(?:for )?the parent(?: company)?(?: only)?"
)
_BEFORE_PERIOD = re.compile(r"\b(?:in|at|for|on|as of|during|by)\s+(?:the\s+)?(?:(?:fiscal\s+)?year\s+)?(?:ended\s+)?$")


def completed(question: str, before: str, documents: tuple[str, ...], at: Desk) -> str:
    """The question with what it leaves out taken from the one before; the question itself where it leaves nothing out.

    ``before`` is the question before as it was understood, ``""`` for none; both are put to these documents (ids; none
    means all).
    """
    if not before.strip() or len(question) > _LONGEST:
        return question
    new, old = sketch(question, documents, at), sketch(before, documents, at)
    if _PARENT.fullmatch(flat(question).strip(" ?!.,")) and old.things:
        return _of_parent(old)
    if not _follows(new):
        return question
    dated = _dated(new.text, old)
    new = sketch(dated, documents, at) if dated != new.text else new
    return _to_as_many(_resolved(_with_names(new), old), new, old) or question


def _of_parent(old: Sketch) -> str:
    """The question before about the parent company alone."""
    if old.task.parsed.parent_only:
        return old.text
    if is_chinese(old.text):
        start = hull(old.things)[0]
        return put(old.text, (start, start), "母公司")
    return put(old.text, _end(old), " for the parent company")


def _follows(new: Sketch) -> bool:
    """Whether a question goes on from another: by its first or last word, by a pronoun, or by asking for nothing."""
    text = flat(new.text)
    if not new.things:
        when = new.periods or _PART.search(text) or _SAME_PART.search(text)
        return not _tells_all(new) and bool(new.entities or when)
    only_when = any(pattern.fullmatch(text.strip(" ?!.")) for pattern in (_YEAR_BEFORE, _YEAR_AFTER, _SAME_PART))
    return only_when or bool(_mark(new) or _is_elliptic(new) or _pronoun(new))


def _tells_all(new: Sketch) -> bool:
    """Who or what somebody is: nothing but a name, and yet a whole question."""
    text = flat(new.text)
    return bool(new.entities and not _mark(new) and _ASKS.search(text) and not _HOW_MUCH.search(text))


def _is_elliptic(new: Sketch) -> bool:
    text = flat(new.text)
    return _ENDS.search(text) is not None and _ASKS.search(text) is None


def _mark(new: Sketch) -> int:
    """How long the words are that the question goes on with: and, what about, 那."""
    match = _BEGINS.match(flat(new.text))
    return match.end() if match else 0


def _pronoun(new: Sketch) -> re.Match[str] | None:
    """The pronoun that stands for whom the question before was about: nothing that it could stand for comes before it."""
    if new.entities:
        return None
    match = _PRONOUN.search(flat(new.text))
    known = new.task.parsed.named  # how old, 任职什么: a name that asks stands for nobody
    named = [one for one in new.things if one not in known or not _ASKS.search(new.words(one).lower())]
    return match if match and all(end > match.end() and start >= match.start() for start, end in named) else None


def _dated(text: str, old: Sketch) -> str:
    """The question with its period in full: the year before as that year, the second quarter as that of the year."""
    years = {year_of(one.period) for one in periods_in(flat(old.text))} - {""}
    if len(years) != 1 or periods_in(flat(text)):
        return text
    (year,) = years
    same = _SAME_PART.search(flat(text))
    if same and len(old.periods) == 1:
        words = old.words(old.periods[0]).replace(year, str(int(year) - 1))
        return put(text, same.span(), f"the {words}" if same[0].startswith("the ") else words)
    for pattern, by in ((_YEAR_BEFORE, -1), (_YEAR_AFTER, 1), (_THAT_YEAR, 0)):
        match = pattern.search(flat(text))
        if match:
            return put(text, match.span(), _year(int(year) + by, text))
    match = _PART.search(flat(text))
    if match is None:
        return text
    part = text[match.start() : match.end()]
    between = "" if has_han(part) else " of " if " " in part else " "
    return put(text, match.span(), f"{year}年{part}" if has_han(part) else f"{part}{between}{year}")


def _year(year: int, text: str) -> str:
    return f"{year}年" if has_han(text) else f"in {year}"


def _with_names(new: Sketch) -> Sketch:
    """After "what about" a capital tells a name, known or not."""
    if new.entities or not _mark(new) or new.task.parsed.named or _ASKS.search(flat(new.text[_mark(new) :])):
        return new
    names = tuple(place for place in new.things if new.words(place)[0].isupper())
    if names != new.things or not names:
        return new
    return Sketch(new.text, new.task, (hull(names),), new.periods, ())


def _resolved(new: Sketch, old: Sketch) -> str:
    """The whole question; ``""`` where the two give none, or nothing is taken over."""
    if new.things and _asks(new):
        return _filled(new, old)
    if not (new.things or old.things):
        return ""
    return _exchanged(new, old) if _may_exchange(new, old) else _put_anew(new, old)


def _to_as_many(whole: str, new: Sketch, old: Sketch) -> str:
    """The whole question, put to every document if the one before was."""
    every = every_document(old.text)
    text = whole or new.text[_mark(new) :]
    if not every or every_document(text):
        return whole
    if has_han(every):
        return f"{every}的{text}" if has_han(text) else whole
    end = len(text.rstrip(" ?.!"))
    return f"{text[:1].upper()}{text[1:end]} {every}{text[end:] or '?'}" if not has_han(text) else whole


def _asks(new: Sketch) -> bool:
    return _ASKS.search(flat(new.text[_mark(new) :])) is not None


# --- a question that is whole but for whom or when ----------------------------------------------


def _filled(new: Sketch, old: Sketch) -> str:
    """The new question with the entity and the period of the one before, where it has none of its own."""
    text, pronoun = new.text, _pronoun(new)
    about = "" if new.entities else _meant(new, old)
    when = "" if new.periods else _carried(new, old)
    if not (about or when):
        return ""
    if pronoun and about:
        after = when if has_han(pronoun[0]) else ""
        text, about = put(text, pronoun.span(), _in_place_of(pronoun[0], about, after)), ""
        when = "" if after else when
    text = text[_mark(new) :]
    if is_chinese(text):
        return beside(about, when, text)
    text, end = (text[:-1], text[-1]) if text.endswith(("?", ".")) else (text, "?")
    return f"{text[:1].upper()}{text[1:]}{_of(about)}{_at(when)}{end}"


def _meant(new: Sketch, old: Sketch) -> str:
    """Whom the question before was about; he or she is whom it asked for: its general manager, not the company."""
    about, pronoun = _listed(old, old.entities), _pronoun(new)
    wanted = old.task.parsed.wanted
    asked_for = len(wanted) == 1 and wanted[0].named and wanted[0].kind in (ValueKind.PERSON, ValueKind.WHO)
    if not (pronoun and _PERSONAL.match(pronoun[0]) and asked_for):
        return about
    if is_chinese(new.text):
        return f"{about}的{_thing(old)}" if about else _thing(old)
    return f"the {_thing(old)}{_of(about)}"


def _in_place_of(pronoun: str, name: str, when: str) -> str:
    if has_han(pronoun):
        return beside(name, when, "的" if pronoun.endswith("的") or pronoun == "其" else "")
    return f"{name}'s" if _OWNING.fullmatch(pronoun) else name


def _carried(of: Sketch, old: Sketch) -> str:
    """The period of the question before, for a question that asks for a figure: a person has no period."""
    figures = all(one.kind in (None, ValueKind.NUMBER) for one in of.task.parsed.wanted)
    return _periods(old, is_chinese(of.text)) if figures else ""


def _periods(of: Sketch, chinese: bool) -> str:
    """Its periods, in the words of a language."""
    if not of.periods or is_chinese(of.text) == chinese:
        return _listed(of, of.periods)
    every = [one.period for one in periods_in(flat(of.text))]
    return ("、" if chinese else " and ").join(f"{one}年" if chinese and len(one) == 4 else one for one in every)


def _listed(of: Sketch, places: Sequence[Stretch]) -> str:
    if not places or joined(of.text, places):
        return of.words(hull(places)) if places else ""
    return ("、" if is_chinese(of.text) else " and ").join(of.words(place) for place in places)


def _of(about: str) -> str:
    return f" of {about}" if about else ""


def _at(when: str) -> str:
    is_day = any(len(one.period) == 10 for one in periods_in(flat(when)))
    return f" {'at' if is_day else 'in'} {when}" if when else ""


# --- the question before with other names in it -------------------------------------------------


def _may_exchange(new: Sketch, old: Sketch) -> bool:
    """Whether what the new question names has one place in the one before that it can take."""
    if not _same_tongue(new, old) or not all(
        joined(one.text, places) for one in (new, old) for places in (one.entities, one.periods) if places
    ):
        return False
    return not new.things or _may_exchange_thing(new, old)


def _may_exchange_thing(new: Sketch, old: Sketch) -> bool:
    """One attribute for one of the same kind, so that the question's own words still fit."""
    mine, its = new.task.parsed, old.task.parsed
    if len(its.named) != 1 or len(its.wanted) != 1 or not mine.named or not _is_clean(new):
        return False
    if _ASKS.search(flat(old.words(its.named[0]))):
        return False
    kinds = {one.kind for one in (*mine.wanted, *its.wanted)}
    return len(kinds) == 1 and None not in kinds


def _is_clean(one: Sketch) -> bool:
    """Whether nobody and no time is named amid the things asked for."""
    return not overlaps(hull(one.things), (*one.entities, *one.periods))


def _same_tongue(new: Sketch, old: Sketch) -> bool:
    """Whether the new one's own words are of the old one's language; names and years are of any."""
    own = _own_words(new)
    return not any(sign.isalpha() for sign in own) or is_chinese(own) == is_chinese(old.text)


def _own_words(one: Sketch) -> str:
    told = (*one.entities, *one.periods)
    return "".join(" " if overlaps((at, at + 1), told) else sign for at, sign in enumerate(one.text))


def _exchanged(new: Sketch, old: Sketch) -> str:
    """The question before with the entities, periods and the attribute of the new one."""
    changes = [*_entity_changes(new, old), *_period_changes(new, old)]
    if new.things:
        changes.append((hull(old.things), new.words(hull(new.things))))
    text = old.text
    for place, words in sorted(changes, reverse=True):
        text = put(text, place, words)
    return text


def _entity_changes(new: Sketch, old: Sketch) -> tuple[tuple[Stretch, str], ...]:
    if not new.entities:
        return ()
    name = new.words(hull(new.entities))
    if old.entities:
        return ((hull(old.entities), name),)
    return (((0, 0), name) if is_chinese(old.text) else (_end(old), _of(name)),)


def _period_changes(new: Sketch, old: Sketch) -> tuple[tuple[Stretch, str], ...]:
    if not new.periods:
        return ()
    chinese = is_chinese(old.text)
    place, words = hull(new.periods), new.words(hull(new.periods))
    if chinese:
        words = f"{words}年" if words.isdigit() else words
        return ((hull(old.periods) if old.periods else _after_entities(old), words),)
    before = _BEFORE_PERIOD.search(new.text[: place[0]].lower())
    if not old.periods:
        return ((_end(old), f" {before[0]}{words}" if before else _at(words)),)
    there = hull(old.periods)
    its = _BEFORE_PERIOD.search(old.text[: there[0]].lower())
    if before and its:
        return (((its.start(), there[1]), f"{before[0]}{words}"),)
    return ((there, words),)


def _after_entities(old: Sketch) -> Stretch:
    end = hull(old.entities)[1] if old.entities else 0
    return end, end


def _end(one: Sketch) -> Stretch:
    """The place before the question mark."""
    end = len(one.text.rstrip(" ?.!？。"))
    return end, end


# --- a question put anew from what both name ----------------------------------------------------


def _put_anew(new: Sketch, old: Sketch) -> str:
    """What is asked of whom and of when, each from the new question or else from the one before."""
    chinese = is_chinese(old.text if _same_tongue(new, old) else _own_words(new))
    of = new if new.things else old
    about = _listed(new, new.entities) or _meant(new, old)
    when = _periods(new, chinese) if new.periods else _carried(of, old)
    kind = of.task.parsed.wanted[0].kind if of.task.parsed.wanted else None
    if chinese:
        end = {ValueKind.NUMBER: "是多少", ValueKind.PERSON: "是谁", ValueKind.WHO: "是谁"}.get(
            kind or ValueKind.TEXT, "是什么"
        )
        return beside(about, when, "的" if about or when else "", _thing(of), f"{end}？")
    begin = "Who is" if kind in (ValueKind.PERSON, ValueKind.WHO) else "What is"
    return f"{begin} the {_thing(of)}{_of(about)}{_at(when)}?"


def _thing(of: Sketch) -> str:
    if _is_clean(of):
        start, end = hull(of.things)
        pronoun = _pronoun(of)
        return of.words((max(start, pronoun.end()) if pronoun else start, end))
    return ("、" if is_chinese(of.text) else " and ").join(one.phrase for one in of.task.parsed.wanted)
