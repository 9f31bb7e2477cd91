"""The field's own words as types: concern, tier, stage, outcome, report, case."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import NewType

CaseRef = NewType("CaseRef", str)
"""Random name of a case, 22 URL-safe characters (128 bits); says nothing about when it was made."""
FocalPointId = NewType("FocalPointId", str)
ReceiptCode = NewType("ReceiptCode", str)
"""Sixteen ASCII digits, known to the reporter alone."""
DistrictId = NewType("DistrictId", str)


class Concern(StrEnum):
    """What a reporter can be worried about (design section 5)."""

    physical_abuse = "physical_abuse"
    sexual_abuse = "sexual_abuse"
    emotional_abuse = "emotional_abuse"
    neglect = "neglect"
    child_labour = "child_labour"
    bonded_labour = "bonded_labour"
    child_marriage = "child_marriage"
    trafficking = "trafficking"
    missing_child = "missing_child"
    family_separation = "family_separation"
    street_child = "street_child"
    no_documents = "no_documents"
    out_of_school = "out_of_school"
    child_in_conflict_with_law = "child_in_conflict_with_law"
    online_exploitation = "online_exploitation"
    psychosocial_distress = "psychosocial_distress"
    armed_recruitment = "armed_recruitment"
    discrimination = "discrimination"
    substance_abuse = "substance_abuse"


class Tier(IntEnum):
    """How fast a case must be answered; the smaller, the sooner."""

    T0 = 0
    T1 = 1
    T2 = 2
    T3 = 3


class Stage(StrEnum):
    """Where a case stands."""

    waiting = "waiting"
    acknowledged = "acknowledged"
    acting = "acting"
    closed = "closed"
    reopened = "reopened"


class ReferralState(StrEnum):
    """How far a referral to a service has come; the reporter may refuse, the service may reject."""

    proposed = "proposed"
    agreed = "agreed"
    refused = "refused"
    accepted = "accepted"
    rejected = "rejected"
    done = "done"


class Safer(StrEnum):
    """What the reporter says when asked, weeks later, whether the child is safer."""

    yes = "yes"
    no = "no"
    unsure = "unsure"


class Outcome(StrEnum):
    """How a case ended, in the seven ways the field tells apart."""

    resolved = "resolved"
    partly = "partly"
    referred = "referred"
    not_in_mandate = "not_in_mandate"
    could_not_reach = "could_not_reach"
    withdrawn = "withdrawn"
    unfounded = "unfounded"


class Sex(StrEnum):
    """Coarse and skippable, as the reporter sees it."""

    girl = "girl"
    boy = "boy"
    other = "other"


class AgeBand(StrEnum):
    """Years of age, in bands wide enough not to single a child out."""

    to_5 = "0-5"
    to_11 = "6-11"
    to_14 = "12-14"
    to_17 = "15-17"


class Accused(StrEnum):
    """A body the danger may come from; it is kept out of routing and of the services shown."""

    police = "police"
    teacher = "teacher"
    official = "official"
    protection_office = "protection_office"


class Author(StrEnum):
    """Who wrote a relay message."""

    reporter = "reporter"
    focal_point = "focal_point"


@dataclass(frozen=True)
class AboutChild:
    """The coarse answers of one screen, each of which may be left out."""

    sex: Sex | None = None
    age: AgeBand | None = None
    has_disability: bool = False
    is_reporter: bool = False
    accused: Accused | None = None


@dataclass(frozen=True)
class Report:
    """What was said; sealed under the case's own key and never edited."""

    narrative: str
    language: str
    child: AboutChild = field(default_factory=AboutChild)
    said_in_danger: bool | None = None
    tier_answer: bool | None = None
    reads_urgent: bool = False


@dataclass(frozen=True)
class Case:
    """What is done about a report: the part that may lie in the clear, coarse on purpose."""

    ref: CaseRef
    district: DistrictId | None
    concern: Concern
    tier: Tier
    stage: Stage
    filed_on: date
    rung: int = 0
    due_at: datetime | None = None
    holder: FocalPointId | None = None
    outcome: Outcome | None = None
    closed_on: date | None = None
    round: int = 0
    is_slow: bool = False
    safer: Safer | None = None


@dataclass(frozen=True)
class RelayMessage:
    """One message between reporter and focal point; neither learns who the other is."""

    author: Author
    text: str
    written_on: date


@dataclass(frozen=True)
class Note:
    """What a focal point wrote for those who act on the case; its reporter never reads it."""

    by: FocalPointId
    text: str
    written_on: date


@dataclass(frozen=True)
class Referral:
    """A case passed to a service of the directory; `number` counts the case's referrals from 0."""

    number: int
    service: str
    state: ReferralState
    changed_on: date
    reason: str = ""


@dataclass(frozen=True)
class Happened:
    """One line of a case's history: what, by whom (empty: the reporter or time), on which day."""

    event: str
    by: str
    on: date
