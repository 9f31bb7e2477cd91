"""The statistics as somebody asks for them: rows of what may be told, with the shares that can be told with it.

Everything here is made of told numbers alone, so no row, share or sum of it says more than they do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.casework import statistics as kept
from bot.casework.measures import Again, Answered, NoReport, Safer
from bot.casework.model import Outcome
from bot.casework.statistics_tables import ALL, Name, Told

PARTS: Sequence[tuple[str, tuple[str, ...]]] = (
    (kept.REPORTS, (kept.GIRL, kept.BOY, kept.SEX_NOT_SAID)),
    (kept.REPORTS, (kept.DISABILITY, kept.NO_DISABILITY_SAID)),
    (kept.REPORTS, (kept.COVERED, kept.UNCOVERED)),
    (kept.ANSWERED, tuple(map(str, Answered))),
    (kept.CLOSED, tuple(map(str, Outcome))),
    (Again.reopened.value, ()),
    (kept.ASKED_IF_SAFER, tuple(map(str, Safer))),
    (kept.WROTE, tuple(map(str, NoReport))),
)
"""Each total and what it is made of."""


@dataclass(frozen=True)
class Figure:
    """One row. `count` is None where it may not be told; `share` of its total, 0 to 1, where both may be."""

    month: date
    place: str
    concern: str
    measure: str
    count: int | None
    share: float | None = None


def figures(told: Mapping[date, Told], places: Iterable[str], concerns: Sequence[str]) -> tuple[Figure, ...]:
    """The rows of some months, places and concerns (ids, or ALL), in that order.

    Reports that may not be told have a row that says so, as have the parts of a total that may be. All else that may
    not is left out, and of a concern nobody asked for by itself (`concerns` is ALL and others) whatever may not.
    """
    return tuple(
        row
        for month, numbers in sorted(told.items())
        for place in places
        for concern in concerns
        for row in _rows(month, numbers, place, concern)
        if row.count is not None or concern == ALL or len(concerns) == 1
    )


def _rows(month: date, numbers: Told, place: str, concern: str) -> Iterator[Figure]:
    totals = dict.fromkeys(total for total, _parts in PARTS)
    for total in totals:
        whole = numbers.get(Name(place, concern, total))
        if whole is not None or total == kept.REPORTS:
            yield Figure(month, place, concern, total, whole)
        for part in (part for each, parts in PARTS if each == total for part in parts):
            count = numbers.get(Name(place, concern, part))
            if count is not None or (whole is not None and _is_kept(place, concern, part)):
                yield Figure(month, place, concern, part, count, count / whole if count and whole else None)


def _is_kept(place: str, concern: str, part: str) -> bool:
    """What is counted at all: by concern, only what happens to cases, and that for every place together."""
    of_cases = {*map(str, Answered), *map(str, Outcome), *map(str, Safer)}
    return concern == ALL or (place == ALL and part in of_cases)
