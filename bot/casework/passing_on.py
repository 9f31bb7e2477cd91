"""A case goes further: to another district, or to services of the directory."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.casework.errors import AlreadyMoved, HeldByAnother, NoFocalPoint
from bot.casework.filing import reached, starting_rung
from bot.casework.handling import act_on
from bot.casework.machine import Act
from bot.casework.model import Case, CaseRef, FocalPointId, Referral, ReferralState
from bot.casework.moving import case_of, move
from bot.casework.ports import Books, Mailbox
from bot.casework.routing import Whereabouts, route_case
from bot.casework.tiers import acknowledge_by

_FOLLOWS = {
    ReferralState.accepted: (ReferralState.proposed, ReferralState.agreed),
    ReferralState.rejected: (ReferralState.proposed, ReferralState.agreed, ReferralState.accepted),
    ReferralState.done: (ReferralState.proposed, ReferralState.agreed, ReferralState.accepted),
    ReferralState.agreed: (ReferralState.proposed,),
    ReferralState.refused: (ReferralState.proposed, ReferralState.agreed),
}


def transfer_case(
    books: Books, ref: CaseRef, person: FocalPointId, where: Whereabouts, now: datetime
) -> tuple[Case, tuple[FocalPointId, ...]]:
    """Give a case to another district's focal points; returns it and whom to tell.

    Whoever gives it loses sight of it, unless they stand on the new ladder too. Raises NoFocalPoint where nobody
    covers that district, and changes nothing then: a case is not sent into the void.
    """
    case = case_of(books, ref, person)
    accused = books.cases.report(ref).child.accused
    ladder = route_case(where, accused, books.roster.everyone())
    if not ladder or where.district is None or where.district == case.district:
        raise NoFocalPoint
    rung = starting_rung(ladder, case.tier)
    anew: dict[str, Any] = {
        "rung": rung,
        "round": case.round + 1,
        "holder": None,
        "due_at": acknowledge_by(case.tier, now),
    }
    move(books, ref, Act.transfer, person, now, event=f"transferred:{where.district}", **anew)
    books.cases.resettle(ref, where.district)
    books.cases.reroute(ref, ladder)
    return _found(books, ref), reached(ladder, rung)


def refer_case(books: Books, ref: CaseRef, person: FocalPointId, service: str, now: datetime) -> Case:
    """Propose to pass a case to a service of the directory; the reporter may refuse that their words go along."""
    case = act_on(books, ref, Act.refer, person, now)
    number = len(books.papers.referrals(ref))
    books.papers.refer(ref, Referral(number, service, ReferralState.proposed, now.date()))
    return case


def move_referral(  # the case, who, which, to what and why
    books: Books, ref: CaseRef, person: FocalPointId, number: int, state: ReferralState, now: datetime, reason: str = ""
) -> Case:
    """Say what the service answered: accepted, rejected (with the reason) or done; for whoever holds the case."""
    case = case_of(books, ref, person)
    if case.holder not in (None, person):
        raise HeldByAnother(ref, case.stage)
    _set_state(books, case, number, state, reason, person, now)
    return case


def answer_referral(
    books: Books, mailbox: Mailbox, number: int, now: datetime, *, agrees: bool
) -> tuple[Case, FocalPointId | None]:
    """The reporter agrees to a referral or refuses it; returns the case and who holds it, to be told."""
    case = books.cases.by_receipt(mailbox)
    state = ReferralState.agreed if agrees else ReferralState.refused
    _set_state(books, case, number, state, "", "", now)
    return case, case.holder


def _set_state(  # the case, which referral, to what, why, by whom
    books: Books, case: Case, number: int, state: ReferralState, reason: str, by: str, now: datetime
) -> None:
    known = {referral.number: referral for referral in books.papers.referrals(case.ref)}
    referral = known.get(number)
    if referral is None or referral.state not in _FOLLOWS.get(state, ()):
        raise AlreadyMoved(case.ref, case.stage)
    changed = Referral(number, referral.service, state, now.date(), reason)
    if not books.papers.move_referral(case.ref, changed, while_in=referral.state):
        raise AlreadyMoved(case.ref, case.stage)
    books.cases.record(case.ref, f"referral:{state}", by, now.date())


def _found(books: Books, ref: CaseRef) -> Case:
    case = books.cases.find(ref)
    if case is None:  # it was found in this very transaction
        raise NoFocalPoint
    return case
