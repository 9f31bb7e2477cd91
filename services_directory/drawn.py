"""Services whose coverage is drawn on the map: which of them a point lies within."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import shapely  # type: ignore[import-untyped]  # shapely ships no types

from services_directory.model import Category, Point, Service


class DrawnAreas:
    """Polygons by category, never changed once built, so any number may ask at a time."""

    def __init__(self, services: Iterable[Service]) -> None:
        by_category: dict[Category, list[Service]] = defaultdict(list)
        for service in services:
            if service.area is not None:
                by_category[service.category].append(service)
        self._drawn = {category: _Drawn(some) for category, some in by_category.items()}

    def holding(self, category: Category, point: Point | None) -> Sequence[Service]:
        """The services of a category whose polygon holds the point, its edge included; none for no point."""
        drawn = self._drawn.get(category)
        return drawn.holding(point) if drawn and point else ()


class _Drawn:
    def __init__(self, services: Sequence[Service]) -> None:
        self._services = services
        areas = [service.area for service in services]
        shapely.prepare(areas)
        self._tree = shapely.STRtree(areas)

    def holding(self, point: Point) -> list[Service]:
        x, y = point.longitude, point.latitude
        around = (self._services[i] for i in sorted(self._tree.query(shapely.Point(x, y)).tolist()))
        return [service for service in around if shapely.intersects_xy(service.area, x, y)]
