"""What casework needs of the outside: two books, each inside one transaction."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from bot.casework.handover import HandedOver
from bot.casework.measures import Measure
from bot.casework.model import Accused, Case, CaseRef, Concern, DistrictId, FocalPointId, RelayMessage, Report, Stage
from bot.casework.routing import FocalPoint, Ladder, Role


@dataclass(frozen=True)
class Mailbox:
    """What a receipt code opens: where to look (16 bytes) and the key that unwraps (32 bytes)."""

    lookup: bytes
    wrap: bytes


@dataclass(frozen=True)
class Invitation:
    """A one-time link as it is kept: never the token, only its hash."""

    token_hash: bytes
    role: Role
    areas: frozenset[str]
    expires_at: datetime
    office: Accused | None = None


@dataclass(frozen=True)
class WaitingHandOver:
    """A case still to be sent to another system: who handed it over, since when, when to try, and how often it was."""

    ref: CaseRef
    person: FocalPointId
    body: bytes
    since: datetime
    not_before: datetime
    tries: int = 0


class CaseBook(Protocol):
    """Cases, their sealed reports, relay messages and history."""

    def add(self, case: Case, report: Report, ladder: Ladder, mailbox: Mailbox) -> None: ...
    def find(self, ref: CaseRef) -> Case | None: ...
    def find_for(self, ref: CaseRef, person: FocalPointId) -> Case | None:
        """The case, if this focal point stands on a rung that has been reached; else None."""

    def find_by(self, mailbox: Mailbox) -> Case | None: ...
    def change(self, ref: CaseRef, while_in: Collection[Stage], **changes: Any) -> bool:
        """Compare and set: change fields only while the stage is one of `while_in`; whether it was."""

    def ladder(self, ref: CaseRef) -> Ladder: ...
    def orphans(self) -> tuple[Case, ...]:
        """Open cases that nobody who is enrolled can see."""

    def reroute(self, ref: CaseRef, ladder: Ladder) -> None:
        """Put another ladder in the place of one on which nobody is left."""

    def report(self, ref: CaseRef) -> Report: ...
    def relay(self, ref: CaseRef, message: RelayMessage) -> None: ...
    def relayed(self, ref: CaseRef) -> tuple[RelayMessage, ...]: ...
    def record(self, ref: CaseRef, event: str, by: str, on: date) -> None: ...
    def open_for(self, person: FocalPointId) -> tuple[Case, ...]: ...
    def due(self, now: datetime) -> tuple[Case, ...]: ...
    def closed_until(self, day: date) -> tuple[CaseRef, ...]: ...
    def purge(self, ref: CaseRef) -> None: ...
    def note_gap(self, district: DistrictId | None, concern: Concern, on: date) -> None: ...


class Roster(Protocol):
    """Who is enrolled, and the invitations that are out."""

    def everyone(self) -> tuple[FocalPoint, ...]: ...
    def find(self, person: FocalPointId) -> FocalPoint | None: ...
    def enrol(self, person: FocalPoint, on: date) -> None: ...
    def revoke(self, person: FocalPointId, on: date) -> bool: ...
    def invite(self, invitation: Invitation) -> None: ...
    def claim(self, token_hash: bytes, now: datetime) -> Invitation | None:
        """Use an invitation up, once: compare and set; None where it is unknown, used or expired."""

    def speak(self, person: FocalPointId, language: str) -> None: ...


class Counters(Protocol):
    """Monthly counters for the statistics. They go up, and that is all that anybody can see of them."""

    def count(self, month: date, district: DistrictId | None, concern: Concern | None, measure: Measure) -> None:
        """One more in a month, given by its first day."""


class HandOverBook(Protocol):
    """What was handed over to another system, and what waits to be sent there."""

    def find(self, ref: CaseRef) -> HandedOver | None: ...
    def keep(self, ref: CaseRef, handed: HandedOver) -> None: ...
    def queue(self, waiting: WaitingHandOver) -> str: ...
    def postpone(self, name: str, waiting: WaitingHandOver) -> None: ...
    def done(self, name: str) -> None: ...


class Books(Protocol):
    """Everything casework may touch in one transaction."""

    @property
    def cases(self) -> CaseBook: ...
    @property
    def roster(self) -> Roster: ...
    @property
    def counters(self) -> Counters: ...
    @property
    def handovers(self) -> HandOverBook: ...
