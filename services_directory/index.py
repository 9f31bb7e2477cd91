"""The nearest of many things, in exact WGS84 order."""

import heapq
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import shapely  # type: ignore[import-untyped]  # shapely ships no types

from services_directory.distance import Position, at_least_km, at_most_km, box_around, geodesic_km, position_of
from services_directory.model import Point

Thing = TypeVar("Thing")

FIRST_LOOK_KM = 40.0
WIDER = 3.0
WHOLE_EARTH_KM = 20_100.0


@dataclass(frozen=True)
class Near(Generic[Thing]):
    thing: Thing
    distance_km: float


class NearestIndex(Generic[Thing]):
    """Things at points. `order` settles ties: many things share the middle of one town."""

    def __init__(self, things: Iterable[tuple[Thing, Point]], order: Callable[[Thing], Any]) -> None:
        placed = list(things)
        self._things: Sequence[Thing] = [thing for thing, _ in placed]
        self._points: Sequence[Point] = [point for _, point in placed]
        self._positions: Sequence[Position] = [position_of(point) for point in self._points]
        self._order = order
        self._tree = shapely.STRtree([shapely.Point(p.longitude, p.latitude) for p in self._points])

    def __len__(self) -> int:
        return len(self._things)

    def nearest(
        self,
        origin: Point,
        count: int,
        *,
        accept: Callable[[Thing], bool] = lambda _: True,
        within_km: float = WHOLE_EARTH_KM,
    ) -> list[Near[Thing]]:
        """The `count` nearest accepted things within the distance, nearest first, ties in `order`."""
        if not self._things or count <= 0:
            return []
        here = position_of(origin)
        look_km = min(FIRST_LOOK_KM, within_km)
        while True:
            found = [i for i in self._within_box(origin, look_km) if accept(self._things[i])]
            bound = self._kth_at_most(here, found, count)
            if bound <= look_km or look_km >= within_km:
                return self._exact(origin, here, found, count, within_km)
            look_km = min(within_km, max(look_km * WIDER, min(bound, within_km)))

    def _within_box(self, origin: Point, within_km: float) -> list[int]:
        indices: list[int] = self._tree.query(shapely.box(*box_around(origin, within_km))).tolist()
        return indices

    def _kth_at_most(self, here: Position, found: Sequence[int], count: int) -> float:
        """A distance within which the `count` nearest surely lie; infinite when fewer were found."""
        if len(found) < count:
            return float("inf")
        return heapq.nsmallest(count, (at_most_km(here, self._positions[i]) for i in found))[-1]

    def _exact(
        self, origin: Point, here: Position, found: Sequence[int], count: int, within_km: float
    ) -> list[Near[Thing]]:
        """Measures in order of the lower bound, and stops where no later thing can be nearer."""
        measured: dict[Point, float] = {}
        near: list[tuple[float, Any, int]] = []
        kth = within_km
        for lower, i in sorted((at_least_km(here, self._positions[i]), i) for i in found):
            if lower > kth:
                break
            point = self._points[i]
            if point not in measured:
                measured[point] = geodesic_km(origin, point)
            if measured[point] > kth:
                continue
            near.append((measured[point], self._order(self._things[i]), i))
            if len(near) >= count:
                kth = heapq.nsmallest(count, near)[-1][0]
        return [Near(self._things[i], distance) for distance, _, i in heapq.nsmallest(count, near)]
