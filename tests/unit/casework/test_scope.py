"""Who may do what with which case: every role, district, height of the ladder and act."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest

from bot.casework.enrolling import revoke_focal_point
from bot.casework.errors import NoSuchCase
from bot.casework.following import open_mailbox
from bot.casework.handling import acknowledge_case
from bot.casework.keeping import escalate_overdue
from bot.casework.machine import OPEN_STAGES
from bot.casework.model import CaseRef, DistrictId, FocalPointId, Referral, ReferralState, Stage, Tier
from bot.casework.pairs import LinkState, TracingState
from bot.casework.routing import EVERYWHERE, FocalPoint, Role
from bot.dialogue import effects as do
from bot.storage.store import Store, StoredBooks
from bot.turns.carrying import carry_out
from bot.turns.handing_over import Office
from tests.desks import HELD_BY, acts, acts_on_a_case, desk, office
from tests.stores import KP, LAHORE, NOW, PESHAWAR, PROVINCES, PUNJAB, SWABI, a_mailbox, enrol, file_case

DISTRICTS = (SWABI, PESHAWAR, LAHORE, None)
ACTS = tuple(acts(CaseRef("")))
RUNGS = {Role.focal_point: 0, Role.deputy: 1, Role.province: 2, Role.national: 3}
NOTHING_DONE = "nothing done"


class Undone(Exception):
    """Rolls a cell of the matrix back."""


@dataclass(frozen=True)
class Somebody:
    """Who presses: as what they were enrolled, where, and whether they still are."""

    name: str
    role: Role | None = None
    area: str = ""
    is_revoked: bool = False
    is_known: bool = True

    @property
    def speaker(self) -> FocalPoint | None:
        """As the shell found them: of the revoked, a moment before access was withdrawn."""
        if self.role is None:
            return None
        return FocalPoint(FocalPointId(self.name), self.role, frozenset({self.area}))


def everybody() -> tuple[Somebody, ...]:
    """All roles in all places; coordinators; each role revoked; a forged one; and whoever is nobody, as a reporter."""
    local = [*product((Role.focal_point, Role.deputy), PROVINCES)]
    wider = [(Role.province, KP), (Role.province, PUNJAB), (Role.national, EVERYWHERE)]
    trusted = [(Role.coordinator, area) for area in (SWABI, KP, EVERYWHERE)]
    gone = [(Role.focal_point, SWABI), (Role.deputy, LAHORE), (Role.province, KP), (Role.national, EVERYWHERE)]
    return (
        *(Somebody(f"{role}-{area}", role, area) for role, area in [*local, *wider, *trusted]),
        *(Somebody(f"gone-{role}-{area}", role, area, is_revoked=True) for role, area in gone),
        Somebody("never enrolled", Role.national, EVERYWHERE, is_known=False),
        Somebody("a reporter"),
    )


def may(person: Somebody, district: DistrictId | None, climbed: int) -> bool:
    """The rule, spelt out apart from the code under test; what is not allowed here is forbidden."""
    if person.role not in RUNGS or person.is_revoked or not person.is_known:
        return False
    if district is None:  # nobody but the nation answers for no place, so its ladder has one rung
        return person.role == Role.national
    places = {district, PROVINCES[district], EVERYWHERE}
    return person.area in places and RUNGS[person.role] <= climbed


@dataclass(frozen=True)
class Filed:
    """A case of a district, another one beside it, and one elsewhere with somebody who answers for it there."""

    ref: CaseRef
    beside: CaseRef
    elsewhere: CaseRef
    partner: FocalPointId


def fill(books: StoredBooks) -> dict[DistrictId | None, Filed]:
    """All these people, and the cases of each district; whoever is revoked was there when they were filed."""
    for person in everybody():
        if person.role and person.is_known:
            enrol(books, person.name, person.role, person.area)
    refs = {
        district: (file_case(books, district=district).ref, file_case(books, district=district).ref)
        for district in DISTRICTS
    }
    for person in everybody():
        if person.is_revoked:
            revoke_focal_point(books, FocalPointId(person.name), NOW)
    others = {district: SWABI if district == LAHORE else LAHORE for district in DISTRICTS}
    return {
        district: Filed(*refs[district], refs[other][0], FocalPointId(f"{Role.focal_point}-{other}"))
        for district, other in others.items()
    }


@contextmanager
def undone(store: Store) -> Iterator[StoredBooks]:
    """A transaction of which nothing stays."""
    try:
        with store.transaction() as books:
            yield books
            raise Undone
    except Undone:
        return


def make_ready(books: StoredBooks, filed: Filed, person: Somebody, act: str) -> None:
    """Where the act is possible at all: somebody to take over from, a referral to move, a pair, both agreed."""
    ref = filed.ref
    if act == "take over":
        books.cases.change(ref, OPEN_STAGES, stage=Stage.acknowledged, holder=HELD_BY)
    if act == "move referral":
        books.papers.refer(ref, Referral(0, "some-service", ReferralState.proposed, NOW.date()))
    if act == "unlink":
        books.links.decide(ref, filed.beside, LinkState.linked, while_in=None)
    if "trace" in act:
        books.links.suggest(ref, filed.elsewhere)
    if act == "read what was traced":
        (tracing,) = books.links.tracings_of(ref)
        agreed = {"missing_by": FocalPointId(person.name), "found_by": filed.partner}
        books.links.move(tracing, TracingState.agreed, **agreed)


def written(books: StoredBooks) -> int:
    """How many rows were written so far, in whatever table, as SQLite itself counts them."""
    driver = books.cases._db.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver.total_changes


def came_of(store: Store, office: Office, filed: Filed, person: Somebody, act: str) -> str:
    """What came of an act, all of it undone: "done", or "nothing done", or something that must never be."""
    with undone(store) as books:
        make_ready(books, filed, person, act)
        before, case = written(books), books.cases.find(filed.ref)
        to = LAHORE if case and case.district == PESHAWAR else PESHAWAR
        here = desk(books, office, person.speaker)
        other = filed.elsewhere if "trace" in act else filed.beside
        result = carry_out(acts(filed.ref, to, other)[act], here)
        if result != do.CaseRefused():
            return f"refused: {result}" if isinstance(result, do.CaseRefused) else "done"
        return NOTHING_DONE if written(books) == before and not here.acts else "refused, but something was done"
    raise AssertionError  # every way out of the block above returns


def test_every_cell(store: Store, tmp_path: Path) -> None:
    """Default deny: each act is carried out for those on a rung that was reached. For everybody else, in every role
    and place, there is no such case, and nothing whatever is written or told."""
    here = office(tmp_path)
    with store.transaction() as books:
        refs = fill(books)
    wrong, tried, done = [], 0, 0
    for climbed in range(len(RUNGS)):
        for person, district, act in product(everybody(), DISTRICTS, ACTS):
            expected = "done" if may(person, district, climbed) else NOTHING_DONE
            came = came_of(store, here, refs[district], person, act)
            tried, done = tried + 1, done + (came == "done")
            if came != expected:
                wrong.append((climbed, person.name, district, act, came))
        with store.transaction() as books:
            escalate_overdue(books, NOW + timedelta(hours=2) * (climbed + 1))
    assert wrong == []
    assert tried == len(RUNGS) * len(everybody()) * len(DISTRICTS) * len(ACTS) >= 4_000
    assert done >= 500


def test_there_is_no_act_beside_the_matrix() -> None:
    """Whoever adds an act on a case adds it to the matrix: no effect that names a case is missing from it."""
    assert {type(effect) for effect in acts(CaseRef("")).values()} == acts_on_a_case()


@pytest.mark.parametrize("act", ACTS)
def test_a_stranger_finds_nothing(store: Store, tmp_path: Path, act: str) -> None:
    """A case that does not exist is answered as one that is another's."""
    local = Somebody("local", Role.focal_point, SWABI)
    with undone(store) as books:
        enrol(books, local.name, Role.focal_point, SWABI)
        effect = acts(CaseRef("no such case"))[act]
        assert carry_out(effect, desk(books, office(tmp_path), local.speaker)) == do.CaseRefused()


