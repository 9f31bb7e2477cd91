"""A flood on a simulated clock: real reports among made-up ones, through casework and storage.

Left out, as ten thousand conversations of eight screens would take hours: HTTP and the Bot API, the screens, and the
language model (whether words read clearly is drawn by lot). Receipts cost next to nothing, and nothing waits for the
disk. Telegram is stood in for by its limits.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from bot.casework.model import CaseRef, Concern, Report
from bot.clock import escalate, send_digests
from bot.dialogue.effects import FileReport, ReportFiled
from bot.dialogue.outgoing import Message
from bot.dialogue.session import Session
from bot.dialogue.turn import Turn
from bot.turns.carrying import Desk, carry_out
from bot.turns.letters import Parcel, Send
from bot.turns.shell import Shell
from tests.stores import NOW, SWABI

TICK = timedelta(minutes=1)
A_SECOND = timedelta(seconds=1)
MOST_A_SECOND = 30
"""Messages that Telegram takes from one bot; of them one a second for one chat."""
_REAL_CONCERNS = (Concern.physical_abuse, Concern.child_labour, Concern.missing_child, Concern.neglect)
_FIRST_REAL_CHAT, _FIRST_FLOODER = 5_550_000_000, 6_000_000_000


@dataclass(frozen=True)
class Event:
    """Somebody presses Send."""

    at: datetime
    chat: int
    told: FileReport
    is_real: bool


@dataclass(frozen=True)
class Flood:
    """Who floods, and how: from how many chats, how urgent it sounds, how clearly it reads, in how many wordings."""

    made_up: int
    within: timedelta
    chats: int
    urgent: float
    sure: float
    wordings: int

    def events(self, real: int, rng: Random) -> list[Event]:
        """Made-up reports and real ones among them, in no order."""
        return [*(self._event(rng) for _ in range(self.made_up)), *(self._real(at, rng) for at in range(real))]

    def _event(self, rng: Random) -> Event:
        words = f"Made up, wording {_letters(rng.randrange(self.wordings))}."
        report = Report(words, "en", said_in_danger=rng.random() < self.urgent)
        told = FileReport(report, rng.choice(_REAL_CONCERNS), SWABI, is_sure=rng.random() < self.sure)
        return Event(self._some_time(rng), _FIRST_FLOODER + rng.randrange(self.chats), told, is_real=False)

    def _real(self, at: int, rng: Random) -> Event:
        """From a chat of its own; every second one says that there is danger now."""
        told = _real(at, is_urgent=at % 2 == 0, rng=rng)
        return Event(self._some_time(rng), _FIRST_REAL_CHAT + at, told, is_real=True)

    def _some_time(self, rng: Random) -> datetime:
        return NOW + timedelta(seconds=rng.uniform(0, self.within.total_seconds()))


def _real(at: int, *, is_urgent: bool, rng: Random) -> FileReport:
    report = Report(f"A child needs help, case {_letters(at)}.", "en", said_in_danger=is_urgent)
    concern = rng.choice(_REAL_CONCERNS) if is_urgent else Concern.out_of_school
    return FileReport(report, concern, SWABI, is_sure=rng.random() < 0.85)


def _letters(number: int) -> str:
    """A number in letters: digits make no other words of a text."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


@dataclass
class SlowTelegram:
    """Takes thirty messages a second, and one a second for each chat, in the order in which they come."""

    now: datetime = NOW
    free: dict[int, datetime] = field(default_factory=lambda: defaultdict(lambda: NOW))
    taken: Counter[int] = field(default_factory=Counter)
    sent: list[tuple[datetime, int, Message]] = field(default_factory=list)

    def take(self, parcels: Iterable[tuple[str, Parcel]]) -> None:
        """As the post does, but told at once when each will be there."""
        for _name, parcel in parcels:
            if isinstance(parcel.act, Send) and isinstance(parcel.act.what, Message):
                self.deliver(parcel.chat, parcel.act.what)

    def deliver(self, chat: int, message: Message) -> None:
        """At the first second in which there is room for it."""
        at = max(self.now, self.free[chat])
        while self.taken[second := int((at - NOW).total_seconds())] >= MOST_A_SECOND:
            at += A_SECOND
        self.taken[second] += 1
        self.free[chat] = at + A_SECOND
        self.sent.append((at, chat, message))

    def first_told(self) -> dict[CaseRef, datetime]:
        """When each case was first in somebody's chat, with a button that opens it."""
        told: dict[CaseRef, datetime] = {}
        for at, _chat, message in sorted(self.sent, key=lambda each: each[0]):
            for button in (button for row in message.rows for button in row if button.action == "open"):
                told.setdefault(CaseRef(button.argument), at)
        return told


@dataclass
class Outcome:
    """What came of each event, in its order: the case it became."""

    filed: list[tuple[Event, CaseRef]] = field(default_factory=list)
    lanes: Counter[str] = field(default_factory=Counter)

    def lanes_said(self) -> str:
        """How many took each lane."""
        return ", ".join(f"{lane} {count:,}" for lane, count in self.lanes.most_common())


async def run_through(
    shell: Shell, telegram: SlowTelegram, set_clock: Callable[[datetime], None], events: Sequence[Event]
) -> Outcome:
    """Let the time pass, and a little more: each report is filed in its turn, and the clock ticks every minute."""
    outcome, tick_at = Outcome(), NOW + TICK
    for event in sorted(events, key=lambda each: each.at):
        while tick_at <= event.at:
            _tick(shell, telegram, set_clock, tick_at)
            tick_at += TICK
        _at(telegram, set_clock, event.at)
        outcome.filed.append((event, await _file(shell, telegram, event, outcome)))
    for _ in range(3):
        _tick(shell, telegram, set_clock, tick_at)
        tick_at += TICK
    return outcome


def _at(telegram: SlowTelegram, set_clock: Callable[[datetime], None], now: datetime) -> None:
    set_clock(now)
    telegram.now = now


def _tick(shell: Shell, telegram: SlowTelegram, set_clock: Callable[[datetime], None], now: datetime) -> None:
    _at(telegram, set_clock, now)
    for act in (escalate, send_digests):
        telegram.take(act(shell, now))


async def _file(shell: Shell, telegram: SlowTelegram, event: Event, outcome: Outcome) -> CaseRef:
    """One report, as the shell does it behind the screens; the reporter's two answers take their share of Telegram."""
    turn = Turn(Session(), effects=(event.told,))
    prepared = await shell.gate.prepare(event.chat, turn, event.at)
    with shell.store.transaction() as books:
        desk = Desk(
            books,
            shell.guide,
            prepared,
            event.chat,
            speaker=None,
            now=event.at,
            office=shell.office,
            reminders=shell.reminders,
        )
        result = carry_out(event.told, desk)
        assert isinstance(result, ReportFiled)
        (mailbox,) = prepared.mailboxes.values()
        ref = books.cases.by_receipt(mailbox).ref
        parcels = shell.tell(desk.acts, books)
        for name, _parcel in parcels:
            books.outbox.erase(name)
    shell.gate.note(event.chat, turn, [(event.told, result)], event.at)
    outcome.lanes[result.lane.value] += 1
    for _ in range(2):
        telegram.deliver(event.chat, Message("the code"))
    telegram.take(parcels)
    return ref
