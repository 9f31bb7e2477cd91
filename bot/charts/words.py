"""What is written on charts, in the reader's language; kept apart from the drawing, which is slow to load."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

MOST_MONTHS = 12


@dataclass(frozen=True)
class TrendWords:
    """What is written on the chart."""

    is_right_to_left: bool
    title: str
    untold: str
    concern: Callable[[str], str]
    month: Callable[[date], str]
    number: Callable[[int], str]


@dataclass(frozen=True)
class HotspotWords:
    """What is written on the map."""

    is_right_to_left: bool
    title: str
    untold: str
    number: Callable[[int], str]
    sources: str
