"""A flood delays reports and drops none; who is under the limits is told of at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.casework.guessing import FREE_TRIES, FREE_TRIES_UNDER_ATTACK, MOST_WRONG_AN_HOUR, Tries, may_try
from bot.casework.lanes import (
    MOST_A_DAY,
    MOST_ALIKE,
    MOST_AN_HOUR,
    MOST_FAST_A_MINUTE,
    MOST_NEW_CHATS,
    Lane,
    Standing,
    lane_of,
)
from bot.casework.model import Tier


def test_an_ordinary_report_is_told_of_at_once() -> None:
    """On a quiet day the first reports of a chat are fast, whatever their tier and however they read."""
    for tier in Tier:
        for sure in (True, False):
            assert lane_of(Standing(is_sure=sure, this_hour=MOST_AN_HOUR - 1, today=MOST_A_DAY - 1), tier) == Lane.fast


def test_who_files_very_many_waits_for_the_digest() -> None:
    """Over the limit of the hour or of the day, urgent or not."""
    for tier in Tier:
        assert lane_of(Standing(this_hour=MOST_AN_HOUR), tier) == Lane.many_from_here
        assert lane_of(Standing(today=MOST_A_DAY), tier) == Lane.many_from_here


def test_the_same_words_over_and_over_wait() -> None:
    """A text that has come twice within the hour is not told of singly a third time."""
    assert lane_of(Standing(alike=MOST_ALIKE), Tier.T0) == Lane.many_from_everywhere


def test_under_the_brake_clear_urgent_first_reports_go_first() -> None:
    """When very many new chats file, a first report that is urgent and reads clearly is still told of singly."""
    braked = {"new_chats": MOST_NEW_CHATS}
    assert lane_of(Standing(is_sure=True, **braked), Tier.T1) == Lane.fast
    for others in (
        Standing(is_sure=False, **braked),
        Standing(is_sure=True, today=1, **braked),
        Standing(is_sure=True, fast_this_minute=MOST_FAST_A_MINUTE, **braked),
    ):
        assert lane_of(others, Tier.T0) == Lane.many_from_everywhere
    assert lane_of(Standing(is_sure=True, **braked), Tier.T2) == Lane.many_from_everywhere


@given(st.builds(Tries, st.integers(0, 9), st.integers(0, 9), st.integers(0, 2 * MOST_WRONG_AN_HOUR)))
def test_nobody_is_locked_out(tries: Tries) -> None:
    """Whoever waited a minute may always try again, and a first try is always looked at."""
    assert may_try(Tries(tries.this_hour, 0, tries.of_all_this_hour))
    assert may_try(Tries(0, 0, tries.of_all_this_hour))


def test_guessing_is_slowed_down() -> None:
    """Past its free tries a chat has one try a minute; while somebody guesses everywhere, sooner."""
    assert may_try(Tries(FREE_TRIES - 1, 1, 0))
    assert not may_try(Tries(FREE_TRIES, 1, 0))
    assert not may_try(Tries(FREE_TRIES_UNDER_ATTACK, 1, MOST_WRONG_AN_HOUR))
