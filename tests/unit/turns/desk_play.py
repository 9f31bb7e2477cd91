"""Several people at their phones: the pure dialogue, the real carrying and books, and every button that was drawn."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.casework.identifiers import IdentifierFinder
from bot.casework.model import FocalPointId
from bot.channels.telegram.translation import _pressed, to_inline
from bot.dialogue import effects as do
from bot.dialogue import engine
from bot.dialogue.incoming import Incoming, Said
from bot.dialogue.outgoing import Document, Message, Outgoing, Picture, Redraw
from bot.dialogue.session import Session, Step
from bot.dialogue.turn import Turn
from bot.dialogue.world import World
from bot.storage.store import StoredBooks
from bot.turns.carrying import carry_out
from bot.turns.handing_over import Office
from tests.desks import desk, directory
from tests.stores import NOW

IDENTIFIERS = IdentifierFinder(frozenset())
WORDS_WANTED = (Step.asking, Step.noting, Step.transferring)


@dataclass(frozen=True)
class Came:
    """What came of one press: rows written, cases whose words were shown, answers to the effects."""

    written: int
    shown: tuple[str, ...]
    results: tuple[do.Result, ...]

    @property
    def is_accepted(self) -> bool:
        """Whether anything of a case was told or done."""
        told = [each for each in self.results if not isinstance(each, do.CaseRefused | do.CasesListed)]
        return bool(self.written or self.shown or told)


@dataclass
class Seat:
    """One person's phone: the conversation, and the payload of every button there ever was; `bound` to a screen."""

    person: FocalPointId | None
    session: Session = field(default_factory=lambda: Session(language="en", was_promised=True, step=Step.menu))
    payloads: list[str] = field(default_factory=list)
    newest: list[str] = field(default_factory=list)
    bound: list[str] = field(default_factory=list)
    screens: int = 0

    def press(self, books: StoredBooks, office: Office, payload: str, *, words: str = "") -> Came:
        """A payload as it comes from Telegram, and the words that are asked for then."""
        before = _written(books)
        shown, results = self._take(books, office, _pressed(payload))
        if words and self.session.step in WORDS_WANTED:
            more, also = self._take(books, office, Said(words))
            shown, results = [*shown, *more], [*results, *also]
        return Came(_written(books) - before, tuple(_cases_in(shown)), tuple(results))

    def _take(self, books: StoredBooks, office: Office, incoming: Incoming) -> tuple[list[Outgoing], list[do.Result]]:
        self.screens += 1
        speaker = books.roster.find(self.person) if self.person else None
        token = f"{(self.person or 'nobody')[:5]}{self.screens:04}"
        world = World(directory(), IDENTIFIERS, NOW.date(), token, speaker)
        turn = engine.step(self.session, incoming, world)
        here = desk(books, office, speaker)
        outgoing, results, waiting = list(turn.outgoing), list[do.Result](), list(turn.effects)
        self.session = turn.session
        while waiting:
            if (result := carry_out(waiting.pop(0), here)) is not None:
                results.append(result)
                onward: Turn = engine.resume(self.session, result, world)
                self.session = onward.session
                outgoing += onward.outgoing
                waiting += onward.effects
        self.newest = list(_payloads(outgoing, self.session.screen)) or self.newest
        self.payloads += self.newest
        self.bound += [payload for payload in self.newest if not payload.startswith("|")]
        return outgoing, results


def _written(books: StoredBooks) -> int:
    driver = books.cases._db.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver.total_changes


def _cases_in(shown: Sequence[Outgoing]) -> Iterator[str]:
    yield from (each.content_of for each in shown if isinstance(each, Message | Picture | Document) and each.content_of)


def _payloads(shown: Sequence[Outgoing], screen: str) -> Iterator[str]:
    for each in shown:
        message = each.message if isinstance(each, Redraw) else each
        keyboard = to_inline(message, screen) if isinstance(message, Message | Picture) else None
        for row in keyboard.inline_keyboard if keyboard else ():
            yield from (str(button.callback_data) for button in row if button.callback_data)
