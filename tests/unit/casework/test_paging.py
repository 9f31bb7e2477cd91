"""Who is told now, who with the digest, and nobody twice of one step."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.casework.enrolling import revoke_focal_point
from bot.casework.following import erase_case
from bot.casework.handling import acknowledge_case, close_case
from bot.casework.lanes import MOST_AN_HOUR, Standing
from bot.casework.model import Case, FocalPointId, Outcome, Stage, Tier
from bot.casework.paging import MOST_SINGLY_AN_HOUR, digests, those_to_tell_now, urgent_digests
from bot.casework.passing_on import transfer_case
from bot.casework.routing import QuietHours, Role
from bot.storage.store import Store, StoredBooks
from tests.stores import LAHORE, NOW, SWABI, a_mailbox, case_of, enrol, file_case, place

KARACHI = ZoneInfo("Asia/Karachi")  # five hours ahead: NOW is 15:03 there
DAY = datetime.fromisoformat("2026-11-22T10:03:00Z")


def _told(books: StoredBooks, case: Case, person: FocalPointId, step: str, now: datetime = NOW) -> int:
    return len(those_to_tell_now(books, [person], case, step, now, KARACHI))


def _digests(books: StoredBooks, now: datetime) -> list[int]:
    return [count for _person, count in digests(books, now, KARACHI)]


@pytest.fixture
def swabi(store: Store) -> FocalPointId:
    with store.transaction() as books:
        return enrol(books, "swabi", Role.focal_point, SWABI)


def test_not_twice_for_one_step(store: Store, swabi: FocalPointId) -> None:
    """A step is told once in each round of the case; a message every time."""
    with store.transaction() as books:
        case = case_of(books, file_case(books).ref)
        assert [_told(books, case, swabi, step) for step in ("filed", "filed", "rung 1", "", "")] == [1, 0, 1, 1, 1]
        books.cases.change(case.ref, tuple(Stage), round=1)
        assert _told(books, case_of(books, case.ref), swabi, "filed") == 1


def test_ten_an_hour_then_a_digest(store: Store, swabi: FocalPointId) -> None:
    """The eleventh that can wait comes with the next hour's digest, as one; urgent ones come singly at any pace."""
    with store.transaction() as books:
        waiting = [case_of(books, file_case(books, tier=Tier.T3).ref) for _ in range(MOST_SINGLY_AN_HOUR + 5)]
        assert sum(_told(books, case, swabi, "filed") for case in waiting) == MOST_SINGLY_AN_HOUR
        assert _told(books, case_of(books, file_case(books, tier=Tier.T0).ref), swabi, "filed") == 1
        assert _digests(books, NOW + timedelta(minutes=30)) == []
        assert _digests(books, NOW + timedelta(hours=1)) == [5]
        assert _digests(books, NOW + timedelta(hours=1, minutes=1)) == []


def test_quiet_hours(store: Store, swabi: FocalPointId) -> None:
    """At night only what is urgent is told; in the morning one message says how much waits."""
    night = DAY.replace(hour=18)  # 23:00 in Karachi
    with store.transaction() as books:
        books.roster.keep_quiet(swabi, QuietHours(22, 7))
        slow, fast = (case_of(books, file_case(books, tier=tier).ref) for tier in (Tier.T2, Tier.T1))
        assert [_told(books, case, swabi, "filed", night) for case in (slow, fast)] == [0, 1]
        assert _digests(books, night + timedelta(hours=7)) == []
        assert _digests(books, night + timedelta(hours=8)) == [1]


@pytest.mark.parametrize(("start", "end", "held"), [(22, 7, {22, 23, *range(7)}), (1, 5, {1, 2, 3, 4}), (3, 3, set())])
def test_hours_past_midnight(start: int, end: int, held: set[int]) -> None:
    """Quiet hours may begin in the evening and end in the morning."""
    assert {hour for hour in range(24) if QuietHours(start, end).holds(hour)} == held


def test_a_slow_lane_waits_for_the_digest(store: Store, swabi: FocalPointId) -> None:
    """Many reports from one chat are told of in digests: what is urgent at the clock's next tick, the rest hourly."""
    much = Standing(this_hour=MOST_AN_HOUR)
    with store.transaction() as books:
        refs = [file_case(books, tier=tier, standing=much).ref for tier in (Tier.T3, Tier.T1, Tier.T0)]
        assert [_told(books, case_of(books, ref), swabi, "filed") for ref in refs] == [0, 0, 0]
        ((person, cases),) = urgent_digests(books)
        assert (person.id, [case.ref for case in cases]) == (swabi, [refs[2], refs[1]])
        assert urgent_digests(books) == ()
        assert _digests(books, NOW) == [1]


def test_an_urgent_digest_speaks_of_what_can_still_be_seen(store: Store, swabi: FocalPointId) -> None:
    """A case that was closed meanwhile is not told of, and neither is anything to somebody who left."""
    much = Standing(this_hour=MOST_AN_HOUR)
    with store.transaction() as books:
        case = case_of(books, file_case(books, tier=Tier.T0, standing=much).ref)
        gone = enrol(books, "gone", Role.focal_point, SWABI)
        assert _told(books, case, gone, "filed") + _told(books, case, swabi, "filed") == 0
        revoke_focal_point(books, gone, NOW)
        books.cases.change(case.ref, tuple(Stage), stage=Stage.closed)
        assert urgent_digests(books) == ()


def test_a_digest_counts_what_still_waits(store: Store, swabi: FocalPointId) -> None:
    """In the morning nobody is told of reports that were erased, closed or given to another district by night."""
    night, morning = DAY.replace(hour=18), DAY.replace(hour=18) + timedelta(hours=9)
    erased, mailboxes = a_mailbox(), [a_mailbox() for _ in range(3)]
    with store.transaction() as books:
        enrol(books, "lahore", Role.focal_point, LAHORE)
        books.roster.keep_quiet(swabi, QuietHours(22, 7))
        cases = [case_of(books, file_case(books, tier=Tier.T2, mailbox=each).ref) for each in (erased, *mailboxes)]
        assert sum(_told(books, case, swabi, "filed", night) for case in cases) == 0
        erase_case(books, erased, night)
        _told(books, cases[0], swabi, "", night)  # the notice that it is gone
        close_case(books, cases[1].ref, swabi, Outcome.resolved, night)
        transfer_case(books, cases[2].ref, swabi, place(LAHORE), night)
        assert _digests(books, morning) == [1]
        assert books.pages.held() == {}


def test_revoked_while_holding(store: Store, swabi: FocalPointId) -> None:
    """What somebody had taken on waits again, and the others who can see it are told; the revoked are not."""
    with store.transaction() as books:
        other = enrol(books, "other", Role.focal_point, SWABI)
        ref = file_case(books).ref
        acknowledge_case(books, ref, swabi, NOW)
        ((case, told),) = revoke_focal_point(books, swabi, NOW)
        assert (case.ref, case.stage, case.holder, set(told)) == (ref, Stage.waiting, None, {other})
        assert [each.id for each in those_to_tell_now(books, told, case, "filed", NOW, KARACHI)] == [other]
