"""A case on its way to Primero, over a real site, a real database and a clock of the test's own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from uuid import uuid4

import pytest

from bot.casework.errors import AlreadyMoved, NoSuchCase
from bot.casework.following import erase_case, withdraw_case
from bot.casework.handing_over import TRIED_FOR, Wanted, hand_over, make_file
from bot.casework.handling import close_case
from bot.casework.handover import (
    AlreadyHandedOver,
    ConsentMissing,
    Consents,
    Decision,
    GivenBy,
    HandedOver,
    HandOverState,
    Refusal,
)
from bot.casework.model import Case, CaseRef, FocalPointId, Outcome
from bot.casework.ports import Mailbox
from bot.casework.primero import load_mapping
from bot.casework.routing import Role
from bot.channels.primero.client import PrimeroClient
from bot.storage.store import Store, StoredBooks
from bot.turns.handing_over import HandOverSender
from services_directory.directory import Directory
from services_directory.loading import PAKISTAN_PACK
from tests.primero_server import PASSWORD, USER, Primero, Trouble, primero_running
from tests.stores import NOW, SWABI, a_mailbox, enrol, file_case, opened, raw_rows

MAPPING = load_mapping(PAKISTAN_PACK, Directory.load().pathway_for)
AGREED = Decision(Consents(GivenBy.guardian, GivenBy.child))
PERSON = FocalPointId("local")


@pytest.fixture
def primero() -> Iterator[Primero]:
    with primero_running() as site:
        yield site


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as store:
        yield store


class Killed(BaseException):
    """As the end of a process, nobody catches it."""


@dataclass
class Clock:
    """The time, as the test says."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Desk:
    """A store with one case, the sender, and who was told of what."""

    store: Store
    clock: Clock
    client: PrimeroClient
    ref: CaseRef
    mailbox: Mailbox
    told: list[tuple[FocalPointId, CaseRef]] = field(default_factory=list)

    def sender(self) -> HandOverSender:
        """As after each start: nothing of it is remembered."""

        def tell(_books: StoredBooks, person: FocalPointId, case: Case) -> list[tuple[str, object]]:
            self.told.append((person, case.ref))
            return []

        return HandOverSender(self.store, self.client, self.clock, tell, lambda _parcels: None)  # type: ignore[arg-type]

    def press(self, decision: Decision = AGREED, person: FocalPointId = PERSON) -> HandedOver:
        with self.store.transaction() as books:
            return hand_over(books, self.wanted(decision, person), MAPPING, self.clock())

    def wanted(self, decision: Decision = AGREED, person: FocalPointId = PERSON) -> Wanted:
        return Wanted(self.ref, person, decision, "Swabi", str(uuid4()))

    def stands(self) -> HandedOver:
        with self.store.transaction() as books:
            handed = books.handovers.find(self.ref)
        assert handed is not None
        return handed

    def left(self) -> int:
        with self.store.transaction() as books:
            return books.handovers.count()


@pytest.fixture
async def desk(store: Store, primero: Primero) -> AsyncIterator[Desk]:
    with store.transaction() as books:
        enrol(books, PERSON, Role.focal_point, SWABI)
        mailbox = a_mailbox()
        ref = file_case(books, mailbox=mailbox).ref
    client = PrimeroClient(primero.url, USER, PASSWORD, answers_within=5.0)
    yield Desk(store, Clock(), client, ref, mailbox)
    await client.close()


async def test_handed_over(desk: Desk, primero: Primero, tmp_path: Path) -> None:
    """The site holds the case under the UUID kept with it; the focal point is told; consents stand in the history."""
    handed = desk.press()
    assert handed.state == HandOverState.waiting
    await desk.sender().send_due()
    assert list(primero.cases) == [handed.uuid]
    assert (desk.stands().state, desk.left()) == (HandOverState.sent, 0)
    assert desk.told == [(PERSON, desk.ref)]
    events = raw_rows(tmp_path, "SELECT event, by FROM case_events ORDER BY position")
    assert events[1:] == [
        ("acknowledge", PERSON),
        ("handover:asked", PERSON),
        ("consent_for_services:guardian", PERSON),
        ("disclosure_other_orgs:child", PERSON),
        ("handover:sent", ""),
    ]


