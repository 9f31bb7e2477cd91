"""The nearest of many things, in exact WGS84 order."""

from bisect import insort
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from math import dist
from operator import itemgetter, or_
from typing import Any, Generic, NamedTuple, Self, TypeVar

import numpy as np
import numpy.typing as npt

from services_directory.building import nothing_thrown_away
from services_directory.distance import ROUNDING_KM, Position, at_most_km, geodesic_km, position_of, positions_of
from services_directory.model import Point

Thing = TypeVar("Thing")

WHOLE_EARTH_KM = 20_100.0
SITES_IN_A_LEAF = 12
ANY_KIND = -1
"""Accepts things of every kind: all bits are set."""


@dataclass(frozen=True)
class Near(Generic[Thing]):
    thing: Thing
    distance_km: float


Standing = tuple[Any, int, Any]
"""A thing's place in the order, the bit of its kind, and the thing."""


class _Site(NamedTuple):
    """One point and all that stands there, in order."""

    kinds: int
    point: Point
    things: list[Standing]


class _Leaf(NamedTuple):
    """A few sites; their positions lie side by side, since most sites looked at are too far."""

    kinds: int
    positions: list[list[float]]
    sites: list[_Site]


class _Branch(NamedTuple):
    """Sites parted by a plane: those in `low` lie at or below `split` on the axis, those in `high` at or above."""

    kinds: int
    axis: int
    split: float
    low: "_Node"
    high: "_Node"


_Node = _Leaf | _Branch


class NearestIndex(Generic[Thing]):
    """Things at points, never changed once built, so any number may ask at a time.

    A k-d tree over positions in space, which knows neither poles nor antimeridian. `order` settles ties: many things
    share the middle of one town. `kind` gives a thing its bit; a question names the bits it accepts, and branches
    without any of them are not entered, so that a rare kind is found as fast as a common one.
    """

    def __init__(
        self,
        things: Iterable[tuple[Thing, Point]],
        order: Callable[[Thing], Any],
        kind: Callable[[Thing], int] = lambda _: 1,
    ) -> None:
        self._grow((point, (order(thing), kind(thing), thing)) for thing, point in things)

    @classmethod
    def of_standings(cls, standings: Iterable[tuple[Point, Standing]]) -> Self:
        """The same from things whose place in the order and whose kind are known already."""
        index = cls.__new__(cls)
        index._grow(standings)
        return index

    def _grow(self, standings: Iterable[tuple[Point, Standing]]) -> None:
        at: dict[tuple[float, float], tuple[Point, list[Standing]]] = {}
        with nothing_thrown_away():
            for point, standing in standings:
                key = point.latitude, point.longitude
                if (here := at.get(key)) is None:
                    at[key] = point, [standing]
                else:
                    here[1].append(standing)
            self._root = _tree([_site(point, things) for point, things in at.values()])
        self._size = sum(len(things) for _, things in at.values())

    def __len__(self) -> int:
        return self._size

    def nearest(
        self, origin: Point, count: int, *, kinds: int = ANY_KIND, within_km: float = WHOLE_EARTH_KM
    ) -> list[Near[Thing]]:
        """The `count` nearest things of these kinds within the distance, nearest first, ties in `order`."""
        return nearest_among([self], origin, count, kinds=(kinds,), within_km=within_km)


def nearest_among(
    indexes: Iterable[NearestIndex[Thing]],
    origin: Point,
    count: int,
    *,
    kinds: Sequence[int] = (ANY_KIND,),
    within_km: float = WHOLE_EARTH_KM,
) -> list[Near[Thing]]:
    """The nearest of several indexes with one order, as if they were one; quickest with the likeliest index last.

    Of things at one distance those of the first of `kinds` come first, then those of the second, each in `order`.
    """
    if count <= 0:
        return []
    roots = [index._root for index in indexes]
    near: list[tuple[float, int, Any, Thing]] = []
    for site in _sites_in_question(roots, position_of(origin), count, reduce(or_, kinds), within_km):
        distance = geodesic_km(origin, site.point)
        if distance <= within_km:
            near += [(distance, *found) for found in _first_there(site, count, kinds)]
    near.sort(key=itemgetter(0, 1, 2))
    return [Near(thing, distance) for distance, _, _, thing in near[:count]]


def _first_there(site: _Site, count: int, kinds: Sequence[int]) -> list[tuple[int, Any, Any]]:
    """The first `count` things of one site: how early their kind comes, their place in the order, and they."""
    found: list[tuple[int, Any, Any]] = []
    for early, accepted in enumerate(kinds):
        if site[0] & accepted and len(found) < count:
            those = ((early, order, thing) for order, kind, thing in site[2] if kind & accepted)
            found += islice(those, count - len(found))
    return found


def _sites_in_question(roots: Iterable[_Node], here: Position, count: int, kinds: int, within_km: float) -> list[_Site]:
    """Every site that may hold one of the nearest.

    The straight line through the earth bounds the distance over the ground from below and from above, so whatever
    lies farther through the earth than the `count`-th can lie over the ground needs no measuring.
    """
    reach = within_km + ROUNDING_KM
    nearest: list[float] = []
    found: list[tuple[float, _Site]] = []
    waiting: list[tuple[float, _Node]] = [(0.0, root) for root in roots]
    while waiting:
        gap, node = waiting.pop()
        while gap <= reach and node[0] & kinds:
            if isinstance(node, _Leaf):
                for position, site in zip(node[1], node[2], strict=True):
                    straight = dist(here, position)
                    if straight <= reach and site[0] & kinds:
                        found.append((straight, site))
                        _add(straight, site, count, kinds, nearest)
                        if len(nearest) == count:
                            reach = min(reach, at_most_km(nearest[-1]) + ROUNDING_KM)
                break
            _, axis, split, low, high = node
            apart = here[axis] - split
            if apart < 0:
                node, far, apart = low, high, -apart
            else:
                node, far = high, low
            if apart <= reach:
                waiting.append((apart, far))
    return [site for straight, site in found if straight <= reach]


def _add(straight: float, site: _Site, count: int, kinds: int, nearest: list[float]) -> None:
    """Keeps the straight lines to the `count` nearest things so far, in order."""
    for _, kind, _ in site[2]:
        if kind & kinds:
            if len(nearest) == count:
                if straight >= nearest[-1]:
                    return
                nearest.pop()
            insort(nearest, straight)


def _site(point: Point, things: list[Standing]) -> _Site:
    if len(things) == 1:
        return _Site(things[0][1], point, things)
    things.sort(key=itemgetter(0))
    return _Site(_any_of([kind for _, kind, _ in things]), point, things)


def _tree(sites: list[_Site]) -> _Node:
    return _grown(sites, positions_of([site.point for site in sites]), np.arange(len(sites)))


def _grown(sites: list[_Site], positions: npt.NDArray[np.float64], some: npt.NDArray[np.intp]) -> _Node:
    """Halves along the widest axis until few are left."""
    apart = positions[some]
    if len(some) <= SITES_IN_A_LEAF:
        few = [sites[each] for each in some.tolist()]
        return _Leaf(_any_of([site.kinds for site in few]), apart.tolist(), few)
    axis = int((apart.max(axis=0) - apart.min(axis=0)).argmax())
    half = len(some) // 2
    ranked = apart[:, axis].argpartition(half)
    low, high = _grown(sites, positions, some[ranked[:half]]), _grown(sites, positions, some[ranked[half:]])
    return _Branch(low.kinds | high.kinds, axis, float(apart[ranked[half], axis]), low, high)


def _any_of(kinds: list[int]) -> int:
    return reduce(or_, kinds, 0)
