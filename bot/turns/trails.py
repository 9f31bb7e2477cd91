"""The trail of a chat: which messages Clear can still delete."""

from __future__ import annotations

import logging
from datetime import datetime

import msgspec

from bot.storage.drafts import TRAIL_KEPT
from bot.storage.errors import SealBroken
from bot.storage.store import StoredBooks
from bot.turns.letters import Step, Trail

log = logging.getLogger(__name__)

LONGEST = 1000
"""Messages; two days of anybody's writing."""


def trail_of(books: StoredBooks, chat: int, now: datetime) -> Trail:
    """What can still be deleted in a chat."""
    steps = _steps(books, chat, now)
    oldest = (now - TRAIL_KEPT).timestamp()
    return tuple(step for step in steps if step.at > oldest)


def _steps(books: StoredBooks, chat: int, now: datetime) -> Trail:
    """The steps as they are kept; a trail that does not open is as good as none, and must not stop a turn."""
    try:
        kept = books.trails.read(chat, now)
        return msgspec.json.decode(kept, type=Trail) if kept else ()
    except (SealBroken, msgspec.DecodeError):
        log.error("a trail does not open: it begins anew")
        return ()


def note(books: StoredBooks, chat: int, message: int, now: datetime, *, case: str = "") -> None:
    """Add a message to a chat's trail."""
    steps = (*trail_of(books, chat, now), Step(message, now.timestamp(), case))
    books.trails.write(chat, msgspec.json.encode(steps[-LONGEST:]), now)


def forget(books: StoredBooks, chat: int, gone: Trail, now: datetime) -> None:
    """Take messages that are gone off the trail."""
    left = tuple(step for step in trail_of(books, chat, now) if step not in gone)
    if left:
        books.trails.write(chat, msgspec.json.encode(left), now)
    else:
        books.trails.erase(chat, now)
