"""What a coordinator is told every week: how much waits, and where nobody covers or answers; no case and no concern."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.casework.model import DistrictId, FocalPointId
from bot.casework.ports import Books
from bot.casework.routing import FocalPoint, Whereabouts, route_case
from bot.casework.statistics import FEWEST

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Digest:
    """The facts of one week in somebody's areas.

    `overdue` has open cases nobody answered in time, by district (None: no district said), most first. `new` is at
    least how many reports came in a week, in steps of five and for all areas together: taken from a month's number it
    leaves no number; None for few. `uncovered` are districts in which nobody is asked, `silent` those in which nobody
    can be reached, `unreached` how many of those who are asked there cannot.
    """

    overdue: tuple[tuple[DistrictId | None, int], ...]
    new: int | None
    uncovered: tuple[DistrictId, ...]
    silent: tuple[DistrictId, ...]
    unreached: int


def digest(
    books: Books,
    areas: frozenset[str],
    provinces: Mapping[DistrictId, str],
    now: datetime,
    unreached: Collection[FocalPointId] = (),
) -> Digest:
    """The digest of whoever answers for `areas`; `provinces` gives that of each district there is.

    `unreached` are those on the roster whom the last test message did not reach.
    """

    def is_theirs(district: DistrictId | None) -> bool:
        return Whereabouts(district, provinces.get(district) if district else None).is_within(areas)

    overdue = {each: count for each, count in books.standing.overdue(now).items() if is_theirs(each)}
    came = sum(count for each, count in books.standing.filed_since((now - WEEK).date()).items() if is_theirs(each))
    people = books.roster.everyone()
    asked = {each: _asked(people, each, its) for each, its in provinces.items() if is_theirs(each)}
    dead = set(unreached)
    return Digest(
        overdue=tuple(sorted(overdue.items(), key=lambda each: (-each[1], each[0] or ""))),
        new=came // FEWEST * FEWEST or None,
        uncovered=tuple(each for each, them in asked.items() if not them),
        silent=tuple(each for each, them in asked.items() if them and them <= dead),
        unreached=len(dead & {person for them in asked.values() for person in them}),
    )


def _asked(people: Iterable[FocalPoint], district: DistrictId, province: str) -> frozenset[FocalPointId]:
    """Everybody on the ladder of a district."""
    ladder = route_case(Whereabouts(district, province), None, people)
    return frozenset(person for rung in ladder for person in rung)
