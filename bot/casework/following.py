"""What a reporter does with a receipt code: read, answer, say how the child is, take the report back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from bot.casework import measures
from bot.casework.counting import count_closed, count_reopened, count_safer
from bot.casework.filing import reached
from bot.casework.keeping import Told
from bot.casework.machine import Act
from bot.casework.model import (
    Author,
    Case,
    FocalPointId,
    Outcome,
    Referral,
    RelayMessage,
    Safer,
    Stage,
)
from bot.casework.moving import moved
from bot.casework.ports import Books, Mailbox
from bot.casework.tiers import acknowledge_by

_COUNTED_AS = {
    Safer.yes: measures.Safer.yes,
    Safer.no: measures.Safer.no,
    Safer.unsure: measures.Safer.unknown,
}
ASKED_AFTER = timedelta(weeks=4)
"""How long after filing the reporter is asked whether the child is safer."""


@dataclass(frozen=True)
class OpenedMailbox:
    """What the receipt code shows: stage, messages and referrals, never the report itself nor a note."""

    case: Case
    messages: tuple[RelayMessage, ...]
    is_covered: bool
    referrals: tuple[Referral, ...] = ()
    asks_if_safer: bool = False
    was_transferred: bool = False
    may_be_told: bool = False
    told_until: date | None = None
    """Whether news can be told of without asking with the code, and, where somebody asked for that, until when."""


def open_mailbox(books: Books, mailbox: Mailbox, now: datetime) -> OpenedMailbox:
    """Read what came of a report; raises NoSuchCase for a code that opens nothing."""
    case = books.cases.by_receipt(mailbox)
    asks = case.safer is None and now.date() - case.filed_on >= ASKED_AFTER
    return OpenedMailbox(
        case,
        books.papers.relayed(case.ref),
        is_covered=bool(books.cases.ladder(case.ref)),
        referrals=books.papers.referrals(case.ref),
        asks_if_safer=asks,
        was_transferred=any(each.event.startswith("transferred:") for each in books.cases.history(case.ref)),
    )


def answer_focal_point(books: Books, mailbox: Mailbox, text: str, now: datetime) -> Told:
    """Leave the reporter's message in the case; returns the case and who is to be told that one came."""
    case = books.cases.by_receipt(mailbox)
    books.papers.relay(case.ref, RelayMessage(Author.reporter, text, now.date()))
    books.cases.record(case.ref, "reporter wrote", "", now.date())
    return case, _those_concerned(books, case)


def reopen_case(books: Books, mailbox: Mailbox, now: datetime) -> Told:
    """The child is still not safe: a closed case runs again, with its tier's clock from now."""
    case = books.cases.by_receipt(mailbox)
    again: dict[str, Any] = {
        "outcome": None,
        "closed_on": None,
        "holder": None,
        "due_at": acknowledge_by(case.tier, now),
        "round": case.round + 1,
    }
    if moved(books, case.ref, Act.reopen, now, event="reopened", **again):
        count_reopened(books, case, now)
    return books.cases.by_receipt(mailbox), _those_concerned(books, case)


def say_if_safer(books: Books, mailbox: Mailbox, answer: Safer, now: datetime) -> Case:
    """Keep what the reporter says of the child weeks later; the first answer stands."""
    case = books.cases.by_receipt(mailbox)
    if case.safer is None and books.cases.change(case.ref, tuple(Stage), safer=answer):
        books.cases.record(case.ref, f"safer:{answer}", "", now.date())
        count_safer(books, case, _COUNTED_AS[answer], now)
    return books.cases.by_receipt(mailbox)


def withdraw_case(books: Books, mailbox: Mailbox, now: datetime) -> Told:
    """The reporter takes the report back: an open case is closed as withdrawn; its words stay until they are erased."""
    case = books.cases.by_receipt(mailbox)
    closed: dict[str, Any] = {"outcome": Outcome.withdrawn, "closed_on": now.date(), "due_at": None}
    was_open = moved(books, case.ref, Act.withdraw, now, event=f"closed:{Outcome.withdrawn}", **closed)
    if was_open:
        count_closed(books, case, Outcome.withdrawn, now)
    return books.cases.by_receipt(mailbox), _those_concerned(books, case) if was_open else ()


def erase_case(books: Books, mailbox: Mailbox, now: datetime) -> tuple[Case, tuple[FocalPointId, ...], frozenset[str]]:
    """The reporter takes the report back and every word of it: keys first, then rows. Nothing can be read again.

    Returns the case that was, whom to tell, and everybody in whose chats its words may still stand.
    """
    case = books.cases.by_receipt(mailbox)
    told = _those_concerned(books, case) if case.stage != Stage.closed else ()
    readers = frozenset(each.by for each in books.cases.history(case.ref) if each.by)
    if case.stage != Stage.closed:
        count_closed(books, case, Outcome.withdrawn, now)
    books.handovers.forget(case.ref)
    books.cases.purge(case.ref)
    return case, told, readers


def _those_concerned(books: Books, case: Case) -> tuple[FocalPointId, ...]:
    """Whoever holds the case, or everybody on the rungs that have been reached."""
    holder = case.holder and books.roster.find(case.holder)
    if holder:
        return (holder.id,)
    return reached(books.cases.ladder(case.ref), case.rung)
