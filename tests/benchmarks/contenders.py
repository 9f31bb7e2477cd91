"""Ways to find the nearest services in exact WGS84 order: ours, and two anybody would try first."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
from geopy.distance import geodesic  # type: ignore[import-untyped]  # geopy ships no types
from sklearn.neighbors import BallTree

from services_directory import Category, Coverage, District, Point, Service
from services_directory.distance import WGS84, geodesic_km
from services_directory.eligibility import Kinds, Question, is_eligible, is_narrow
from services_directory.index import NearestIndex, nearest_among
from services_directory.ranking import NATIONAL, Order, standing

NEAREST = 5
EARTH_KM = 6371.0088
SPHERE_IS_WRONG_BY = 1.012
"""A distance on the sphere differs from the one on the spheroid by 0.56 % at most, either way."""
ANYWHERE = "anywhere"
SAME_PLACE_KM = 1e-6
Radians = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Placed:
    """A service at its point, in the coverage area it is there for."""

    service: Service
    point: Point
    area: str


@dataclass(frozen=True)
class Asked:
    """Who asks from where for what; `areas` are the coverage areas that reach the place, empty for no such filter."""

    question: Question
    origin: Point
    category: Category
    areas: tuple[str, ...] = ()


def area_of(service: Service) -> str:
    """The area a service is there for: the country, a province or a district."""
    if service.coverage is Coverage.NATIONAL:
        return NATIONAL
    return (service.province if service.coverage is Coverage.PROVINCE else service.district) or NATIONAL


def areas_reaching(district: District | None) -> tuple[str, ...]:
    return (NATIONAL, district.province, district.id) if district else (NATIONAL,)


Answer = list[tuple[str, float]]
"""Ids and kilometres, nearest first."""


class Contender(Protocol):
    name: str

    def nearest(self, asked: Asked) -> Answer: ...


def _by_shelf(placed: Iterable[Placed]) -> dict[tuple[Category, str], list[Placed]]:
    shelves: dict[tuple[Category, str], list[Placed]] = defaultdict(list)
    for each in placed:
        shelves[each.service.category, each.area].append(each)
        shelves[each.service.category, ANYWHERE].append(each)
    return shelves


def _open_to(asked: Asked, service: Service) -> bool:
    return is_eligible(service, asked.question) and not is_narrow(service, asked.question)


class Ours:
    """The directory's own index, as its ranking asks it."""

    name = "ours"

    def __init__(self, placed: Sequence[Placed]) -> None:
        self._kinds = Kinds(each.service for each in placed)
        self._indexes = {
            key: NearestIndex(((each.service, each.point) for each in shelf), order=standing, kind=self._kinds.of)
            for key, shelf in _by_shelf(placed).items()
        }

    def nearest(self, asked: Asked) -> Answer:
        areas = asked.areas or (ANYWHERE,)
        indexes = [index for area in areas if (index := self._indexes.get((asked.category, area)))]
        near = nearest_among(indexes, asked.origin, NEAREST, kinds=(self._kinds.open_to(asked.question),))
        return [(one.thing.id, one.distance_km) for one in near]


class NaiveGeopy:
    """Measures every service that fits, with geopy, and sorts."""

    name = "naive geopy"

    def __init__(self, placed: Sequence[Placed]) -> None:
        self._shelves = _by_shelf(placed)

    def nearest(self, asked: Asked) -> Answer:
        origin = (asked.origin.latitude, asked.origin.longitude)
        measured: list[tuple[float, Order]] = []
        for area in asked.areas or (ANYWHERE,):
            for each in self._shelves.get((asked.category, area), ()):
                if _open_to(asked, each.service):
                    there = (each.point.latitude, each.point.longitude)
                    measured.append((geodesic(origin, there).km, standing(each.service)))
        return [(order[-1], distance) for distance, order in sorted(measured)[:NEAREST]]


class BruteForce:
    """Measures every service that fits, all at once: the truth the others are held against."""

    name = "brute force"

    def __init__(self, placed: Sequence[Placed]) -> None:
        self._shelves = _by_shelf(placed)

    def nearest(self, asked: Asked) -> Answer:
        shelves = (self._shelves.get((asked.category, area), ()) for area in asked.areas or (ANYWHERE,))
        fitting = [each for shelf in shelves for each in shelf if _open_to(asked, each.service)]
        if not fitting:
            return []
        there = np.array([(each.point.longitude, each.point.latitude) for each in fitting])
        here = np.broadcast_to((asked.origin.longitude, asked.origin.latitude), there.shape)
        _, _, metres = WGS84.inv(*here.T, *there.T)
        measured = zip((metres / 1000).tolist(), (standing(each.service) for each in fitting), strict=True)
        return [(order[-1], distance) for distance, order in sorted(measured)[:NEAREST]]


class ScikitBallTree:
    """scikit-learn's BallTree on a sphere, asked for more until enough fit, then measured exactly."""

    name = "BallTree"

    def __init__(self, placed: Sequence[Placed]) -> None:
        self._shelves = _by_shelf(placed)
        self._trees = {key: BallTree(_radians(shelf), metric="haversine") for key, shelf in self._shelves.items()}

    def nearest(self, asked: Asked) -> Answer:
        here = np.radians([[asked.origin.latitude, asked.origin.longitude]])
        measured = [
            (geodesic_km(asked.origin, each.point), standing(each.service))
            for area in asked.areas or (ANYWHERE,)
            for each in self._candidates((asked.category, area), here, asked)
        ]
        return [(order[-1], distance) for distance, order in sorted(measured)[:NEAREST]]

    def _candidates(self, shelf: tuple[Category, str], here: Radians, asked: Asked) -> Iterator[Placed]:
        """Those that fit among the nearest, up to where the sphere cannot have misjudged the fifth."""
        placed, tree = self._shelves.get(shelf, []), self._trees.get(shelf)
        count, reach = 2 * NEAREST, math.inf
        while tree is not None:
            distances, found = tree.query(here, k=min(count, len(placed)))
            fitting = [
                (distance * EARTH_KM, placed[i])
                for distance, i in zip(distances[0].tolist(), found[0].tolist(), strict=True)
                if _open_to(asked, placed[i].service)
            ]
            reach = fitting[NEAREST - 1][0] * SPHERE_IS_WRONG_BY if len(fitting) >= NEAREST else math.inf
            if count >= len(placed) or distances[0][-1] * EARTH_KM > reach:
                yield from (each for distance, each in fitting if distance <= reach)
                return
            count *= 2


def _radians(shelf: Sequence[Placed]) -> Radians:
    return np.radians([[each.point.latitude, each.point.longitude] for each in shelf])


def differ(one: Answer, other: Answer) -> bool:
    """Whether two answers name other services; those at one point may change places."""
    return len(one) != len(other) or any(
        a != b and not math.isclose(x, y, abs_tol=SAME_PLACE_KM) for (a, x), (b, y) in zip(one, other, strict=True)
    )
