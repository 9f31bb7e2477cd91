"""Reads a service's hours from its row: the columns opening_hours, ramazan_hours and always_open, which must agree."""

from functools import lru_cache

from services_directory.errors import UnreadableHours
from services_directory.osm_hours import ALWAYS_WRITTEN, read_hours
from services_directory.schedule import Schedule
from services_directory.tables import Row

_read = lru_cache(maxsize=4096)(read_hours)
"""Many services keep the same hours: they share one schedule."""


def schedule_of(row: Row) -> Schedule | None:
    """The row's schedule; None where opening_hours is empty. What is wrong with it is noted."""
    hours, ramazan, always = row.text("opening_hours"), row.text("ramazan_hours"), row.yes_no("always_open")
    if hours is None:
        if ramazan is not None:
            row.wrong("ramazan_hours", "give the hours of the rest of the year in opening_hours, too")
        return None
    try:
        schedule = _read(hours, ramazan)
    except UnreadableHours as unread:
        column = "opening_hours" if unread.text == hours else "ramazan_hours"
        row.wrong(column, f"{unread.part!r} is not understood; write as Mo-Fr 09:00-17:00; Sa off, or leave it empty")
        return None
    if always is not None and always != schedule.is_always_open:
        row.wrong("always_open", f"opening_hours says otherwise; yes belongs to {ALWAYS_WRITTEN} and to nothing else")
    return schedule


def is_readable(hours: str) -> bool:
    """Whether this is an `opening_hours` value that we understand."""
    try:
        return bool(hours and _read(hours, None))
    except UnreadableHours:
        return False
