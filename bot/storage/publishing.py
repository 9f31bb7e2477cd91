"""The one way from counters to statistics: a month that is over is suppressed, kept, and its counters destroyed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from bot.casework.statistics import publishable
from bot.storage.store import Store


def publish_months(store: Store, provinces: Mapping[str, str], now: datetime) -> tuple[date, ...]:
    """Publish every month that is over and not yet published; which. `provinces` gives that of each district.

    Suppression can take seconds, so it runs between two transactions: nobody's message waits for it. What it reads does
    not change any more, and of two who do it at once the first one's is kept.
    """
    with store.transaction() as books:
        tallies = books.statistics._over(now)
    for month, tally in sorted(tallies.items()):
        told = publishable(tally, provinces)
        with store.transaction() as books:
            books.statistics.keep(month, told)
    return tuple(sorted(tallies))
