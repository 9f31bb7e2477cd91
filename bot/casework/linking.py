"""Reports that may be about the same child: suggested to whoever may read both, linked or told apart, never merged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.casework.errors import AlreadyMoved
from bot.casework.model import AboutChild, AgeBand, Case, CaseRef, Concern, FocalPointId, Report, Sex, Stage
from bot.casework.moving import case_of
from bot.casework.pairs import LinkState
from bot.casework.ports import Books

LINKED_WITHIN = timedelta(days=30)
OFFERED = 3
_LOOKED_AT = 200
"""Reports that are compared at most; the newest of the district."""
_AGES = tuple(AgeBand)
_WORD = re.compile(r"\w{4,}")
_KINDRED: tuple[frozenset[Concern], ...] = (
    frozenset(
        {
            Concern.physical_abuse,
            Concern.sexual_abuse,
            Concern.emotional_abuse,
            Concern.neglect,
            Concern.psychosocial_distress,
        }
    ),
    frozenset({Concern.child_labour, Concern.bonded_labour, Concern.street_child, Concern.out_of_school}),
    frozenset({Concern.missing_child, Concern.family_separation, Concern.street_child, Concern.trafficking}),
    frozenset({Concern.trafficking, Concern.bonded_labour, Concern.child_labour}),
    frozenset({Concern.child_marriage, Concern.sexual_abuse, Concern.out_of_school, Concern.trafficking}),
    frozenset({Concern.online_exploitation, Concern.sexual_abuse, Concern.psychosocial_distress}),
    frozenset({Concern.child_in_conflict_with_law, Concern.substance_abuse, Concern.armed_recruitment}),
    frozenset({Concern.no_documents, Concern.out_of_school, Concern.discrimination}),
)


@dataclass(frozen=True)
class Alike:
    """Cases of this person's that may be, or are, about the same child as one of theirs."""

    suggested: tuple[Case, ...] = ()
    linked: tuple[Case, ...] = ()


def alike_to(books: Books, ref: CaseRef, person: FocalPointId) -> Alike:
    """What may be linked with a case and what is, of those this focal point may read; raises NoSuchCase."""
    case, decided = case_of(books, ref, person), books.links.of(ref)
    known = (books.cases.find_for(other, person) for other, state in decided.items() if state == LinkState.linked)
    linked = tuple(each for each in known if each)
    own = books.cases.open_for(person) if case.stage != Stage.closed else ()
    near = [each for each in own if each.ref not in decided and _is_near(case, each)]
    near.sort(key=lambda each: (each.filed_on, each.ref), reverse=True)
    told = books.cases.report(ref)
    reports = {each.ref: books.cases.report(each.ref) for each in near[:_LOOKED_AT]}
    fitting = [each for each in near[:_LOOKED_AT] if is_compatible(told.child, reports[each.ref].child)]
    fitting.sort(key=lambda each: _distance(case, told, each, reports[each.ref]))
    return Alike(tuple(fitting[:OFFERED]), linked)


def link_cases(books: Books, ref: CaseRef, other: CaseRef, person: FocalPointId, now: datetime) -> Case:
    """Say that two reports are about one child: a line in both histories, and no word of one in the other."""
    return _decide(books, ref, other, person, LinkState.linked, now)


def unlink_cases(books: Books, ref: CaseRef, other: CaseRef, person: FocalPointId, now: datetime) -> Case:
    """Take that back; raises AlreadyMoved where they are not linked."""
    return _decide(books, ref, other, person, LinkState.unlinked, now)


def tell_apart(books: Books, ref: CaseRef, other: CaseRef, person: FocalPointId, now: datetime) -> Case:
    """Say that they are not about one child: it is not suggested again."""
    return _decide(books, ref, other, person, LinkState.told_apart, now)


def is_compatible(one: AboutChild, other: AboutChild) -> bool:
    """Whether two descriptions can be of one child: what was not said speaks against nothing, and ages are guessed."""
    sexes, ages = {one.sex, other.sex} - {None}, [each.age for each in (one, other) if each.age]
    return not sexes >= {Sex.girl, Sex.boy} and (len(ages) < len((one, other)) or bands_apart(*ages) <= 1)


def bands_apart(one: AgeBand, other: AgeBand) -> int:
    """How many age bands lie between two."""
    return abs(_AGES.index(one) - _AGES.index(other))


_FROM: Mapping[LinkState, tuple[LinkState | None, ...]] = {
    LinkState.linked: (None, LinkState.unlinked, LinkState.told_apart),
    LinkState.unlinked: (LinkState.linked,),
    LinkState.told_apart: (None, LinkState.unlinked),
}


def _decide(  # which two, who, what
    books: Books, ref: CaseRef, other: CaseRef, person: FocalPointId, state: LinkState, now: datetime
) -> Case:
    case, second = case_of(books, ref, person), case_of(books, other, person)
    before = books.links.of(ref).get(other)
    is_two = ref != second.ref
    if not is_two or before not in _FROM[state] or not books.links.decide(ref, other, state, while_in=before):
        raise AlreadyMoved(ref, case.stage)
    for each in (ref, other):
        books.cases.record(each, state, person, now.date())
    return case


def _is_near(case: Case, other: Case) -> bool:
    is_recent = abs(case.filed_on - other.filed_on) <= LINKED_WITHIN
    is_here = case.district is not None and case.district == other.district
    return other.ref != case.ref and is_here and is_recent and _is_kindred(case.concern, other.concern)


def _is_kindred(one: Concern, other: Concern) -> bool:
    return one == other or any({one, other} <= group for group in _KINDRED)


def _distance(case: Case, told: Report, other: Case, also: Report) -> tuple[float | str, ...]:
    """The smaller, the likelier: words in common, in memory alone, then what is alike in the facts, then the days."""
    facts = (case.concern == other.concern, told.child.sex == also.child.sex, told.child.age == also.child.age)
    days = abs((case.filed_on - other.filed_on).days)
    return (-round(_shared(told.narrative, also.narrative), 1), -sum(facts), days, other.ref)


def _shared(one: str, other: str) -> float:
    first, second = _words(_WORD.findall(one)), _words(_WORD.findall(other))
    return len(first & second) / max(1, min(len(first), len(second)))


def _words(found: Iterable[str]) -> frozenset[str]:
    return frozenset(word.casefold() for word in found)
