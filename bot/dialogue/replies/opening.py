"""The first screens: language, the honest promise, the menu, help."""

from __future__ import annotations

from bot.dialogue.outgoing import Button, Message, Row
from bot.dialogue.replies import names
from bot.dialogue.replies.common import clear_in_each_language, in_pairs, menu_button, one_each, screen
from bot.dialogue.replies.practising import end_button, practise_button
from bot.i18n import Words, words


def language() -> Message:
    """Which language? In each of them."""
    lines = (words(code).gettext("Please choose your language.") for code in names.LANGUAGES)
    buttons = (Button(name, "language", code) for code, name in names.LANGUAGES.items())
    return Message("\n".join(lines), (*in_pairs(*buttons), clear_in_each_language()))


def promise(w: Words) -> Message:
    """What is kept and what is not, and whether it is safe to talk."""
    kept = (
        w.gettext("We do not keep your Telegram name, number or id with your report."),
        w.gettext("Telegram itself can see that you wrote to this bot."),
        w.gettext("Anyone holding your phone can read this chat until you press Clear."),
    )
    danger = w.gettext("If a child is in danger now, call {police}.", police="15")
    ask = w.gettext("Is it safe for you to talk now?")
    buttons = (Button(w.gettext("Yes"), "yes"), Button(w.gettext("No"), "no"))
    facts = "\n".join(f"• {fact}" for fact in kept)
    return screen(w, f"{facts}\n\n<b>{danger}</b>\n\n{ask}", buttons)


def unsafe(w: Words) -> Message:
    """Not safe now: how to leave no trace, how to come back, and nothing more is asked."""
    leave = w.gettext("Then stop here. Press Clear, and delete this chat from your list of chats.")
    back = w.gettext("When you are alone, write to this bot again. In danger call {police}.", police="15")
    return screen(w, f"{leave}\n\n{back}")


def menu(w: Words, *, practises: bool = False, own: tuple[Row, ...] = ()) -> Message:
    """What can be done here; whoever practises also sees the way out of it, and whoever coordinates their own."""
    text = w.gettext("What do you need? You can also just write it.")
    return screen(
        w,
        text,
        *one_each(
            Button("📝 " + w.gettext("I am worried about a child"), "report", always=True, style="primary"),
            Button("📍 " + w.gettext("Find help near me"), "lookup", always=True),
            Button("🔑 " + w.gettext("I have a receipt code"), "code", always=True),
        ),
        (
            Button("🌐 " + w.gettext("Language"), "languages", always=True),
            Button("❓ " + w.gettext("How this works"), "help", always=True),
        ),
        *own,
        *(((end_button(w),),) if practises else ()),
    )


def help_text(w: Words) -> Message:
    """How this works, in a few lines."""
    lines = (
        w.gettext("Write what you saw, in your own words. You need not prove it, and you need not give a name."),
        w.gettext(
            "A focal point for children in the child's district reads it and acts. They do not learn who you are."
        ),
        w.gettext("You get a receipt code. With it you can read what came of your report, from any phone."),
        w.gettext("Do not investigate, photograph or confront anyone: that is for others to do."),
        w.gettext("Commands: /start /report /services /status /language /practice /cancel /clear"),
    )
    return screen(w, "\n\n".join(lines), (practise_button(w),), (menu_button(w),))


def anonymity(w: Words) -> Message:
    """Somebody asks whether this is really anonymous."""
    return screen(
        w,
        w.gettext(
            "Your report is kept without your name, number or id, and whoever reads it does not learn who wrote. "
            "Telegram can see that you wrote to this bot. Anyone holding your phone can read this chat until you press "
            "Clear. Do not write your own name in the report."
        ),
    )


def person(w: Words) -> Message:
    """Somebody wants to talk to a human."""
    return screen(
        w,
        w.gettext(
            "A person answers at {police} (police, danger now). For free legal advice call {legal}. If you send a "
            "report, the focal point of the child's district reads it and can answer. You read the answer with your "
            "receipt code.",
            police="15",
            legal="1099",
        ),
        (Button("📝 " + w.gettext("I am worried about a child"), "report", always=True),),
    )


def welcome(w: Words) -> Message:
    """An answer to thanks."""
    return screen(w, w.gettext("Thank you for looking out for children."))


def cancelled(w: Words) -> Message:
    """A report under way was dropped."""
    return Message(w.gettext("Stopped. What you had written was not sent and is forgotten."), drops_keyboard=True)


def not_understood(w: Words) -> Message:
    """Nothing in it that we know."""
    return Message(w.gettext("I did not understand that. If you are worried about a child, press the first button."))


def commands(w: Words) -> tuple[tuple[str, str], ...]:
    """The commands Telegram lists; nothing in them betrays what this bot is for."""
    return (
        ("start", w.gettext("Begin")),
        ("services", w.gettext("Find a service")),
        ("status", w.gettext("Enter a code")),
        ("language", w.gettext("Language")),
        ("practice", w.gettext("Practise")),
        ("help", w.gettext("Help")),
        ("cancel", w.gettext("Stop")),
        ("clear", w.gettext("Clear this chat")),
    )
