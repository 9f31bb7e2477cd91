"""What goes out by the calendar: the monthly test message to everybody enrolled, the weekly digest to coordinators."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from bot.casework.coordinating import dead_contacts
from bot.casework.digesting import digest
from bot.casework.model import Concern, DistrictId
from bot.casework.routing import Role, Whereabouts
from bot.casework.statistics import REPORTS
from bot.casework.statistics_tables import ALL, Name
from bot.charts.figures import DistrictCount, MonthlyCount
from bot.dialogue import effects as do
from bot.dialogue.replies.coordinating import still_there
from bot.dialogue.replies.digest import whole
from bot.dialogue.world import Guide, provinces_of
from bot.i18n import words
from bot.storage.store import StoredBooks
from bot.turns.letters import Act, Send

DAYTIME = range(9, 17)
"""Hours of the country's clock in which what can wait is sent."""


def monthly_tests(books: StoredBooks, guide: Guide, now: datetime) -> Iterator[tuple[int, Act]]:
    """ "Are you still there?", on the first of a month, or as soon after it as there is a day."""
    local = now.astimezone(guide.zone)
    if not _is_due(books, "test", local.date().replace(day=1), local):
        return
    for person in books.roster.everyone():
        books.roster.ask(person.id, now.date())
        if chat := books.contacts.chat_of(person.id):
            yield chat, Send(still_there(words(person.language)))


def weekly_digests(books: StoredBooks, guide: Guide, now: datetime) -> Iterator[tuple[int, Act]]:
    """The digest of each coordinator, on Monday morning, or as soon after it as there is a day."""
    local = now.astimezone(guide.zone)
    if not _is_due(books, "digest", local.date() - timedelta(days=local.weekday()), local):
        return
    for person in books.roster.everyone():
        chat = books.contacts.chat_of(person.id)
        if chat and person.role == Role.coordinator:
            read, w = digest_of(books, guide, person.areas, now), words(person.language)
            yield from ((chat, Send(each)) for each in whole(w, read, guide.district))


def digest_of(books: StoredBooks, guide: Guide, areas: frozenset[str], now: datetime) -> do.DigestRead:
    """The facts of one week in some areas, with the figures that are published of them."""
    provinces = {DistrictId(each): its for each, its in provinces_of(guide).items()}
    facts = digest(books, areas, provinces, now, dead_contacts(books, now.date()))
    told = books.statistics.told_of(books.statistics.months())
    place = next(iter(areas)) if len(areas) == 1 else ALL
    trend = tuple(
        MonthlyCount("" if concern == ALL else concern, month, numbers.get(Name(place, concern, REPORTS)))
        for month, numbers in sorted(told.items())
        for concern in (ALL, *Concern)
    )
    newest = max(told, default=None)
    hotspots = tuple(
        DistrictCount(each, told[newest].get(Name(each, ALL, REPORTS)))
        for each, its in provinces.items()
        if newest and Whereabouts(each, its).is_within(areas)
    )
    return do.DigestRead(facts, trend, hotspots, newest)


def _is_due(books: StoredBooks, name: str, begins: date, local: datetime) -> bool:
    """Whether this round has not been made since its period began, and it is day; it is noted as made.

    A new installation begins with the next period, and so does one whose clock was ahead and is set back.
    """
    last, today = books.rounds.last(name), local.date()
    if last is None or last > today:
        books.rounds.note(name, today)
        return False
    if last >= begins or local.hour not in DAYTIME:
        return False
    books.rounds.note(name, today)
    return True
