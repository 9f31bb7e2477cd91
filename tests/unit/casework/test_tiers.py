"""How urgent a case is, and the clock that follows from it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.model import Tier
from bot.casework.tiers import CLOCK_GRAIN, TIER_CLOCKS, Signs, acknowledge_by, judge_tier

TIERS = st.sampled_from(Tier)
ANSWERS = st.sampled_from([None, False, True])
SIGNS = st.builds(Signs, ANSWERS, ANSWERS, st.booleans())
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  given UTC


@given(TIERS, TIERS, SIGNS)
def test_signs_only_raise(base: Tier, if_yes: Tier, signs: Signs) -> None:
    """No answer and no reading of the words makes a case slower than its concern's own tier."""
    assert judge_tier(base, if_yes, signs) <= base


@given(TIERS, TIERS, ANSWERS, st.booleans())
def test_danger_now_is_t0(base: Tier, if_yes: Tier, answer: bool | None, reads_urgent: bool) -> None:
    """A child in danger now is of the highest tier, whatever else was said."""
    assert judge_tier(base, if_yes, Signs(True, answer, reads_urgent)) == Tier.T0


@given(TIERS, TIERS, st.sampled_from([None, False]))
def test_no_sign_no_change(base: Tier, if_yes: Tier, no: bool | None) -> None:
    """ "No" and "not asked" leave the concern's own tier."""
    assert judge_tier(base, if_yes, Signs(no, no)) == base


@pytest.mark.parametrize(
    ("signs", "tier"),
    [
        (Signs(reads_urgent=True), Tier.T1),
        (Signs(said_in_danger=False, reads_urgent=True), Tier.T1),
        (Signs(tier_answer=True), Tier.T0),
        (Signs(tier_answer=True, reads_urgent=True), Tier.T0),
        (Signs(tier_answer=False), Tier.T2),
    ],
)
def test_urgent_words_keep_t1(signs: Signs, tier: Tier) -> None:
    """A "no" to danger does not outvote words that read urgent, and the concern's own question lifts to its tier."""
    assert judge_tier(Tier.T2, Tier.T0, signs) == tier


@given(TIERS, MOMENTS)
def test_clock_is_coarse_and_never_early(tier: Tier, now: datetime) -> None:
    """The kept time is a whole five minutes, not before the exact one and less than five minutes after."""
    exact = now + TIER_CLOCKS[tier].acknowledge_within
    kept = acknowledge_by(tier, now)
    assert timedelta() <= kept - exact < CLOCK_GRAIN
    assert kept.minute % 5 == kept.second == kept.microsecond == 0


def test_the_clocks() -> None:
    """The tiers' clocks are those that were promised."""
    hours = [
        (clock.acknowledge_within.total_seconds() / 3600, clock.act_within.total_seconds() / 3600)
        for clock in (TIER_CLOCKS[tier] for tier in Tier)
    ]
    assert hours == [(1, 24), (1, 24), (3, 72), (24, 168)]
