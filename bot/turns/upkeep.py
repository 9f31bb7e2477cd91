"""What chats tell about the directory: numbers that are wrong, and that nothing was within reach."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable
from datetime import date, timedelta
from hashlib import blake2b
from typing import Protocol

log = logging.getLogger(__name__)

HEARD_AGAIN_AFTER = timedelta(days=30)
MOST_A_DAY = 5


class Register(Protocol):
    """The part of the directory's store that is written from chats: counts, and of nobody."""

    def complain(self, service_id: str, /, *, on: date) -> bool: ...
    def note_gap(self, district: str | None, need: str, day: date, /) -> None: ...


class ComplaintLimit:
    """One complaint of a chat about a service a month, and five a day: three tellers are three people.

    What a chat has said is a tag under a key that is in memory alone: nothing is written, a thief of the memory
    would need the key, and a restart forgets all of it.
    """

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._said: dict[bytes, date] = {}
        self._turn = threading.Lock()

    def takes(self, chat: int, service_id: str, on: date) -> bool:
        """Whether it is to be counted; notes it if so."""
        with self._turn:
            return self._takes(chat, service_id, on)

    def _takes(self, chat: int, service_id: str, on: date) -> bool:
        self._said = {tag: day for tag, day in self._said.items() if on - day < HEARD_AGAIN_AFTER}
        about = self._tag(chat, service_id)
        turns = [self._tag(chat, f"{on} {turn}") for turn in range(MOST_A_DAY)]
        free = next((tag for tag in turns if tag not in self._said), None)
        if about in self._said or free is None:
            return False
        self._said[about] = self._said[free] = on
        return True

    def _tag(self, chat: int, what: str) -> bytes:
        return blake2b(f"{chat}/{what}".encode(), key=self._key, digest_size=16).digest()


class Upkeep:
    """Notes both in the register, wherever that is; where it cannot be written nobody's turn fails for it."""

    def __init__(self, register: Callable[[], Register] | None = None) -> None:
        self._register, self._limit = register, ComplaintLimit()

    def complain(self, chat: int, service_id: str, on: date) -> None:
        """Counts that a number is wrong, once a chat; the third suspends the service until it is verified."""
        if self._limit.takes(chat, service_id, on):
            self._note(lambda register: register.complain(service_id, on=on))

    def note_gap(self, district: str | None, need: str, day: date) -> None:
        """Counts that nothing was within reach."""
        self._note(lambda register: register.note_gap(district, need, day))

    def _note(self, write: Callable[[Register], object]) -> None:
        if self._register is None:
            return
        try:
            write(self._register())
        except Exception as failure:  # whatever it is: a count that is lost harms nobody, a turn that is lost does
            log.error("the services' register cannot be written (%s)", type(failure).__name__)
