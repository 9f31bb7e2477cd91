"""Brings a case and the chat that asked to be told of news together: the only place that has both, for a moment.

The two are in two files. A reminder is kept before its case knows of it, and erased before the case forgets it: after
a crash in between there is a reminder that no case finds, which is over in fourteen days, or a name that finds none.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo

from bot.casework.model import CaseRef
from bot.casework.ports import ReminderBook
from bot.casework.reminding import LATEST, SOONEST, Reminder, evening_of, told_at
from bot.storage.errors import SealBroken
from bot.storage.routes import NONE
from bot.storage.store import StoredBooks
from bot.turns.letters import Act, Remind

log = logging.getLogger(__name__)
_chance = random.SystemRandom()


def keep_reminder(  # whose, where, in which language, since when
    books: StoredBooks, reminders: ReminderBook, ref: CaseRef, chat: int, language: str, now: datetime
) -> None:
    """From now on this chat is told of what happens in a case."""
    books.routes.keep(ref, reminders.add(chat, language, now.date()))


def forget_reminder(books: StoredBooks, reminders: ReminderBook, ref: CaseRef) -> None:
    """Nobody is told any more."""
    if name := _name_of(books, ref):
        reminders.erase(name)
    books.routes.keep(ref, NONE)


def reminder_of(books: StoredBooks, reminders: ReminderBook, ref: CaseRef, now: datetime) -> Reminder | None:
    """Who is told of what happens in a case, or None."""
    name = _name_of(books, ref)
    return reminders.find(name, now.date()) if name else None


def due_reminders(
    books: StoredBooks, reminders: ReminderBook, ref: CaseRef, now: datetime, zone: tzinfo
) -> Iterable[tuple[int, Act]]:
    """One message without content, later, where somebody asked for it and is not told on that day already."""
    known = reminder_of(books, reminders, ref, now)
    if known is None:
        return
    delay = timedelta(seconds=_chance.uniform(SOONEST.total_seconds(), LATEST.total_seconds()))
    at = told_at(now, delay, zone)
    # Noted before the turn is committed: a crash in between costs the news of one day, never a second message.
    if reminders.is_first(known.chat, at.date()):
        yield known.chat, Remind(_name_of(books, ref), at.timestamp(), evening_of(at).timestamp())


def _name_of(books: StoredBooks, ref: CaseRef) -> str:
    """A name that does not open is as good as none, and must not stop a turn."""
    try:
        return books.routes.of(ref)
    except SealBroken:
        log.error("a case's reminder does not open: it is as good as none")
        return NONE
