"""Which services to offer at a place, and in what order."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from services_directory.building import nothing_thrown_away
from services_directory.distance import geodesic_km
from services_directory.drawn import DrawnAreas
from services_directory.eligibility import Kinds, Question
from services_directory.index import WHOLE_EARTH_KM, Near, NearestIndex, Standing, nearest_among
from services_directory.loading import Pack
from services_directory.model import Category, Confidence, Coverage, District, Point, Service, Status

WALK_IN_WITHIN_KM = 100.0
SHOWN = frozenset({Confidence.HIGH, Confidence.MEDIUM})
CONFIDENCE_ORDER = {confidence: order for order, confidence in enumerate(Confidence)}
NATIONAL = "national"

Order = tuple[int, int, str, str]
Measured = tuple[Service, float | None]
Shelf = tuple[Category, str]
"""A category and a coverage area."""
Indexes = Mapping[Shelf, NearestIndex[Service]]
Shelves = defaultdict[Shelf, list[tuple[Point, Standing]]]


class Ranking:
    """Services by category and coverage area, each area with its own index, so that reach costs nothing."""

    def __init__(self, pack: Pack) -> None:
        with nothing_thrown_away():
            self._build(pack)

    def _build(self, pack: Pack) -> None:
        shown = sorted(filter(is_offered, pack.services), key=standing)
        self._kinds = Kinds(shown, pack.calendar)
        self._drawn = DrawnAreas(filter(_is_drawn, shown))
        self._drawn_at: dict[str, Point] = {}
        self._lines: dict[Shelf, list[tuple[Service, int]]] = defaultdict(list)
        in_area, specialists, walk_ins = Shelves(list), Shelves(list), Shelves(list)
        for rank, service in enumerate(shown):
            kind, category, is_drawn = self._kinds.of(service), service.category, _is_drawn(service)
            point = service.point or _main_town(service, pack.districts)
            if point is None:
                if not is_drawn:
                    self._lines[category, _area(service)].append((service, kind))
                continue
            placed = point, (rank, kind, service)
            if is_drawn:
                self._drawn_at[service.id] = point
            else:
                in_area[category, _area(service)].append(placed)
            if service.only_for:
                specialists[category, service.district or ""].append(placed)
            if service.is_walk_in:
                walk_ins[category, NATIONAL].append(placed)
        self._in_area, self._specialists, self._walk_ins = map(_indexes, (in_area, specialists, walk_ins))

    def best(
        self, question: Question, category: Category, count: int, *, specialist_first: bool = False
    ) -> list[Measured]:
        """The first `count` services of a category and their distances in kilometres, None where unmeasured."""
        found: dict[str, Measured] = {}
        for stage in self._stages(question, category, count, specialist_first=specialist_first):
            for measured in stage:
                found.setdefault(measured[0].id, measured)
            if len(found) >= count:
                break
        return list(islice(found.values(), max(count, 0)))

    def _stages(
        self, question: Question, category: Category, count: int, *, specialist_first: bool
    ) -> Iterator[Iterable[Measured]]:
        """Made for this concern and close by; in reach; walk-ins over the line; by telephone; for a few only."""
        areas = _areas_reaching(question.district)
        kinds = self._kinds.open_to(question)
        if specialist_first:
            made_for_it = kinds & self._kinds.made_for(question.concern)
            own = [question.district.id] if question.district else []
            yield self._nearest(self._specialists, category, own, question, count, made_for_it)
            yield self._lines_reaching(category, areas, question, made_for_it)
        yield self._in_reach(category, areas, question, count, kinds)
        # walk-ins in reach are found already: as many again make up for them
        yield self._nearest(self._walk_ins, category, [NATIONAL], question, 2 * count, kinds, WALK_IN_WITHIN_KM)
        yield self._lines_reaching(category, areas, question, kinds)
        narrow = self._kinds.narrow_for(question)
        yield self._in_reach(category, areas, question, count, narrow)
        yield self._lines_reaching(category, areas, question, narrow)

    def _in_reach(
        self, category: Category, areas: Iterable[str], question: Question, count: int, kinds: int
    ) -> list[Measured]:
        """The nearest of those that cover the district and of those whose drawn area holds the point."""
        in_turn = self._kinds.by_standing(kinds, question.at)
        near = _near(self._in_area, category, areas, question, count, in_turn)
        drawn = [(service, self._drawn_at.get(service.id)) for service in self._drawn_around(category, question, kinds)]
        if question.origin is not None and drawn:
            near += [Near(service, geodesic_km(question.origin, at)) for service, at in drawn if at]
            near.sort(key=lambda one: (one.distance_km, self._turn(one.thing, in_turn), standing(one.thing)))
        return [_measured(one) for one in near[:count]]

    def _drawn_around(self, category: Category, question: Question, kinds: int) -> list[Service]:
        found = self._drawn.holding(category, question.origin)
        return [service for service in found if self._kinds.of(service) & kinds]

    def _lines_reaching(
        self, category: Category, areas: Iterable[str], question: Question, kinds: int
    ) -> Iterator[Measured]:
        """Services without a place, by telephone: the local ones first, and of those who answers now."""
        in_turn = self._kinds.by_standing(kinds, question.at)
        drawn = [each for each in self._drawn_around(category, question, kinds) if each.id not in self._drawn_at]
        for service in sorted(drawn, key=lambda each: (self._turn(each, in_turn), standing(each))):
            yield service, None
        for area in reversed(list(areas)):
            lines = self._lines.get((category, area), ())
            for accepted in in_turn:
                yield from ((line, None) for line, kind in lines if kind & accepted)

    def _turn(self, service: Service, in_turn: Sequence[int]) -> int:
        """How early its kind comes."""
        bit = self._kinds.of(service)
        return next(early for early, kinds in enumerate(in_turn) if bit & kinds)

    def _nearest(  # where, what and how many
        self,
        indexes: Indexes,
        category: Category,
        areas: Iterable[str],
        question: Question,
        count: int,
        kinds: int,
        within_km: float = WHOLE_EARTH_KM,
    ) -> list[Measured]:
        in_turn = self._kinds.by_standing(kinds, question.at)
        return [_measured(one) for one in _near(indexes, category, areas, question, count, in_turn, within_km)]


def is_offered(service: Service) -> bool:
    """Whether it is there at all and known well enough."""
    return service.status is Status.ACTIVE and service.confidence in SHOWN


def standing(service: Service) -> Order:
    """Settles equal distances: confidence, then freshness, then name."""
    known_on = service.known_on.toordinal() if service.known_on else 0
    return (CONFIDENCE_ORDER[service.confidence], -known_on, service.names["en"], service.id)


def _near(  # where, what and how many
    indexes: Indexes,
    category: Category,
    areas: Iterable[str],
    question: Question,
    count: int,
    kinds: Sequence[int],
    within_km: float = WHOLE_EARTH_KM,
) -> list[Near[Service]]:
    if question.origin is None:
        return []
    asked = [index for area in areas if (index := indexes.get((category, area)))]
    return nearest_among(asked, question.origin, count, kinds=kinds, within_km=within_km)


def _measured(near: Near[Service]) -> Measured:
    return near.thing, near.distance_km if near.thing.point is not None else None


def _areas_reaching(district: District | None) -> tuple[str, ...]:
    """The coverage areas that reach the place."""
    return (NATIONAL, district.province, district.id) if district else (NATIONAL,)


def _is_drawn(service: Service) -> bool:
    return service.coverage is Coverage.AREA


def _area(service: Service) -> str:
    if service.coverage is Coverage.NATIONAL:
        return NATIONAL
    area = service.province if service.coverage is Coverage.PROVINCE else service.district
    return area or NATIONAL


def _indexes(shelves: Shelves) -> Indexes:
    return {shelf: NearestIndex.of_standings(placed) for shelf, placed in shelves.items()}


def _main_town(service: Service, districts: Mapping[str, District]) -> Point | None:
    """Where a service without a point stands in the order: a confidential one here, and never elsewhere."""
    return districts[service.district].point if service.district else None
