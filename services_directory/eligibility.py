"""For whom a service is: whether anything known about the child or the concern rules it out."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import NamedTuple

from services_directory.calendars import NO_CALENDAR, Calendar
from services_directory.model import Audience, District, Gender, Point, Precision, Service
from services_directory.schedule import Schedule, State, state_of

FOR_WOMEN = frozenset({Audience.WOMEN, Audience.WOMEN_AND_GIRLS})


@dataclass(frozen=True)
class Question:
    """For whom, from where and when services are sought; None means not known.

    `open_now` leaves out what is not known to be open at the moment `at`, or ever, where the moment is not known.
    """

    origin: Point | None
    measured_from: Precision | None
    district: District | None
    today: date
    concern: str | None = None
    gender: Gender | None = None
    age: int | None = None
    open_now: bool = False
    at: datetime | None = None


def is_eligible(service: Service, question: Question, calendar: Calendar = NO_CALENDAR) -> bool:
    """Whether nothing known about the child, the concern or the hour rules the service out."""
    if question.gender and service.gender and question.gender is not service.gender:
        return False
    if question.concern and service.only_for and question.concern not in service.only_for:
        return False
    its_days = calendar.within(service.province)
    if question.open_now and state_of(service.hours_kept, question.at, its_days) is not State.OPEN:
        return False
    return question.age is None or _is_of_age(service.min_age, service.max_age, question.age)


def is_narrow(service: Service, question: Question) -> bool:
    """Whether it takes only some, and we do not know that this child is one of them."""
    if service.audience is Audience.REFUGEES or (service.only_for and question.concern is None):
        return True
    return service.audience in FOR_WOMEN and question.gender is not Gender.FEMALE


def _is_of_age(min_age: int | None, max_age: int | None, age: int) -> bool:
    return (min_age or 0) <= age <= (max_age or age)


class Kind(NamedTuple):
    """All that the rules above look at: services that agree in it are eligible to the same questions."""

    gender: Gender | None
    min_age: int | None
    max_age: int | None
    only_for: frozenset[str]
    audience: Audience
    hours_kept: tuple[Schedule, Calendar] | None


class Standings(NamedTuple):
    """The kinds known to be open at a moment, and those known to be closed; of the others nobody knows."""

    open: int
    closed: int


_asked_of = attrgetter(*Kind._fields[:-1])
_looked_at = attrgetter(*Kind._fields[:-1], "schedule", "always_open", "province")
"""All that a kind is made of: most services look like one before, whose kind is theirs."""


def _kind(service: Service, calendar: Calendar) -> Kind:
    hours = service.hours_kept
    kept = (hours, calendar.within(service.province)) if hours else None
    return Kind._make((*_asked_of(service), kept))


class Kinds:
    """The same rules, worked out once for all services of a kind: each kind is a bit, each answer a set of bits."""

    def __init__(self, services: Iterable[Service], calendar: Calendar = NO_CALENDAR) -> None:
        bits: dict[Kind, int] = {}
        self._keeping: dict[tuple[Schedule, Calendar], int] = defaultdict(int)
        self._standings_then: tuple[datetime | None, Standings] | None = None
        self._bits: dict[str, int] = {}
        seen: dict[object, int] = {}
        for service in services:
            looks = _looked_at(service)
            if (bit := seen.get(looks)) is None:
                bit = seen[looks] = bits.setdefault(_kind(service, calendar), 1 << len(bits))
            self._bits[service.id] = bit
        self._for_gender: dict[Gender | None, int] = defaultdict(int)
        self._of_age: dict[tuple[int | None, int | None], int] = defaultdict(int)
        self._for_concern: dict[str, int] = defaultdict(int)
        self._for_any_concern = self._for_refugees = self._for_women = 0
        for kind, bit in bits.items():
            self._add(kind, bit)

    def of(self, service: Service) -> int:
        """The bit of its kind; raises KeyError for a service that was not among those given."""
        return self._bits[service.id]

    def open_to(self, question: Question) -> int:
        """The kinds that are eligible and not narrow."""
        return self._eligible(question) & ~self._narrow(question)

    def narrow_for(self, question: Question) -> int:
        """The kinds that are eligible and narrow."""
        return self._eligible(question) & self._narrow(question)

    def made_for(self, concern: str | None) -> int:
        """The kinds that name this concern."""
        return self._for_concern.get(concern, 0) if concern else 0

    def standings_at(self, at: datetime | None) -> "Standings":
        """The kinds that are open and those that are closed at a moment, worked out once a minute."""
        minute = at and at.replace(second=0, microsecond=0)
        if self._standings_then is None or self._standings_then[0] != minute:
            self._standings_then = minute, self._standings(minute)
        return self._standings_then[1]

    def by_standing(self, kinds: int, at: datetime | None) -> tuple[int, ...]:
        """These kinds in three: open, unknown and closed at a moment; all in one where no moment was named."""
        if at is None:
            return (kinds,)
        now = self.standings_at(at)
        return kinds & now.open, kinds & ~now.open & ~now.closed, kinds & now.closed

    def _standings(self, at: datetime | None) -> "Standings":
        states = [(state_of(hours, at, days), bits) for (hours, days), bits in self._keeping.items()]
        return Standings(
            open=sum(bits for state, bits in states if state is State.OPEN),
            closed=sum(bits for state, bits in states if state is State.CLOSED),
        )

    def _add(self, kind: Kind, bit: int) -> None:
        self._for_gender[kind.gender] |= bit
        self._of_age[kind.min_age, kind.max_age] |= bit
        for concern in kind.only_for:
            self._for_concern[concern] |= bit
        self._for_any_concern |= 0 if kind.only_for else bit
        self._for_refugees |= bit if kind.audience is Audience.REFUGEES else 0
        self._for_women |= bit if kind.audience in FOR_WOMEN else 0
        if kind.hours_kept:
            self._keeping[kind.hours_kept] |= bit

    def _eligible(self, question: Question) -> int:
        kinds = ~0
        if question.gender:
            kinds &= self._for_gender.get(None, 0) | self._for_gender.get(question.gender, 0)
        if question.concern:
            kinds &= self._for_any_concern | self.made_for(question.concern)
        if question.open_now:
            kinds &= self.standings_at(question.at).open
        if question.age is not None:
            kinds &= sum(bits for ages, bits in self._of_age.items() if _is_of_age(*ages, question.age))
        return kinds

    def _narrow(self, question: Question) -> int:
        kinds = self._for_refugees
        if question.concern is None:
            kinds |= ~self._for_any_concern
        if question.gender is not Gender.FEMALE:
            kinds |= self._for_women
        return kinds
