"""When a service is open: its week, its holidays and its Ramazan."""

from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """From `opens` up to `closes`, in minutes after midnight, past 1440 on the day after; unsure: open perhaps."""

    opens: int
    closes: int
    is_sure: bool = True


Day = tuple[Span, ...]
Week = tuple[Day, Day, Day, Day, Day, Day, Day]
"""Monday first."""


@dataclass(frozen=True)
class Schedule:
    """Weekly opening times; None for holidays or Ramazan means that nobody said."""

    week: Week
    holidays: Day | None = None
    ramazan: Week | None = None
