"""About the child, review, receipt."""

from __future__ import annotations

from collections.abc import Sequence

from bot.casework.identifiers import Identifier
from bot.casework.keeping import CASE_RETENTION
from bot.casework.lanes import Lane
from bot.casework.model import AboutChild, Accused, AgeBand, Sex
from bot.dialogue.outgoing import Button, Message
from bot.dialogue.replies import names, reminding
from bot.dialogue.replies.common import in_pairs, one_each, screen
from bot.dialogue.session import Draft, Receipt, Session
from bot.i18n import Words

DANGER_FROM = "⚠️ "
"""Sets the bodies the danger may come from apart from what is asked about the child."""
PIECE = 3500
"""UTF-16 units of somebody's words in one message; Telegram takes 4,096 with everything around them."""

LONGEST_FOUND = 80
"""Characters shown of something that could tell who somebody is."""


def child(w: Words, about: AboutChild) -> Message:
    """One screen of coarse answers, each of which may be left out."""

    def choice(kind: Sex | AgeBand | Accused, action: str, chosen: object, mark: str = "") -> Button:
        return Button((_mark(chosen == kind) or mark) + names.about_child(w, kind), action, kind)

    ask = w.gettext("About the child: press what you know. Everything may be left out.")
    accused = w.gettext("If the danger comes from one of these, press it, so that they do not receive the report:")
    return screen(
        w,
        f"<b>{ask}</b>\n{accused}\n{_accused_names(w)}",
        tuple(choice(kind, "sex", about.sex) for kind in Sex),
        *in_pairs(*(choice(kind, "age", about.age) for kind in AgeBand)),
        (
            Button(_mark(about.has_disability) + w.gettext("Has a disability"), "disability"),
            Button(_mark(about.is_reporter) + w.gettext("It is about me"), "self"),
        ),
        *in_pairs(*(choice(kind, "accused", about.accused, DANGER_FROM) for kind in Accused)),
        (Button(w.gettext("Continue"), "next", style="primary"),),
    )


def _mark(is_chosen: bool) -> str:
    return "✅ " if is_chosen else ""


def _accused_names(w: Words) -> str:
    return DANGER_FROM + w.listing(names.about_child(w, kind) for kind in Accused)


def review(w: Words, draft: Draft, district: str, found: Sequence[Identifier]) -> tuple[Message, ...]:
    """All that will be sent, the words first, then the rest and the consent."""
    words = [Message("<blockquote>" + w.isolated(piece) + "</blockquote>") for piece in pieces(draft.narrative)]
    head = w.gettext("This is your report:")
    summary = "\n".join((f"<b>{head}</b>", *_facts(w, draft, district)))
    if found:
        return (*words, screen(w, f"{summary}\n\n{_found(w, found)}", *_settle_buttons(w)))
    return (*words, screen(w, f"{summary}\n\n{_consent(w)}", *_send_buttons(w)))


def _facts(w: Words, draft: Draft, district: str) -> list[str]:
    about = draft.child
    parts = [names.about_child(w, kind) for kind in (about.sex, about.age) if kind]
    parts += [w.gettext("Has a disability")] if about.has_disability else []
    parts += [w.gettext("It is about me")] if about.is_reporter else []
    facts = [w.gettext("Concern: {concern}", concern=names.concern(w, draft.concern))] if draft.concern else []
    facts.append(w.gettext("District: {district}", district=district or w.gettext("not said")))
    facts += [w.gettext("Child: {facts}", facts=w.listing(parts))] if parts else []
    if about.accused:
        facts.append(w.gettext("Will not receive it: {body}", body=names.about_child(w, about.accused)))
    return facts


def _found(w: Words, found: Sequence[Identifier]) -> str:
    shown = "\n".join("• " + w.isolated(_shortened(each.text)) for each in found[:15])
    ask = w.gettext("This could tell who somebody is. Shall I take it out?")
    keep = w.gettext("Keep the child's name only if it is needed to find the child.")
    return f"⚠️ <b>{ask}</b>\n{shown}\n{keep}"


