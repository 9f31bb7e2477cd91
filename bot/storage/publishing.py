"""The one way from counters to statistics: a month that is over is suppressed, kept, and its counters destroyed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType

from bot.casework.statistics import Tally, publishable
from bot.storage.store import Store


def publish_months(
    store: Store,
    provinces: Mapping[str, str],
    now: datetime,
    renamed: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> tuple[date, ...]:
    """Publish every month that is over and not yet published; which. `provinces` gives that of each district, `renamed`
    for a district that is no more those in its place: what was counted of it counts for the first of them.

    Suppression can take seconds, so it runs between two transactions: nobody's message waits for it. What it reads does
    not change any more, and of two who do it at once the first one's is kept.
    """
    with store.transaction() as books:
        tallies = books.statistics._over(now)
    for month, tally in sorted(tallies.items()):
        told = publishable(_settled(tally, renamed), provinces)
        with store.transaction() as books:
            books.statistics.keep(month, told)
    return tuple(sorted(tallies))


def _settled(tally: Tally, renamed: Mapping[str, tuple[str, ...]]) -> Tally:
    settled: Counter[tuple[str, str, str]] = Counter()
    for (district, concern, measure), count in tally.items():
        settled[renamed.get(district, (district,))[0], concern, measure] += count
    return settled
