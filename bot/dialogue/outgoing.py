"""What we show, whatever the channel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import msgspec

Style = Literal["", "danger", "success", "primary"]


@dataclass(frozen=True)
class Button:
    """Something to press: an action of ours, or text to copy; `always` marks one that never goes stale."""

    label: str
    action: str = ""
    argument: str = ""
    style: Style = ""
    always: bool = False
    copy: str = ""


Row = tuple[Button, ...]


class Message(msgspec.Struct, frozen=True, tag="message"):
    """A text (HTML) with rows of buttons.

    `content_of` names the case whose words are in it: such a message cannot be forwarded, and is taken back after ten
    minutes or when the case is closed. `location_label` asks for a pin with a keyboard of that one button.
    """

    text: str
    rows: tuple[Row, ...] = ()
    content_of: str = ""
    location_label: str = ""
    drops_keyboard: bool = False


class Redraw(msgspec.Struct, frozen=True, tag="redraw"):
    """The screen whose button was pressed, drawn anew in its place."""

    message: Message


class Pin(msgspec.Struct, frozen=True, tag="pin"):
    """A place on the map, sent only for points that are exact and public."""

    latitude: float
    longitude: float
    title: str
    address: str


Outgoing = Message | Redraw | Pin