def _shortened(text: str) -> str:
    """A link can be as long as a message; enough of it to be recognised, or the screen it stands on cannot be sent."""
    return text if len(text) <= LONGEST_FOUND else text[:LONGEST_FOUND] + "…"


def _settle_buttons(w: Words) -> tuple[tuple[Button, ...], ...]:
    return one_each(
        Button("✂️ " + w.gettext("Take it out"), "take_out", style="primary"),
        Button(w.gettext("Keep it"), "keep"),
    )


def _consent(w: Words) -> str:
    who = w.gettext(
        "If you send it, the focal point for children in the district reads it. They do not learn who you are."
    )
    kept = w.ngettext(
        "It is destroyed {count} day after the case is closed.",
        "It is destroyed {count} days after the case is closed.",
        CASE_RETENTION.days,
    )
    more = w.gettext("To add something, just write it.")
    return f"{who} {kept}\n{more}"


def _send_buttons(w: Words) -> tuple[tuple[Button, ...], ...]:
    return one_each(
        Button("✅ " + w.gettext("Send"), "send", style="success"),
        Button("✏️ " + w.gettext("Write it anew"), "rewrite"),
        Button(w.gettext("Do not send"), "cancel", always=True),
    )


def receipt_of(w: Words, session: Session) -> tuple[Message, ...]:
    """The receipt that is to be noted, where there is one; an exercise offers no news."""
    return (receipt(w, session.receipt, offers_news=session.practice is None),) if session.receipt else ()


def receipt(w: Words, given: Receipt, *, offers_news: bool = True) -> Message:
    """It is safe; here is the code, and how to prove that it was noted; and whether to be told of news."""
    shown, lane, is_covered = grouped(given.code), given.lane, given.is_covered
    done = w.gettext("Your report was sent.") if is_covered else _nobody(w)
    ask = w.gettext(
        "This is your receipt code: <code>{code}</code>\nWrite it down where nobody looks. Only with it can you read "
        "the answer. We cannot give it to you again.",
        code=shown,
    )
    prove = w.gettext("When you have it, write me its last four digits.")
    copy = Button("📋 " + w.gettext("Copy the code"), copy=shown)
    late = [_later(w, lane)] if lane.is_slow and is_covered else []
    news = [reminding.told(w) if given.is_told else reminding.offer(w)] if offers_news else []
    parts = (f"✅ <b>{done}</b>", *late, ask, prove, *news)
    bell = ((reminding.button(w, is_told=given.is_told),),) if offers_news else ()
    return screen(w, "\n\n".join(parts), (copy,), *bell, (Button(w.gettext("Later"), "later"),))


def _later(w: Words, lane: Lane) -> str:
    if lane == Lane.many_from_here:
        return w.gettext(
            "Several reports have come from this chat, so the focal point is told of this one together with others, a "
            "little later. In danger call {police}.",
            police="15",
        )
    return w.gettext(
        "Very many reports are coming in just now, so the focal point is told of yours together with others, a little "
        "later. In danger call {police}.",
        police="15",
    )


def _nobody(w: Words) -> str:
    return w.gettext(
        "Your report is kept safe, but nobody is enrolled for this place yet. Please also call one of the numbers."
    )


def not_the_digits(w: Words) -> Message:
    """The last four do not match."""
    return Message(w.gettext("Those are not its last four digits. Please look at the code again."))


def proved(w: Words) -> Message:
    """The code was noted."""
    return Message("✔ " + w.gettext("Right. Keep it safe. To read the answer, send me the whole code at any time."))


def grouped(code: str) -> str:
    """A receipt code in fours."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def utf16_units(text: str) -> int:
    """How long Telegram takes a text to be."""
    return len(text.encode("utf-16-le")) // 2


def pieces(text: str) -> list[str]:
    """A long text in pieces that fit one message each."""
    cut, size, start = [], 0, 0
    for at, char in enumerate(text):
        width = 2 if ord(char) > 0xFFFF else 1  # noqa: PLR2004  UTF-16, as Telegram counts
        if size + width > PIECE:
            cut.append(text[start:at])
            start, size = at, 0
        size += width
    return [*cut, text[start:]]
