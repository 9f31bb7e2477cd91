"""Delivers what was committed: each chat in order, chats side by side, at least once, and erased when delivered."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import msgspec

from bot.casework.ports import ReminderBook
from bot.dialogue.outgoing import Document, Message, Picture
from bot.dialogue.replies.reminding import news
from bot.i18n import words
from bot.storage.store import Store, StoredBooks
from bot.turns import trails
from bot.turns.letters import Edit, Parcel, Remind, Remove, Retire, Send, TakeBack, Trail, Wipe

log = logging.getLogger(__name__)

TAKEN_BACK_AFTER = timedelta(minutes=10)
"""How long a case's words stay in a focal point's chat."""
AT_ONCE = 16
LONGEST_WAIT = 60.0
MOST_TRIES = 10
FINISHES_WITHIN = 2.0
DELETED_AT_ONCE = 100


class Undeliverable(Exception):
    """It can never be delivered: the person blocked us, or the message is gone."""


class Refused(Undeliverable):
    """The chat takes nothing from us: the person blocked the bot, or has left Telegram."""


class NotNow(Exception):
    """Try again after so many seconds."""

    def __init__(self, after: float) -> None:
        super().__init__("not now")
        self.after = after


class Courier(Protocol):
    """Does one act in a channel; raises Undeliverable or NotNow."""

    async def send(self, chat: int, act: Send) -> int: ...
    async def edit(self, chat: int, act: Edit) -> None: ...
    async def retire(self, chat: int, message: int) -> None: ...
    async def remove(self, chat: int, messages: tuple[int, ...]) -> None: ...


Waiting = tuple[str, Parcel]


@dataclass(frozen=True)
class Done:
    """What a delivery led to: the message that is now in the chat, or those that are gone from it, or a refusal."""

    sent: int | None = None
    gone: Trail = ()
    is_refused: bool = False


class Postman:
    """Holds a queue for each chat in memory; the outbox is what survives."""

    def __init__(self, store: Store, courier: Courier, clock: Callable[[], datetime], reminders: ReminderBook) -> None:
        self._store, self._courier, self._clock, self._reminders = store, courier, clock, reminders
        self._queues: dict[int, deque[Waiting]] = {}
        self._walks: set[asyncio.Task[None]] = set()
        self._timers: set[asyncio.Task[None]] = set()
        self._unripe: dict[str, Parcel] = {}
        self._is_stopping = False
        self._at_once = asyncio.Semaphore(AT_ONCE)

    async def start(self) -> None:
        """Take up what was committed before the last stop."""
        found = await asyncio.to_thread(self._waiting)
        self.take(sorted(found, key=lambda each: each[1].order))

    def take(self, parcels: Iterable[Waiting]) -> None:
        """Deliver these, behind what waits for the same chat already, and whatever has become due by now.

        The clock's tick brings some every minute, if only none: timers stand still while a machine sleeps.
        """
        self._ripen()
        for name, parcel in parcels:
            if parcel.not_before > self._clock().timestamp():
                self._unripe[name] = parcel
                _keep(self._timers, self._later(parcel))
            else:
                self._queue(name, parcel)

    def is_idle(self) -> bool:
        """Whether nothing that is due is left to deliver."""
        return not self._queues

    async def stop(self) -> None:
        """Stop delivering; what is left stays in the outbox.

        A delivery under way is let finish for a moment: cut off between Telegram and the outbox, it is sent again.
        """
        self._is_stopping = True
        if self._walks:
            await asyncio.wait(self._walks, timeout=FINISHES_WITHIN)
        left = self._walks | self._timers
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    def _queue(self, name: str, parcel: Parcel) -> None:
        if parcel.chat in self._queues:
            self._queues[parcel.chat].append((name, parcel))
            return
        self._queues[parcel.chat] = deque([(name, parcel)])
        _keep(self._walks, self._deliver_all(parcel.chat))

    async def _later(self, parcel: Parcel) -> None:
        await asyncio.sleep(max(0.0, parcel.not_before - self._clock().timestamp()))
        self._ripen()

    def _ripen(self) -> None:
        now = self._clock().timestamp()
        for name in [name for name, parcel in self._unripe.items() if parcel.not_before <= now]:
            self._queue(name, self._unripe.pop(name))

    async def _deliver_all(self, chat: int) -> None:
        queue = self._queues[chat]
        while queue and not self._is_stopping:
            await self._deliver(*queue[0], queue)
            queue.popleft()
        del self._queues[chat]

    async def _deliver(self, name: str, parcel: Parcel, queue: deque[Waiting]) -> None:
        """Try until it is done or can never be; what Clear is to wipe need not be shown first."""
        done, tries = Done(), 0
        while (tries < MOST_TRIES or _takes_away(parcel)) and not _is_overtaken(parcel, queue):
            try:
                async with self._at_once:
                    done = await self._do(parcel)
                break
            except Undeliverable as failure:
                log.warning("Telegram refused a delivery for good: %s", type(parcel.act).__name__)
                done = Done(is_refused=isinstance(failure, Refused))
                break
            except NotNow as busy:
                await asyncio.sleep(busy.after)
            except Exception as failure:
                tries += 1
                log.error("could not deliver (try %d): %s", tries, type(failure).__name__)
                await asyncio.sleep(pause_after(tries))
        await self._until_written(name, parcel, done)

    async def _do(self, parcel: Parcel) -> Done:
        chat, act = parcel.chat, parcel.act
        match act:
            case Send():
                return Done(sent=await self._courier.send(chat, act))
            case Edit():
                await self._courier.edit(chat, act)
            case Retire():
                await self._courier.retire(chat, act.message)
            case Remove():
                await self._courier.remove(chat, act.messages)
            case TakeBack() | Wipe():
                return Done(gone=await self._delete(chat, act))
            case Remind():
                return Done(sent=await self._remind(chat, act))
        return Done()

    async def _remind(self, chat: int, act: Remind) -> int | None:
        """Not where it was revoked, cleared or over in the meantime, nor in the night."""
        now = self._clock()
        known = await asyncio.to_thread(self._reminders.find, act.route, now.date())
        if known is None or now.timestamp() >= act.no_later:
            return None
        return await self._courier.send(chat, Send(news(words(known.language))))

    async def _delete(self, chat: int, act: TakeBack | Wipe) -> Trail:
        doomed = await asyncio.to_thread(self._doomed, chat, act)
        messages = tuple(step.message for step in doomed)
        for at in range(0, len(messages), DELETED_AT_ONCE):
            await self._courier.remove(chat, messages[at : at + DELETED_AT_ONCE])
        return doomed

    def _doomed(self, chat: int, act: TakeBack | Wipe) -> Trail:
        with self._store.transaction() as books:
            trail = trails.trail_of(books, chat, self._clock())
        return tuple(step for step in trail if isinstance(act, Wipe) or step.case == act.case)

    async def _until_written(self, name: str, parcel: Parcel, done: Done) -> None:
        """Erase it from the outbox; a database that is locked or full must not make us send it again and again."""
        while True:
            try:
                self.take(await asyncio.to_thread(self._write, name, parcel, done))
            except Exception as failure:
                log.error("could not write down a delivery: %s", type(failure).__name__)
                await asyncio.sleep(1)
            else:
                return

    def _write(self, name: str, parcel: Parcel, done: Done) -> list[Waiting]:
        now = self._clock()
        with self._store.transaction() as books:
            books.outbox.erase(name)
            if done.is_refused and (person := books.contacts.whose(parcel.chat)):
                books.roster.lose(person)
            if done.gone:
                trails.forget(books, parcel.chat, done.gone, now)
            if done.is_refused:
                self._reminders.erase_chat(parcel.chat)
            if done.sent is not None:
                return self._sent(books, parcel, done.sent, now)
        return []

    def _sent(self, books: StoredBooks, parcel: Parcel, message: int, now: datetime) -> list[Waiting]:
        case = _content_of(parcel)
        trails.note(books, parcel.chat, message, now, case=case)
        if not case:
            return []
        not_before = (now + TAKEN_BACK_AFTER).timestamp()
        taking_back = Parcel(parcel.chat, parcel.order, Remove((message,)), not_before)
        return [(books.outbox.add(msgspec.json.encode(taking_back)), taking_back)]

    def _waiting(self) -> list[Waiting]:
        with self._store.transaction() as books:
            read = ((name, _read(letter)) for name, letter in books.outbox.waiting())
            return [(name, parcel) for name, parcel in read if parcel]


def _content_of(parcel: Parcel) -> str:
    """The case whose words are in it, "" for none."""
    what = parcel.act.what if isinstance(parcel.act, Send) else None
    return what.content_of if isinstance(what, Message | Picture | Document) else ""


def _read(letter: bytes) -> Parcel | None:
    """A parcel as it was written; one of another version must not keep the bot from starting."""
    try:
        return msgspec.json.decode(letter, type=Parcel)
    except msgspec.DecodeError:
        log.error("a letter in the outbox cannot be read")
        return None


def _keep(tasks: set[asyncio.Task[None]], work: Coroutine[None, None, None]) -> None:
    """Start work and hold on to it until it is done: the event loop alone would not."""
    task = asyncio.create_task(work)
    tasks.add(task)
    task.add_done_callback(tasks.discard)


def pause_after(tries: int) -> float:
    """Seconds until the next try, however many there were: an act that is never given up is tried for days."""
    return min(LONGEST_WAIT, 0.2 * 2.0 ** min(tries, MOST_TRIES))


def _takes_away(parcel: Parcel) -> bool:
    """Whether words stay on a phone until it is done: such an act is never given up."""
    return isinstance(parcel.act, Remove | TakeBack | Wipe)


def _is_overtaken(parcel: Parcel, queue: deque[Waiting]) -> bool:
    """Whether Clear was pressed behind it."""
    return isinstance(parcel.act, Send | Edit | Remind) and any(isinstance(each.act, Wipe) for _name, each in queue)
