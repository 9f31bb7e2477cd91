"""A message between reporter and focal point that tells or asks too much."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from bot.casework.relay_risks import Risk
from bot.dialogue.outgoing import Button, Message
from bot.dialogue.replies.common import screen
from bot.dialogue.replies.sending import pieces
from bot.i18n import Words, n_

_SAYS: Mapping[Risk, str] = {
    Risk.holds_name: n_("It seems to hold a name."),
    Risk.holds_number: n_("It seems to hold a number, an address or a link."),
    Risk.holds_place: n_("It seems to hold the name of a place."),
    Risk.asks_name: n_("It seems to ask who somebody is."),
    Risk.asks_number: n_("It seems to ask for a number."),
    Risk.asks_place: n_("It seems to ask where somebody lives."),
}


def sure_to_send(w: Words, text: str, risks: Iterable[Risk], *, case: str) -> Message:
    """Is this to go as it is? `case` is the one that a focal point asks about, empty for a reporter."""
    why = (
        w.gettext("Nobody needs to know who you are. Leave out what could tell it.")
        if not case
        else w.gettext("The reporter was promised that nobody asks who or where they are.")
    )
    shown = "<blockquote>" + w.isolated(pieces(text)[0]) + "</blockquote>"
    again = Button("✏️ " + w.gettext("Write it again"), "write_again", style="primary")
    send = Button(w.gettext("Send it as it is"), "send_anyway")
    asked = screen(w, "\n".join([shown, *(w.gettext(_SAYS[risk]) for risk in risks), why]), (again,), (send,))
    return replace(asked, content_of=case)
