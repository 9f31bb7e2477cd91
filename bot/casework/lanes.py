"""Which lane a report takes: told of at once, or with a digest. A flood may delay a report; it never drops one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.casework.model import Tier

MOST_AN_HOUR = 3
MOST_A_DAY = 10
"""Reports of one chat; whoever files more waits for the digest, as a committee's shared phone may."""
MOST_ALIKE = 2
"""Reports in the same words within the hour, from whatever chats."""
MOST_NEW_CHATS = 40
"""Chats that file for the first time today, within `BRAKE_MINUTES`; a district's bad day stays well below."""
BRAKE_MINUTES = 10
MOST_FAST_A_MINUTE = 20
"""Reports of one district told of singly while the brake is on; Telegram takes no more messages for one chat."""


MOST_MESSAGES_AN_HOUR = 10
"""Messages of one chat to focal points; those beyond are passed on all the same, and told of together."""


class Lane(StrEnum):
    """How a report's notice travels."""

    fast = "fast"
    many_from_here = "many_from_here"
    many_from_everywhere = "many_from_everywhere"

    @property
    def is_slow(self) -> bool:
        """Whether its notice waits for a digest."""
        return self != Lane.fast


@dataclass(frozen=True)
class Standing:
    """What the last hour and day say of a chat, and of all of them: numbers, nobody's name.

    `is_sure` says that the words read clearly as the concern that was chosen.
    """

    is_sure: bool = False
    this_hour: int = 0
    today: int = 0
    alike: int = 0
    new_chats: int = 0
    fast_this_minute: int = 0

    @property
    def is_braked(self) -> bool:
        """Whether so many new chats file that somebody may be flooding."""
        return self.new_chats >= MOST_NEW_CHATS


ORDINARY = Standing()
"""A chat's first report on a quiet day."""


def lane_of(standing: Standing, tier: Tier) -> Lane:
    """The lane of a report. While the brake is on, urgent ones that read clearly, first of their chat, go first."""
    if standing.this_hour >= MOST_AN_HOUR or standing.today >= MOST_A_DAY:
        return Lane.many_from_here
    if standing.alike >= MOST_ALIKE:
        return Lane.many_from_everywhere
    if not standing.is_braked:
        return Lane.fast
    goes_first = tier <= Tier.T1 and standing.is_sure and standing.today == 0
    has_room = standing.fast_this_minute < MOST_FAST_A_MINUTE
    return Lane.fast if goes_first and has_room else Lane.many_from_everywhere
