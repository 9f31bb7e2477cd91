"""Which services are offered, against the rules written out again the slow way."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import shapely  # type: ignore[import-untyped]  # shapely ships no types

from services_directory import Audience, Category, Confidence, Coverage, Gender, Point, Service, Status
from services_directory.distance import geodesic_km
from services_directory.eligibility import Question, is_eligible, is_narrow
from services_directory.loading import Pack
from services_directory.model import District
from services_directory.ranking import Ranking, standing
from services_directory.schedule import State, state_of

Asked = tuple[Service, float | None]
SWABI = "swabi"
TURNS = (State.OPEN, State.UNKNOWN, State.CLOSED)


def _reaches(service: Service, district: District | None, origin: Point | None = None) -> bool:
    if service.coverage is Coverage.NATIONAL:
        return True
    if service.coverage is Coverage.AREA:
        here = origin and shapely.Point(origin.longitude, origin.latitude)
        return bool(here and shapely.intersects(service.area, here))
    if district is None:
        return False
    own = service.province == district.province
    return own and (service.coverage is Coverage.PROVINCE or service.district == district.id)


def _slow_answer(pack: Pack, question: Question, category: Category, count: int) -> list[str]:
    """Every service measured and sorted, stage by stage."""
    assert question.origin is not None
    shown = [s for s in pack.services if s.category is category and s.confidence is not Confidence.LOW]
    shown = [s for s in shown if s.status is Status.ACTIVE]
    eligible = [s for s in shown if is_eligible(s, question, pack.calendar)]

    def distance(service: Service) -> float:
        point = service.point or (pack.districts[service.district].point if service.district else None)
        return geodesic_km(question.origin, point) if point and question.origin else float("inf")

    def stage(service: Service) -> int | None:
        reaches, placed = _reaches(service, question.district, question.origin), distance(service) < float("inf")
        if is_narrow(service, question):
            return (3 if placed else 4) if reaches else None
        if reaches:
            return 0 if placed else 2
        return 1 if service.is_walk_in and distance(service) <= 100 else None

    def is_wide(service: Service) -> int:
        if service.coverage is Coverage.AREA:
            return -1
        return [Coverage.TEHSIL, Coverage.DISTRICT, Coverage.PROVINCE, Coverage.NATIONAL].index(service.coverage)

    def order(service: Service) -> tuple[object, ...]:
        unplaced = distance(service) == float("inf")
        turn = (
            TURNS.index(state_of(service.hours_kept, question.at, pack.calendar.within(service.province)))
            if question.at
            else 0
        )
        return (stage(service), is_wide(service) if unplaced else distance(service), turn, standing(service))

    return [s.id for s in sorted((s for s in eligible if stage(s) is not None), key=order)][:count]


def _drawn(service: Service, rng: random.Random, around: Point) -> Service:
    """The same service with a coverage drawn somewhere on the map; some without any place."""
    area = shapely.Point(around.longitude, around.latitude).buffer(rng.uniform(0.2, 2.0), quad_segs=5)
    here = {} if rng.random() < 0.7 else {"point": None, "precision": None, "district": None}
    return replace(service, coverage=Coverage.AREA, area=area, **here)  # type: ignore[arg-type]  # of several types


@pytest.fixture(params=["as it is", "a third of it drawn, a tenth closed"])
def any_pack(pack: Pack, request: pytest.FixtureRequest) -> Pack:
    """The pack, and one with drawn areas and services that are not there."""
    if request.param == "as it is":
        return pack
    rng = random.Random(8)
    drawn = [_drawn(s, rng, rng.choice(pack.places).point) if rng.random() < 0.3 else s for s in pack.services]
    closed = [replace(s, status=rng.choice(list(Status))) if rng.random() < 0.1 else s for s in drawn]
    return replace(pack, services=tuple(closed))


def test_no_wrong_answer(any_pack: Pack, today: date) -> None:
    """Four hundred questions from anywhere in the country: each answer is the slow one."""
    pack = any_pack
    rng, ranking = random.Random(7), Ranking(pack)
    places = list(pack.places)
    for _ in range(400):
        place = rng.choice(places)
        jitter = rng.choice((0.0, 0.02, 0.7))
        origin = Point(
            place.point.latitude + rng.uniform(-jitter, jitter), place.point.longitude + rng.uniform(-jitter, jitter)
        )
        question = Question(
            origin,
            None,
            rng.choice((pack.districts[place.district], None)),
            today,
            concern=rng.choice((None, *pack.pathways)),
            gender=rng.choice((None, *Gender)),
            age=rng.choice((None, 3, 9, 15)),
            open_now=rng.random() < 0.2,
            at=rng.choice((None, datetime(2026, 1, 5, tzinfo=UTC) + timedelta(minutes=rng.randrange(900_000)))),
        )
        category, count = rng.choice(list(Category)), rng.choice((1, 5, 12))
        best = ranking.best(question, category, count)
        assert [service.id for service, _ in best] == _slow_answer(pack, question, category, count)


@pytest.fixture
def with_services(pack: Pack) -> Callable[..., Ranking]:
    def build(*services: Service) -> Ranking:
        return Ranking(replace(pack, services=services))

    return build


@pytest.fixture
def office(pack: Pack) -> Service:
    """A protection office in Swabi that serves its own district."""
    return next(service for service in pack.services if service.id == "child-protection-unit-swabi")


def _ids(found: list[Asked]) -> list[str]:
    return [service.id for service, _ in found]


def _from(pack: Pack, district: str, today: date, **known: object) -> Question:
    here = pack.districts[district]
    return replace(Question(here.point, None, here, today), **known)  # type: ignore[arg-type]  # test's own names


def test_office_of_another_district_is_not_offered(
    pack: Pack, today: date, office: Service, with_services: Callable[..., Ranking]
) -> None:
    """However near, an office that serves only its own district is no help across the line."""
    ranking = with_services(office)
    assert _ids(ranking.best(_from(pack, SWABI, today), Category.PROTECTION, 5)) == [office.id]
    assert ranking.best(_from(pack, "mardan", today), Category.PROTECTION, 5) == []


def test_hospital_across_the_line_is_near(
    pack: Pack, today: date, office: Service, with_services: Callable[..., Ranking]
) -> None:
    """A walk-in service of the next district is offered, after those that reach the place, and not from afar."""
    hospital = replace(office, id="hospital", is_walk_in=True)
    provincial = replace(office, id="far", district="bannu", point=pack.districts["bannu"].point)
    ranking = with_services(hospital, replace(provincial, coverage=Coverage.PROVINCE))
    assert _ids(ranking.best(_from(pack, "mardan", today), Category.PROTECTION, 5)) == ["far", "hospital"]
    assert _ids(ranking.best(_from(pack, "bannu", today), Category.PROTECTION, 5)) == ["far"]


def test_ties_go_by_confidence_then_freshness_then_name(
    pack: Pack, today: date, office: Service, with_services: Callable[..., Ranking]
) -> None:
    """Services at one town's point come in an order that means something."""
    fresh, old = date(2026, 6, 1), date(2020, 1, 1)
    ranking = with_services(
        replace(office, id="d", confidence=Confidence.MEDIUM, verified_on=fresh),
        replace(office, id="c", names={"en": "B"}, source_on=old),
        replace(office, id="b", names={"en": "A"}, source_on=old),
        replace(office, id="a", names={"en": "Z"}, verified_on=fresh),
    )
    assert _ids(ranking.best(_from(pack, SWABI, today), Category.PROTECTION, 5)) == ["a", "b", "c", "d"]


