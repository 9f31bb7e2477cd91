"""Receipt codes that open nothing: whoever tries many is slowed down, and no case is ever locked."""

from __future__ import annotations

from dataclasses import dataclass

FREE_TRIES = 5
"""Wrong codes of one chat within the hour; afterwards it has one try a minute."""
FREE_TRIES_UNDER_ATTACK = 2
MOST_WRONG_AN_HOUR = 500
"""Wrong codes of everybody; people mistype far less, so beyond it somebody is guessing."""


@dataclass(frozen=True)
class Tries:
    """How many codes opened nothing: one chat's within the hour and the minute, and everybody's within the hour."""

    this_hour: int = 0
    this_minute: int = 0
    of_all_this_hour: int = 0


def may_try(tries: Tries) -> bool:
    """Whether a chat's next code is looked at now, or has to be sent again a little later."""
    is_attacked = tries.of_all_this_hour >= MOST_WRONG_AN_HOUR
    free = FREE_TRIES_UNDER_ATTACK if is_attacked else FREE_TRIES
    return tries.this_hour < free or tries.this_minute == 0
