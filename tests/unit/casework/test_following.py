"""What a reporter does with a receipt code."""

from datetime import timedelta

import pytest

from bot.casework.errors import NoSuchCase
from bot.casework.following import answer_focal_point, open_mailbox, reopen_case
from bot.casework.handling import acknowledge_case, ask_reporter, close_case, open_case
from bot.casework.model import Author, FocalPointId, Outcome, Stage, Tier
from bot.casework.routing import Role
from bot.casework.tiers import acknowledge_by
from bot.storage.receipts import mint_receipt
from bot.storage.store import Store
from tests.stores import NOW, SWABI, a_mailbox, case_of, enrol, file_case, quick_receipts

LATER = NOW + timedelta(days=3)


@pytest.fixture
def pair(store: Store) -> tuple[FocalPointId, FocalPointId]:
    with store.transaction() as books:
        return enrol(books, "local", Role.focal_point, SWABI), enrol(books, "deputy", Role.deputy, SWABI)


def test_the_code_opens_the_mailbox(store: Store, pair: tuple[FocalPointId, FocalPointId]) -> None:
    """The code that was given out opens its own case and no other; any other code opens nothing."""
    receipts = quick_receipts()
    codes = [mint_receipt() for _ in range(5)]
    with store.transaction() as books:
        refs = [file_case(books, mailbox=receipts.mailbox_of(code)).ref for code in codes]
        assert [open_mailbox(books, receipts.mailbox_of(code), NOW).case.ref for code in codes] == refs
        for _ in range(20):
            with pytest.raises(NoSuchCase):
                open_mailbox(books, receipts.mailbox_of(mint_receipt()), NOW)


def test_a_wrong_code_does_nothing(store: Store) -> None:
    """Reading, writing and reopening are refused alike."""
    with store.transaction() as books:
        for act in (
            lambda: open_mailbox(books, a_mailbox(), NOW),
            lambda: answer_focal_point(books, a_mailbox(), "hello", NOW),
            lambda: reopen_case(books, a_mailbox(), NOW),
        ):
            with pytest.raises(NoSuchCase):
                act()


def test_both_ways(store: Store, pair: tuple[FocalPointId, FocalPointId]) -> None:
    """Reporter and focal point read each other's words, in order, and each other's roles alone."""
    mailbox = a_mailbox()
    with store.transaction() as books:
        ref = file_case(books, mailbox=mailbox).ref
        ask_reporter(books, ref, pair[0], "چوٹ کہاں ہے؟", NOW)
    with store.transaction() as books:
        answer_focal_point(books, mailbox, "On the arm \N{PENSIVE FACE}", LATER)
    with store.transaction() as books:
        read = open_mailbox(books, mailbox, NOW).messages
        assert open_case(books, ref, pair[0], LATER).messages == read
    assert [(each.author, each.text, each.written_on) for each in read] == [
        (Author.focal_point, "چوٹ کہاں ہے؟", NOW.date()),
        (Author.reporter, "On the arm \N{PENSIVE FACE}", LATER.date()),
    ]


def test_an_uncovered_place_is_said(store: Store) -> None:
    """Where nobody answers for the place, the mailbox says so."""
    mailbox = a_mailbox()
    with store.transaction() as books:
        file_case(books, mailbox=mailbox)
        assert not open_mailbox(books, mailbox, NOW).is_covered


def test_who_is_told(store: Store, pair: tuple[FocalPointId, FocalPointId]) -> None:
    """Whoever holds the case is told; before that, and once they are gone, everybody it has reached."""
    slow, urgent = a_mailbox(), a_mailbox()
    with store.transaction() as books:
        ref = file_case(books, mailbox=slow).ref
        file_case(books, mailbox=urgent, tier=Tier.T0)
        assert answer_focal_point(books, slow, "one", NOW)[1] == pair[:1]
        assert answer_focal_point(books, urgent, "one", NOW)[1] == pair
        acknowledge_case(books, ref, pair[0], NOW)
        assert answer_focal_point(books, slow, "two", NOW)[1] == pair[:1]
        books.roster.revoke(pair[0], NOW.date())
        assert pair[0] in answer_focal_point(books, slow, "three", NOW)[1]


def test_still_not_safe(store: Store, pair: tuple[FocalPointId, FocalPointId]) -> None:
    """A closed case runs again with a fresh clock, its outcome is gone, and it can be acknowledged anew."""
    mailbox = a_mailbox()
    with store.transaction() as books:
        ref = file_case(books, mailbox=mailbox).ref
        close_case(books, ref, pair[0], Outcome.resolved, NOW)
        case, told = reopen_case(books, mailbox, LATER)
        assert case == case_of(books, ref)
        assert (case.stage, case.outcome, case.closed_on) == (Stage.reopened, None, None)
        assert case.due_at == acknowledge_by(Tier.T1, LATER)
        assert told == pair[:1]
        assert acknowledge_case(books, ref, pair[0], LATER).stage == Stage.acknowledged


def test_reopening_an_open_case_changes_nothing(store: Store, pair: tuple[FocalPointId, FocalPointId]) -> None:
    """The clock of a case that is open already is not put back."""
    mailbox = a_mailbox()
    with store.transaction() as books:
        before = case_of(books, file_case(books, mailbox=mailbox).ref)
        assert reopen_case(books, mailbox, NOW + timedelta(minutes=30))[0] == before
