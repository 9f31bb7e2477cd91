"""What a focal point reads when acting on one case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.casework.measures import NoReport
from bot.casework.model import Case, CaseRef, Stage, Tier
from bot.dialogue.outgoing import Button, Message, Row
from bot.dialogue.replies import names
from bot.dialogue.replies.common import in_pairs, one_each
from bot.dialogue.replies.handed_over import hand_over_button
from bot.i18n import Words, n_
from services_directory.model import Listing

NO_REPORTS: Mapping[NoReport, str] = {
    NoReport.test: n_("A test"),
    NoReport.prank: n_("A prank"),
    NoReport.silence: n_("Nothing in it"),
    NoReport.question: n_("A question"),
    NoReport.wrong_place: n_("Another country or office"),
}
HOLDER_SHOWN = 6
"""Characters of a holder's random id that a button carries, so that a press on an old one is known as such."""


def act_rows(w: Words, case: Case, person: str) -> tuple[Row, ...]:
    """What this person can do with a case where it stands."""
    if case.stage == Stage.closed:
        return (_row(w, case, "history"),)
    first = _take(w, case, person)
    if case.holder and case.holder != person:
        return (*first, _row(w, case, "note", "history"))
    handing = (hand_over_button(w, case),) if case.holder == person else ()
    return (
        *first,
        _row(w, case, "ask", "note"),
        _row(w, case, "refer", "transfer"),
        _row(w, case, "urgency", "history"),
        (*handing, Button(w.gettext("Close"), "outcomes", case.ref, always=True)),
    )


def _take(w: Words, case: Case, person: str) -> tuple[Row, ...]:
    if case.holder == person:
        return ()
    if case.holder:
        seen = f"{case.ref}.{case.holder[:HOLDER_SHOWN]}"
        return ((Button("✋ " + w.gettext("Take it over"), "take_over", seen, always=True),),)
    return ((Button("✔ " + w.gettext("Acknowledge"), "acknowledge", case.ref, style="success", always=True),),)


def _row(w: Words, case: Case, *acts: str) -> Row:
    labels = {
        "ask": "❓ " + w.gettext("Ask the reporter"),
        "note": "📝 " + w.gettext("Private note"),
        "refer": "➡️ " + w.gettext("Refer"),
        "transfer": "🔀 " + w.gettext("Another district"),
        "urgency": "⏱ " + w.gettext("Urgency"),
        "history": "🕘 " + w.gettext("History"),
    }
    return tuple(Button(labels[act], act, case.ref, always=True) for act in acts)


def tiers(w: Words, ref: CaseRef) -> Message:
    """How urgent is it?"""
    buttons = [Button(names.tier_button(w, tier), "urgency", f"{ref}.{tier.name}", always=True) for tier in Tier]
    return Message(w.gettext("How urgent is it? The clock starts again."), one_each(*buttons))


def no_reports(w: Words, ref: CaseRef) -> Message:
    """What was it, if no report?"""
    buttons = [
        Button(w.gettext(label), "no_report", f"{ref}.{kind.name}", always=True) for kind, label in NO_REPORTS.items()
    ]
    text = w.gettext("What was it? It is closed and counted apart from reports.")
    return Message(text, in_pairs(*buttons))


def note_what(w: Words) -> Message:
    """The next message is the note."""
    text = w.gettext("Write your note. Whoever acts on this case reads it; the reporter never does.")
    return Message(text, (_stop(w),))


def refer_to(w: Words, listings: Sequence[tuple[int, Listing]]) -> Message:
    """Which service? Each with the number its button carries."""
    if not listings:
        return Message(w.gettext("I know of no such service near this place."), (_stop(w),))
    buttons = [Button(_shortened(names.local(w, each.service.names)), "refer_to", str(at)) for at, each in listings]
    text = w.gettext("To which service? The reporter is asked whether their words may go along.")
    return Message(text, (*one_each(*buttons), _stop(w)))


def transfer_to(w: Words, districts: Sequence[tuple[str, str]]) -> Message:
    """Which district?"""
    buttons = [Button(name, "transfer_to", id_) for id_, name in districts]
    text = (
        w.gettext("To which of them? You will not see the case any more.")
        if districts
        else w.gettext("Write the name of the district, or of a place in it.")
    )
    return Message(text, (*one_each(*buttons), _stop(w)))


def _stop(w: Words) -> Row:
    return (Button(w.gettext("Leave it"), "stop_asking", always=True),)


def _shortened(name: str) -> str:
    most = 48
    return name if len(name) <= most else name[: most - 1] + "…"


def taken_over(w: Words, case: Case, rows: tuple[Row, ...]) -> Message:
    """It is theirs now, and whoever held it is told."""
    return Message("✔ " + w.gettext("You have taken this case over. Whoever held it is told."), rows)


def done(w: Words, act: str, rows: tuple[Row, ...]) -> Message:
    """An act was carried out."""
    said = {
        "noted": w.gettext("Your note is kept."),
        "referred": w.gettext("The service is proposed. The reporter is asked when they come back with their code."),
        "referral": w.gettext("The reporter reads this when they come back with their code."),
        "urgency": w.gettext("The urgency is changed, and the clock starts again."),
    }
    return Message("✔ " + said[act], rows)


def transferred(w: Words) -> Message:
    """It is the other district's now."""
    return Message("✔ " + w.gettext("The case went to the other district. Its words are taken out of this chat."))
