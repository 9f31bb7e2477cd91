"""What a focal point reads; there is no trace of the reporter in any of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.casework.handling import OpenedCase
from bot.casework.model import Case, CaseRef, Outcome, Report, Stage, Tier
from bot.casework.paging import is_urgent
from bot.casework.routing import EVERYWHERE, QuietHours, Role
from bot.dialogue.outgoing import Button, Message, Row
from bot.dialogue.replies import names
from bot.dialogue.replies.common import in_pairs
from bot.dialogue.replies.following import line_of
from bot.dialogue.replies.handed_over import standing
from bot.dialogue.replies.sending import pieces
from bot.i18n import Words, n_

LISTED = 10
URGENT_LISTED = 40
"""Buttons of one message; Telegram takes a hundred."""
QUIET_HOURS = (None, QuietHours(20, 6), QuietHours(21, 7), QuietHours(22, 7), QuietHours(23, 8))
_ACT_WITHIN = {
    Tier.T0: n_("Please act within 24 hours."),
    Tier.T1: n_("Please act within 24 hours."),
    Tier.T2: n_("Please act within 3 days."),
    Tier.T3: n_("Please act within 7 days."),
}


def enrolled(w: Words, role: Role, areas: Sequence[str]) -> Message:
    """Welcome, and what follows from it."""
    where = w.gettext("the whole country") if EVERYWHERE in areas else w.listing(areas)
    text = w.gettext("You are enrolled as {role} for {areas}.", role=names.role(w, role), areas=where)
    rules = w.gettext(
        "A notice here never holds a report's words. Open shows them for ten minutes. Never ask who the reporter is."
    )
    language = Button("🌐 " + w.gettext("Language"), "languages", always=True)
    return Message(f"✔ <b>{text}</b>\n{rules}", ((cases_button(w), language),))


def link_refused(w: Words) -> Message:
    """Used, too old or unknown: said alike."""
    return Message(w.gettext("This link is no longer good. Please ask your coordinator for a new one."))


def cases_button(w: Words) -> Button:
    """The inbox."""
    return Button("📂 " + w.gettext("My cases"), "cases", always=True)


def notice_of_report(w: Words, case: Case, district: str) -> Message:
    """A new report, without a word of it."""
    place = district or w.gettext("place not known")
    urgent = case.tier <= Tier.T1
    text = (
        w.gettext("New urgent report: {district}", district=place)
        if urgent
        else w.gettext("New report: {district}", district=place)
    )
    return Message(("🔴 " if urgent else "🔵 ") + text, ((open_button(w, case),),))


def notice_of_escalation(w: Words, case: Case, district: str) -> Message:
    """Nobody acknowledged in time."""
    place = district or w.gettext("place not known")
    return Message("⏰ " + w.gettext("A report waits too long: {district}", district=place), ((open_button(w, case),),))


def notice_of_message(w: Words, case: Case, district: str) -> Message:
    """The reporter wrote, or says that it is still not safe."""
    place = district or w.gettext("place not known")
    return Message("✉️ " + w.gettext("New message in a case: {district}", district=place), ((open_button(w, case),),))


def notice_of_many(w: Words, count: int) -> Message:
    """What waited: reports beyond ten in an hour, or those that came in quiet hours."""
    text = w.ngettext("{count} report waits for you.", "{count} reports wait for you.", count)
    return Message("🗂 " + text, ((cases_button(w),),))


def notices_of_urgent(w: Words, cases: Sequence[Case], districts: Sequence[str]) -> tuple[Message, ...]:
    """Urgent reports that came in a flood: together, each with its own button, in as few messages as hold them."""
    labels = [
        f"🔴 {w.number(at)} · {district or w.gettext('place not known')}" for at, district in enumerate(districts, 1)
    ]
    buttons = [Button(label, "open", case.ref, always=True) for label, case in zip(labels, cases, strict=True)]
    parts = [buttons[at : at + URGENT_LISTED] for at in range(0, len(buttons), URGENT_LISTED)]
    return tuple(Message("🔴 " + _urgent_wait(w, len(part)), (*in_pairs(*part), (cases_button(w),))) for part in parts)


def _urgent_wait(w: Words, count: int) -> str:
    return w.ngettext("{count} urgent report waits for you.", "{count} urgent reports wait for you.", count)


def open_button(w: Words, case: Case) -> Button:
    """Shows a case's content."""
    return Button(w.gettext("Open"), "open", case.ref, always=True)


