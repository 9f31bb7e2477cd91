"""Open, closed or unknown: past midnight, on Fridays, on holidays, in Ramazan, and when the moon is not seen yet."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services_directory.calendars import NOBODY_KNOWS, Calendar, DayKind
from services_directory.osm_hours import read_hours
from services_directory.schedule import ALWAYS, Schedule, Standing, State
from tests.unit.services_directory.test_osm_hours import schedules

KARACHI = ZoneInfo("Asia/Karachi")
EID, MAYBE_EID, FAST, MAYBE_FAST = date(2026, 3, 21), date(2026, 3, 23), date(2026, 3, 10), date(2026, 2, 18)
CALENDAR = Calendar(
    KARACHI,
    date(2026, 1, 1),
    date(2026, 12, 31),
    {
        EID: frozenset({DayKind.HOLIDAY}),
        MAYBE_EID: frozenset({DayKind.HOLIDAY, DayKind.ORDINARY}),
        FAST: frozenset({DayKind.RAMAZAN}),
        MAYBE_FAST: frozenset({DayKind.RAMAZAN, DayKind.ORDINARY}),
    },
)
OFFICE = read_hours("Mo-Th 09:00-17:00; Fr 09:00-12:30,14:30-17:00", "Mo-Th 09:00-15:00; Fr 09:00-12:00")


def karachi(day: int, clock: str, month: int = 11) -> datetime:
    return datetime.fromisoformat(f"2026-{month:02}-{day:02}T{clock}").replace(tzinfo=KARACHI)


def state(hours: str, moment: datetime) -> State:
    return read_hours(hours).standing_at(moment, CALENDAR).state


def test_an_office_is_open_and_says_till_when() -> None:
    """Monday morning it is open until five; on Sunday it is closed until Monday at nine."""
    assert OFFICE.standing_at(karachi(23, "10:00"), CALENDAR) == Standing(State.OPEN, closes_at=karachi(23, "17:00"))
    assert OFFICE.standing_at(karachi(22, "10:00"), CALENDAR) == Standing(State.CLOSED, opens_next=karachi(23, "09:00"))


def test_closing_time_is_closed_and_opening_time_is_open() -> None:
    """Who comes at nine finds it open, who comes at five finds it closed."""
    assert OFFICE.standing_at(karachi(23, "09:00"), CALENDAR).state is State.OPEN
    assert OFFICE.standing_at(karachi(23, "17:00"), CALENDAR).state is State.CLOSED


def test_friday_prayers_close_the_door_for_a_while() -> None:
    """Between two times of one day it is closed, and opens again the same day."""
    assert OFFICE.standing_at(karachi(27, "13:00"), CALENDAR) == Standing(State.CLOSED, opens_next=karachi(27, "14:30"))


def test_past_midnight_belongs_to_the_evening_before() -> None:
    """Saturday's night lasts into Sunday, and Sunday's own night does not exist."""
    hours = "Mo-Sa 20:00-02:00"
    assert state(hours, karachi(22, "01:59")) is State.OPEN
    assert state(hours, karachi(22, "02:00")) is State.CLOSED
    assert state(hours, karachi(23, "01:00")) is State.CLOSED


def test_the_hour_is_that_of_the_country_not_of_the_server() -> None:
    """Four in the morning in Greenwich is nine in Karachi, and nine in the evening there is the next day."""
    assert OFFICE.standing_at(datetime(2026, 11, 23, 4, 0, tzinfo=UTC), CALENDAR).state is State.OPEN
    assert OFFICE.standing_at(datetime(2026, 11, 23, 3, 59, tzinfo=UTC), CALENDAR).state is State.CLOSED
    night = read_hours("Mo 01:00-03:00")
    assert night.standing_at(datetime(2026, 11, 22, 21, 0, tzinfo=UTC), CALENDAR).state is State.OPEN


def test_a_holiday_nobody_spoke_of_is_not_open() -> None:
    """Where the hours say nothing of holidays, a holiday's office hours are unknown; its nights are closed still."""
    assert state("Mo-Su 09:00-17:00", karachi(21, "10:00", 3)) is State.UNKNOWN
    assert state("Mo-Su 09:00-17:00", karachi(21, "20:00", 3)) is State.CLOSED
    assert state("Mo-Su 09:00-17:00; PH off", karachi(21, "10:00", 3)) is State.CLOSED
    assert state("Mo-Su 09:00-17:00; PH 10:00-12:00", karachi(21, "10:00", 3)) is State.OPEN


