"""What happened to a case, day by day, as its focal points read it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.casework.handling import OpenedCase
from bot.casework.measures import NoReport
from bot.casework.model import Happened, Outcome, ReferralState, Safer, Tier
from bot.dialogue.outgoing import Message
from bot.dialogue.replies import names
from bot.dialogue.replies.case_acts import NO_REPORTS
from bot.dialogue.replies.referrals import STATES
from bot.dialogue.replies.sending import pieces
from bot.i18n import Words, n_

_EVENTS: Mapping[str, str] = {
    "filed": n_("The report came in."),
    "opened": n_("Somebody read it."),
    "acknowledge": n_("Somebody took it on."),
    "take over": n_("It was taken over."),
    "ask": n_("The reporter was asked."),
    "noted": n_("A note was written."),
    "refer": n_("A service was proposed."),
    "hand over": n_("It was handed over to another system."),
    "handover": n_("It was handed over to another system."),
    "reporter wrote": n_("The reporter wrote."),
    "reopened": n_("The reporter says that it is still not safe."),
    "routed anew": n_("It was routed anew."),
    "escalated": n_("Nobody acted in time, so others were told."),
    "nobody did": n_("Nobody acted in time, and there is nobody further to tell."),
    "linked": n_("It was linked with another report."),
    "unlinked": n_("The link with another report was undone."),
    "told apart": n_("Another report was found to be of another child."),
    "may be traced": n_("A report in another district may be about the same child."),
    "tracing agreed": n_("One district agreed to compare reports."),
    "tracing declined": n_("One district said that it is another child."),
    "traced report read": n_("One district read the other's report."),
}
_OTHER = n_("Something was done about it.")


def history(w: Words, opened: OpenedCase, place: Callable[[str], str], person: str) -> tuple[Message, ...]:
    """What happened, oldest first, then the notes."""
    lines = [f"{w.day(each.on)} · {_event(w, each, place)}{_by(w, each.by, person)}" for each in opened.history]
    head = "<b>" + w.gettext("History") + "</b>"
    told = [Message(text, content_of=opened.case.ref) for text in pieces("\n".join([head, *_shown(lines)]))]
    notes = [
        Message(
            f"📝 {w.day(note.written_on)}{_by(w, note.by, person)}\n<blockquote>{w.isolated(piece)}</blockquote>",
            content_of=opened.case.ref,
        )
        for note in opened.notes
        for piece in pieces(note.text)
    ]
    return (*told, *notes)


def _shown(lines: Sequence[str], most: int = 40) -> list[str]:
    """The beginning and the newest, where there are many."""
    return [*lines] if len(lines) <= most else [lines[0], "…", *lines[-most:]]


def _by(w: Words, by: str, person: str) -> str:
    if not by:
        return ""
    return " · " + (w.gettext("you") if by == person else w.gettext("another focal point"))


def _event(w: Words, happened: Happened, place: Callable[[str], str]) -> str:
    kind, _colon, rest = happened.event.partition(":")
    known: Mapping[str, Callable[[], str]] = {
        "closed": lambda: w.gettext("Closed:") + " " + names.outcome_button(w, Outcome(rest)),
        "transferred": lambda: w.gettext("It went to the district {district}.", district=place(rest)),
        "urgency": lambda: w.gettext("Urgency:") + " " + names.tier(w, Tier[rest]),
        "no report": lambda: w.gettext("It was no report:") + " " + w.gettext(NO_REPORTS[NoReport[rest]]),
        "safer": lambda: w.gettext("Is the child safer now?") + " " + names.safer(w, Safer(rest)),
        "referral": lambda: w.gettext("The referral:") + " " + w.gettext(STATES[ReferralState(rest)]),
    }
    return known[kind]() if kind in known else w.gettext(_EVENTS.get(kind, _OTHER))
