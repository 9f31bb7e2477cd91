"""What wants a person's eye in the directory: old, doubtful, doubled or missing facts, each with whom it is about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from services_directory.boundaries import Boundaries
from services_directory.boundary_import import holes_among, overlaps_among
from services_directory.doubles import double_rows
from services_directory.eligibility import Question
from services_directory.hours_said import hours_said
from services_directory.loading import Pack
from services_directory.model import Category, Coverage, Precision, Service, Status
from services_directory.numbers_in_doubt import impossible_numbers, shared_numbers
from services_directory.ranking import Ranking

CHECK_AGAIN_AFTER = timedelta(days=180)
CALENDAR_ENDS_WITHIN = timedelta(days=90)
LOOKED_AT = 20
"""Services looked at for one that is within reach; national lines are few."""


class Doubt(StrEnum):
    """What may be wrong, the gravest first."""

    NO_PROTECTION = "no_protection_within_reach"
    IMPOSSIBLE_NUMBER = "impossible_number"
    SHARED_NUMBER = "number_of_two_organisations"
    DOUBLE = "two_rows_of_one_service"
    OUTSIDE_DISTRICT = "point_outside_its_district"
    OVERLAP = "outlines_overlap"
    HOLE = "outlines_leave_a_hole"
    OLD_RULE = "rule_not_checked_lately"
    OLD_HELPLINE = "helpline_not_checked_lately"
    NEVER_VERIFIED = "never_verified"
    OLD_VERIFICATION = "verified_long_ago"
    UNREAD_HOURS = "hours_that_could_be_read"
    CALENDAR_ENDS = "calendar_ends_soon"


@dataclass(frozen=True)
class Finding:
    """One thing to look at: the ids it is about (services, districts, helplines; none for a rule) and a sentence."""

    doubt: Doubt
    ids: tuple[str, ...]
    says: str


def findings(pack: Pack, boundaries: Boundaries | None, today: date) -> tuple[Finding, ...]:
    """Everything there is to look at, the gravest first; of the outlines only where they were imported."""
    active = [service for service in pack.services if service.status is Status.ACTIVE]
    found = [
        *_districts_without_protection(pack, today),
        *(Finding(Doubt.IMPOSSIBLE_NUMBER, *each) for each in impossible_numbers(active, pack.country)),
        *(Finding(Doubt.SHARED_NUMBER, *each) for each in shared_numbers(active, pack.helplines)),
        *(Finding(Doubt.DOUBLE, *each) for each in double_rows(active)),
        *(_of_outlines(active, boundaries) if boundaries else ()),
        *_old_rules(pack, today),
        *_old_verifications(active, today),
        *_unread_hours(active),
        *_calendar(pack, today),
    ]
    return tuple(sorted(found, key=lambda each: list(Doubt).index(each.doubt)))


def _districts_without_protection(pack: Pack, today: date) -> Iterator[Finding]:
    """Those that only lines for the whole country reach."""
    ranking = Ranking(pack)
    for district in pack.districts.values():
        here = Question(district.point, Precision.DISTRICT, district, today)
        near = ranking.best(here, Category.PROTECTION, LOOKED_AT)
        if all(service.coverage is Coverage.NATIONAL for service, _ in near):
            says = f"{district.names['en']} ({district.province}): no protection service of its own or its province"
            yield Finding(Doubt.NO_PROTECTION, (district.id,), says)


def _of_outlines(services: Iterable[Service], boundaries: Boundaries) -> Iterator[Finding]:
    for service in services:
        if service.point and service.district in boundaries.districts:
            there = boundaries.at(service.point)
            if service.district not in there:
                says = f"{_named(service)} is said to be in {service.district} and lies in {_either(there)}"
                yield Finding(Doubt.OUTSIDE_DISTRICT, (service.id,), says)
    for one, other, area in overlaps_among(boundaries.outlines):
        yield Finding(Doubt.OVERLAP, (one, other), f"{one} and {other} share {area} km2")
    for at, area in holes_among(boundaries.outlines):
        says = f"{area} km2 around {at.latitude}, {at.longitude} belong to no district"
        yield Finding(Doubt.HOLE, (), says)


def _old_rules(pack: Pack, today: date) -> Iterator[Finding]:
    rules = {law.title: law.last_checked for pathway in pack.pathways.values() for law in pathway.laws}
    for title, checked in rules.items():
        if _is_old(checked, today):
            yield Finding(Doubt.OLD_RULE, (), f"{title}: {_when('last checked', checked)}")
    for line in pack.helplines:
        if _is_old(checked := _latest(line.last_checked, line.verified_on), today):
            yield Finding(Doubt.OLD_HELPLINE, (line.id,), f"{line.number}: {_when('last checked', checked)}")


def _old_verifications(services: Iterable[Service], today: date) -> Iterator[Finding]:
    for service in services:
        if service.verified_on is None:
            yield Finding(Doubt.NEVER_VERIFIED, (service.id,), f"{_named(service)}: nobody asked it yet")
        elif _is_old(service.verified_on, today):
            says = f"{_named(service)}: verified on {service.verified_on}"
            yield Finding(Doubt.OLD_VERIFICATION, (service.id,), says)


def _unread_hours(services: Iterable[Service]) -> Iterator[Finding]:
    for service in services:
        if service.hours_kept is None and (read := hours_said(service.hours or "")):
            says = f"{_named(service)}: {service.hours!r} could be opening_hours {read!r}"
            yield Finding(Doubt.UNREAD_HOURS, (service.id,), says)


def _calendar(pack: Pack, today: date) -> Iterator[Finding]:
    if pack.calendar.ends < pack.calendar.begins:
        yield Finding(Doubt.CALENDAR_ENDS, (), "there is no calendar: on no day are opening hours known")
    elif pack.calendar.ends - today < CALENDAR_ENDS_WITHIN:
        says = f"the calendar ends on {pack.calendar.ends}; after that nobody is told that anything is open"
        yield Finding(Doubt.CALENDAR_ENDS, (), says)


def _is_old(day: date | None, today: date) -> bool:
    return day is None or today - day > CHECK_AGAIN_AFTER


def _when(what: str, day: date | None) -> str:
    return f"{what} on {day}" if day else f"never {what.removeprefix('last ')}"


def _latest(*days: date | None) -> date | None:
    return max(filter(None, days), default=None)


def _named(service: Service) -> str:
    return service.names.get("en", service.id)


def _either(districts: tuple[str, ...]) -> str:
    return " or ".join(districts) or "no district"
