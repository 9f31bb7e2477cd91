"""A number that is wrong: a quiet button under a listing, one more tap to be sure, and thanks."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.outgoing import Button, Message
from bot.dialogue.replies import names
from bot.dialogue.replies.common import menu_button, one_each, screen
from bot.i18n import Words
from services_directory.model import Listing, Service
from services_directory.references import reference_of

LONGEST_NAME = 40
"""Characters of a service's name on a button."""


def wrong_button(w: Words, found: Sequence[Listing]) -> Button | None:
    """Says that a number is wrong; none where no number of a service stands above it.

    The services are in the button, so that nothing of the question has to be kept for it.
    """
    callable_ones = [each.service for each in found if each.service.phones]
    if not callable_ones:
        return None
    label = w.gettext("This number is wrong") if len(callable_ones) == 1 else w.gettext("A number here is wrong")
    references = "".join(reference_of(service.id) for service in callable_ones)
    return Button(label, "wrong", f"{w.language}.{references}", always=True)


def which(w: Words, services: Sequence[Service]) -> Message:
    """Which of them; pressing one is meant."""
    one = len(services) == 1
    text = w.gettext("Is this number wrong?") if one else w.gettext("Which number is wrong?")
    text += "\n" + w.gettext("Only that it is wrong is counted, nothing about you.")
    buttons = [_button(w, service) for service in services]
    return screen(w, text, *one_each(*buttons), (menu_button(w),))


def _button(w: Words, service: Service) -> Button:
    label = f"{names.local(w, service.names)[:LONGEST_NAME]} ☎ {service.phones[0] if service.phones else ''}"
    return Button(label, "wrong_is", f"{w.language}.{reference_of(service.id)}", always=True)


def thanks(w: Words) -> Message:
    """It was counted."""
    return screen(w, w.gettext("Thank you. The number will be checked."), (menu_button(w),))
