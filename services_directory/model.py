"""The facts of the directory: services, places, helplines and pathways, all frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import shapely  # type: ignore[import-untyped]  # shapely ships no types

from services_directory.schedule import ALWAYS, NOT_KNOWN, Schedule, Standing, State

Names = Mapping[str, str]
"""Names by language code (en, ur, ps, sd); a language without a name is absent."""


class Word(StrEnum):
    """A choice that is looked up by the thousand: hashed as the text it is, not by Python code."""

    __hash__ = str.__hash__


class Category(Word):
    PROTECTION = "protection"
    LEGAL_AID = "legal_aid"
    PSYCHOSOCIAL = "psychosocial"
    HEALTH = "health"
    SHELTER = "shelter"
    DOCUMENTATION = "documentation"
    POLICE = "police"
    HELPLINE = "helpline"


class Precision(StrEnum):
    """How closely a point is known: the door, the middle of the town, or the district's main town."""

    EXACT = "exact"
    TOWN = "town"
    DISTRICT = "district"


class Confidence(Word):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Coverage(StrEnum):
    """The area a service is there for; a tehsil's service is taken to reach its whole district.

    AREA is drawn on the map: the service's own polygon says what it reaches.
    """

    NATIONAL = "national"
    PROVINCE = "province"
    DISTRICT = "district"
    TEHSIL = "tehsil"
    AREA = "area"


class Status(Word):
    """Whether a service is there to be offered, named as HSDS names it; only an active one is."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    SUSPENDED = "suspended"
    TEMPORARILY_CLOSED = "temporarily_closed"


class Audience(Word):
    """Whom a service says it is for."""

    ANYONE = "anyone"
    CHILDREN = "children"
    WOMEN = "women"
    WOMEN_AND_GIRLS = "women_and_girls"
    WOMEN_AND_CHILDREN = "women_and_children"
    REFUGEES = "refugees"


class Gender(Word):
    FEMALE = "female"
    MALE = "male"


class Tier(StrEnum):
    """How soon someone must act, T0 the soonest; as text they sort in that order."""

    T0 = "T0"
    T1 = "T1"
    T2 = "T2"
    T3 = "T3"


class PlaceType(StrEnum):
    """Kinds of place; COORDINATES is a point somebody typed, never a row of the gazetteer."""

    PROVINCE = "province"
    DISTRICT = "district"
    TEHSIL = "tehsil"
    TOWN = "town"
    VILLAGE = "village"
    CAMP = "camp"
    BORDER_CROSSING = "border_crossing"
    COORDINATES = "coordinates"


@dataclass(frozen=True)
class Point:
    """WGS84 degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Province:
    id: str
    names: Names
    point: Point
    alt_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class District:
    """`point` is its main town; `province` is the province's id."""

    id: str
    names: Names
    province: str
    point: Point


@dataclass(frozen=True)
class Place:
    """A row of the gazetteer; `is_approximate` where the point is a tehsil's middle or a stand-in."""

    names: Names
    alt_names: tuple[str, ...]
    type: PlaceType
    district: str
    province: str
    point: Point
    is_approximate: bool
    source: str = ""


@dataclass(frozen=True)
class PlaceMatch:
    """A place somebody may have meant; `score` runs from 0 to 1, and 1 only for a name written as known.

    `source` is where its name and point come from; empty for a point somebody typed.
    """

    names: Names
    type: PlaceType
    district: District | None
    province: str
    point: Point
    score: float
    is_approximate: bool = False
    source: str = ""

    @property
    def precision(self) -> Precision:
        """What a distance from it is worth: no more than a district where the point only stands in for the place."""
        if self.type is PlaceType.COORDINATES:
            return Precision.EXACT
        is_wide = self.type in (PlaceType.PROVINCE, PlaceType.DISTRICT, PlaceType.TEHSIL)
        return Precision.DISTRICT if is_wide or self.is_approximate else Precision.TOWN


@dataclass(frozen=True)
class DistrictMatch:
    """A district a point may lie in; `score` runs from 0 to 1: how likely it is, under 0.5 where it is a guess."""

    district: District
    score: float


@dataclass(frozen=True)
class Organisation:
    """Who runs services; None means unknown."""

    id: str
    names: Names
    type: str
    description: str | None = None
    website: str | None = None
    email: str | None = None


