"""Services nobody thinks of, each such as the directory may hold."""

from dataclasses import replace
from datetime import date
from functools import cache

import shapely  # type: ignore[import-untyped]  # shapely ships no types
from hypothesis import strategies as st

from services_directory.exchange.exchanging import ground_of
from services_directory.exchange.records import Ground
from services_directory.loading import Pack, load_pack
from services_directory.model import (
    Audience,
    Category,
    Confidence,
    Coverage,
    Gender,
    Point,
    Precision,
    Service,
    Status,
)
from services_directory.organisations_tables import organisation_id, organisation_of
from services_directory.osm_hours import read_hours


@cache
def pakistan() -> Pack:
    return load_pack()


@cache
def ground() -> Ground:
    return ground_of(pakistan())


LETTERS = st.characters(exclude_categories=("Cs", "Cc"))
TEXTS = st.text(LETTERS, min_size=1, max_size=40).map(str.strip).filter(bool) | st.sampled_from(
    ["=1+1", "+923001234567", "-5", "@SUM(A1)", "'=x", "''", 'a "b", c', "a\nb", ";", "24/7", "yes", "null", "ہسپتال"]
)
WORDS = st.from_regex(r"[a-z]{2,3}", fullmatch=True)
PHONES = st.sampled_from(["15", "1121", "0800-22227", "111-247-786", "+92 943 412959", "0309-0000015"])
DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))
UUIDS = st.uuids().map(str)

HOURS = st.sampled_from(
    [
        *("24/7", "Mo-Fr 09:00-17:00", "Mo-Sa 08:00-24:00; PH off", "Fr 14:00-16:00 unknown, Fr 14:30-15:00; PH off"),
        *("Mo-Su 00:00-24:00", "Sa 20:00-02:00", "Mo-Fr 09:00-13:00,14:00-17:00; Sa 09:00-13:00"),
    ]
)
SCHEDULES = st.none() | st.builds(read_hours, HOURS, st.none() | st.sampled_from(["Mo-Fr 10:00-14:00", "off"]))


def maybe(values: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    return st.none() | values


def listed(values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(values, max_size=3, unique=True).map(tuple)


@st.composite
def services(draw: st.DrawFn) -> Service:
    pack = pakistan()
    district = draw(st.sampled_from(list(pack.districts.values())))
    coverage = draw(st.sampled_from(list(Coverage)))
    is_confidential = draw(st.booleans())
    organisation = draw(TEXTS)
    schedule = draw(SCHEDULES)
    service = Service(
        id=draw(UUIDS | TEXTS),
        names={"en": draw(TEXTS)} | draw(st.dictionaries(st.sampled_from(["ur", "ps", "sd"]), TEXTS)),
        category=draw(st.sampled_from(list(Category))),
        organisation=organisation,
        organisation_type=draw(st.sampled_from(["government", "ngo", "un", "private"]) | TEXTS),
        province=district.province,
        district=district.id,
        address=None,
        point=None,
        precision=None,
        is_confidential=is_confidential,
        phones=draw(listed(PHONES)),
        whatsapp=draw(maybe(PHONES)),
        email=draw(maybe(st.just("help@example.org"))),
        website=draw(maybe(st.just("https://example.org"))),
        hours=draw(maybe(TEXTS)),
        always_open=schedule.is_always_open if schedule else draw(st.none() | st.booleans()),
        serves=draw(TEXTS),
        audience=draw(st.sampled_from(list(Audience))),
        gender=draw(st.none() | st.sampled_from(list(Gender))),
        min_age=draw(st.none() | st.integers(0, 120)),
        max_age=draw(st.none() | st.integers(0, 120)),
        only_for=draw(st.frozensets(st.sampled_from(sorted(pack.pathways)), max_size=3)),
        cost=draw(maybe(st.just("free") | TEXTS)),
        languages=draw(listed(WORDS)),
        coverage=coverage,
        is_walk_in=draw(st.booleans()),
        source=draw(TEXTS),
        source_on=draw(st.none() | DAYS),
        verified_on=draw(st.none() | DAYS),
        confidence=draw(st.sampled_from(list(Confidence))),
        organisation_id=draw(UUIDS | st.just(organisation_id(organisation))),
        description=draw(maybe(TEXTS)),
        schedule=schedule,
        accessibility=draw(listed(WORDS)),
        female_staff=draw(st.none() | st.booleans()),
        status=draw(st.sampled_from(list(Status))),
        area=shapely.box(70, 30, 70 + draw(st.floats(0.01, 2)), 31) if coverage is Coverage.AREA else None,
    )
    if coverage in (Coverage.NATIONAL, Coverage.AREA) and draw(st.booleans()):
        service = replace(service, province=None, district=None)
    elif coverage is Coverage.PROVINCE and draw(st.booleans()):
        service = replace(service, district=None)
    return service if is_confidential else _placed(draw, service)


def _placed(draw: st.DrawFn, service: Service) -> Service:
    point = draw(st.none() | st.builds(Point, st.floats(23.5, 37), st.floats(61, 77)))
    precision = draw(st.sampled_from(list(Precision))) if point else None
    return replace(service, address=draw(maybe(TEXTS)), point=point, precision=precision)


def agreeing(services: list[Service]) -> list[Service]:
    """Without those that say something else of an organisation than one before."""
    first: dict[str, Service] = {}
    for service in services:
        first.setdefault(service.organisation_id, service)
    return [
        service for service in services if organisation_of(service) == organisation_of(first[service.organisation_id])
    ]


DIRECTORIES = st.lists(services(), min_size=1, max_size=5, unique_by=lambda service: service.id).map(agreeing)
