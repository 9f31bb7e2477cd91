"""The directory as others use it: pathways, services near a place, helplines, and the names of places."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from services_directory.boundaries import Boundaries, Degrees, Outline
from services_directory.districts import DistrictsByNearness, DistrictsByOutline
from services_directory.eligibility import Question
from services_directory.errors import UnknownConcern, UnknownDistrict, UnknownService
from services_directory.geocoding import Geocoder
from services_directory.loading import PAKISTAN_PACK, Pack, load_pack
from services_directory.model import (
    Category,
    District,
    DistrictMatch,
    Gender,
    Helpline,
    Listing,
    Pathway,
    Place,
    PlaceMatch,
    Point,
    Precision,
    Province,
    Service,
)
from services_directory.ranking import SHOWN, Ranking
from services_directory.references import by_reference
from services_directory.schedule import standing_of
from services_directory.tables import Country

STALE_AFTER = timedelta(days=180)
NOBODY: frozenset[Category] = frozenset()

Where = Point | District | PlaceMatch
"""A shared location, a district picked from buttons, or a place named in words."""


class Offer:
    """The services of a pack, ready to be asked for; never changed, so that one can take another's place at once."""

    def __init__(self, pack: Pack) -> None:
        self.services = {service.id: service for service in pack.services}
        self.by_reference = by_reference(self.services)
        self.ranking = Ranking(pack)