@dataclass(frozen=True)
class Service:
    """One service; None and empty mean unknown, never no.

    A confidential service has neither point, precision nor address: the pack itself does not hold them.
    `source_on` is the first day of the period its source speaks for, `verified_on` the day somebody asked it.
    `only_for` names the concerns it was made for; empty means any.
    `organisation` and `organisation_type` are those of the Organisation with `organisation_id`, in English.
    `area` is the polygon (WGS84 degrees, longitude first) it reaches, where `coverage` is AREA, and None elsewhere.
    `complaints` counts those since the last verification.
    """

    id: str
    names: Names
    category: Category
    organisation: str
    organisation_type: str
    province: str | None
    district: str | None
    address: str | None
    point: Point | None
    precision: Precision | None
    is_confidential: bool
    phones: tuple[str, ...]
    whatsapp: str | None
    email: str | None
    website: str | None
    hours: str | None
    always_open: bool | None
    serves: str
    audience: Audience
    gender: Gender | None
    min_age: int | None
    max_age: int | None
    only_for: frozenset[str]
    cost: str | None
    languages: tuple[str, ...]
    coverage: Coverage
    is_walk_in: bool
    source: str
    source_on: date | None
    verified_on: date | None
    confidence: Confidence
    organisation_id: str = ""
    description: str | None = None
    schedule: Schedule | None = None
    accessibility: tuple[str, ...] = ()
    female_staff: bool | None = None
    status: Status = Status.ACTIVE
    area: shapely.Geometry | None = None
    complaints: int = 0

    @property
    def can_be_pinned(self) -> bool:
        """Whether a map pin would be true: an exact point that is nobody's secret."""
        return not self.is_confidential and self.precision is Precision.EXACT

    @property
    def hours_kept(self) -> Schedule | None:
        """Its hours as far as they are known: what is always open needs no schedule to say so."""
        return self.schedule or (ALWAYS if self.always_open else None)

    @property
    def known_on(self) -> date | None:
        """The last day we have word that it is there and as described."""
        if self.verified_on is None or self.source_on is None:
            return self.verified_on or self.source_on
        return max(self.verified_on, self.source_on)


@dataclass(frozen=True)
class Listing:
    """A service as answered to one question.

    `distance_km` is None where there is no point to measure to, and always for a confidential service; it is
    worth no more than the coarser of `service.precision` and `measured_from`. `is_stale`: say "call before
    you go". `helpline` is the number that covers it where the row itself has none. `standing` is whether it is open
    at the moment that was asked about, in the country's time.
    """

    service: Service
    distance_km: float | None
    measured_from: Precision | None
    is_stale: bool
    helpline: str | None
    standing: Standing = NOT_KNOWN

    @property
    def open_now(self) -> bool | None:
        """Whether it is open at the moment that was asked about; None where nobody knows."""
        return None if self.standing.state is State.UNKNOWN else self.standing.state is State.OPEN

    @property
    def can_be_pinned(self) -> bool:
        """Whether a map pin would be true: an exact point that is nobody's secret."""
        return self.service.can_be_pinned


@dataclass(frozen=True)
class Helpline:
    """A number to dial; `coverage` empty means the whole country, else ids of provinces and districts."""

    id: str
    number: str
    press: str | None
    names: Names
    purposes: Names
    coverage: frozenset[str]
    is_general: bool
    only_for: frozenset[str]
    stands_in_for: frozenset[Category]
    hours: str | None
    always_open: bool | None
    source: str
    last_checked: date | None
    verified_on: date | None
    confidence: Confidence

    def covers(self, district: District | None) -> bool:
        """Whether it reaches this district; an unknown district is reached by national lines only."""
        if not self.coverage:
            return True
        return district is not None and not self.coverage.isdisjoint((district.id, district.province))


@dataclass(frozen=True)
class LegalRule:
    """A law behind a pathway; `provinces` empty means the whole country, `valid_from` None means unknown."""

    title: str
    provinces: tuple[str, ...]
    source: str
    valid_from: date | None
    last_checked: date | None


@dataclass(frozen=True)
class Pathway:
    """What to do about one concern: who helps, in order; what to dial; how soon.

    `question` is the key of the concern's own yes/no question ("danger" where only the general one matters);
    a yes makes `base_tier` into `lifted_tier`.
    """

    concern: str
    services: tuple[Category, ...]
    specialist_first: frozenset[Category]
    numbers: tuple[str, ...]
    base_tier: Tier
    question: str | None
    lifted_tier: Tier
    primero: tuple[str, ...]
    primero_field: str
    laws: tuple[LegalRule, ...] = field(default=())

    def laws_in(self, province: str | None) -> tuple[LegalRule, ...]:
        """The laws that hold in this province; national ones alone where it is unknown."""
        return tuple(law for law in self.laws if not law.provinces or province in law.provinces)
