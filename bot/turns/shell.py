"""The shell: brings understanding in, lets the dialogue decide, carries out and commits all of it together."""

from __future__ import annotations

import asyncio
import itertools
import logging
import secrets
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Protocol

import msgspec

from bot.casework.model import Case, FocalPointId
from bot.casework.ports import ReminderBook
from bot.casework.routing import FocalPoint
from bot.dialogue import engine
from bot.dialogue.incoming import Incoming, Meaning, Pressed, Said, SentMedia, SharedPoint
from bot.dialogue.outgoing import Outgoing, Redraw
from bot.dialogue.replies import common, handing_over
from bot.dialogue.session import Session, Step
from bot.dialogue.steps import practising
from bot.dialogue.steps.following import code_in
from bot.dialogue.turn import Turn
from bot.dialogue.world import Guide, IdentifierFinder, World
from bot.i18n import words
from bot.storage.errors import SealBroken
from bot.storage.practice import PracticeRoom
from bot.storage.store import Store, StoredBooks
from bot.turns import trails
from bot.turns.carrying import Desk, Prepared, carry_out
from bot.turns.gate import Gate
from bot.turns.handing_over import Office
from bot.turns.letters import Act, Edit, Letter, Parcel, Remind, Remove, Retire, Send
from bot.turns.notices import notices
from bot.turns.upkeep import Upkeep

log = logging.getLogger(__name__)

_UNREAD_STEPS = frozenset({Step.mailbox, Step.asking, Step.noting, Step.transferring, Step.sure_to_send, Step.inviting})
"""Words for another person are passed on as they are; the language model has no business with them."""
_WRITES_OF_A_CASE = frozenset({Step.asking, Step.noting, Step.sure_to_send})


class Understanding(Protocol):
    """What a text means; None while the language model is away or too slow."""

    async def __call__(self, text: str) -> Meaning | None: ...


class Post(Protocol):
    """Takes what was committed, to be delivered."""

    def take(self, parcels: Iterable[tuple[str, Parcel]]) -> None: ...


@dataclass(frozen=True)
class Shell:
    """One turn at a time for each chat; whoever calls `take` keeps a chat's letters in order."""

    store: Store
    guide: Guide
    identifiers: IdentifierFinder
    understand: Understanding
    post: Post
    clock: Callable[[], datetime]
    gate: Gate
    practice: PracticeRoom
    office: Office
    reminders: ReminderBook
    upkeep: Upkeep = field(default_factory=Upkeep)

    async def take(self, letter: Letter) -> None:
        """Carry one letter out: all of it is committed together, and a second time changes nothing."""
        now = self.clock()
        session, speaker = await asyncio.to_thread(self._standing, letter.chat, now)
        world = World(self.guide, self.identifiers, now.date(), _screen_name(letter.incoming, session), speaker, now)
        incoming = await self._understood(letter.incoming, session)
        turn = engine.step(session, incoming, world)
        prepared = await self.gate.prepare(letter.chat, turn, now)
        parcels, desk = await asyncio.to_thread(self._commit, letter, turn, prepared, world, now)
        self.post.take(parcels)
        if desk:
            self.gate.note(letter.chat, turn, desk.carried, now)
            await asyncio.to_thread(desk.note_in_register)

    async def set_aside(self, letter: Letter) -> None:
        """Give a letter up for now: seal what was said, not who said it, for the operator, and tell the person."""
        now = self.clock()
        self.post.take(await asyncio.to_thread(self._commit_aside, letter, now))

    async def set_aside_unread(self, update: int, raw: bytes) -> None:
        """Seal an update that nobody can read, for the operator."""
        await asyncio.to_thread(self._commit_unread, update, raw, self.clock())

    def tell(self, acts: Iterable[tuple[int, Act]], books: StoredBooks) -> list[tuple[str, Parcel]]:
        """Write acts into the outbox, in order."""
        order = itertools.count(int(self.clock().timestamp() * 1_000_000_000))
        parcels = [Parcel(chat, next(order), act, act.at if isinstance(act, Remind) else 0.0) for chat, act in acts]
        return [(books.outbox.add(msgspec.json.encode(parcel)), parcel) for parcel in parcels]

    def tell_of_end(self, books: StoredBooks, person: FocalPointId, case: Case) -> list[tuple[str, Parcel]]:
        """A notice for whoever handed a case over of what became of it."""
        handed = books.handovers.find(case.ref)
        if handed is None:
            return []
        notice = partial(handing_over.notice_of_end, handed=handed)
        told = notices(books, self.guide, (person,), case, notice, step="", now=self.clock())
        return self.tell(told, books)

    def _standing(self, chat: int, now: datetime) -> tuple[Session, FocalPoint | None]:
        with self.store.transaction() as books:
            return _session(books, chat, now), _speaker(books, books.contacts.whose(chat))

    async def _understood(self, incoming: Incoming, session: Session) -> Incoming:
        if isinstance(incoming, SentMedia) and incoming.said:
            return replace(incoming, said=await self._read(incoming.said, session))
        return await self._read(incoming, session) if isinstance(incoming, Said) else incoming

    async def _read(self, said: Said, session: Session) -> Said:
        if session.step in _UNREAD_STEPS or code_in(said.text) or not any(map(str.isalpha, said.text)):
            return said
        return replace(said, meaning=await self.understand(said.text))

    def _commit(
        self, letter: Letter, turn: Turn, prepared: Prepared, world: World, now: datetime
    ) -> tuple[list[tuple[str, Parcel]], Desk | None]:
        with self.store.transaction() as books:
            if not books.marks.is_new(letter.update, now):
                return [], None
            if world.speaker:
                books.roster.revive(world.speaker.id)
            done, desk = self._carried_out(letter, turn, prepared, world, now, books)
            _note(books, letter, now, _case_written_of(_session(books, letter.chat, now)))
            _keep(books, letter.chat, done.session, now)
            return self.tell([*_answers(letter, done), *desk.acts], books), desk

    def _carried_out(
        self, letter: Letter, turn: Turn, prepared: Prepared, world: World, now: datetime, books: StoredBooks
    ) -> tuple[Turn, Desk]:
        """The turn after its effects, and what they led to in other chats.

        An exercise is committed first: should the rest fail, it is done again, which harms nobody.
        """
        speaker = practising.speaker_of(turn.session, world.speaker)
        with self._books_for(turn, books) as own:
            is_practice = turn.session.practice is not None
            desk = Desk(
                own,
                self.guide,
                prepared,
                letter.chat,
                speaker,
                now,
                self.office,
                self.reminders,
                is_practice,
                upkeep=self.upkeep,
            )
            return _carried_out(turn, desk, world), desk

    def _books_for(self, turn: Turn, books: StoredBooks) -> AbstractContextManager[StoredBooks]:
        practice = turn.session.practice
        if practice is None or not turn.effects:
            return nullcontext(books)
        return self.practice.transaction(practice.since, practice.trainee)

    def _commit_aside(self, letter: Letter, now: datetime) -> list[tuple[str, Parcel]]:
        with self.store.transaction() as books:
            if not books.marks.is_new(letter.update, now):
                return []
            books.set_aside.add(msgspec.json.encode(_without_point(letter.incoming)), now.date())
            _note(books, letter, now)
            session = _session(books, letter.chat, now)
            said = practising.marked_message(session, common.trouble(words(session.language)))
            return self.tell([(letter.chat, Send(said))], books)

    def _commit_unread(self, update: int, raw: bytes, now: datetime) -> None:
        with self.store.transaction() as books:
            if books.marks.is_new(update, now):
                books.set_aside.add(raw, now.date())


