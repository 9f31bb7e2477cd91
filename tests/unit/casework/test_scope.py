"""Who may do what with which case: every role, district, height of the ladder and act."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from itertools import product

import pytest

from bot.casework.errors import NoSuchCase
from bot.casework.handling import acknowledge_case, ask_reporter, close_case, open_case
from bot.casework.keeping import escalate_overdue
from bot.casework.model import CaseRef, DistrictId, FocalPointId, Outcome, Tier
from bot.casework.routing import EVERYWHERE, LADDER, Role
from bot.storage.store import Store, StoredBooks
from tests.stores import LAHORE, NOW, PESHAWAR, PROVINCES, SWABI, enrol, file_case

Act = Callable[[StoredBooks, CaseRef, FocalPointId], object]
ACTS: dict[str, Act] = {
    "open": lambda books, ref, person: open_case(books, ref, person, NOW),
    "acknowledge": lambda books, ref, person: acknowledge_case(books, ref, person, NOW),
    "ask": lambda books, ref, person: ask_reporter(books, ref, person, "Where is she now?", NOW),
    "close": lambda books, ref, person: close_case(books, ref, person, Outcome.resolved, NOW),
}
Seat = tuple[Role, str]


class Undone(Exception):
    """Rolls a cell of the matrix back."""


def is_allowed(store: Store, ref: CaseRef, person: FocalPointId, act: Act) -> bool:
    """Whether an act goes through; nothing of it stays."""
    with suppress(Undone), store.transaction() as books:
        try:
            act(books, ref, person)
        except NoSuchCase:
            return False
        raise Undone
    return True


def seats(books: StoredBooks) -> dict[FocalPointId, Seat]:
    """A focal point and a deputy for each district, each province, and the nation."""
    local = list(product((Role.focal_point, Role.deputy), PROVINCES))
    wider = [(Role.province, "kp"), (Role.province, "punjab"), (Role.national, EVERYWHERE)]
    return {enrol(books, f"{role}-{area}", role, area): (role, area) for role, area in [*local, *wider]}


def may_see(seat: Seat, district: DistrictId | None, climbed: int) -> bool:
    """The rule, spelt out apart from the code under test: one rung for each role, all four present."""
    role, area = seat
    covered = area == EVERYWHERE or (district is not None and area in (district, PROVINCES[district]))
    height = LADDER.index(role) if district else 0
    return covered and height <= climbed


def test_every_cell(store: Store) -> None:
    """A case is there for those on a rung that was reached and NoSuchCase for everybody else, for every act."""
    districts = (SWABI, PESHAWAR, LAHORE, None)
    with store.transaction() as books:
        people = seats(books)
        refs = {district: file_case(books, district=district).ref for district in districts}
    wrong, tried = [], 0
    for climbed in range(len(LADDER)):
        for person, district, (name, act) in product(people, districts, ACTS.items()):
            tried += 1
            expected = may_see(people[person], district, climbed)
            if is_allowed(store, refs[district], person, act) is not expected:
                wrong.append((climbed, person, district, name))
        with store.transaction() as books:
            escalate_overdue(books, NOW + timedelta(hours=2) * (climbed + 1))
    assert tried == 4 * 9 * 4 * 4
    assert wrong == []


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_a_stranger_finds_nothing(store: Store, act: Act) -> None:
    """Somebody who is not on the roster, and a case that does not exist, are answered alike."""
    with store.transaction() as books:
        person = enrol(books, "local", Role.focal_point, SWABI)
        ref = file_case(books).ref
    assert not is_allowed(store, ref, FocalPointId("stranger"), act)
    assert not is_allowed(store, CaseRef("no such case"), person, act)


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_the_revoked_find_nothing(store: Store, act: Act) -> None:
    """Withdrawn access is gone at once, for cases that were already theirs as well."""
    with store.transaction() as books:
        person = enrol(books, "local", Role.focal_point, SWABI)
        ref = file_case(books).ref
        acknowledge_case(books, ref, person, NOW)
    assert is_allowed(store, ref, person, ACTS["open"])
    with store.transaction() as books:
        assert books.roster.revoke(person, NOW.date())
        assert not books.roster.revoke(person, NOW.date())
        assert books.cases.open_for(person) == ()
    assert not is_allowed(store, ref, person, act)


def test_the_list_is_scoped_alike(store: Store) -> None:
    """The list of cases holds exactly those that can be opened, the most pressing first."""
    with store.transaction() as books:
        people = seats(books)
        slow, fast = (file_case(books, tier=tier).ref for tier in (Tier.T3, Tier.T0))
        file_case(books, district=LAHORE)
        listed = {person: [case.ref for case in books.cases.open_for(person)] for person in people}
    assert listed[FocalPointId("focal_point-swabi")] == [fast, slow]
    assert listed[FocalPointId("deputy-swabi")] == [fast]
    assert listed[FocalPointId("focal_point-peshawar")] == []
    assert listed[FocalPointId("province-kp")] == []
