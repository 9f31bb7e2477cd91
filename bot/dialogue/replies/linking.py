"""What a focal point reads of two cases that may be of one child."""

from __future__ import annotations

from bot.casework.model import Case, CaseRef, Report
from bot.casework.tracing import Trace
from bot.dialogue.outgoing import Button, Message
from bot.dialogue.replies import names
from bot.dialogue.replies.casework import cases_button, open_button
from bot.dialogue.replies.sending import pieces
from bot.i18n import Words


def may_be_the_same(w: Words, case: Case, other: Case) -> Message:
    """Is it?"""
    text = w.gettext("This may be the same child as in the report of {day}.", day=w.day(other.filed_on))
    compare = Button("📖 " + w.gettext("Compare"), "open", other.ref, always=True)
    link = _button("🔗 " + w.gettext("Link"), "link", case.ref, other.ref)
    apart = _button(w.gettext("Not the same child"), "tell_apart", case.ref, other.ref)
    return Message("🔗 " + text, ((compare, link), (apart,)), content_of=case.ref)


def is_linked(w: Words, case: Case, other: Case) -> Message:
    """With what it is linked."""
    text = w.gettext("Linked with the report of {day}.", day=w.day(other.filed_on))
    compare = Button("📖 " + w.gettext("Compare"), "open", other.ref, always=True)
    unlink = _button(w.gettext("Undo the link"), "unlink", case.ref, other.ref)
    return Message("🔗 " + text, ((compare, unlink),), content_of=case.ref)


def trace(w: Words, ref: CaseRef, found: Trace, district: str) -> Message:
    """A case elsewhere, without a word of it, and what can be done."""
    child = [names.about_child(w, kind) for kind in (found.sex, found.age) if kind]
    lines = [
        "🔎 <b>" + w.gettext("This may be the child of a report in another district.") + "</b>",
        names.concern_button(w, found.concern),
        w.gettext("District: {district}", district=district or w.gettext("not said")),
        w.gettext("Child: {facts}", facts=w.listing(child)),
        w.gettext("Filed: {day}", day=w.day(found.filed_on)),
    ]
    decline = _button(w.gettext("Not the same child"), "not_traced", ref, found.ref)
    agree = _button(w.gettext("Let each read the other's report"), "trace", ref, found.ref)
    read = _button("📖 " + w.gettext("Read that report"), "read_traced", ref, found.ref)
    if found.is_agreed:
        return Message("\n".join(lines), ((read,), (decline,)), content_of=ref)
    if found.is_agreed_here:
        lines.append(w.gettext("You agreed. The other district has not answered yet."))
        return Message("\n".join(lines), ((decline,),), content_of=ref)
    lines.append(w.gettext("No word of your report goes there unless both of you agree."))
    return Message("\n".join(lines), ((agree,), (decline,)), content_of=ref)


def traced(w: Words, other: CaseRef, report: Report) -> tuple[Message, ...]:
    """The words of the other district's report; they are taken back like one's own."""
    head = w.gettext("The report of the other district:")
    told = [f"<blockquote>{w.isolated(piece)}</blockquote>" for piece in pieces(report.narrative)]
    return tuple(Message(text, content_of=other) for text in (f"🔎 <b>{head}</b>\n{told[0]}", *told[1:]))


def decided(w: Words, act: str, ref: CaseRef) -> Message:
    """It was carried out."""
    said = {
        "link": w.gettext("The two reports are linked. Both stay as they are."),
        "unlink": w.gettext("The link is undone."),
        "tell_apart": w.gettext("This will not be suggested again."),
        "trace": w.gettext("You agreed. Each can read the other's report once the other district agrees too."),
        "not_traced": w.gettext("The other district is told that it is not this child, and nothing else."),
    }
    back = Button("📄 " + w.gettext("Open"), "open", ref, always=True)
    return Message("✔ " + said[act], ((back, cases_button(w)),))


def notice_of_trace(w: Words, case: Case, district: str) -> Message:
    """A case elsewhere may be of the same child."""
    place = district or w.gettext("place not known")
    text = w.gettext("A child in a case of yours may be known in another district: {district}", district=place)
    return Message("🔎 " + text, ((open_button(w, case),),))


def notice_of_agreement(w: Words, case: Case, district: str) -> Message:
    """The other district lets its report be read, or waits for our answer."""
    place = district or w.gettext("place not known")
    text = w.gettext("Another district agreed to compare reports about a child: {district}", district=place)
    return Message("🔎 " + text, ((open_button(w, case),),))


def notice_of_refusal(w: Words, case: Case, district: str) -> Message:
    """The other district said no, and nothing else."""
    place = district or w.gettext("place not known")
    text = w.gettext("Another district says that it is not the same child: {district}", district=place)
    return Message("🔎 " + text, ((open_button(w, case),),))


def _button(label: str, action: str, ref: CaseRef, other: CaseRef) -> Button:
    return Button(label, action, f"{ref}.{other}", always=True)
