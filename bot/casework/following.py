"""What a reporter does with a receipt code: read, answer, say that it is still not safe."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.casework.counting import count_reopened
from bot.casework.errors import NoSuchCase
from bot.casework.filing import reached
from bot.casework.model import Author, Case, FocalPointId, RelayMessage, Stage
from bot.casework.ports import Books, Mailbox
from bot.casework.tiers import acknowledge_by


@dataclass(frozen=True)
class OpenedMailbox:
    """What the receipt code shows: the stage and the messages, never the report itself."""

    case: Case
    messages: tuple[RelayMessage, ...]
    is_covered: bool


def open_mailbox(books: Books, mailbox: Mailbox) -> OpenedMailbox:
    """Read what came of a report; raises NoSuchCase for a code that opens nothing."""
    case = _case_of(books, mailbox)
    return OpenedMailbox(case, books.cases.relayed(case.ref), bool(books.cases.ladder(case.ref)))


def answer_focal_point(
    books: Books, mailbox: Mailbox, text: str, now: datetime
) -> tuple[Case, tuple[FocalPointId, ...]]:
    """Leave the reporter's message in the case; returns the case and who is to be told that one came."""
    case = _case_of(books, mailbox)
    books.cases.relay(case.ref, RelayMessage(Author.reporter, text, now.date()))
    books.cases.record(case.ref, "reporter wrote", "", now.date())
    return case, _those_concerned(books, case)


def reopen_case(books: Books, mailbox: Mailbox, now: datetime) -> tuple[Case, tuple[FocalPointId, ...]]:
    """The child is still not safe: a closed case runs again, with its tier's clock from now."""
    case = _case_of(books, mailbox)
    due_at = acknowledge_by(case.tier, now)
    moved = books.cases.change(
        case.ref, (Stage.closed,), stage=Stage.reopened, outcome=None, closed_on=None, due_at=due_at
    )
    if moved:
        books.cases.record(case.ref, "reopened", "", now.date())
        count_reopened(books, case, now)
    return _case_of(books, mailbox), _those_concerned(books, case)


def _those_concerned(books: Books, case: Case) -> tuple[FocalPointId, ...]:
    """Whoever holds the case, or everybody on the rungs that have been reached."""
    holder = case.holder and books.roster.find(case.holder)
    if holder:
        return (holder.id,)
    return reached(books.cases.ladder(case.ref), case.rung)


def _case_of(books: Books, mailbox: Mailbox) -> Case:
    case = books.cases.find_by(mailbox)
    if case is None:
        raise NoSuchCase
    return case
