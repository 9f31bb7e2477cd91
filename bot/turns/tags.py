"""Who did how much today, without knowing who: tags of 20 bits under a key that lives in memory, for a day.

Even with the key, each tag stands for thousands of accounts; without it, and after midnight (UTC), for nobody. Nothing
of this is ever written down, so a restart begins anew.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.casework.guessing import Tries
from bot.casework.lanes import BRAKE_MINUTES, MOST_MESSAGES_AN_HOUR, Lane, Standing
from bot.casework.plain_text import plain
from bot.dialogue.effects import FileReport
from bot.storage.vault import keyed, new_key

TAG_BITS = 20
_TAG_BYTES = 3
_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)

Times = deque[datetime]


@dataclass
class _Day:
    """What is known of one day."""

    on: date | None = None
    key: bytes = field(default_factory=new_key)
    filed: defaultdict[int, Times] = field(default_factory=lambda: defaultdict(deque))
    total: Counter[int] = field(default_factory=Counter)
    words: defaultdict[bytes, Times] = field(default_factory=lambda: defaultdict(deque))
    new_chats: Times = field(default_factory=deque)
    fast: defaultdict[str | None, Times] = field(default_factory=lambda: defaultdict(deque))
    wrote: defaultdict[int, Times] = field(default_factory=lambda: defaultdict(deque))
    wrong: defaultdict[int, Times] = field(default_factory=lambda: defaultdict(deque))
    wrong_of_all: Times = field(default_factory=deque)


class Tags:
    """Counts by tag; all of it is forgotten at midnight (UTC)."""

    def __init__(self) -> None:
        self._day = _Day()

    def standing(self, chat: int, told: FileReport, now: datetime) -> Standing:
        """What a chat has filed before, and what is going on everywhere."""
        day, tag = self._today(now), self._tag(chat, now)
        return Standing(
            is_sure=told.is_sure,
            this_hour=_within(day.filed[tag], now, _HOUR),
            today=day.total[tag],
            alike=_within(day.words[self._words(told, now)], now, _HOUR),
            new_chats=_within(day.new_chats, now, timedelta(minutes=BRAKE_MINUTES)),
            fast_this_minute=_within(day.fast[told.district], now, _MINUTE),
        )

    def filed(self, chat: int, told: FileReport, lane: Lane, now: datetime) -> None:
        """A report was kept."""
        day, tag = self._today(now), self._tag(chat, now)
        if not day.total[tag]:
            day.new_chats.append(now)
        day.total[tag] += 1
        day.filed[tag].append(now)
        day.words[self._words(told, now)].append(now)
        if not lane.is_slow:
            day.fast[told.district].append(now)

    def writes_much(self, chat: int, now: datetime) -> bool:
        """Whether a chat has written to focal points so often that they are not told each time."""
        return _within(self._today(now).wrote[self._tag(chat, now)], now, _HOUR) >= MOST_MESSAGES_AN_HOUR

    def wrote(self, chat: int, now: datetime) -> None:
        """A message was passed on."""
        self._today(now).wrote[self._tag(chat, now)].append(now)

    def wrong_code(self, chat: int, now: datetime) -> None:
        """A code opened nothing."""
        day = self._today(now)
        day.wrong[self._tag(chat, now)].append(now)
        day.wrong_of_all.append(now)

    def tries(self, chat: int, now: datetime) -> Tries:
        """How many codes opened nothing, for this chat and for all."""
        day = self._today(now)
        own = day.wrong[self._tag(chat, now)]
        return Tries(
            this_hour=_within(own, now, _HOUR),
            this_minute=sum(at > now - _MINUTE for at in own),
            of_all_this_hour=_within(day.wrong_of_all, now, _HOUR),
        )

    def _today(self, now: datetime) -> _Day:
        if self._day.on != now.date():
            self._day = _Day(on=now.date())
        return self._day

    def _tag(self, chat: int, now: datetime) -> int:
        digest = keyed(self._today(now).key, "abuse tag", str(chat).encode(), 16)
        return int.from_bytes(digest[:_TAG_BYTES], "big") >> (8 * _TAG_BYTES - TAG_BITS)

    def _words(self, told: FileReport, now: datetime) -> bytes:
        """A name for these words, whatever their spacing, marks and letter case; nothing can be read from it."""
        letters = "".join(char for char in plain(told.report.narrative)[0].casefold() if char.isalpha())
        return keyed(self._today(now).key, "same words", letters.encode(), 16)


def _within(times: Times, now: datetime, span: timedelta) -> int:
    while times and times[0] <= now - span:
        times.popleft()
    return len(times)
