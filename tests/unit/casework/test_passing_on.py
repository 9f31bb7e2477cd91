"""A case goes to another district, or to services."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.casework.errors import AlreadyMoved, HeldByAnother, NoFocalPoint, NoSuchCase
from bot.casework.following import erase_case, open_mailbox, say_if_safer, withdraw_case
from bot.casework.handling import acknowledge_case, close_case, open_case
from bot.casework.keeping import escalate_overdue
from bot.casework.model import CaseRef, FocalPointId, Outcome, ReferralState, Safer, Stage, Tier
from bot.casework.passing_on import answer_referral, move_referral, refer_case, transfer_case
from bot.casework.routing import Role
from bot.storage.store import Store, StoredBooks
from tests.stores import KP, NOW, PESHAWAR, SWABI, a_mailbox, case_of, enrol, file_case, place, raw_rows


@pytest.fixture
def swabi(store: Store) -> FocalPointId:
    with store.transaction() as books:
        return enrol(books, "swabi", Role.focal_point, SWABI)


def test_transferred(store: Store, tmp_path: Path, swabi: FocalPointId) -> None:
    """The other district's focal point reads it, the first no longer does, and its key is wrapped for the new one."""
    with store.transaction() as books:
        peshawar = enrol(books, "peshawar", Role.focal_point, PESHAWAR)
        ref = file_case(books).ref
        acknowledge_case(books, ref, swabi, NOW)
        case, told = transfer_case(books, ref, swabi, place(PESHAWAR), NOW)
        assert (case.district, case.stage, case.holder, case.round, told) == (
            PESHAWAR,
            Stage.waiting,
            None,
            1,
            (peshawar,),
        )
        assert "behind the mill" in open_case(books, ref, peshawar, NOW).report.narrative
        with pytest.raises(NoSuchCase):
            open_case(books, ref, swabi, NOW)
    holders = {holder for (holder,) in raw_rows(tmp_path, "SELECT held_by FROM case_keys")}
    assert holders == {"district:peshawar", "receipt"}


def test_not_into_the_void(store: Store, swabi: FocalPointId) -> None:
    """Where nobody is enrolled a case is not sent, nor to the district it is in; nothing has changed."""
    with store.transaction() as books:
        ref = file_case(books).ref
        before = case_of(books, ref)
        for district in (PESHAWAR, SWABI, None):
            with pytest.raises(NoFocalPoint):
                transfer_case(books, ref, swabi, place(district), NOW)
        assert case_of(books, ref) == before


def test_who_stood_higher_up_may_transfer(store: Store, swabi: FocalPointId) -> None:
    """A transfer begins at the foot of the new ladder: whoever was reached higher up loses sight by it, and it is whole
    all the same."""
    with store.transaction() as books:
        peshawar, kp = enrol(books, "peshawar", Role.focal_point, PESHAWAR), enrol(books, "kp", Role.province, KP)
        ref = file_case(books).ref
        escalate_overdue(books, NOW + timedelta(hours=2))
        case, told = transfer_case(books, ref, kp, place(PESHAWAR), NOW)
        assert (case.district, case.rung, told) == (PESHAWAR, 0, (peshawar,))
        assert case_of(books, ref) == case


def test_the_province_keeps_sight_of_a_transfer(store: Store, swabi: FocalPointId) -> None:
    """Somebody who stands on the new ladder too hears of it and goes on reading it once it is climbed so far."""
    with store.transaction() as books:
        peshawar, kp = enrol(books, "peshawar", Role.focal_point, PESHAWAR), enrol(books, "kp", Role.province, KP)
        ref = file_case(books, tier=Tier.T0).ref
        _case, told = transfer_case(books, ref, swabi, place(PESHAWAR), NOW)
        assert told == (peshawar, kp)


def _states(books: StoredBooks, ref: CaseRef) -> list[ReferralState]:
    return [referral.state for referral in books.papers.referrals(ref)]


