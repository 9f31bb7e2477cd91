"""Reads the pack's calendar: fixed holidays, those by the moon, the months that were sighted, and Ramazan."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from services_directory.calendar_rules import Holiday, days_by_kind
from services_directory.calendars import NO_CALENDAR, Calendar
from services_directory.moon import MONTHS, Month, Moon
from services_directory.pathways import Entry
from services_directory.tables import Problems
from services_directory.tomls import read_toml

MOST_DAYS = 30
FARTHEST_DAYS = 3
"""The moon is never seen farther from where it is reckoned to be."""
YEARS = range(1343, 1500)
"""The years of the moon that can be reckoned."""
NO_LEAP_YEAR = 2027

_MONTH_DAY = re.compile(r"(\d{2})-(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")


def read_calendar(path: Path, provinces: Collection[str], problems: Problems) -> Calendar:
    """The calendar of a pack; one that knows nothing where something in the file is wrong, which is noted."""
    before = len(problems.found)
    entry = Entry(path.name, 1, read_toml(path, problems), problems)
    if not entry.values:
        return NO_CALENDAR
    timezone, begins, ends = _timezone(entry), _day(entry, "begins"), _day(entry, "ends")
    moon, holidays = _moon(entry), [_holiday(each, provinces) for each in _parts(entry, "holiday")]
    if ends < begins:
        entry.wrong("ends", ends, "let it end after it begins")
    if len(problems.found) > before:
        return NO_CALENDAR
    days = days_by_kind(begins, ends, [each.anywhere() for each in holidays], moon)
    calendar = Calendar(timezone, begins, ends, days, entry.day("last_checked"))
    return replace(calendar, provinces=_by_province(calendar, provinces, holidays, moon))


def _by_province(
    calendar: Calendar, provinces: Iterable[str], holidays: Iterable[Holiday], moon: Moon
) -> dict[str, Calendar]:
    """A calendar for each, where any has days of its own; provinces that keep the same days share one."""
    kept = {each: tuple(holiday for holiday in holidays if holiday.is_kept_in(each)) for each in provinces}
    if not any(holiday.provinces for holiday in holidays):
        return {}
    begins, ends = calendar.begins, calendar.ends
    alike = {days: replace(calendar, days=days_by_kind(begins, ends, days, moon)) for days in set(kept.values())}
    return {province: alike[days] for province, days in kept.items()}


def _timezone(entry: Entry) -> ZoneInfo:
    name = entry.required("timezone")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        entry.wrong("timezone", name, "write a time zone as Asia/Karachi")
        return NO_CALENDAR.timezone


def _moon(entry: Entry) -> Moon:
    (own,) = _parts(entry, "moon") or [Entry(entry.file, 1, {}, entry.problems)]
    sighted = [month for each in _parts(entry, "sighted") for month in _sighted(each)]
    moon = Moon(_number(own, "earliest", 0), _number(own, "latest", 2), _number(own, "ramazan", 9), dict(sighted))
    if moon.latest < moon.earliest:
        own.wrong("latest", moon.latest, "let it be no less than earliest")
    return moon


def _sighted(entry: Entry) -> Iterator[tuple[Month, date]]:
    entry.required("source")
    written, begins = entry.required("month"), _day(entry, "begins")
    read = _MONTH.fullmatch(written)
    month = Month(*map(int, read.groups())) if read else Month(0, 0)
    if month.year not in YEARS or not 1 <= month.month <= MONTHS:
        entry.wrong("month", written, "write a month of the moon as 1448-09")
        return
    (reckoned,) = Moon(0, 0, 0, {}).first_days(month)
    if abs((begins - reckoned).days) > FARTHEST_DAYS:
        entry.wrong("begins", begins, f"the month begins about {reckoned}; correct the month or the day")
    yield month, begins


def _holiday(entry: Entry, provinces: Collection[str]) -> Holiday:
    is_by_moon, is_sure = "moon" in entry.values, entry.values.get("is_sure", True)
    if not isinstance(is_sure, bool):
        entry.wrong("is_sure", is_sure, "write true or false")
    entry.required("name")
    for unknown in sorted(set(entry.several("provinces")).difference(provinces)):
        entry.wrong(
            "provinces", unknown, "use ids of provinces.csv, or leave it out for a holiday of the whole country"
        )
    return Holiday(
        *_month_and_day(entry, "moon" if is_by_moon else "on", is_by_moon=is_by_moon),
        is_by_moon=is_by_moon,
        is_sure=bool(is_sure),
        days=_number(entry, "days", 1),
        perhaps_before=_number(entry, "perhaps_before", 0),
        perhaps_after=_number(entry, "perhaps_after", 0),
        provinces=frozenset(entry.several("provinces")),
    )


def _month_and_day(entry: Entry, key: str, *, is_by_moon: bool) -> tuple[int, int]:
    written = entry.required(key)
    read = _MONTH_DAY.fullmatch(written)
    month, day = map(int, read.groups()) if read else (0, 0)
    try:
        date(NO_LEAP_YEAR, month, 1 if is_by_moon and 1 <= day <= MOST_DAYS else day)
    except ValueError:
        entry.wrong(key, written, "write month and day as 08-14")
        return 1, 1
    return month, day


def _parts(entry: Entry, key: str) -> list[Entry]:
    """The tables under a key, one or several."""
    found = entry.values.get(key, [])
    values = [found] if isinstance(found, dict) else found
    if isinstance(values, list) and all(isinstance(each, dict) for each in values):
        return [Entry(entry.file, number, each, entry.problems) for number, each in enumerate(values, start=1)]
    entry.wrong(key, found, f"write it as a table under [{key}]")
    return []


def _day(entry: Entry, key: str) -> date:
    """The day; one of no calendar where it is wrong, which is noted."""
    entry.required(key)
    return entry.day(key) or date.min


def _number(entry: Entry, key: str, otherwise: int) -> int:
    value = entry.values.get(key, otherwise)
    if type(value) is int and 0 <= value <= MOST_DAYS:
        return value
    entry.wrong(key, value, f"write a whole number up to {MOST_DAYS}")
    return otherwise
