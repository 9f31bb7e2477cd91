"""Where one conversation stands. It lives a day at most, sealed, and holds no id of anybody."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from bot.casework.lanes import Lane
from bot.casework.model import AboutChild, Accused, Concern, DistrictId, Tier
from bot.casework.routing import Role
from services_directory.model import Precision


class Step(StrEnum):
    """What we are waiting for."""

    start = "start"
    language = "language"
    promise = "promise"
    unsafe = "unsafe"
    menu = "menu"
    narrative = "narrative"
    concern = "concern"
    concern_list = "concern_list"
    danger = "danger"
    question = "question"
    place = "place"
    district = "district"
    province_list = "province_list"
    district_list = "district_list"
    child = "child"
    review = "review"
    receipt = "receipt"
    code = "code"
    mailbox = "mailbox"
    withdrawing = "withdrawing"
    erasing = "erasing"
    lookup_kind = "lookup_kind"
    lookup_place = "lookup_place"
    asking = "asking"
    noting = "noting"
    referring = "referring"
    transferring = "transferring"
    sure_to_send = "sure_to_send"
    inviting = "inviting"


REPORT_STEPS = frozenset(
    {
        Step.narrative,
        Step.concern,
        Step.concern_list,
        Step.danger,
        Step.question,
        Step.place,
        Step.district,
        Step.province_list,
        Step.district_list,
        Step.child,
        Step.review,
    }
)


@dataclass(frozen=True)
class Near:
    """A service matched while the point was in memory: which, and how many whole kilometres away."""

    service: str
    km: int | None
    measured_from: Precision | None


@dataclass(frozen=True)
class Draft:
    """A report being told."""

    narrative: str = ""
    likely: tuple[Concern, ...] = ()
    is_sure: bool = False
    concern: Concern | None = None
    reads_urgent: bool = False
    said_in_danger: bool | None = None
    tier_answer: bool | None = None
    were_numbers_shown: bool = False
    candidates: tuple[DistrictId, ...] = ()
    province: str | None = None
    district: DistrictId | None = None
    nearest: tuple[Near, ...] = ()
    child: AboutChild = field(default_factory=AboutChild)
    were_identifiers_settled: bool = False


@dataclass(frozen=True)
class Lookup:
    """A caregiver's question, kept only until it is answered."""

    category: str = ""
    leaves_nothing: bool = False
    """Asked by somebody of whom nothing was kept before."""


@dataclass(frozen=True)
class Receipt:
    """A code that has been shown and not yet been proved to be noted."""

    code: str
    is_covered: bool
    lane: Lane = Lane.fast
    is_told: bool = False
    """Whether this chat asked to be told of news."""


@dataclass(frozen=True)
class OpenMailbox:
    """The mailbox a receipt code opened, for as long as this conversation lasts."""

    lookup: bytes
    wrap: bytes


class Reason(StrEnum):
    """What decided how urgent a report is."""

    danger = "danger"
    answer = "answer"
    words = "words"
    concern = "concern"


@dataclass(frozen=True)
class Lesson:
    """What there is to say about a report that was sent in practice; none of its words."""

    concern: Concern
    read_as: Concern | None
    tier: Tier
    reason: Reason
    holds_identifiers: bool


@dataclass(frozen=True)
class Practice:
    """An exercise, over at midnight (UTC): who practises, a random name of this exercise alone, and the last case."""

    trainee: str
    since: date
    case: str = ""
    lesson: Lesson | None = None


@dataclass(frozen=True)
class Inviting:
    """An invitation being made: `found` are the areas a written name may mean."""

    role: Role | None = None
    areas: tuple[str, ...] = ()
    office: Accused | None = None
    found: tuple[str, ...] = ()
    asks_area: bool = False
    is_again: bool = False


@dataclass(frozen=True)
class Session:
    """One conversation."""

    language: str = ""
    step: Step = Step.start
    screen: str = ""
    back_to: Step | None = None
    was_promised: bool = False
    draft: Draft = field(default_factory=Draft)
    lookup: Lookup = field(default_factory=Lookup)
    receipt: Receipt | None = None
    mailbox: OpenMailbox | None = None
    asking_about: str = ""
    choices: tuple[str, ...] = ()
    unsent: str = ""
    practice: Practice | None = None
    inviting: Inviting | None = None

    @property
    def is_reporting(self) -> bool:
        """Whether a report is under way; a caregiver's question passes through some of the same steps."""
        return self.step in REPORT_STEPS and not self.lookup.category

    def goes_on_from(self, before: Session) -> bool:
        """Whether something that was told or opened before is still in it, so that its day runs on."""
        told = before.draft.narrative
        return bool(
            (told and self.draft.narrative.startswith(told))
            or (before.draft.nearest and before.draft.nearest == self.draft.nearest)
            or (before.receipt and self.receipt and before.receipt.code == self.receipt.code)
            or (before.mailbox and before.mailbox == self.mailbox)
        )

    def at(self, step: Step, **changes: Any) -> Session:
        """The same conversation at another step."""
        return replace(self, step=step, **changes)

    def drafting(self, **changes: Any) -> Session:
        """The same conversation with the report changed."""
        return replace(self, draft=replace(self.draft, **changes))

    def cleared(self) -> Session:
        """The same person in the same language, with nothing of what was told; an exercise goes on."""
        return Session(language=self.language, was_promised=self.was_promised, practice=self.practice)
