"""What casework needs of the outside: two books, each inside one transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from bot.casework.handover import HandedOver
from bot.casework.measures import Measure
from bot.casework.model import (
    Accused,
    Case,
    CaseRef,
    Concern,
    DistrictId,
    FocalPointId,
    Happened,
    Note,
    Referral,
    ReferralState,
    RelayMessage,
    Report,
    Stage,
)
from bot.casework.pairs import LinkState, Tracing, TracingState
from bot.casework.reminding import Reminder
from bot.casework.routing import FocalPoint, Ladder, QuietHours, Role


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
    invited_by: FocalPointId | None = None
    is_confirmed: bool = True


@dataclass(frozen=True)
class Enrolment:
    """Somebody enrolled, since which day, and what is known of whether they can be reached.

    `asked_on` is the day of a test message they have not answered; `is_blocked`, that their chat refused a notice.
    """

    person: FocalPoint
    since: date
    asked_on: date | None = None
    is_blocked: bool = False


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

    def by_receipt(self, mailbox: Mailbox) -> Case:
        """The case a receipt code opens; raises NoSuchCase."""

    def change(
        self,
        ref: CaseRef,
        while_in: Collection[Stage],
        *,
        while_held_by: str | None = None,
        unless_held_by_other_than: str | None = None,
        **changes: Any,
    ) -> bool:
        """Compare and set: change fields only while the stage is one of `while_in`, and while it is held by that
        person, or by nobody else than that person; whether it was so."""

    def ladder(self, ref: CaseRef) -> Ladder: ...
    def orphans(self) -> tuple[Case, ...]:
        """Open cases that nobody who is enrolled can see."""

    def reroute(self, ref: CaseRef, ladder: Ladder) -> None:
        """Put another ladder in the place of one on which nobody is left."""

    def report(self, ref: CaseRef) -> Report: ...
    def resettle(self, ref: CaseRef, district: DistrictId) -> None:
        """Put a case under another district, its key wrapped for that one alone."""

    def history(self, ref: CaseRef) -> tuple[Happened, ...]: ...
    def record(self, ref: CaseRef, event: str, by: str, on: date) -> None: ...
    def open_for(self, person: FocalPointId) -> tuple[Case, ...]: ...
    def open_about(self, concerns: Collection[Concern], since: date) -> tuple[Case, ...]:
        """The open cases of some concerns in every district, for tracing alone; filed on that day or later."""

    def due(self, now: datetime) -> tuple[Case, ...]: ...
    def held_by(self, person: FocalPointId) -> tuple[Case, ...]:
        """The open cases somebody has taken on."""

    def closed_until(self, day: date) -> tuple[CaseRef, ...]: ...
    def purge(self, ref: CaseRef) -> None: ...
    def note_gap(self, district: DistrictId | None, concern: Concern, on: date) -> None: ...
    def gaps(self) -> Mapping[str, int]:
        """How many reports came from each district that nobody covered; "" for those without one."""

    def unheard(self) -> tuple[Case, ...]:
        """Cases nobody answered that only people who cannot be reached were told of, while others wait above."""


class Papers(Protocol):
    """What lies in a case beside its report, all under the case's own key."""

    def relay(self, ref: CaseRef, message: RelayMessage) -> None: ...
    def relayed(self, ref: CaseRef) -> tuple[RelayMessage, ...]: ...
    def note(self, ref: CaseRef, note: Note) -> None: ...
    def notes(self, ref: CaseRef) -> tuple[Note, ...]: ...
    def refer(self, ref: CaseRef, referral: Referral) -> None: ...
    def referrals(self, ref: CaseRef) -> tuple[Referral, ...]: ...
    def move_referral(self, ref: CaseRef, referral: Referral, *, while_in: ReferralState) -> bool:
        """Compare and set; whether it still stood so."""


class Links(Protocol):
    """Which cases may be of one child: pairs of names, and what was decided."""

    def of(self, ref: CaseRef) -> Mapping[CaseRef, LinkState]: ...
    def decide(self, ref: CaseRef, other: CaseRef, state: LinkState, *, while_in: LinkState | None) -> bool:
        """Compare and set, from None where nothing was decided yet; whether it still stood so."""

    def tracings_of(self, ref: CaseRef) -> tuple[Tracing, ...]: ...
    def suggest(self, missing: CaseRef, found: CaseRef) -> bool:
        """Note a pair; whether it is the first time."""

    def move(self, tracing: Tracing, state: TracingState, **by: FocalPointId) -> bool:
        """Compare and set, with who agreed; whether it still stood so."""


