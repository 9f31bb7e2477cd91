"""Which services to offer at a place, and in what order."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from services_directory.index import Near, NearestIndex
from services_directory.loading import Pack
from services_directory.model import (
    Audience,
    Category,
    Confidence,
    Coverage,
    District,
    Gender,
    Point,
    Precision,
    Service,
)

WALK_IN_WITHIN_KM = 100.0
SHOWN = frozenset({Confidence.HIGH, Confidence.MEDIUM})
CONFIDENCE_ORDER = {confidence: order for order, confidence in enumerate(Confidence)}
NATIONAL = "national"

Accept = Callable[[Service], bool]
Order = tuple[int, int, str, str]


@dataclass(frozen=True)
class Question:
    """For whom and from where services are sought; None means not known."""

    origin: Point | None
    measured_from: Precision | None
    district: District | None
    today: date
    concern: str | None = None
    gender: Gender | None = None
    age: int | None = None

    @property
    def areas(self) -> tuple[str, ...]:
        """The coverage areas that reach the place."""
        return (NATIONAL, self.district.province, self.district.id) if self.district else (NATIONAL,)


class Ranking:
    """Services by category and coverage area, each area with its own index, so that reach costs nothing."""

    def __init__(self, pack: Pack) -> None:
        shown = [service for service in pack.services if service.confidence in SHOWN]
        self._in_area = _indexes(shown, pack.districts, _area)
        walk_ins = [service for service in shown if service.is_walk_in]
        self._walk_ins = _indexes(walk_ins, pack.districts, lambda service: NATIONAL)
        self._lines: dict[tuple[Category, str], list[Service]] = defaultdict(list)
        for service in shown:
            if _ranked_at(service, pack.districts) is None:
                self._lines[service.category, _area(service)].append(service)

    def best(
        self, question: Question, category: Category, count: int, *, specialist_first: bool = False
    ) -> list[tuple[Service, float | None]]:
        """The first `count` services of a category and their distances in kilometres, None where unmeasured."""
        found: dict[str, tuple[Service, float | None]] = {}
        for stage in self._stages(question, category, count, specialist_first=specialist_first):
            for service, distance in stage:
                found.setdefault(service.id, (service, distance))
            if len(found) >= count:
                break
        return list(islice(found.values(), count))

    def _stages(
        self, question: Question, category: Category, count: int, *, specialist_first: bool
    ) -> Iterator[Iterable[tuple[Service, float | None]]]:
        """Made for this concern and close by; in reach; walk-ins over the line; by telephone; for a few only."""

        def is_open(service: Service) -> bool:
            return is_eligible(service, question) and not is_narrow(service, question)

        def is_made_for_it(service: Service) -> bool:
            own_district = question.district is not None and service.district == question.district.id
            return is_open(service) and question.concern in service.only_for and own_district

        def is_narrow_but_eligible(service: Service) -> bool:
            return is_eligible(service, question) and is_narrow(service, question)

        if specialist_first:
            yield self._reaching(question, category, count, is_made_for_it)
            lines = self._lines_reaching(question, category, is_open)
            yield [(line, None) for line, _ in lines if question.concern in line.only_for]
        yield self._reaching(question, category, count, is_open)
        yield self._walk_ins_near(question, category, count, is_open)
        yield self._lines_reaching(question, category, is_open)
        yield self._reaching(question, category, count, is_narrow_but_eligible)
        yield self._lines_reaching(question, category, is_narrow_but_eligible)

    def _reaching(
        self, question: Question, category: Category, count: int, accept: Accept
    ) -> list[tuple[Service, float | None]]:
        if question.origin is None:
            return []
        near: list[Near[Service]] = []
        for area in question.areas:
            index = self._in_area.get((category, area))
            near += index.nearest(question.origin, count, accept=accept) if index else []
        near.sort(key=lambda one: (one.distance_km, standing(one.thing)))
        return [_measured(one) for one in near[:count]]

    def _walk_ins_near(
        self, question: Question, category: Category, count: int, accept: Accept
    ) -> list[tuple[Service, float | None]]:
        index = self._walk_ins.get((category, NATIONAL))
        if index is None or question.origin is None:
            return []
        near = index.nearest(
            question.origin,
            count,
            accept=lambda service: _area(service) not in question.areas and accept(service),
            within_km=WALK_IN_WITHIN_KM,
        )
        return [_measured(one) for one in near]

    def _lines_reaching(
        self, question: Question, category: Category, accept: Accept
    ) -> list[tuple[Service, float | None]]:
        """Services without a place, by telephone: the local ones first."""
        lines: list[tuple[Service, float | None]] = []
        for area in reversed(question.areas):
            accepted = filter(accept, self._lines.get((category, area), ()))
            lines += [(line, None) for line in sorted(accepted, key=standing)]
        return lines


def is_eligible(service: Service, question: Question) -> bool:
    """Whether nothing known about the child or the concern rules the service out."""
    if question.gender and service.gender and question.gender is not service.gender:
        return False
    if question.concern and service.only_for and question.concern not in service.only_for:
        return False
    if question.age is None:
        return True
    return (service.min_age or 0) <= question.age <= (service.max_age or question.age)


def is_narrow(service: Service, question: Question) -> bool:
    """Whether it takes only some, and we do not know that this child is one of them."""
    if service.audience is Audience.REFUGEES or (service.only_for and question.concern is None):
        return True
    for_women = service.audience in (Audience.WOMEN, Audience.WOMEN_AND_GIRLS)
    return for_women and question.gender is not Gender.FEMALE


def standing(service: Service) -> Order:
    """Settles equal distances: confidence, then freshness, then name."""
    known_on = service.known_on.toordinal() if service.known_on else 0
    return (CONFIDENCE_ORDER[service.confidence], -known_on, service.names["en"], service.id)


def _area(service: Service) -> str:
    if service.coverage is Coverage.NATIONAL:
        return NATIONAL
    area = service.province if service.coverage is Coverage.PROVINCE else service.district
    return area or NATIONAL


def _ranked_at(service: Service, districts: Mapping[str, District]) -> Point | None:
    """Where it stands in the order. A confidential one stands at its district's main town, never elsewhere."""
    if service.point is not None:
        return service.point
    return districts[service.district].point if service.district else None


def _measured(near: Near[Service]) -> tuple[Service, float | None]:
    return near.thing, near.distance_km if near.thing.point is not None else None


def _indexes(
    services: Iterable[Service], districts: Mapping[str, District], area_of: Callable[[Service], str]
) -> dict[tuple[Category, str], NearestIndex[Service]]:
    placed: dict[tuple[Category, str], list[tuple[Service, Point]]] = defaultdict(list)
    for service in services:
        point = _ranked_at(service, districts)
        if point is not None:
            placed[service.category, area_of(service)].append((service, point))
    return {key: NearestIndex(things, order=standing) for key, things in placed.items()}
