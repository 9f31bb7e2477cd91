"""Opening hours in OpenStreetMap's writing: what is read, what is refused, and that writing loses nothing."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opening_hours import OpeningHours

from services_directory.calendars import Calendar
from services_directory.errors import UnreadableHours
from services_directory.osm_hours import read_hours, write_hours
from services_directory.schedule import ALWAYS, DAY, Schedule, Span

NINE, FIVE = 9 * 60, 17 * 60
ORDINARY_DAYS = Calendar(ZoneInfo("UTC"), date(2026, 1, 1), date(2026, 12, 31))

spans = st.builds(
    lambda opens, lasts, is_sure: Span(opens, opens + lasts, is_sure),
    st.integers(0, DAY - 1),
    st.integers(1, DAY),
    st.booleans(),
)
days = st.lists(spans, max_size=3, unique=True).map(lambda each: tuple(sorted(each)))
weeks = st.tuples(*[days] * 7)
schedules = st.builds(Schedule, week=weeks, holidays=st.none() | days)


def by_midnight(schedule: Schedule) -> Schedule:
    """The same, but every door shut at midnight."""
    shut = (tuple(sorted({each._replace(closes=min(each.closes, DAY)) for each in day})) for day in schedule.week)
    return Schedule(tuple(shut), schedule.holidays)


@given(schedules)
def test_a_schedule_that_is_written_is_read_as_it_was(schedule: Schedule) -> None:
    """Whatever the week, writing it and reading it again gives the same, and writes the same."""
    written = write_hours(schedule)
    assert read_hours(written) == schedule
    assert write_hours(read_hours(written)) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("24/7", "24/7"),
        ("Mo-Su 00:00-24:00", "Mo-Su 00:00-24:00"),
        ("Mo-Fr 9:00 – 17:00; Sa 9:00-13:00", "Mo-Fr 09:00-17:00; Sa 09:00-13:00"),
        ("Mo-Th 09:00-13:00,14:00-16:00; Fr 09:00-12:30", "Mo-Th 09:00-13:00,14:00-16:00; Fr 09:00-12:30"),
        ("Mo-Sa 20:00-02:00", "Mo-Sa 20:00-02:00"),
        ("Sa-Mo 10:00-11:00", "Mo,Sa-Su 10:00-11:00"),
        ("Mo, We 09:00-12:00, Fr 10:00-11:00", "Mo,We 09:00-12:00; Fr 10:00-11:00"),
        ("Mo-Fr 09:00-17:00; Fr off; PH closed", "Mo-Th 09:00-17:00; PH off"),
        ("09:00-17:00; PH 10:00-12:00", "Mo-Su 09:00-17:00; PH 10:00-12:00"),
        ("Mo-Sa 08:00-18:00 unknown, Mo-Th 10:00-13:00", None),
        ("24/7; PH off", "Mo-Su 00:00-24:00; PH off"),
    ],
)
def test_what_maps_write_is_read(text: str, written: str | None) -> None:
    """The usual ways of writing hours are read, and written in one way."""
    assert write_hours(read_hours(text)) == (written or write_hours(read_hours(write_hours(read_hours(text)))))


def test_a_later_rule_replaces_and_an_added_one_adds() -> None:
    """A semicolon says the day anew; a comma before a weekday adds to what was said."""
    replaced = read_hours("Mo-Fr 09:00-17:00; Mo 10:00-12:00")
    added = read_hours("Mo-Fr 09:00-17:00, Mo 18:00-20:00")
    assert replaced.week[0] == (Span(600, 720),)
    assert added.week[0] == (Span(NINE, FIVE), Span(1080, 1200))


def test_round_the_clock_is_so_on_holidays_and_in_ramazan_too() -> None:
    """24/7 leaves no day out; the same hours on every weekday say nothing of holidays."""
    assert read_hours("24/7") == ALWAYS
    assert read_hours("Mo-Su 00:00-24:00").holidays is None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "sunrise-sunset",
            "Mar-Oct 09:00-17:00",
            "Mo-Fr",
            "PH off",
            "Mo-Fr 09:00-17:00+",
            "week 1-3 Mo 09:00-10:00",
        ),
        *("Mo-Fr 25:00-26:00", "Mo-Fr 09:00-49:00", "Mo-Fr 09:61-10:00", "Mo 09:00", "office hours"),
        *('Mo-Fr 09:00-17:00 "by appointment"', "Mo[1] 09:00-10:00", "Mo-Fr 09:00-17:00 || off", "SH 09:00-10:00"),
        "Mo 09:00-17:00, Mo 12:00-13:00 unknown",
    ],
)
def test_what_is_not_understood_is_refused(text: str) -> None:
    """A rule that we cannot read is named, not skipped: it could be the one that closes the door."""
    with pytest.raises(UnreadableHours):
        read_hours(text)


@given(schedules.map(by_midnight), st.integers(0, 7 * DAY - 1))
def test_another_reader_of_openstreetmap_reads_the_same(schedule: Schedule, minute: int) -> None:
    """What we write, the library opening-hours-py understands as we do, at any minute of an ordinary week.

    Save after midnight: there it lets the next day's rule cut the night short, which nobody means.
    """
    at = datetime(2026, 11, 23, tzinfo=UTC) + timedelta(minutes=minute)
    theirs, _ = OpeningHours(write_hours(schedule)).state(at.replace(tzinfo=None))
    assert schedule.standing_at(at, ORDINARY_DAYS).state == str(theirs).lower()