def _without_point(incoming: Incoming) -> Incoming | str:
    """What may be kept for the operator: of a pin only that there was one, as its point lives in memory alone."""
    return type(incoming).__name__ if isinstance(incoming, SharedPoint) else incoming


def _screen_name(incoming: Incoming, session: Session) -> str:
    """A new name for what is drawn next. A press on an earlier screen draws the present one again under its own name:
    under a new one, whoever presses before our answer arrives would be a screen behind for ever."""
    is_behind = isinstance(incoming, Pressed) and incoming.screen and incoming.screen != session.screen
    return session.screen if is_behind and session.screen else secrets.token_urlsafe(6)


def _session(books: StoredBooks, chat: int, now: datetime) -> Session:
    """The conversation, or a fresh one where none is kept, an older version wrote it, or it does not open.

    Raising would fail every letter of this chat, and the first of them would keep Telegram from giving out others'.
    """
    try:
        kept = books.drafts.read(chat, now)
        return msgspec.json.decode(kept, type=Session) if kept else Session()
    except (SealBroken, msgspec.DecodeError):
        log.error("a draft does not open: the conversation begins anew")
        return Session()


def _speaker(books: StoredBooks, person: FocalPointId | None) -> FocalPoint | None:
    return books.roster.find(person) if person else None


def _keep(books: StoredBooks, chat: int, session: Session, now: datetime) -> None:
    """A conversation with nothing in it leaves nothing behind; what was told or opened is not renewed by writing on."""
    if session == Session():
        books.drafts.erase(chat, now)
    else:
        renews = not session.goes_on_from(_session(books, chat, now))
        books.drafts.write(chat, msgspec.json.encode(session), now, renews=renews)


def _note(books: StoredBooks, letter: Letter, now: datetime, case: str = "") -> None:
    """What they wrote goes on the trail, so that Clear can delete it, and with it goes what is taken back of a case."""
    if letter.message and not isinstance(letter.incoming, Pressed):
        trails.note(books, letter.chat, letter.message, now, case=case)


def _case_written_of(session: Session) -> str:
    """Which case a focal point's next words are about."""
    return session.asking_about if session.step in _WRITES_OF_A_CASE else ""


def _carried_out(turn: Turn, desk: Desk, world: World) -> Turn:
    """The turn after all its effects, and those that their results lead to."""
    outgoing, waiting, session = list(turn.outgoing), list(turn.effects), turn.session
    while waiting:
        effect = waiting.pop(0)
        result = carry_out(effect, desk)
        if result is None:
            continue
        desk.carried.append((effect, result))
        onward = engine.resume(session, result, world)
        session = onward.session
        outgoing += onward.outgoing
        waiting += onward.effects
    return Turn(session, tuple(outgoing))


def _answers(letter: Letter, turn: Turn) -> Iterable[tuple[int, Act]]:
    """What is done in the letter's own chat: the pressed screen retires, then comes what the turn shows."""
    redraws = any(isinstance(each, Redraw) for each in turn.outgoing)
    if letter.message and isinstance(letter.incoming, Pressed) and letter.incoming.screen and not redraws:
        yield letter.chat, Retire(letter.message)
    if letter.message and isinstance(letter.incoming, SentMedia):
        yield letter.chat, Remove((letter.message,))
    for each in turn.outgoing:
        yield letter.chat, _act(letter, each, turn.session.screen)


def _act(letter: Letter, each: Outgoing, screen: str) -> Act:
    if isinstance(each, Redraw):
        return Edit(letter.message, each.message, screen) if letter.message else Send(each.message, screen)
    return Send(each, screen)
