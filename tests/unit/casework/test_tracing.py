"""A missing child and one found elsewhere: both sides hear of it, and read nothing of each other before both agree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.casework.enrolling import revoke_focal_point
from bot.casework.errors import AlreadyMoved, NoSuchCase
from bot.casework.handling import close_case, open_case
from bot.casework.model import AgeBand, CaseRef, Concern, FocalPointId, Outcome, Sex
from bot.casework.routing import Role
from bot.casework.tracing import agree_to_trace, decline_to_trace, read_traced, suggest_tracings, traces_of
from bot.storage.store import Store, StoredBooks
from tests.stores import LAHORE, NOW, PESHAWAR, SWABI, enrol, file_case


@dataclass(frozen=True)
class Pair:
    """Two cases, who answers for each, and somebody who answers for neither."""

    missing: CaseRef
    found: CaseRef
    swabi: FocalPointId
    lahore: FocalPointId
    peshawar: FocalPointId


def people(books: StoredBooks) -> list[FocalPointId]:
    return [enrol(books, name, Role.focal_point, name) for name in (SWABI, LAHORE, PESHAWAR)]


def filed(books: StoredBooks, **facts: object) -> CaseRef:
    whole = {"sex": Sex.boy, "age": AgeBand.to_11, "concern": Concern.missing_child} | facts
    return file_case(books, **whole).ref  # type: ignore[arg-type]


@pytest.fixture
def pair(store: Store) -> Pair:
    with store.transaction() as books:
        swabi, lahore, peshawar = people(books)
        missing = filed(books, narrative="Planted of the missing.")
        found = filed(
            books, district=LAHORE, concern=Concern.street_child, age=AgeBand.to_14, narrative="Planted of the found."
        )
        assert suggest_tracings(books, NOW)
        return Pair(missing, found, swabi, lahore, peshawar)


def test_both_sides_are_told_once(store: Store) -> None:
    """Whoever answers for either case hears of it, once; the day after nothing is looked at again."""
    with store.transaction() as books:
        swabi, lahore, _peshawar = people(books)
        missing = filed(books)
        found = filed(books, district=LAHORE, concern=Concern.trafficking)
        told = {case.ref: (other, who) for case, other, who in suggest_tracings(books, NOW)}
        assert told == {missing: (found, (swabi,)), found: (missing, (lahore,))}
        assert suggest_tracings(books, NOW) == ()
        assert suggest_tracings(books, NOW + timedelta(days=5)) == ()


@pytest.mark.parametrize(
    "facts",
    [
        {"sex": Sex.girl},
        {"sex": None},
        {"age": AgeBand.to_17},
        {"age": None},
        {"concern": Concern.neglect},
        {"district": SWABI},
        {"district": None},
        {"now": NOW - timedelta(days=61)},
    ],
)
def test_what_is_not_suggested(store: Store, facts: dict[str, object]) -> None:
    """What contradicts, what says too little, the same district, and what is too long ago."""
    with store.transaction() as books:
        people(books)
        filed(books)
        filed(books, **({"district": LAHORE, "concern": Concern.street_child} | facts))
        assert suggest_tracings(books, NOW) == ()


def test_one_child_is_not_offered_a_crowd(store: Store) -> None:
    """Of many that would fit each side is shown three, the likeliest."""
    with store.transaction() as books:
        swabi, _lahore, _peshawar = people(books)
        missing = filed(books)
        for _ in range(12):
            filed(books, district=LAHORE, concern=Concern.street_child)
        suggest_tracings(books, NOW)
        assert len(traces_of(books, missing, swabi)) == 3


def test_no_word_crosses(store: Store, pair: Pair) -> None:
    """Before both agree each sees district, concern, girl or boy, age band and day; the report stays shut."""
    with store.transaction() as books:
        (trace,) = traces_of(books, pair.missing, pair.swabi)
        assert (trace.ref, trace.district, trace.concern, trace.sex, trace.age, trace.filed_on) == (
            *(pair.found, LAHORE, Concern.street_child, Sex.boy, AgeBand.to_14, NOW.date()),
        )
        assert "Planted" not in repr(trace)
        sides = [(pair.missing, pair.found, pair.swabi), (pair.found, pair.missing, pair.lahore)]
        for ref, other, person in sides:
            with pytest.raises(AlreadyMoved):
                read_traced(books, ref, other, person, NOW)
        agree_to_trace(books, *sides[0], NOW)
        for side in sides:
            with pytest.raises(AlreadyMoved):
                read_traced(books, *side, NOW)


def agreed(books: StoredBooks, pair: Pair) -> None:
    case, _other, told = agree_to_trace(books, pair.missing, pair.found, pair.swabi, NOW)
    assert (case.ref, told) == (pair.found, (pair.lahore,))
    agree_to_trace(books, pair.found, pair.missing, pair.lahore, NOW)


def test_once_both_agree_each_reads_the_other_and_nothing_else(store: Store, pair: Pair) -> None:
    """The report, for exactly this pair and exactly these two; both histories say so; the case itself stays shut."""
    with store.transaction() as books:
        agreed(books, pair)
        assert read_traced(books, pair.missing, pair.found, pair.swabi, NOW).narrative == "Planted of the found."
        assert read_traced(books, pair.found, pair.missing, pair.lahore, NOW).narrative == "Planted of the missing."
        for ref in (pair.missing, pair.found):
            events = [each.event for each in books.cases.history(ref)]
            assert events == ["filed", "may be traced", *["tracing agreed"] * 2, *["traced report read"] * 2]
        for ref, person in ((pair.found, pair.swabi), (pair.missing, pair.lahore)):
            with pytest.raises(NoSuchCase):
                open_case(books, ref, person, NOW)
        elsewhere = filed(books, district=LAHORE)
        for other in (elsewhere, CaseRef("no such case"), pair.missing):
            with pytest.raises(NoSuchCase):
                read_traced(books, pair.missing, other, pair.swabi, NOW)


ENDINGS: dict[str, Callable[[StoredBooks, Pair], object]] = {
    "closed here": lambda books, it: close_case(books, it.missing, it.swabi, Outcome.resolved, NOW),
    "closed there": lambda books, it: close_case(books, it.found, it.lahore, Outcome.resolved, NOW),
    "the other revoked": lambda books, it: revoke_focal_point(books, it.lahore, NOW),
    "declined after all": lambda books, it: decline_to_trace(books, it.found, it.missing, it.lahore, NOW),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_ends_it(store: Store, pair: Pair, ending: str) -> None:
    """A closed case, withdrawn access or a no after all: nothing is read any more."""
    with store.transaction() as books:
        agreed(books, pair)
        read_traced(books, pair.missing, pair.found, pair.swabi, NOW)
        ENDINGS[ending](books, pair)
        with pytest.raises(AlreadyMoved):
            read_traced(books, pair.missing, pair.found, pair.swabi, NOW)


def test_the_revoked_read_nothing(store: Store, pair: Pair) -> None:
    """Withdrawn access ends what both had agreed to, for whoever it was withdrawn from."""
    with store.transaction() as books:
        agreed(books, pair)
        revoke_focal_point(books, pair.swabi, NOW)
        with pytest.raises(NoSuchCase):
            read_traced(books, pair.missing, pair.found, pair.swabi, NOW)


def test_a_no_is_final(store: Store, pair: Pair) -> None:
    """After one no neither can agree, it is suggested no more, and the clock does not bring it back."""
    with store.transaction() as books:
        decline_to_trace(books, pair.missing, pair.found, pair.swabi, NOW)
        with pytest.raises(AlreadyMoved):
            agree_to_trace(books, pair.found, pair.missing, pair.lahore, NOW)
        assert traces_of(books, pair.found, pair.lahore) == ()
        assert suggest_tracings(books, NOW) == ()


@pytest.mark.parametrize("act", [agree_to_trace, decline_to_trace, read_traced])
def test_only_from_ones_own_side(store: Store, pair: Pair, act: Callable[..., object]) -> None:
    """Nobody speaks for the other side, nor for a pair that is none of theirs."""
    with store.transaction() as books:
        for ref, other, person in (
            (pair.found, pair.missing, pair.swabi),
            (pair.missing, pair.found, pair.lahore),
            (pair.missing, pair.found, pair.peshawar),
            (pair.missing, pair.missing, pair.swabi),
        ):
            with pytest.raises(NoSuchCase):
                act(books, ref, other, person, NOW)
        agree_to_trace(books, pair.missing, pair.found, pair.swabi, NOW)
        with pytest.raises(AlreadyMoved):
            agree_to_trace(books, pair.missing, pair.found, pair.swabi, NOW)
