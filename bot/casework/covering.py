"""Who covers what, and where nobody does: contacts by district, and how many reports found nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.casework.coordinating import Provinces, is_dead
from bot.casework.model import DistrictId
from bot.casework.ports import Books
from bot.casework.routing import FocalPoint, Role, Whereabouts
from bot.casework.statistics import FEWEST

WANTED = 2
"""Contacts a district should have: one falls ill, moves, or changes the number."""
_LOCAL = (Role.focal_point, Role.deputy)


@dataclass(frozen=True)
class Covered:
    """One district: how many focal points and deputies can be reached, and how many cannot any more."""

    district: DistrictId
    province: str
    contacts: int
    dead: int


@dataclass(frozen=True)
class Coverage:
    """Every district of some areas, and the reports that found nobody to take them, by district.

    `gaps` has None in place of a number under five, which would be a single case to whoever knows the place.
    """

    districts: tuple[Covered, ...]
    gaps: Mapping[str, int | None]

    def of(self, province: str) -> tuple[Covered, ...]:
        """The districts of one province."""
        return tuple(each for each in self.districts if each.province == province)


def coverage(books: Books, areas: frozenset[str], provinces: Provinces, today: date) -> Coverage:
    """How the districts within `areas` are covered; a gap without a district is only everywhere's."""

    def is_theirs(district: str) -> bool:
        return _where(district, provinces).is_within(areas)

    enrolled = [(each.person, is_dead(each, today)) for each in books.roster.enrolments()]
    local = [(person, dead) for person, dead in enrolled if person.role in _LOCAL]
    districts = tuple(_covered(each, provinces, local) for each in provinces if is_theirs(each))
    gaps = {each: count if count >= FEWEST else None for each, count in books.cases.gaps().items() if is_theirs(each)}
    return Coverage(districts, gaps)


def _covered(district: str, provinces: Provinces, local: list[tuple[FocalPoint, bool]]) -> Covered:
    there = [dead for person, dead in local if _where(district, provinces).is_within(person.areas)]
    return Covered(DistrictId(district), provinces[district], there.count(False), there.count(True))


def _where(district: str, provinces: Provinces) -> Whereabouts:
    return Whereabouts(DistrictId(district) if district else None, provinces.get(district))
