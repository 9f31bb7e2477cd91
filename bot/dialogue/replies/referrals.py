"""Where a case was referred to, and what came of it: both sides read it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.casework.handling import OpenedCase
from bot.casework.model import CaseRef, Referral, ReferralState
from bot.dialogue.outgoing import Button, Message, Row
from bot.dialogue.replies.common import one_each
from bot.i18n import Words, n_

REASONS: Mapping[str, str] = {
    "full": n_("There is no room at the moment."),
    "not_for_this": n_("They do not help with this concern."),
    "not_for_child": n_("They do not take a child like this one."),
    "too_far": n_("It is too far away."),
    "no_answer": n_("Nobody answered."),
}
STATES: Mapping[ReferralState, str] = {
    ReferralState.proposed: n_("proposed; the reporter may still say no"),
    ReferralState.agreed: n_("the reporter agrees"),
    ReferralState.refused: n_("the reporter does not want it"),
    ReferralState.accepted: n_("accepted"),
    ReferralState.rejected: n_("not accepted"),
    ReferralState.done: n_("done"),
}


def lines(w: Words, opened: OpenedCase, name_of: Callable[[str], str]) -> list[str]:
    """Where the case was referred to, and what came of it."""
    return [f"➡️ {w.isolated(name_of(each.service))}: {state_of(w, each)}" for each in opened.referrals]


def state_of(w: Words, referral: Referral) -> str:
    """How far a referral has come, with the reason it was rejected for."""
    state = w.gettext(STATES[referral.state])
    return f"{state}: {reason(w, referral.reason)}" if referral.reason else state


def reason(w: Words, key: str) -> str:
    """Why a service did not accept."""
    return w.gettext(REASONS[key]) if key in REASONS else w.isolated(key)


def rows(w: Words, opened: OpenedCase) -> tuple[Row, ...]:
    """For each referral that runs: what did they say?"""
    running = (ReferralState.proposed, ReferralState.agreed, ReferralState.accepted)
    return tuple(
        tuple(_state_button(w, opened.case.ref, each, state) for state in _next_states(each))
        for each in opened.referrals
        if each.state in running
    )


def _next_states(referral: Referral) -> tuple[ReferralState, ...]:
    accepted = () if referral.state == ReferralState.accepted else (ReferralState.accepted,)
    return (*accepted, ReferralState.rejected, ReferralState.done)


def _state_button(w: Words, ref: CaseRef, referral: Referral, state: ReferralState) -> Button:
    label = f"{w.number(referral.number + 1)} {w.gettext(STATES[state])}"
    return Button(label, "referral", f"{ref}.{referral.number}.{state}", always=True)


def reasons(w: Words, ref: CaseRef, number: int) -> Message:
    """Why did they not accept? The reporter reads it."""
    state = ReferralState.rejected
    buttons = [
        Button(w.gettext(label), "referral", f"{ref}.{number}.{state}.{key}", always=True)
        for key, label in REASONS.items()
    ]
    return Message(w.gettext("Why did they not accept? The reporter reads this in plain words."), one_each(*buttons))
