"""What a focal point reads; there is no trace of the reporter in any of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.casework.handling import OpenedCase
from bot.casework.model import Case, Outcome, Report, Stage, Tier
from bot.casework.routing import EVERYWHERE, Role
from bot.dialogue.outgoing import Button, Message, Row
from bot.dialogue.replies import names
from bot.dialogue.replies.common import in_pairs
from bot.dialogue.replies.following import line_of
from bot.dialogue.replies.handed_over import hand_over_button, standing
from bot.dialogue.replies.sending import pieces
from bot.i18n import Words

LISTED = 10
URGENT_LISTED = 40
"""Buttons of one message; Telegram takes a hundred."""


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


def inbox(w: Words, cases: Sequence[Case], districts: Sequence[str]) -> Message:
    """Open cases, the most pressing first."""
    if not cases:
        return Message(w.gettext("You have no open cases."))
    head = w.ngettext("You have {count} open case.", "You have {count} open cases.", len(cases))
    rows = [
        (Button(_label(w, case, district), "open", case.ref, always=True),)
        for case, district in zip(cases, districts, strict=True)
    ]
    return Message(head, tuple(rows[:LISTED]))


def _label(w: Words, case: Case, district: str) -> str:
    mark = "✔" if case.stage in (Stage.acknowledged, Stage.acting) else "🔴" if case.tier <= Tier.T1 else "🔵"
    place = district or w.gettext("place not known")
    return f"{mark} {place} · {w.day(case.filed_on)}"


def content(w: Words, opened: OpenedCase, district: str) -> tuple[Message, ...]:
    """A case to read: the words, then the facts, then what can be done."""
    case, report = opened.case, opened.report
    told = [
        Message("<blockquote>" + w.isolated(piece) + "</blockquote>", content_of=case.ref)
        for piece in pieces(report.narrative)
    ]
    relayed = [
        Message(line_of(w, message, reporter=w.gettext("Reporter")), content_of=case.ref) for message in opened.messages
    ]
    facts = "\n".join([*_facts(w, case, report, district), *(standing(w, opened.handed) if opened.handed else ())])
    return (*told, *relayed, Message(facts, act_buttons(w, case), content_of=case.ref))


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


def act_buttons(w: Words, case: Case) -> tuple[Row, ...]:
    """What can be done with a case where it stands."""
    if case.stage == Stage.closed:
        return ()
    take = Button("✔ " + w.gettext("Acknowledge"), "acknowledge", case.ref, style="success", always=True)
    ask = Button("❓ " + w.gettext("Ask the reporter"), "ask", case.ref, always=True)
    close = Button(w.gettext("Close"), "outcomes", case.ref, always=True)
    if case.stage in (Stage.acknowledged, Stage.acting):
        return ((ask, close), (hand_over_button(w, case),))
    return ((take,), (ask, close))


def acknowledged(w: Words, case: Case) -> Message:
    """It is theirs now."""
    return Message("✔ " + w.gettext("You have taken this case on. Its clock has stopped."), act_buttons(w, case))


def ask_what(w: Words) -> Message:
    """The next message is the question."""
    text = w.gettext("Write your question to the reporter. Do not ask who they are, or where they live.")
    return Message(text, ((Button(w.gettext("Do not ask"), "stop_asking", always=True),),))


def asked(w: Words, case: Case) -> Message:
    """It lies in the mailbox."""
    return Message(
        "✔ " + w.gettext("Your question waits for the reporter to come back with their code."), act_buttons(w, case)
    )


def not_asking(w: Words) -> Message:
    """The question was dropped."""
    return Message(w.gettext("Nothing was asked."), ((cases_button(w),),))


def outcomes(w: Words, ref: str) -> Message:
    """How did it end?"""
    buttons = [Button(names.outcome_button(w, kind), f"close_{kind}", ref, always=True) for kind in Outcome]
    return Message(w.gettext("How did it end? The reporter reads this in plain words."), in_pairs(*buttons))


def closed(w: Words) -> Message:
    """The case is closed, and its words are taken back."""
    return Message("✔ " + w.gettext("The case is closed. Its words are taken out of this chat."), ((cases_button(w),),))


def refused(w: Words, stage: Stage | None) -> Message:
    """Somebody else was first, or it is not theirs."""
    if stage is None:
        return Message(w.gettext("This case is not open to you."), ((cases_button(w),),))
    if stage == Stage.closed:
        return Message(w.gettext("This case has been closed already."), ((cases_button(w),),))
    return Message(w.gettext("Somebody else has already taken this case on."), ((cases_button(w),),))
