"""What happens to a case is counted where, about what and when it happens, once."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from bot.casework.counting import count_no_report, count_safer, month_of
from bot.casework.following import reopen_case
from bot.casework.handling import acknowledge_case, ask_reporter, close_case
from bot.casework.keeping import CASE_RETENTION, escalate_overdue, purge_closed
from bot.casework.measures import Again, Answered, Filed, NoReport, Safer
from bot.casework.model import CaseRef, FocalPointId, Outcome, Sex, Tier
from bot.casework.routing import Role
from bot.storage.store import Store, StoredBooks
from tests.stores import NOW, SWABI, a_mailbox, case_of, enrol, file_case
from tests.unit.storage.test_counters import read

NEXT_MONTH = datetime(2026, 12, 3, 9, tzinfo=NOW.tzinfo)
HOUR = timedelta(hours=1)


def counted(books: StoredBooks) -> Counter[str]:
    """How often each measure was counted, wherever it was."""
    found: Counter[str] = Counter()
    for (_month, _district, _concern, measure), count in read(books).items():
        found[str(measure)] += count
    return found


def test_a_report_is_counted_with_what_it_says_of_the_child(store: Store) -> None:
    """A girl with a disability in a place nobody covers counts in four ways, in her district and month, once each."""
    with store.transaction() as books:
        enrol(books, "local", Role.focal_point, SWABI)
        file_case(books, sex=Sex.boy)
        file_case(books, sex=Sex.other)
        file_case(books, sex=Sex.girl, has_disability=True, district=None)
        november = date(2026, 11, 1)
        assert read(books) == Counter(
            {
                (november, SWABI, "physical_abuse", Filed.report): 2,
                (november, SWABI, "physical_abuse", Filed.boy): 1,
                (november, None, "physical_abuse", Filed.report): 1,
                (november, None, "physical_abuse", Filed.girl): 1,
                (november, None, "physical_abuse", Filed.disability): 1,
                (november, None, "physical_abuse", Filed.uncovered): 1,
            }
        )


@pytest.mark.parametrize(
    ("taken", "answered"),
    [
        (0.5 * HOUR, Answered.under_1_hour),
        (2 * HOUR, Answered.under_3_hours),
        (20 * HOUR, Answered.under_1_day),
        (30 * HOUR, Answered.day_or_more),
    ],
)
@pytest.mark.parametrize("act", ["acknowledge", "ask", "close"])
def test_the_first_act_is_counted_by_how_long_it_took(
    store: Store, act: str, taken: timedelta, answered: Answered
) -> None:
    """Whatever is done first acknowledges, and is counted once, in one of the buckets."""
    acts: dict[str, Callable[[StoredBooks, CaseRef, FocalPointId, datetime], object]] = {
        "acknowledge": acknowledge_case,
        "ask": lambda books, ref, person, now: ask_reporter(books, ref, person, "Where?", now),
        "close": lambda books, ref, person, now: close_case(books, ref, person, Outcome.resolved, now),
    }
    with store.transaction() as books:
        person = enrol(books, "local", Role.focal_point, SWABI)
        ref = file_case(books, tier=Tier.T3).ref
        acts[act](books, ref, person, NOW + taken)
        if act != "close":
            close_case(books, ref, person, Outcome.resolved, NOW + taken)
        assert counted(books) == Counter({Filed.report: 1, answered: 1, Outcome.resolved: 1})


def test_a_case_nobody_takes_on_is_counted_as_never_and_not_again(store: Store) -> None:
    """At the top of the ladder it counts as never; whoever comes later does not make two of it."""
    with store.transaction() as books:
        person = enrol(books, "local", Role.focal_point, SWABI)
        ref = file_case(books).ref
        escalate_overdue(books, NOW + 2 * HOUR)
        escalate_overdue(books, NOW + 4 * HOUR)
        acknowledge_case(books, ref, person, NOW + 5 * HOUR)
        assert counted(books) == Counter({Filed.report: 1, Answered.never: 1})


def test_a_place_without_a_ladder_is_uncovered_and_not_unanswered(store: Store) -> None:
    """Nobody was asked, so nobody failed to answer."""
    with store.transaction() as books:
        file_case(books)
        escalate_overdue(books, NOW + 2 * HOUR)
        assert counted(books) == Counter({Filed.report: 1, Filed.uncovered: 1})


def test_what_happens_later_counts_in_its_own_month(store: Store) -> None:
    """A month that is over is never added to: outcome, reopening and answer count in the month they happen."""
    mailbox = a_mailbox()
    with store.transaction() as books:
        person = enrol(books, "local", Role.focal_point, SWABI)
        ref = file_case(books, mailbox=mailbox).ref
        acknowledge_case(books, ref, person, NOW)
        before = read(books)
        close_case(books, ref, person, Outcome.partly, NEXT_MONTH)
        reopen_case(books, mailbox, NEXT_MONTH)
        count_safer(books, case_of(books, ref), Safer.no, NEXT_MONTH)
        count_no_report(books, NoReport.silence, NEXT_MONTH)
        later = read(books) - before
        assert {month for month, *_ in later} == {month_of(NEXT_MONTH)}
        assert {(district, measure) for _, district, _, measure in later} == {
            (SWABI, Outcome.partly),
            (SWABI, Again.reopened),
            (SWABI, Safer.no),
            (None, NoReport.silence),
        }


def test_pressing_twice_counts_once(store: Store) -> None:
    """A reopened case that is reopened again, or closed by two, is one event."""
    mailbox = a_mailbox()
    with store.transaction() as books:
        person = enrol(books, "local", Role.focal_point, SWABI)
        ref = file_case(books, mailbox=mailbox).ref
        close_case(books, ref, person, Outcome.partly, NOW)
        for _ in range(2):
            reopen_case(books, mailbox, NOW)
        assert counted(books)[Again.reopened] == 1


def test_counters_outlive_the_purge(store: Store) -> None:
    """What is destroyed with a case is not what was counted of it."""
    with store.transaction() as books:
        person = enrol(books, "local", Role.focal_point, SWABI)
        ref = file_case(books).ref
        close_case(books, ref, person, Outcome.resolved, NOW)
        before = read(books)
        assert purge_closed(books, NOW + CASE_RETENTION + timedelta(days=1)) == 1
        assert read(books) == before