def test_drawn_area_reaches_what_it_holds(
    pack: Pack, today: date, office: Service, with_services: Callable[..., Ranking]
) -> None:
    """A service whose polygon holds the place is offered there, across district lines, and nowhere else."""
    mardan = pack.districts["mardan"].point
    around = shapely.box(mardan.longitude - 0.1, mardan.latitude - 0.1, mardan.longitude + 0.1, mardan.latitude + 0.1)
    ranking = with_services(replace(office, coverage=Coverage.AREA, area=around))
    ((found, distance),) = ranking.best(_from(pack, "mardan", today), Category.PROTECTION, 5)
    assert office.point
    assert (found.id, distance) == (office.id, geodesic_km(mardan, office.point))
    assert ranking.best(_from(pack, SWABI, today), Category.PROTECTION, 5) == []


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.ACTIVE])
def test_only_active_ones_are_offered(
    pack: Pack, today: date, office: Service, with_services: Callable[..., Ranking], status: Status
) -> None:
    """Nobody is sent to a service that is closed, given up, or in doubt."""
    ranking = with_services(replace(office, status=status))
    assert ranking.best(_from(pack, SWABI, today), Category.PROTECTION, 5) == []


def test_low_confidence_is_not_shown(
    pack: Pack, today: date, office: Service, with_services: Callable[..., Ranking]
) -> None:
    """A doubtful address helps nobody on their way."""
    ranking = with_services(replace(office, confidence=Confidence.LOW))
    assert ranking.best(_from(pack, SWABI, today), Category.PROTECTION, 5) == []


def test_unfit_for_the_child_is_left_out(
    pack: Pack, today: date, office: Service, with_services: Callable[..., Ranking]
) -> None:
    """A girls' home is not offered for a boy, nor one for the small for the grown; unknown rules nothing out."""
    ranking = with_services(replace(office, gender=Gender.FEMALE, min_age=4, max_age=6))

    def offered(**known: object) -> bool:
        return bool(ranking.best(_from(pack, SWABI, today, **known), Category.PROTECTION, 5))

    assert offered()
    assert offered(gender=Gender.FEMALE, age=5)
    assert not offered(gender=Gender.MALE)
    assert not offered(age=7)
    assert not offered(age=3)


def test_service_for_a_few_comes_after_those_for_all(
    pack: Pack, today: date, office: Service, with_services: Callable[..., Ranking]
) -> None:
    """Where we do not know that the child is a refugee, an office for refugees comes last."""
    ranking = with_services(
        replace(office, id="few", audience=Audience.REFUGEES),
        replace(office, id="all", confidence=Confidence.MEDIUM),
    )
    assert _ids(ranking.best(_from(pack, SWABI, today), Category.PROTECTION, 5)) == ["all", "few"]


def test_made_for_another_concern_is_left_out(
    pack: Pack, today: date, office: Service, with_services: Callable[..., Ranking]
) -> None:
    """A crisis cell for one kind of harm is not offered for another."""
    ranking = with_services(replace(office, only_for=frozenset({"sexual_abuse"})))
    other = _from(pack, SWABI, today, concern="neglect")
    assert ranking.best(other, Category.PROTECTION, 5) == []
    assert ranking.best(replace(other, concern="sexual_abuse"), Category.PROTECTION, 5)
