"""When a reporter is told of news."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.casework.reminding import EVENING, LATEST, MORNING, SOONEST, evening_of, told_at

KARACHI = ZoneInfo("Asia/Karachi")
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001  made UTC
DELAYS = st.timedeltas(SOONEST, LATEST)


@given(MOMENTS, DELAYS)
def test_it_is_told_by_day_and_never_at_once(now: datetime, delay: timedelta) -> None:
    """Between eight and twenty o'clock of the country, five minutes after it happened or later, within 13 hours."""
    at = told_at(now, delay, KARACHI)
    assert MORNING <= at.astimezone(KARACHI).hour < EVENING
    assert SOONEST <= at - now <= timedelta(hours=12) + 2 * LATEST
    assert at < evening_of(at)


@given(st.integers(0, 23), st.integers(0, 59), DELAYS)
def test_what_happened_by_day_is_told_within_the_half_hour(hour: int, minute: int, delay: timedelta) -> None:
    """By day after the delay alone; what happened in the night, the same delay after eight in the morning."""
    now = datetime(2026, 11, 22, hour, minute, tzinfo=KARACHI)
    at = told_at(now, delay, KARACHI)
    if MORNING <= (now + delay).hour < EVENING:
        assert at == now + delay
    else:
        assert (at - delay).hour == MORNING
        assert at.date() - now.date() in (timedelta(0), timedelta(days=1))
