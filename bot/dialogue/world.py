"""What a step may know beside the session: the guide to places and services, the words, who speaks, the day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Protocol

from bot.casework.identifiers import Identifier
from bot.casework.routing import FocalPoint
from bot.dialogue.outgoing import Message
from bot.dialogue.replies.common import in_each_language
from bot.dialogue.session import Session
from bot.i18n import Words, words
from services_directory.model import (
    Category,
    District,
    Helpline,
    Listing,
    Pathway,
    PlaceMatch,
    Point,
    Province,
    Service,
)

Where = Point | District | PlaceMatch


class Guide(Protocol):
    """The services directory, as far as the dialogue knows it; every answer is read from memory."""

    @property
    def zone(self) -> tzinfo: ...
    @property
    def renamed(self) -> Mapping[str, tuple[str, ...]]: ...
    def pathway_for(self, concern: str) -> Pathway: ...
    def services_near(
        self,
        where: Where,
        categories: Sequence[Category],
        *,
        today: date,
        limit: int = 5,
        excluding: frozenset[Category] = frozenset(),
        at: datetime | None = None,
    ) -> tuple[Listing, ...]: ...
    def services_for(
        self,
        concern: str,
        where: Where | None,
        *,
        today: date,
        limit: int = 5,
        excluding: frozenset[Category] = frozenset(),
        at: datetime | None = None,
    ) -> tuple[Listing, ...]: ...
    def helplines_for(self, concern: str | None, where: District | None) -> tuple[Helpline, ...]: ...
    def places_named(self, text: str, limit: int = 5) -> tuple[PlaceMatch, ...]: ...
    def places_called(self, words: Sequence[str], /) -> tuple[PlaceMatch, ...]: ...
    def district_at(self, point: Point, limit: int = 3) -> tuple[District, ...]: ...
    def district(self, id: str, /) -> District: ...
    def districts_of(self, province_id: str, /) -> tuple[District, ...]: ...
    def provinces(self) -> tuple[Province, ...]: ...
    def service_referred(self, reference: str, /) -> Service: ...
    def listing(
        self, service_id: str, district: District | None, *, today: date, at: datetime | None = None
    ) -> Listing: ...


class IdentifierFinder(Protocol):
    """Finds what could tell who somebody is."""

    def find(self, text: str) -> tuple[Identifier, ...]: ...


@dataclass(frozen=True)
class World:
    """Everything a step may look at; `token` is fresh and random and names the screen that is drawn next."""

    guide: Guide
    identifiers: IdentifierFinder
    today: date
    token: str
    speaker: FocalPoint | None = None
    now: datetime | None = None
    """An aware moment; None where no time of day is known, and nothing is said of opening hours."""

    def said_to(self, session: Session, reply: Callable[[Words], Message]) -> Message:
        """A reply in the conversation's language, or in each of them while none was chosen."""
        is_known = session.language or self.speaker
        return reply(self.words_of(session)) if is_known else in_each_language(reply)

    def words_of(self, session: Session) -> Words:
        """The words of the conversation's language; a focal point's outlasts the conversation."""
        return words(session.language or (self.speaker.language if self.speaker else ""))


def provinces_of(guide: Guide) -> Mapping[str, str]:
    """The province of each district there is today."""
    return {each.id: each.province for province in guide.provinces() for each in guide.districts_of(province.id)}
