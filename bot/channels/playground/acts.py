"""What can be done on a phone of the page: each act is the shape of its JSON and the call it makes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Protocol

import msgspec
from msgspec import Meta

from bot.channels.emulator.phone import Phone


class Act(Protocol):
    """A decoded body; `on` does it, and raises what the phone raises."""

    def on(self, phone: Phone) -> None:
        """Do it."""
        ...


class Write(msgspec.Struct, forbid_unknown_fields=True):
    """Send a text; the phone refuses an empty one and one that is too long."""

    text: str

    def on(self, phone: Phone) -> None:
        """Do it."""
        phone.write(self.text)


class Press(msgspec.Struct, forbid_unknown_fields=True):
    """Press a button under a message, by its place there."""

    message: int
    row: int
    column: int

    def on(self, phone: Phone) -> None:
        """Do it."""
        phone.press_at(self.message, self.row, self.column)


class Location(msgspec.Struct, forbid_unknown_fields=True):
    """Send a pin (WGS84 degrees), or begin a live location."""

    latitude: Annotated[float, Meta(ge=-90, le=90)]
    longitude: Annotated[float, Meta(ge=-180, le=180)]
    live: bool = False

    def on(self, phone: Phone) -> None:
        """Do it."""
        phone.share_location(self.latitude, self.longitude, live=self.live)


class Media(msgspec.Struct, forbid_unknown_fields=True):
    """Send something that is no text; the caption is as long as Telegram lets it be."""

    kind: Literal["photo", "voice", "document", "video", "sticker", "contact"]
    caption: Annotated[str, Meta(max_length=1024)] = ""

    def on(self, phone: Phone) -> None:
        """Do it."""
        phone.send_media(self.kind, self.caption)


class Block(msgspec.Struct, forbid_unknown_fields=True):
    """Block the bot."""

    def on(self, phone: Phone) -> None:
        """Do it."""
        phone.block()


class Unblock(msgspec.Struct, forbid_unknown_fields=True):
    """Let the bot write again."""

    def on(self, phone: Phone) -> None:
        """Do it."""
        phone.unblock()


ACTS: Mapping[str, type[Act]] = {
    "write": Write,
    "press": Press,
    "location": Location,
    "media": Media,
    "block": Block,
    "unblock": Unblock,
}