def test_while_the_moon_is_not_seen_the_answer_is_unknown() -> None:
    """A day that may be a holiday is unknown where that matters, closed where both agree."""
    hours = "Mo-Fr 09:00-17:00; PH off"
    assert state(hours, karachi(23, "10:00", 3)) is State.UNKNOWN
    assert state(hours, karachi(23, "18:00", 3)) is State.CLOSED


def test_ramazan_has_its_own_hours_or_none_that_we_know() -> None:
    """In Ramazan the hours of Ramazan count; without them the day is unknown, even at night."""
    assert OFFICE.standing_at(karachi(10, "14:00", 3), CALENDAR).closes_at == karachi(10, "15:00", 3)
    assert OFFICE.standing_at(karachi(10, "16:00", 3), CALENDAR).state is State.CLOSED
    assert state("Mo-Su 09:00-17:00", karachi(10, "10:00", 3)) is State.UNKNOWN
    assert state("Mo-Su 09:00-17:00", karachi(10, "22:00", 3)) is State.UNKNOWN
    assert OFFICE.standing_at(karachi(18, "16:00", 2), CALENDAR).state is State.UNKNOWN
    assert OFFICE.standing_at(karachi(18, "10:00", 2), CALENDAR).state is State.OPEN


def test_beyond_the_calendar_only_what_never_closes_is_known() -> None:
    """A year that nobody entered says nothing, save of what is open on every day there is."""
    later = datetime(2031, 3, 4, 6, 0, tzinfo=UTC)
    assert CALENDAR.kinds_of(later.date()) == NOBODY_KNOWS
    assert OFFICE.standing_at(later, CALENDAR).state is State.UNKNOWN
    assert ALWAYS.standing_at(later, CALENDAR) == Standing(State.OPEN)


def test_an_opening_that_is_not_sure_is_not_promised() -> None:
    """Before hours that are unknown no time of opening is given; nor a time of closing before them."""
    hours = read_hours("Mo-Su 08:00-10:00 unknown, Mo-Su 10:00-13:00")
    assert hours.standing_at(karachi(23, "07:00"), CALENDAR) == Standing(State.CLOSED)
    assert hours.standing_at(karachi(23, "09:00"), CALENDAR) == Standing(State.UNKNOWN)
    assert hours.standing_at(karachi(23, "11:00"), CALENDAR) == Standing(State.OPEN, closes_at=karachi(23, "13:00"))


@given(schedules, st.integers(1, 350 * 24 * 60))
def test_what_is_said_of_later_comes_true(schedule: Schedule, minutes: int) -> None:
    """At the time it is said to open it is open, at the time it is said to close it is closed, and not before."""
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    standing = schedule.standing_at(moment, CALENDAR)
    at = standing.opens_next or standing.closes_at
    if at is None:
        return
    becomes = State.OPEN if standing.opens_next else State.CLOSED
    assert at > moment
    assert schedule.standing_at(at, CALENDAR).state is becomes
    assert schedule.standing_at(at - timedelta(minutes=1), CALENDAR).state is standing.state


@pytest.mark.parametrize("clock", ["00:00", "12:00", "23:59"])
def test_round_the_clock_is_open_at_any_time(clock: str) -> None:
    """Day or night, holiday or Ramazan: open, without a time of closing."""
    for day in (EID, MAYBE_EID, FAST, MAYBE_FAST):
        assert ALWAYS.standing_at(karachi(day.day, clock, day.month), CALENDAR) == Standing(State.OPEN)
