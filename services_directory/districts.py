"""Which districts a point may lie in: by their outlines, or judged by the settlements nearest to it."""

from services_directory.boundaries import Boundaries
from services_directory.index import NearestIndex
from services_directory.loading import Pack
from services_directory.model import District, Place, Point

NEAREST_SETTLEMENT_WITHIN_KM = 60.0
SETTLEMENTS_LOOKED_AT = 40


class DistrictsByNearness:
    """Districts of a point without boundaries: a guess, so the person is always asked to confirm."""

    def __init__(self, pack: Pack) -> None:
        self._districts = pack.districts
        self._country = pack.country
        settlements = ((place, place.point) for place in pack.places)
        self._index: NearestIndex[Place] = NearestIndex(settlements, order=_order)

    def at(self, point: Point, limit: int) -> tuple[District, ...]:
        """Distinct districts, nearest settlement first; none abroad or far from every settlement."""
        if not self._country.holds(point):
            return ()
        nearest = self._index.nearest(point, SETTLEMENTS_LOOKED_AT, within_km=NEAREST_SETTLEMENT_WITHIN_KM)
        ids = dict.fromkeys(near.thing.district for near in nearest)
        return tuple(self._districts[district] for district in list(ids)[:limit])


def _order(place: Place) -> tuple[bool, str, str]:
    return (place.is_approximate, place.district, place.names["en"])


class DistrictsByOutline(DistrictsByNearness):
    """Districts of a point by their outlines; by nearness those that have none."""

    def __init__(self, pack: Pack, boundaries: Boundaries) -> None:
        super().__init__(pack)
        self._boundaries = boundaries

    def at(self, point: Point, limit: int) -> tuple[District, ...]:
        """The one district whose outline holds the point; several, or those nearby, where it is not sure."""
        if held := self._boundaries.at(point):
            return tuple(self._districts[district] for district in held[:limit])
        guessed = super().at(point, len(self._districts))
        return tuple(district for district in guessed if district.id not in self._boundaries.districts)[:limit]