@pytest.mark.parametrize("act", ACTS)
def test_the_revoked_find_nothing(store: Store, tmp_path: Path, act: str) -> None:
    """Withdrawn access is gone at once, for cases that were already theirs as well."""
    here, local = office(tmp_path), Somebody("local", Role.focal_point, SWABI)
    with store.transaction() as books:
        person = enrol(books, local.name, Role.focal_point, SWABI)
        lahore = enrol(books, "lahore", Role.focal_point, LAHORE)
        ref, beside, elsewhere = (file_case(books, district=each).ref for each in (SWABI, SWABI, LAHORE))
        filed = Filed(ref, beside, elsewhere, lahore)
        acknowledge_case(books, ref, person, NOW)
    assert came_of(store, here, filed, local, "open") == "done"
    with store.transaction() as books:
        revoke_focal_point(books, person, NOW)
        assert not books.roster.revoke(person, NOW.date())
        assert books.cases.open_for(person) == ()
    assert came_of(store, here, filed, local, act) == NOTHING_DONE


def test_the_list_is_scoped_alike(store: Store) -> None:
    """The list of cases holds exactly those that can be opened, the most pressing first."""
    with store.transaction() as books:
        people = [person for person in everybody() if person.role and person.is_known and not person.is_revoked]
        for person in people:
            enrol(books, person.name, person.role or Role.national, person.area)
        slow, fast = (file_case(books, tier=tier).ref for tier in (Tier.T3, Tier.T0))
        file_case(books, district=LAHORE)
        listed = {each.name: [case.ref for case in books.cases.open_for(FocalPointId(each.name))] for each in people}
    assert listed["focal_point-swabi"] == [fast, slow]
    assert listed["deputy-swabi"] == [fast]
    assert listed["focal_point-peshawar"] == []
    assert listed["province-kp"] == []
    assert listed["coordinator-*"] == listed["coordinator-swabi"] == []


def test_a_code_opens_its_own_case_alone(store: Store) -> None:
    """Of twenty codes each opens the one report it was given out for; a code of nobody's opens none."""
    boxes = [a_mailbox() for _ in range(20)]
    with store.transaction() as books:
        enrol(books, "local", Role.focal_point, SWABI)
        refs = [file_case(books, mailbox=box).ref for box in boxes]
        opened = [open_mailbox(books, box, NOW).case.ref for box in boxes]
        assert opened == refs
        for forged in (a_mailbox() for _ in range(20)):
            with pytest.raises(NoSuchCase):
                open_mailbox(books, forged, NOW)
