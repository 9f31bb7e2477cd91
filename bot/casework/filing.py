"""From a reporter's words to a routed case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.casework.counting import count_filed
from bot.casework.lanes import ORDINARY, Lane, Standing, lane_of
from bot.casework.model import Case, CaseRef, Concern, FocalPointId, Report, Stage, Tier
from bot.casework.ports import Books, Mailbox
from bot.casework.routing import Ladder, Whereabouts, route_case
from bot.casework.tiers import Signs, acknowledge_by, judge_tier


@dataclass(frozen=True)
class TierRule:
    """A concern's ordinary tier, and its tier when its own question is answered yes."""

    base: Tier
    if_yes: Tier


@dataclass(frozen=True)
class Filed:
    """What filing led to: who must be told now, and how fast they must answer."""

    ref: CaseRef
    tier: Tier
    to_notify: tuple[FocalPointId, ...]
    lane: Lane = Lane.fast

    @property
    def is_covered(self) -> bool:
        """Whether anybody at all answers for this place."""
        return bool(self.to_notify)


def file_report(  # noqa: PLR0913  each is a fact of its own, named by the caller
    books: Books,
    report: Report,
    *,
    ref: CaseRef,
    concern: Concern,
    where: Whereabouts,
    rule: TierRule,
    mailbox: Mailbox,
    now: datetime,
    standing: Standing = ORDINARY,
) -> Filed:
    """Open a case for a report and route it; a place nobody covers is recorded, never swallowed."""
    tier = judge_tier(rule.base, rule.if_yes, signs_of(report))
    ladder = route_case(where, report.child.accused, books.roster.everyone())
    rung, lane = starting_rung(ladder, tier), lane_of(standing, tier)
    case = Case(
        ref=ref,
        district=where.district,
        concern=concern,
        tier=tier,
        stage=Stage.waiting,
        filed_on=now.date(),
        rung=rung,
        due_at=acknowledge_by(tier, now),
        is_slow=lane.is_slow,
    )
    books.cases.add(case, report, ladder, mailbox)
    books.cases.record(ref, "filed", "", now.date())
    count_filed(books, case, report, is_covered=bool(ladder))
    if not ladder:
        books.cases.note_gap(where.district, concern, now.date())
    return Filed(ref, tier, reached(ladder, rung), lane)


def starting_rung(ladder: Ladder, tier: Tier) -> int:
    """Which rung hears first: the lowest; for the most urgent cases the one above it as well."""
    return 1 if tier == Tier.T0 and len(ladder) > 1 else 0


def reached(ladder: Ladder, rung: int) -> tuple[FocalPointId, ...]:
    """Everybody on the rungs up to and with this one."""
    return tuple(person for people in ladder[: rung + 1] for person in people)


def signs_of(report: Report) -> Signs:
    """What in a report speaks for urgency."""
    return Signs(report.said_in_danger, report.tier_answer, report.reads_urgent)
