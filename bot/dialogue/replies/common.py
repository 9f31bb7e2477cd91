"""What can be said on any screen."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from bot.dialogue.incoming import MediaKind
from bot.dialogue.outgoing import Button, Message, Row
from bot.i18n import OFFERED_LANGUAGES, Words, n_, words

_DECLINED = {
    MediaKind.photo: n_(
        "I do not take pictures. Words are enough, and a picture can put the child at risk. Please delete it here."
    ),
    MediaKind.voice: n_("I do not take voice messages: a voice can be recognised. Please write it in a few words."),
    MediaKind.file: n_("I do not take files. Words are enough. Please write it in a few words."),
    MediaKind.contact: n_("I do not take contacts: nobody's number should stay here. Please write it in a few words."),
    MediaKind.live_location: n_(
        "I do not follow a live location. Please stop sharing it and send a single pin instead."
    ),
    MediaKind.other: n_("I only understand words, buttons and a location pin. Please write it in a few words."),
}


def clear_button(w: Words) -> Button:
    """On every screen: deletes what can be deleted."""
    return Button("🧹 " + w.gettext("Clear"), "clear", always=True)


def menu_button(w: Words) -> Button:
    """Back to the beginning."""
    return Button(w.gettext("Menu"), "menu", always=True)


def screen(w: Words, text: str, *rows: Row) -> Message:
    """A message with its buttons, and Clear below them."""
    return Message(text, (*rows, (clear_button(w),)))


def one_each(*buttons: Button) -> tuple[Row, ...]:
    """One button a row: short lines, easy to hit."""
    return tuple((button,) for button in buttons)


def in_pairs(*buttons: Button) -> tuple[Row, ...]:
    """Two buttons a row."""
    return tuple(buttons[at : at + 2] for at in range(0, len(buttons), 2))


def yes_no(w: Words, *, unsure: bool = True) -> tuple[Row, ...]:
    """Yes and no side by side, and room for not knowing."""
    rows: tuple[Row, ...] = ((Button(w.gettext("Yes"), "yes"), Button(w.gettext("No"), "no")),)
    return (*rows, (Button(w.gettext("I do not know"), "unsure"),)) if unsure else rows


def in_each_language(reply: Callable[[Words], Message]) -> Message:
    """The same in every language, one below the other, for somebody who has not chosen one yet."""
    replies = [reply(words(language)) for language in OFFERED_LANGUAGES]
    return replace(replies[0], text="\n\n".join(each.text for each in replies), rows=(clear_in_each_language(),))


def clear_in_each_language() -> Row:
    """Clear, for somebody who has not chosen a language yet."""
    label = " · ".join(words(language).gettext("Clear") for language in OFFERED_LANGUAGES)
    return (Button("🧹 " + label, "clear", always=True),)


def declined(w: Words, kind: MediaKind) -> Message:
    """Why this is not taken."""
    return screen(w, w.gettext(_DECLINED[kind]))


def stale(w: Words) -> Message:
    """A button of a screen that has passed."""
    return screen(w, w.gettext("That button is from an earlier screen. Here is where we are:"))


def please_press(w: Words) -> Message:
    """A text where a button is asked for, and nothing in it to keep."""
    return screen(w, w.gettext("Please press one of the buttons."))


def trouble(w: Words) -> Message:
    """Something failed on our side; said after the third try."""
    return screen(
        w,
        w.gettext("Something went wrong on our side. Please send your last message again."),
        (menu_button(w),),
    )


def too_busy(w: Words) -> Message:
    """Nothing can be written down at the moment."""
    return screen(
        w,
        w.gettext("I cannot save anything at the moment. Nothing was sent yet. In danger call {police}.", police="15"),
    )
