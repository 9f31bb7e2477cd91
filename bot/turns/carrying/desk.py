"""What every effect is carried out with: the books of one transaction, who asks, and what is then done in chats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.casework.errors import NoSuchCase
from bot.casework.lanes import Standing
from bot.casework.model import Case, CaseRef, FocalPointId, ReceiptCode
from bot.casework.ports import Mailbox, ReminderBook
from bot.casework.routing import FocalPoint
from bot.dialogue import effects as do
from bot.dialogue.world import Guide
from bot.storage.store import StoredBooks
from bot.turns.handing_over import Office
from bot.turns.letters import Act
from bot.turns.notices import NoticeText, notices
from bot.turns.reminding import due_reminders
from bot.turns.upkeep import Upkeep

Carried = tuple[do.Effect, do.Result]


@dataclass(frozen=True)
class Prepared:
    """What was made before the transaction: the mailbox each code opens, and how busy the chat and all others were."""

    new_receipt: ReceiptCode | None = None
    mailboxes: Mapping[str, Mailbox] = field(default_factory=dict)
    standing: Standing = field(default_factory=Standing)
    writes_much: bool = False


@dataclass(frozen=True)
class Desk:
    """One turn's transaction; in practice the books are others.

    `acts` collects what is to be done in which chat, `carried` what was carried out, `noted` what the directory's
    register is told once all of it is committed.
    """

    books: StoredBooks
    guide: Guide
    prepared: Prepared
    chat: int
    speaker: FocalPoint | None
    now: datetime
    office: Office
    reminders: ReminderBook
    is_practice: bool = False
    acts: list[tuple[int, Act]] = field(default_factory=list)
    carried: list[Carried] = field(default_factory=list)
    upkeep: Upkeep = field(default_factory=Upkeep)
    noted: list[Callable[[], None]] = field(default_factory=list)

    @property
    def person(self) -> FocalPointId:
        """Who is enrolled and asks; raises NoSuchCase for anybody else, who is told no more than that."""
        if self.speaker is None:
            raise NoSuchCase
        return self.speaker.id

    def tell(self, people: Iterable[FocalPointId], case: Case, notice: NoticeText, step: str = "") -> None:
        """A notice without content to each of these people, who are not told twice of one step."""
        told = notices(self.books, self.guide, people, case, notice, step=step, now=self.now)
        self.acts.extend(told)

    def remind(self, ref: CaseRef) -> None:
        """Tell the reporter later, and without content, that something happened, where that was asked for."""
        if not self.is_practice:
            self.acts.extend(due_reminders(self.books, self.reminders, ref, self.now, self.guide.zone))

    def hold(self, people: Iterable[FocalPointId], case: Case) -> None:
        """A notice that goes with each one's next digest."""
        for person in people:
            self.books.pages.hold(person, case.ref)

    def note_in_register(self) -> None:
        """Tell the directory's register, outside of the transaction: it may be locked for seconds, while an import
        writes, and nobody's report waits for it; a turn that is done again is not counted twice."""
        for note in self.noted:
            note()


Carries = Callable[[Any, Desk], do.Result | None]
"""Carries one kind of effect out."""
