"""Which districts a point may lie in: by their outlines, or judged by the settlements nearest to it."""

from collections.abc import Sequence

from services_directory.boundaries import Boundaries
from services_directory.index import NearestIndex
from services_directory.loading import Pack
from services_directory.model import District, DistrictMatch, Place, Point

NEAREST_SETTLEMENT_WITHIN_KM = 60.0
SETTLEMENTS_LOOKED_AT = 40
SETTLEMENT_KM, FADING = 0.5, 3
"""How a settlement's pull on a point fades with the distance: fitted to OpenStreetMap's outlines of 2023."""
MOST_WHERE_SEVERAL = 0.9


class DistrictsByNearness:
    """Districts of a point without boundaries: a guess, so the person is always asked to confirm."""

    def __init__(self, pack: Pack) -> None:
        self._districts = pack.districts
        self._country = pack.country
        settlements = ((place, place.point) for place in pack.places)
        self._index: NearestIndex[Place] = NearestIndex(settlements, order=_order)

    def at(self, point: Point, limit: int) -> tuple[District, ...]:
        """Distinct districts, nearest settlement first; none abroad or far from every settlement."""
        return tuple(self._districts[district] for district in list(self._distances(point))[:limit])

    def weighed(self, point: Point, limit: int) -> tuple[DistrictMatch, ...]:
        """The same, each with its share of the pull of all those near."""
        pulls = {id: (SETTLEMENT_KM + km) ** -FADING for id, km in self._distances(point).items()}
        shares = ((self._districts[id], round(pull / sum(pulls.values()), 3)) for id, pull in pulls.items())
        return tuple(DistrictMatch(*share) for share in shares)[:limit]

    def _distances(self, point: Point) -> dict[str, float]:
        """To the nearest settlement of each district near, in kilometres, nearest first."""
        if not self._country.holds(point):
            return {}
        distances: dict[str, float] = {}
        for near in self._index.nearest(point, SETTLEMENTS_LOOKED_AT, within_km=NEAREST_SETTLEMENT_WITHIN_KM):
            distances.setdefault(near.thing.district, near.distance_km)
        return distances


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
        return tuple(match.district for match in self._without_outline(point))[:limit]

    def weighed(self, point: Point, limit: int) -> tuple[DistrictMatch, ...]:
        """1 where one outline alone holds the point; where several may, each is a guess."""
        held: Sequence[str] = self._boundaries.at(point)
        if not held:
            return self._without_outline(point)[:limit]
        score = 1.0 if len(held) == 1 else round(MOST_WHERE_SEVERAL / len(held), 3)
        return tuple(DistrictMatch(self._districts[district], score) for district in held[:limit])

    def _without_outline(self, point: Point) -> tuple[DistrictMatch, ...]:
        guessed = super().weighed(point, len(self._districts))
        return tuple(match for match in guessed if match.district.id not in self._boundaries.districts)