class Pages(Protocol):
    """Who was told of what, how much they were told in this hour, and what waits for their digest."""

    def is_new(self, ref: CaseRef, person: FocalPointId, step: str) -> bool:
        """Note that somebody is told of a step; whether it is the first time."""

    def told_this_hour(self, person: FocalPointId, now: datetime) -> int: ...
    def count(self, person: FocalPointId, now: datetime) -> None: ...
    def hold(self, person: FocalPointId, ref: CaseRef) -> None: ...
    def held(self) -> Mapping[FocalPointId, int]:
        """For how many cases each person's notices wait."""

    def release_urgent(self, person: FocalPointId) -> tuple[CaseRef, ...]:
        """Let go what is urgent among them, the most urgent first; it waits for no hour."""

    def release(self, person: FocalPointId, now: datetime) -> int:
        """Let them go as one digest, once an hour; how many cases it speaks of, 0 where it must wait."""


class Roster(Protocol):
    """Who is enrolled, and the invitations that are out."""

    def everyone(self) -> tuple[FocalPoint, ...]: ...
    def enrolments(self) -> tuple[Enrolment, ...]:
        """Everyone, with what is known of whether they can be reached."""

    def find(self, person: FocalPointId) -> FocalPoint | None: ...
    def enrol(self, person: FocalPoint, on: date) -> None: ...
    def revoke(self, person: FocalPointId, on: date) -> bool: ...
    def invite(self, invitation: Invitation) -> None: ...
    def claim(self, token_hash: bytes, now: datetime) -> Invitation | None:
        """Use an invitation up, once: compare and set; None where it is unknown, used, expired or not confirmed."""

    def waiting(self, now: datetime) -> tuple[Invitation, ...]:
        """The invitations that nobody has confirmed yet."""

    def confirm(self, token_hash: bytes, now: datetime) -> bool:
        """Compare and set; whether it was still waiting."""

    def refuse(self, token_hash: bytes) -> bool:
        """Forget an invitation while nobody has confirmed it; whether it was still waiting."""

    def forget_invitations_of(self, person: FocalPointId) -> None:
        """Forget what somebody whose access ended had invited."""

    def ask(self, person: FocalPointId, on: date) -> None:
        """Note that a test message goes out; one that is not answered yet stays the earlier."""

    def lose(self, person: FocalPointId) -> None:
        """Note that their chat refuses what is sent."""

    def revive(self, person: FocalPointId) -> None:
        """They wrote: they can be reached."""

    def speak(self, person: FocalPointId, language: str) -> None: ...
    def keep_quiet(self, person: FocalPointId, quiet: QuietHours | None) -> None: ...


class Standing(Protocol):
    """How many cases stand where, for whoever may count them and not see them; None is no district."""

    def overdue(self, now: datetime) -> Mapping[DistrictId | None, int]:
        """Open cases that nobody answered, or acted on, in time."""

    def filed_since(self, day: date) -> Mapping[DistrictId | None, int]:
        """Reports that came after a day."""


class Counters(Protocol):
    """Monthly counters for the statistics. They go up, and that is all that anybody can see of them."""

    def count(self, month: date, district: DistrictId | None, concern: Concern | None, measure: Measure) -> None:
        """One more in a month, given by its first day."""


class HandOverBook(Protocol):
    """What was handed over to another system, and what waits to be sent there."""

    def find(self, ref: CaseRef) -> HandedOver | None: ...
    def keep(self, ref: CaseRef, handed: HandedOver) -> None: ...
    def queue(self, waiting: WaitingHandOver) -> str: ...
    def forget(self, ref: CaseRef) -> None:
        """Take what waits of a case out of the post: it is never sent."""

    def postpone(self, name: str, waiting: WaitingHandOver) -> None: ...
    def done(self, name: str) -> bool:
        """Forget a letter; whether it was still there."""


class ReminderBook(Protocol):
    """Chats of reporters who asked to be told of news, apart from everything else; each call is kept at once."""

    def add(self, chat: int, language: str, today: date) -> str:
        """Keep a chat for fourteen days; the random name by which its case finds it."""

    def find(self, name: str, today: date) -> Reminder | None: ...
    def erase(self, name: str) -> None: ...
    def erase_chat(self, chat: int) -> None: ...
    def is_first(self, chat: int, day: date) -> bool:
        """Note that a chat is told of news on a day; whether it is the first time."""

    def purge(self, today: date) -> int: ...


class Books(Protocol):
    """Everything casework may touch in one transaction."""

    @property
    def cases(self) -> CaseBook: ...
    @property
    def papers(self) -> Papers: ...
    @property
    def pages(self) -> Pages: ...
    @property
    def links(self) -> Links: ...
    @property
    def roster(self) -> Roster: ...
    @property
    def standing(self) -> Standing: ...
    @property
    def counters(self) -> Counters: ...
    @property
    def handovers(self) -> HandOverBook: ...
