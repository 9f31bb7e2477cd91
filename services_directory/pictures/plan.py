"""What goes on a map of services, and what is written on it: the facts alone, before anything is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from services_directory.model import District, Names, Point, Service
from services_directory.pictures.flat import km_between

REACH_KM = 150.0
"""What lies farther from the district's main town is listed, and not drawn."""


@dataclass(frozen=True)
class MapWords:
    """What is written on a map, in the person's language."""

    language: str
    is_right_to_left: bool
    kilometres: Callable[[int], str]
    exact: str
    in_town: str
    sources: Callable[[str], str]

    def name(self, names: Names) -> str:
        """In the person's script where the directory has it."""
        return names.get(self.language) or names["en"]


@dataclass(frozen=True)
class Mark:
    """The numbers of the services at one point; only an exact one gets a pin."""

    numbers: tuple[int, ...]
    point: Point
    is_exact: bool

    @property
    def label(self) -> str:
        return " · ".join(map(str, self.numbers))


def marks_of(district: District, services: Sequence[Service | None]) -> list[Mark]:
    """One for each point and kind; a service's number is its place in the row, from 1.

    None for what is confidential, has no point of its own, or lies far from the district's main town.
    """
    marks: dict[tuple[Point, bool], Mark] = {}
    for number, service in enumerate(services, 1):
        if service is None or service.is_confidential or service.point is None:
            continue
        if km_between(district.point, service.point) > REACH_KM:
            continue
        key = (service.point, service.can_be_pinned)
        known = marks.get(key) or Mark((), *key)
        marks[key] = replace(known, numbers=(*known.numbers, number))
    return sorted(marks.values(), key=lambda mark: (mark.is_exact, mark.numbers))