def inbox(
    w: Words, cases: Sequence[Case], places: Mapping[CaseRef, str], overdue: frozenset[CaseRef], page: int
) -> Message:
    """One page of the open cases, the most pressing first."""
    settings = (Button("🌙 " + w.gettext("Quiet hours"), "quiet", always=True),)
    if not cases:
        return Message(w.gettext("You have no open cases."), (settings,))
    page = min(page, (len(cases) - 1) // LISTED)
    shown = cases[page * LISTED : (page + 1) * LISTED]
    head = [w.ngettext("You have {count} open case.", "You have {count} open cases.", len(cases))]
    head += [w.ngettext("{count} is overdue.", "{count} are overdue.", len(overdue))] if overdue else []
    rows = [(Button(_label(w, case, places, overdue), "open", case.ref, always=True),) for case in shown]
    return Message("\n".join(head), (*rows, *_pager(w, page, len(cases)), settings))


def _label(w: Words, case: Case, places: Mapping[CaseRef, str], overdue: frozenset[CaseRef]) -> str:
    taken = "✔" if case.stage in (Stage.acknowledged, Stage.acting) else "🔴" if is_urgent(case) else "🔵"
    mark = ("⏰" if case.ref in overdue else "") + taken
    return f"{mark} {places.get(case.ref) or w.gettext('place not known')} · {w.day(case.filed_on)}"


def _pager(w: Words, page: int, count: int) -> tuple[Row, ...]:
    """To the page before and the one after."""
    last = (count - 1) // LISTED
    back = [Button("◀ " + w.gettext("Back"), "cases", str(page - 1), always=True)] if page else []
    on = [Button(w.gettext("More") + " ▶", "cases", str(page + 1), always=True)] if page < last else []
    return ((*back, *on),) if back or on else ()


def quiet_key(hours: QuietHours | None) -> str:
    """What the button of these hours carries."""
    return f"{hours.start}-{hours.end}" if hours else "none"


def quiet_hours(w: Words, present: QuietHours | None) -> Message:
    """Which hours are to be quiet?"""
    text = w.gettext("In quiet hours only urgent reports are told; the others wait for the morning.")
    buttons = [Button(_hours(w, each, present), "quiet", quiet_key(each), always=True) for each in QUIET_HOURS]
    return Message(text, in_pairs(*buttons))


def _hours(w: Words, hours: QuietHours | None, present: QuietHours | None) -> str:
    label = f"{hours.start:02}:00 … {hours.end:02}:00" if hours else w.gettext("No quiet hours")
    return "✔ " + label if hours == present else label


def quiet_kept(w: Words, hours: QuietHours | None) -> Message:
    """The hours are remembered."""
    text = w.gettext("Your quiet hours are kept.") if hours else w.gettext("You are told of every report at any hour.")
    return Message("✔ " + text, ((cases_button(w),),))


def content(
    w: Words, opened: OpenedCase, district: str, referred: Sequence[str], rows: tuple[Row, ...]
) -> tuple[Message, ...]:
    """A case to read: the words, then the facts and where it was referred to, then what can be done."""
    case, report = opened.case, opened.report
    told = [
        Message("<blockquote>" + w.isolated(piece) + "</blockquote>", content_of=case.ref)
        for piece in pieces(report.narrative)
    ]
    relayed = [
        Message(line_of(w, message, reporter=w.gettext("Reporter")), content_of=case.ref) for message in opened.messages
    ]
    handed = standing(w, opened.handed) if opened.handed else ()
    facts = "\n".join([*_facts(w, case, report, district), *referred, *handed])
    return (*told, *relayed, Message(facts, rows, content_of=case.ref))


def _facts(w: Words, case: Case, report: Report, district: str) -> list[str]:
    child = report.child
    parts = [names.about_child(w, kind) for kind in (child.sex, child.age) if kind]
    parts += [w.gettext("Has a disability")] if child.has_disability else []
    lines = [
        "<b>" + names.concern_button(w, case.concern) + "</b>",
        names.tier(w, case.tier),
        w.gettext("District: {district}", district=district or w.gettext("not said")),
        w.gettext("Filed: {day}", day=w.day(case.filed_on)),
    ]
    lines += [w.gettext("Child: {facts}", facts=w.listing(parts))] if parts else []
    lines += (
        [w.gettext("The child wrote this: use simple words, and do not contact the family first.")]
        if child.is_reporter
        else []
    )
    if child.accused:
        lines.append(w.gettext("The danger may come from: {body}", body=names.about_child(w, child.accused)))
    return lines


def acknowledged(w: Words, case: Case, rows: tuple[Row, ...]) -> Message:
    """It is theirs now, and the clock to act runs."""
    within = w.gettext(_ACT_WITHIN[case.tier])
    return Message("✔ " + w.gettext("You have taken this case on.") + " " + within, rows)


def ask_what(w: Words) -> Message:
    """The next message is the question."""
    text = w.gettext("Write your question to the reporter. Do not ask who they are, or where they live.")
    return Message(text, ((Button(w.gettext("Do not ask"), "stop_asking", always=True),),))


def asked(w: Words, rows: tuple[Row, ...]) -> Message:
    """It lies in the mailbox."""
    return Message("✔ " + w.gettext("Your question waits for the reporter to come back with their code."), rows)


def not_asking(w: Words) -> Message:
    """The question, the note or the act was dropped."""
    return Message(w.gettext("Nothing was changed."), ((cases_button(w),),))


def outcomes(w: Words, ref: str) -> Message:
    """How did it end?"""
    buttons = [Button(names.outcome_button(w, kind), f"close_{kind}", ref, always=True) for kind in Outcome]
    no_report = Button(w.gettext("It was no report"), "no_report", ref, always=True)
    text = w.gettext("How did it end? The reporter reads this in plain words.")
    return Message(text, (*in_pairs(*buttons), (no_report,)))


def closed(w: Words) -> Message:
    """The case is closed, and its words are taken back."""
    return Message("✔ " + w.gettext("The case is closed. Its words are taken out of this chat."), ((cases_button(w),),))


def notice_of_takeover(w: Words, case: Case, district: str) -> Message:
    """Somebody else acts on what they had taken on."""
    place = district or w.gettext("place not known")
    return Message("✋ " + w.gettext("Somebody took over a case of yours: {district}", district=place))


def notice_of_withdrawal(w: Words, case: Case, district: str) -> Message:
    """The reporter took the report back; its words can still be read until they are destroyed."""
    place = district or w.gettext("place not known")
    text = w.gettext("A report was taken back by its reporter: {district}", district=place)
    return Message("↩️ " + text, ((open_button(w, case),),))


def notice_of_erasure(w: Words, case: Case, district: str) -> Message:
    """The reporter took the report back with every word of it."""
    place = district or w.gettext("place not known")
    text = w.gettext("A report was taken back and destroyed by its reporter: {district}", district=place)
    return Message("↩️ " + text, ((cases_button(w),),))


def nobody_there(w: Words) -> Message:
    """It was not sent into the void."""
    text = w.gettext("Nobody is enrolled for that district, so the case stays where it is.")
    return Message(text, ((cases_button(w),),))


def refused(w: Words, stage: Stage | None, *, is_held: bool = False) -> Message:
    """Somebody else was first or holds it, or it is not theirs."""
    if stage is None:
        text = w.gettext("This case is not open to you.")
    elif is_held:
        text = w.gettext("Somebody else holds this case. Take it over first.")
    elif stage == Stage.closed:
        text = w.gettext("This case has been closed already.")
    elif stage in (Stage.acknowledged, Stage.acting):
        text = w.gettext("Somebody else has already taken this case on.")
    else:
        text = w.gettext("The case has moved on. Open it again to see where it stands.")
    return Message(text, ((cases_button(w),),))