def test_a_referral_goes_its_way(store: Store, tmp_path: Path, swabi: FocalPointId) -> None:
    """Proposed, agreed by the reporter, accepted, done; a thief reads neither which service nor why it was rejected."""
    mailbox = a_mailbox()
    with store.transaction() as books:
        ref = file_case(books, mailbox=mailbox).ref
        assert refer_case(books, ref, swabi, "legal-aid-swabi", NOW).stage == Stage.acting
        refer_case(books, ref, swabi, "shelter-swabi", NOW)
        case, holder = answer_referral(books, mailbox, 0, NOW, agrees=True)
        assert (case.ref, holder) == (ref, swabi)
        move_referral(books, ref, swabi, 0, ReferralState.accepted, NOW)
        move_referral(books, ref, swabi, 0, ReferralState.done, NOW)
        move_referral(books, ref, swabi, 1, ReferralState.rejected, NOW, "no beds for planted children")
        assert _states(books, ref) == [ReferralState.done, ReferralState.rejected]
        assert open_mailbox(books, mailbox, NOW).referrals[1].reason == "no beds for planted children"
    assert not any(
        word in cell
        for word in (b"planted", b"swabi")
        for (cell,) in raw_rows(tmp_path, "SELECT sealed FROM referrals")
    )


def test_referrals_are_the_holders_to_move(store: Store, swabi: FocalPointId) -> None:
    """Who did not take the case on does not answer for the services either."""
    with store.transaction() as books:
        other = enrol(books, "other", Role.focal_point, SWABI)
        ref = file_case(books).ref
        refer_case(books, ref, swabi, "legal-aid-swabi", NOW)
        with pytest.raises(HeldByAnother):
            move_referral(books, ref, other, 0, ReferralState.accepted, NOW)
        assert _states(books, ref) == [ReferralState.proposed]


def test_a_refusal_is_final(store: Store, swabi: FocalPointId) -> None:
    """What the reporter refused is not accepted afterwards; nobody answers twice, or a referral there is not."""
    mailbox = a_mailbox()
    with store.transaction() as books:
        ref = file_case(books, mailbox=mailbox).ref
        refer_case(books, ref, swabi, "legal-aid-swabi", NOW)
        answer_referral(books, mailbox, 0, NOW, agrees=False)
        tried: tuple[Callable[[], object], ...] = (
            lambda: move_referral(books, ref, swabi, 0, ReferralState.accepted, NOW),
            lambda: answer_referral(books, mailbox, 0, NOW, agrees=True),
            lambda: answer_referral(books, mailbox, 7, NOW, agrees=True),
            lambda: move_referral(books, ref, swabi, 0, ReferralState.proposed, NOW),
        )
        for act in tried:
            with pytest.raises(AlreadyMoved):
                act()


def test_withdrawn(store: Store, swabi: FocalPointId) -> None:
    """An open case closes as withdrawn and its focal point is told; a closed one stays as it was."""
    mailbox = a_mailbox()
    with store.transaction() as books:
        ref = file_case(books, mailbox=mailbox).ref
        case, told = withdraw_case(books, mailbox, NOW)
        assert (case.stage, case.outcome, told) == (Stage.closed, Outcome.withdrawn, (swabi,))
        other = a_mailbox()
        closed = file_case(books, mailbox=other).ref
        close_case(books, closed, swabi, Outcome.resolved, NOW)
        assert withdraw_case(books, other, NOW)[1] == ()
        assert case_of(books, closed).outcome == Outcome.resolved
        assert case_of(books, ref).outcome == Outcome.withdrawn


def test_erased(store: Store, tmp_path: Path, swabi: FocalPointId) -> None:
    """No row and no key of it is left, and its code opens nothing."""
    mailbox = a_mailbox()
    with store.transaction() as books:
        ref = file_case(books, mailbox=mailbox).ref
        refer_case(books, ref, swabi, "legal-aid-swabi", NOW)
        erased, told, readers = erase_case(books, mailbox, NOW)
        assert (erased.ref, told, readers) == (ref, (swabi,), frozenset({str(swabi)}))
        with pytest.raises(NoSuchCase):
            open_mailbox(books, mailbox, NOW)
    for table in ("reports", "case_keys", "mailboxes", "referrals", "case_events", "assignments"):
        assert raw_rows(tmp_path, f"SELECT 1 FROM {table}") == []  # noqa: S608


def test_asked_four_weeks_on(store: Store) -> None:
    """The question comes after four weeks, once; the first answer stands."""
    mailbox = a_mailbox()
    with store.transaction() as books:
        file_case(books, mailbox=mailbox)
        asked = [open_mailbox(books, mailbox, NOW.replace(month=12, day=day)).asks_if_safer for day in (19, 20)]
        assert asked == [False, True]
        assert say_if_safer(books, mailbox, Safer.no, NOW).safer == Safer.no
        assert say_if_safer(books, mailbox, Safer.yes, NOW).safer == Safer.no
        assert not open_mailbox(books, mailbox, NOW.replace(month=12, day=21)).asks_if_safer
