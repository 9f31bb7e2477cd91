"""How urgent a case is, and the clock that follows from it (design section 5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.casework.model import Tier

CLOCK_GRAIN = timedelta(minutes=5)
"""A clock that must run is kept no finer than this: exact times link people to cases."""


@dataclass(frozen=True)
class TierClock:
    """How soon a case of a tier must be acknowledged and acted on."""

    acknowledge_within: timedelta
    act_within: timedelta


TIER_CLOCKS = {
    Tier.T0: TierClock(timedelta(hours=1), timedelta(hours=24)),
    Tier.T1: TierClock(timedelta(hours=1), timedelta(hours=24)),
    Tier.T2: TierClock(timedelta(hours=3), timedelta(hours=72)),
    Tier.T3: TierClock(timedelta(days=1), timedelta(days=7)),
}


@dataclass(frozen=True)
class Signs:
    """What speaks for urgency: the reporter's own answers, and how the words read."""

    said_in_danger: bool | None = None
    tier_answer: bool | None = None
    reads_urgent: bool = False


def judge_tier(base: Tier, if_yes: Tier, signs: Signs) -> Tier:
    """The tier of a case; words and answers only ever raise it, a focal point alone lowers it.

    `base` is the concern's ordinary tier, `if_yes` its tier when the concern's own question is answered yes.
    """
    tier = min(base, if_yes) if signs.tier_answer else base
    if signs.said_in_danger:
        return Tier.T0
    return min(tier, Tier.T1) if signs.reads_urgent else tier


def acknowledge_by(tier: Tier, now: datetime) -> datetime:
    """When somebody must have acknowledged, rounded up to the clock's grain."""
    return _up_to_the_grain(now + TIER_CLOCKS[tier].acknowledge_within)


def act_by(tier: Tier, now: datetime) -> datetime:
    """When whoever took a case on must have acted, rounded up to the clock's grain."""
    return _up_to_the_grain(now + TIER_CLOCKS[tier].act_within)


def _up_to_the_grain(exact: datetime) -> datetime:
    past = timedelta(minutes=exact.minute % 5, seconds=exact.second, microseconds=exact.microsecond)
    return exact - past + CLOCK_GRAIN if past else exact
