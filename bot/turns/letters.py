"""What comes in from a chat and what goes out to one: the only shapes that hold a chat id, sealed where they rest."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from bot.dialogue.incoming import Incoming
from bot.dialogue.outgoing import Document, Message, Picture, Pin


@dataclass(frozen=True)
class Letter:
    """One update: from which chat, its number, the message it came with or was pressed on."""

    chat: int
    update: int
    message: int | None
    incoming: Incoming


class Send(msgspec.Struct, frozen=True, tag="send"):
    """Show something; `screen` goes into the buttons that belong to it."""

    what: Message | Pin | Picture | Document
    screen: str = ""


class Edit(msgspec.Struct, frozen=True, tag="edit"):
    """Draw a message anew in its place."""

    message: int
    what: Message
    screen: str = ""


class Retire(msgspec.Struct, frozen=True, tag="retire"):
    """Take the buttons off a message whose screen has passed."""

    message: int


class Remove(msgspec.Struct, frozen=True, tag="remove"):
    """Delete messages, those that are gone already included."""

    messages: tuple[int, ...]


class TakeBack(msgspec.Struct, frozen=True, tag="take_back"):
    """Delete every message in this chat that holds words of a case."""

    case: str


class Wipe(msgspec.Struct, frozen=True, tag="wipe"):
    """Delete every message on the trail, and the trail."""


class Remind(msgspec.Struct, frozen=True, tag="remind"):
    """Say that there is news, unless by then nobody wants to hear it, or it has become night.

    `at` and `no_later` are in seconds since 1970.
    """

    route: str
    at: float
    no_later: float


Act = Send | Edit | Retire | Remove | TakeBack | Wipe | Remind


class Parcel(msgspec.Struct, frozen=True):
    """One act still to be done in a chat; `order` sorts a chat's acts, `not_before` is in seconds since 1970."""

    chat: int
    order: int
    act: Act
    not_before: float = 0.0


class Step(msgspec.Struct, frozen=True):
    """One message on a chat's trail: its id, when (seconds since 1970), and whose case's words it holds."""

    message: int
    at: float
    case: str = ""


Trail = tuple[Step, ...]
