"""Who must act on a case: district x conflict of interest -> a ladder of focal points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.casework.model import Accused, DistrictId, FocalPointId
from services_directory.model import Category

EVERYWHERE = "*"
"""The coverage of somebody who answers for the whole country."""


class Role(StrEnum):
    """The rungs of the ladder in the order in which they are asked; a coordinator stands on none and reads no case."""

    focal_point = "focal_point"
    deputy = "deputy"
    province = "province"
    national = "national"
    coordinator = "coordinator"


LADDER = (Role.focal_point, Role.deputy, Role.province, Role.national)


@dataclass(frozen=True)
class QuietHours:
    """Full hours of the day, in the country's time, in which only urgent notices come; they may pass midnight."""

    start: int
    end: int

    def holds(self, hour: int) -> bool:
        """Whether this hour is one of them."""
        if self.start <= self.end:
            return self.start <= hour < self.end
        return hour >= self.start or hour < self.end


@dataclass(frozen=True)
class FocalPoint:
    """Somebody enrolled to act; `areas` are district ids, province ids or EVERYWHERE."""

    id: FocalPointId
    role: Role
    areas: frozenset[str]
    language: str = "en"
    office: Accused | None = None
    quiet: QuietHours | None = None


@dataclass(frozen=True)
class Whereabouts:
    """The place a case belongs to, as routing needs it."""

    district: DistrictId | None = None
    province: str | None = None

    def is_within(self, areas: frozenset[str]) -> bool:
        """Whether somebody answering for `areas` answers for this place; no place is only everywhere's."""
        return EVERYWHERE in areas or self.district in areas or self.province in areas


Ladder = tuple[tuple[FocalPointId, ...], ...]
"""Rungs in order; the empty ladder says that nobody covers this."""


def route_case(where: Whereabouts, accused: Accused | None, roster: Iterable[FocalPoint]) -> Ladder:
    """The ladder for a case: local first, then deputy, province, national; never the accused body."""
    able = [person for person in roster if where.is_within(person.areas) and not _is_conflicted(person, accused)]
    rungs = (tuple(sorted(person.id for person in able if person.role == role)) for role in LADDER)
    return tuple(rung for rung in rungs if rung)


def kept_out(accused: Accused | None) -> frozenset[Category]:
    """The services that are not offered, as they are the body the danger may come from."""
    return _SERVICES_OF.get(accused, frozenset()) if accused else frozenset()


_SERVICES_OF = {
    Accused.police: frozenset({Category.POLICE}),
    Accused.protection_office: frozenset({Category.PROTECTION}),
}


def _is_conflicted(person: FocalPoint, accused: Accused | None) -> bool:
    if accused is None:
        return False
    is_local = person.role in (Role.focal_point, Role.deputy)
    if accused == Accused.protection_office and is_local:
        return True  # whoever sits beside that office locally; it goes to the province
    return person.office == accused
