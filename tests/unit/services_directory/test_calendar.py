"""The pack's calendar: against a library of the world's holidays, and with the moon not seen yet."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import holidays
import pytest
from hijridate import Hijri

from services_directory import Audience, Category, Coverage, Directory
from services_directory.calendars import NOBODY_KNOWS, ORDINARY, Calendar, DayKind
from services_directory.errors import PackError
from services_directory.loading import Pack, load_pack
from services_directory.osm_hours import read_hours
from services_directory.schedule import State

HOLIDAY, FASTING = frozenset({DayKind.HOLIDAY}), frozenset({DayKind.RAMAZAN})


@pytest.fixture
def calendar(pack: Pack) -> Calendar:
    return pack.calendar


def every_day(calendar: Calendar) -> list[date]:
    return [calendar.begins + timedelta(days=number) for number in range((calendar.ends - calendar.begins).days + 1)]


def test_no_holiday_the_world_knows_of_is_an_ordinary_day(calendar: Calendar) -> None:
    """Every holiday that the library names for Pakistan may be one here; one that it is sure of, surely or perhaps."""
    theirs = holidays.country_holidays("PK", years=range(2026, 2029), language="en_US")
    assert len(theirs) > 30
    for day, name in theirs.items():
        kinds = calendar.kinds_of(day)
        assert DayKind.HOLIDAY in kinds, name
        if "Eid" not in name and "estimated" not in name:
            assert kinds == HOLIDAY, name


def test_what_is_surely_a_holiday_here_is_one_to_the_world(calendar: Calendar) -> None:
    """No day is called a holiday for sure that the library does not know as one, save a weekend's."""
    theirs = holidays.country_holidays("PK", years=range(2026, 2029))
    ours = [day for day in every_day(calendar) if calendar.kinds_of(day) == HOLIDAY]
    assert [day for day in ours if day not in theirs and day.weekday() < 5] == []


def test_the_first_fast_is_uncertain_until_the_moon_is_seen(calendar: Calendar) -> None:
    """Of 2026 we know the day; of 2027 three days may be the first, and the days after are certain."""
    assert calendar.kinds_of(date(2026, 2, 18)) == ORDINARY
    assert calendar.kinds_of(date(2026, 2, 19)) == FASTING
    assert calendar.kinds_of(date(2026, 3, 19)) == FASTING
    for day in (8, 9):
        assert calendar.kinds_of(date(2027, 2, day)) == ORDINARY | FASTING
    assert calendar.kinds_of(date(2027, 2, 7)) == ORDINARY
    assert calendar.kinds_of(date(2027, 2, 10)) == FASTING
    assert calendar.kinds_of(date(2027, 3, 10)) == NOBODY_KNOWS


def test_the_country_never_began_a_month_outside_our_days(pack: Pack) -> None:
    """Eid in each year since 2005, as the library has it, lies within the days we allow the moon."""
    for year in range(1426, 1448):
        reckoned = Hijri(year, 10, 1).to_gregorian()
        start = date(reckoned.year, reckoned.month, reckoned.day)
        theirs = holidays.country_holidays("PK", years=[start.year], language="en_US")
        fitr = [day for day, name in theirs.items() if "Fitr" in name and abs((day - start).days) < 6]
        assert any(start + timedelta(days=late) in fitr for late in range(3)), start


def test_beyond_its_ends_nobody_knows(calendar: Calendar) -> None:
    """A day of a year that nobody looked through is any kind of day."""
    assert calendar.kinds_of(calendar.ends + timedelta(days=1)) == NOBODY_KNOWS
    assert calendar.kinds_of(calendar.begins - timedelta(days=1)) == NOBODY_KNOWS
    assert calendar.kinds_of(calendar.ends) == ORDINARY


@pytest.mark.parametrize(
    ("wrote", "instead", "said"),
    [
        ('"Asia/Karachi"', '"Asia/Karachee"', "timezone"),
        ('begins = "2026-01-01"', "begins = 2026", "begins"),
        ('ends = "2028-12-31"', 'ends = "2025-12-31"', "ends"),
        ('on = "08-14"', 'on = "14 August"', "on"),
        ('moon = "12-10"', 'moon = "13-10"', "moon"),
        ("days = 2", "days = 99", "days"),
        ("latest = 2", "latest = -1", "latest"),
        ("is_sure = false", 'is_sure = "no"', "is_sure"),
        ('provinces = ["sindh"]', 'provinces = ["sind"]', "provinces"),
        ('provinces = ["sindh"]', 'provinces = "sindh"', "provinces"),
        ('month = "1447-10"', 'month = "1447-11"', "begins"),
        ('month = "1447-10"', 'month = "2026-03"', "month"),
        ("[moon]", "[[moon", "calendar.toml"),
    ],
)
def test_a_calendar_that_is_wrong_is_refused_by_name(pack_copy: Path, wrote: str, instead: str, said: str) -> None:
    """One wrong value stops the pack, and names the file and the value."""
    path = pack_copy / "calendar.toml"
    text = path.read_text(encoding="utf-8")
    assert wrote in text
    path.write_text(text.replace(wrote, instead), encoding="utf-8")
    with pytest.raises(PackError) as refused:
        load_pack(pack_copy)
    assert all("calendar.toml" in str(problem) for problem in refused.value.problems)
    assert said in str(refused.value)


def test_a_holiday_of_one_province_is_none_in_the_others(pack_copy: Path) -> None:
    """It is one there, an ordinary day elsewhere, and perhaps one where nobody knows the province."""
    path, bhutto = pack_copy / "calendar.toml", date(2026, 12, 27)
    text = path.read_text(encoding="utf-8")
    assert text.count("is_sure = false") == 2
    path.write_text(text.replace("is_sure = false", ""), encoding="utf-8")
    days = load_pack(pack_copy).calendar
    assert days.within("sindh").kinds_of(bhutto) == HOLIDAY
    assert days.within("punjab").kinds_of(bhutto) == ORDINARY
    assert days.within(None).kinds_of(bhutto) == HOLIDAY | ORDINARY
    assert days.within("punjab").kinds_of(date(2026, 12, 25)) == HOLIDAY


def test_nobody_outside_sindh_is_sent_away_for_its_holidays(pack: Pack) -> None:
    """An office in Lahore is open on 4 April 2028, a Tuesday; of one in Karachi nobody knows; ranked and told alike."""
    morning, hours = datetime(2028, 4, 4, 6, tzinfo=UTC), read_hours("Mo-Fr 09:00-17:00")
    for district, state in (("lahore", State.OPEN), ("karachi-south", State.UNKNOWN)):
        there = pack.districts[district]
        health = next(each for each in pack.services if each.category is Category.HEALTH and not each.only_for)
        office = replace(health, district=there.id, province=there.province, point=there.point, schedule=hours)
        office = replace(office, coverage=Coverage.DISTRICT, audience=Audience.ANYONE, always_open=False)
        alone = Directory(replace(pack, services=(office,)))
        found = alone.services_near(there, [Category.HEALTH], today=morning.date(), at=morning)
        assert [listing.standing.state for listing in found] == [state]
        is_offered = alone.services_near(there, [Category.HEALTH], today=morning.date(), at=morning, open_now=True)
        assert bool(is_offered) is (state is State.OPEN)