class Directory:
    """Answers from one country's pack, all in memory; keeps nothing of what it is asked."""

    def __init__(self, pack: Pack, boundaries: Boundaries | None = None) -> None:
        self._pack = pack
        self._offer = Offer(pack)
        self._districts = DistrictsByOutline(pack, boundaries) if boundaries else DistrictsByNearness(pack)
        self._geocoder = Geocoder(pack, self._districts)
        self._boundaries = boundaries

    @classmethod
    def load(cls, pack: Path = PAKISTAN_PACK, boundaries: Path | None = None) -> "Directory":
        """The directory of a pack, with the districts' imported boundaries if there are any.

        Raises PackError with everything wrong in the pack, BoundariesError for the boundaries.
        """
        read = load_pack(pack)
        return cls(read, Boundaries.load(boundaries, read.districts) if boundaries else None)

    @property
    def country(self) -> Country:
        return self._pack.country

    @property
    def zone(self) -> ZoneInfo:
        """The time the country's clocks show."""
        return self._pack.calendar.timezone

    def pathway_for(self, concern: str) -> Pathway:
        """Raises UnknownConcern."""
        try:
            return self._pack.pathways[concern]
        except KeyError:
            raise UnknownConcern(concern, tuple(self._pack.pathways)) from None

    def services_near(  # noqa: PLR0913  # each is one known fact about the question
        self,
        where: Where,
        categories: Sequence[Category],
        *,
        limit: int = 5,
        today: date,
        excluding: frozenset[Category] = NOBODY,
        gender: Gender | None = None,
        age: int | None = None,
        district: District | None = None,
        open_now: bool = False,
        at: datetime | None = None,
    ) -> tuple[Listing, ...]:
        """Up to `limit` services, category after category, best first in each.

        `district` is the one the person confirmed, where `where` is a point; else the likeliest is taken. `open_now`
        leaves out what is not known to be open at the moment `at` (aware), or ever, where none is given.
        """
        question = self._question(where, district, today=today, gender=gender, age=age, open_now=open_now, at=at)
        return self._listings(question, categories, limit, limit, excluding)

    def services_for(  # noqa: PLR0913  # each is one known fact about the question
        self,
        concern: str,
        where: Where | None,
        *,
        per_category: int = 1,
        limit: int = 5,
        today: date,
        excluding: frozenset[Category] = NOBODY,
        gender: Gender | None = None,
        age: int | None = None,
        district: District | None = None,
        open_now: bool = False,
        at: datetime | None = None,
    ) -> tuple[Listing, ...]:
        """Up to `per_category` of each category of the concern's pathway, in its order.

        Without a place only what reaches the whole country. Raises UnknownConcern.
        """
        pathway = self.pathway_for(concern)
        question = self._question(
            where, district, today=today, concern=concern, gender=gender, age=age, open_now=open_now, at=at
        )
        return self._listings(question, pathway.services, per_category, limit, excluding, pathway.specialist_first)

    def listing(
        self, service_id: str, district: District | None, *, today: date, at: datetime | None = None
    ) -> Listing:
        """One service by its id, unmeasured, as asked for from a district; raises KeyError for no such service."""
        service = self._offer.services[service_id]
        return self._listing(service, None, self._question(district, district, today=today, at=at))

    def service(self, id: str) -> Service:
        """Raises UnknownService."""
        try:
            return self._offer.services[id]
        except KeyError:
            raise UnknownService(id) from None

    def service_referred(self, reference: str) -> Service:
        """The service of a short reference (`references.reference_of`); raises UnknownService."""
        return self.service(self._offer.by_reference.get(reference, reference))

    def helplines_for(self, concern: str | None, where: District | None) -> tuple[Helpline, ...]:
        """The numbers to dial, in order, of which each reaches the district; national ones where it is None.

        One helpline to a number. No concern: the general ones. Raises UnknownConcern.
        """
        reaching = self._helplines_reaching(where)
        if concern is None:
            return tuple(_by_number(line for line in reaching if line.is_general).values())
        numbers = self.pathway_for(concern).numbers
        by_number = _by_number(line for line in reaching if not line.only_for or concern in line.only_for)
        return tuple(by_number[number] for number in numbers if number in by_number)

    def places_named(self, text: str, limit: int = 8) -> tuple[PlaceMatch, ...]:
        """Places the text may mean, best first: a name in any script, a sentence, or coordinates.

        A score of 1 is a name written as known. The default limit shows all seven districts of "Karachi".
        """
        return self._geocoder.places_named(text, limit)

    def places_called(self, words: Sequence[str]) -> tuple[PlaceMatch, ...]:
        """Places with exactly this name, best first, by its words as spelling keys; quick enough for every few words
        of a long text. A name that is also an ordinary word counts only with a word like "district" beside it."""
        return self._geocoder.places_called(words)

    def district_at(self, point: Point, limit: int = 3) -> tuple[District, ...]:
        """Districts the point may lie in, likeliest first; none abroad or far from every settlement."""
        return self._districts.at(point, limit)

    def districts_weighed(self, point: Point, limit: int = 3) -> tuple[DistrictMatch, ...]:
        """The same with how likely each is."""
        return self._districts.weighed(point, limit)

    @property
    def renamed(self) -> Mapping[str, tuple[str, ...]]:
        """For each district that is no more those that took its place, the one its cases go to first."""
        return self._pack.renamed

    def district(self, id: str) -> District:
        """By its id, or by one it had before it was renamed; raises UnknownDistrict."""
        try:
            return self._pack.districts[self._pack.renamed.get(id, (id,))[0]]
        except KeyError:
            raise UnknownDistrict(id) from None

    def districts_of(self, province_id: str) -> tuple[District, ...]:
        """The districts of a province by English name; raises UnknownDistrict for no such province."""
        if province_id not in self._pack.provinces:
            raise UnknownDistrict(province_id)
        of_province = (d for d in self._pack.districts.values() if d.province == province_id)
        return tuple(sorted(of_province, key=lambda district: district.names["en"]))

    def provinces(self) -> tuple[Province, ...]:
        return tuple(self._pack.provinces.values())

    def settlements_within(self, box: Degrees) -> tuple[Place, ...]:
        """The places of the gazetteer in a box whose points are their own."""
        west, south, east, north = box
        inside = (each for each in self._pack.places if not each.is_approximate)
        return tuple(
            each for each in inside if west <= each.point.longitude <= east and south <= each.point.latitude <= north
        )

    def outlines_within(self, box: Degrees) -> tuple[Outline, ...]:
        """The outlines of districts in a box, where boundaries were imported."""
        return self._boundaries.within(box) if self._boundaries else ()

    def outline_of(self, district: str) -> Outline | None:
        """The outline drawn for one district alone, where boundaries were imported."""
        return self._boundaries.of(district) if self._boundaries else None

    @property
    def outlines_credit(self) -> str:
        """Whom the imported boundaries are from; empty without, or where it was not said."""
        return self._boundaries.credit if self._boundaries else ""

    def concerns(self) -> tuple[str, ...]:
        """The concerns there is a pathway for."""
        return tuple(self._pack.pathways)

    def _listings(
        self,
        question: Question,
        categories: Iterable[Category],
        per_category: int,
        limit: int,
        excluding: frozenset[Category],
        specialist_first: frozenset[Category] = NOBODY,
    ) -> tuple[Listing, ...]:
        listings: list[Listing] = []
        ranking = self._offer.ranking
        for category in dict.fromkeys(categories):
            if category in excluding or len(listings) >= limit:
                continue
            best = ranking.best(question, category, per_category, specialist_first=category in specialist_first)
            listings += [self._listing(service, distance, question) for service, distance in best]
        return tuple(listings[:limit])

    def _listing(self, service: Service, distance: float | None, question: Question) -> Listing:
        known_on = service.known_on
        return Listing(
            service=service,
            distance_km=distance,
            measured_from=question.measured_from if distance is not None else None,
            is_stale=known_on is None or question.today - known_on > STALE_AFTER,
            helpline=None if service.phones else self._helpline_covering(service, question.district),
            standing=standing_of(service.hours_kept, question.at, self._pack.calendar.within(service.province)),
        )

    def _helpline_covering(self, service: Service, asked_from: District | None) -> str | None:
        """A number that answers where it is dialled and for where the service is."""
        district = self._pack.districts[service.district] if service.district else asked_from
        for line in self._helplines_reaching(asked_from):
            if service.category in line.stands_in_for and line.covers(district):
                return line.number
        return None

    def _helplines_reaching(self, district: District | None) -> tuple[Helpline, ...]:
        """The lines we show that are answered there, in the pack's order."""
        shown = (line for line in self._pack.helplines if line.confidence in SHOWN)
        return tuple(line for line in shown if line.covers(district))

    def _question(  # noqa: PLR0913  # each is one known fact about the question
        self,
        where: Where | None,
        confirmed: District | None,
        *,
        today: date,
        concern: str | None = None,
        gender: Gender | None = None,
        age: int | None = None,
        open_now: bool = False,
        at: datetime | None = None,
    ) -> Question:
        place = self._place(where)
        return Question(
            origin=place.origin,
            measured_from=place.measured_from,
            district=confirmed or place.district,
            today=today,
            concern=concern,
            gender=gender,
            age=age,
            open_now=open_now,
            at=at,
        )

    def _place(self, where: Where | None) -> "_Place":
        if where is None:
            return _Place(None, None, None)
        if isinstance(where, District):
            return _Place(where.point, Precision.DISTRICT, where)
        if isinstance(where, PlaceMatch):
            return _Place(where.point, where.precision, where.district)
        nearest = self._districts.at(where, 1)
        return _Place(where, Precision.EXACT, nearest[0] if nearest else None)


@dataclass(frozen=True)
class _Place:
    origin: Point | None
    measured_from: Precision | None
    district: District | None


def _by_number(helplines: Iterable[Helpline]) -> dict[str, Helpline]:
    """The first line of each number: the one for fewer places stands above the one for all."""
    by_number: dict[str, Helpline] = {}
    for helpline in helplines:
        by_number.setdefault(helpline.number, helpline)
    return by_number
