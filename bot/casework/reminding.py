"""News for a reporter who asked to be told: once a day at most, by day, and some time after it happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

KEPT = timedelta(days=14)
"""How long the chat of somebody who asked to be told is kept; it can be asked for again."""
SOONEST, LATEST = timedelta(minutes=5), timedelta(minutes=30)
"""How long after something happened it is told: what comes at once would tie a chat to whoever acted just then."""
MORNING, EVENING = 8, 20
"""Hours of the country's own day between which a phone may light up."""


@dataclass(frozen=True)
class Reminder:
    """Where and in which language to tell of news, and the day on which that is over."""

    chat: int
    language: str
    until: date


def told_at(now: datetime, delay: timedelta, zone: tzinfo) -> datetime:
    """When to tell of what happened now, as a local time: after the delay, or so long after the night is over."""
    at = now.astimezone(zone) + delay
    if MORNING <= at.hour < EVENING:
        return at
    day = at if at.hour < MORNING else at + timedelta(days=1)
    return day.replace(hour=MORNING, minute=0, second=0, microsecond=0) + delay


def evening_of(at: datetime) -> datetime:
    """After this nothing is told any more that day, whatever kept it: better lost than a phone that rings at night."""
    return at.replace(hour=EVENING, minute=0, second=0, microsecond=0)