async def test_pressed_twice(desk: Desk, primero: Primero) -> None:
    """A second press, before or after it was sent, finds how it stands; the site holds one."""
    handed = desk.press()
    with pytest.raises(AlreadyHandedOver) as second:
        desk.press()
    assert second.value.handed == handed
    await desk.sender().send_due()
    with pytest.raises(AlreadyHandedOver) as third:
        desk.press()
    assert third.value.handed.state == HandOverState.sent
    await desk.sender().send_due()
    assert (len(primero.cases), primero.posts) == (1, 1)


async def test_a_crash_between_the_post_and_the_commit(
    desk: Desk, primero: Primero, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever became of us after the site took it, it is sent again under the same UUID, and the site holds one."""
    desk.press()
    sender = desk.sender()

    def dies(*_: object) -> None:
        raise Killed

    monkeypatch.setattr(sender, "_write", dies)
    with pytest.raises(Killed):
        await sender.send_due()
    assert (len(primero.cases), desk.left(), desk.stands().state) == (1, 1, HandOverState.waiting)
    await desk.sender().send_due()
    assert (len(primero.cases), primero.posts) == (1, 2)
    assert (desk.left(), desk.stands().state, len(desk.told)) == (0, HandOverState.sent, 1)


async def test_an_answer_that_never_came(desk: Desk, primero: Primero) -> None:
    """The site stored it and then failed: tried again, the conflict is taken for what it is."""
    desk.press()
    primero.troubles.append(Trouble(502, stores=True))
    await desk.sender().send_due()
    desk.clock.now += timedelta(minutes=2)
    await desk.sender().send_due()
    assert (len(primero.cases), desk.stands().state) == (1, HandOverState.sent)


async def test_tried_for_a_day(desk: Desk, primero: Primero) -> None:
    """A site that is away is tried less and less often, never in between, over restarts; after a day they are told."""
    desk.press()
    primero.troubles.extend([Trouble(503)] * 500)
    tried = []
    for minute in range(25 * 60):
        desk.clock.now = NOW + timedelta(minutes=minute)
        before = primero.posts
        await desk.sender().send_due()
        tried += [minute] * (primero.posts - before)
    pauses = [later - earlier for earlier, later in pairwise(tried)]
    assert pauses[:7] == [1, 2, 4, 8, 16, 32, 60]
    assert set(pauses[6:]) == {60}
    assert TRIED_FOR <= timedelta(minutes=tried[-1]) <= TRIED_FOR + timedelta(hours=1)
    assert (desk.stands().state, desk.left(), desk.told) == (HandOverState.given_up, 0, [(PERSON, desk.ref)])


async def test_the_sites_own_pause(desk: Desk, primero: Primero) -> None:
    """Where it names a time it is left alone for as long, up to an hour."""
    desk.press()
    primero.troubles.append(Trouble(429, retry_after="1200"))
    await desk.sender().send_due()
    for minutes, posts in ((19, 1), (20, 2)):
        desk.clock.now = NOW + timedelta(minutes=minutes)
        await desk.sender().send_due()
        assert primero.posts == posts


async def test_refused_and_mended(desk: Desk, primero: Primero) -> None:
    """A refusal stops at once and names its fields; pressed again, it goes out under the same UUID."""
    first = desk.press()
    primero.lookups["lookup-risk-level"] = ("severe",)
    await desk.sender().send_due()
    stands = desk.stands()
    assert (stands.state, stands.refusal, stands.fields) == (HandOverState.refused, Refusal.fields, ("risk_level",))
    assert (desk.left(), primero.posts, len(desk.told)) == (0, 1, 1)
    primero.lookups["lookup-risk-level"] = ("high", "medium", "low")
    again = desk.press()
    assert (again.uuid, again.refusal, again.fields) == (first.uuid, None, ())
    await desk.sender().send_due()
    assert list(primero.cases) == [first.uuid]


async def test_one_that_fails_keeps_no_other(desk: Desk, primero: Primero) -> None:
    """Of two cases the second arrives although the first does not."""
    desk.press()
    with desk.store.transaction() as books:
        other = replace(desk.wanted(), ref=file_case(books).ref)
        hand_over(books, other, MAPPING, NOW + timedelta(seconds=1))
    desk.clock.now += timedelta(seconds=2)
    primero.troubles.append(Trouble(500))
    await desk.sender().send_due()
    assert list(primero.cases) == [other.fresh]
    assert desk.left() == 1


async def test_a_case_that_was_erased_meanwhile(desk: Desk, primero: Primero) -> None:
    """What waits for a case that is gone is forgotten and never sent, due or not."""
    desk.press()
    primero.troubles.append(Trouble(503))
    await desk.sender().send_due()
    with desk.store.transaction() as books:
        books.cases.purge(desk.ref)
    await desk.sender().send_due()
    assert (desk.left(), primero.cases, desk.told) == (0, {}, [])


async def test_a_report_that_was_taken_back_meanwhile(desk: Desk, primero: Primero) -> None:
    """What its reporter took back before it was sent is sent no more, and whoever handed it over is told."""
    desk.press()
    with desk.store.transaction() as books:
        withdraw_case(books, desk.mailbox, NOW)
    await desk.sender().send_due()
    assert (desk.left(), primero.posts, desk.told) == (0, 0, [(PERSON, desk.ref)])
    assert desk.stands().state == HandOverState.taken_back


async def test_erased_means_out_of_the_post_at_once(desk: Desk) -> None:
    """With the case what waits to be sent of it is destroyed, whether or not a site is still known to send it to."""
    desk.press()
    with desk.store.transaction() as books:
        erase_case(books, desk.mailbox, NOW)
    assert desk.left() == 0


@pytest.mark.parametrize(
    "consents", [Consents(), Consents(services=GivenBy.child), Consents(disclosure=GivenBy.guardian)]
)
async def test_without_both_consents_nothing_is_written(desk: Desk, consents: Consents, tmp_path: Path) -> None:
    """A press without both consents leaves no trace and sends nothing, to the site or into a file."""
    before = raw_rows(tmp_path, "SELECT * FROM case_events")
    with pytest.raises(ConsentMissing):
        desk.press(Decision(consents))
    with desk.store.transaction() as books, pytest.raises(ConsentMissing):
        make_file(books, desk.wanted(Decision(consents)), MAPPING, NOW)
    with desk.store.transaction() as books:
        assert books.handovers.find(desk.ref) is None
    assert (desk.left(), raw_rows(tmp_path, "SELECT * FROM case_events")) == (0, before)


async def test_only_who_may_see_the_case(desk: Desk) -> None:
    """Somebody of another district hands nothing over, nor somebody revoked."""
    with desk.store.transaction() as books:
        stranger = enrol(books, "stranger", Role.focal_point, SWABI)
    with pytest.raises(NoSuchCase):
        desk.press(person=stranger)
    with desk.store.transaction() as books:
        books.roster.revoke(PERSON, NOW.date())
    with pytest.raises(NoSuchCase):
        desk.press()
    assert desk.left() == 0


async def test_a_case_that_is_closed(desk: Desk) -> None:
    """A closed case is not handed over, and nothing is left of the try."""
    with desk.store.transaction() as books:
        close_case(books, desk.ref, PERSON, Outcome.resolved, NOW)
        for act in (hand_over, make_file):
            with pytest.raises(AlreadyMoved):
                act(books, desk.wanted(), MAPPING, NOW)
        assert books.handovers.find(desk.ref) is None
        assert not [each for each in books.cases.history(desk.ref) if each.event.startswith("consent")]
    assert desk.left() == 0


async def test_a_file_and_then_the_site(desk: Desk, primero: Primero) -> None:
    """A file can be made as often as wanted, and names the case as the site will know it."""
    with desk.store.transaction() as books:
        first = make_file(books, desk.wanted(), MAPPING, NOW)
        again = make_file(books, desk.wanted(), MAPPING, NOW)
    assert first == again
    handed = desk.press()
    assert (handed.uuid, handed.file_on) == (first["data"]["id"], NOW.date())
    await desk.sender().send_due()
    assert primero.cases == {handed.uuid: first["data"]}
    assert desk.stands().file_on == NOW.date()
