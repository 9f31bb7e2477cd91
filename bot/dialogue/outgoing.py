"""What we show, whatever the channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import msgspec

from bot.charts.figures import DistrictCount, MonthlyCount

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


class NearbyMap(msgspec.Struct, frozen=True, tag="nearby_map"):
    """Services of a listing on a map of the district they were asked from: ids in the order of their numbers.

    There is no point in it: what is drawn cannot depend on where exactly somebody asked.
    """

    language: str
    district: str
    services: tuple[str, ...]


class TrendChart(msgspec.Struct, frozen=True, tag="trend_chart"):
    """Reports by concern and month."""

    language: str
    rows: tuple[MonthlyCount, ...]


class HotspotMap(msgspec.Struct, frozen=True, tag="hotspot_map"):
    """Reports by district, of the months from the first to the last, each given by its first day."""

    language: str
    rows: tuple[DistrictCount, ...]
    first: date
    last: date


Drawing = NearbyMap | TrendChart | HotspotMap
"""What to draw, in a few bytes: it is drawn when it is delivered, so that no picture waits sealed in the outbox and
none is drawn inside a transaction; after a crash it is drawn again, the same."""


class Picture(msgspec.Struct, frozen=True, tag="picture"):
    """A drawing with a caption (HTML, at most 1,024 characters) and rows of buttons.

    The caption says in words what the drawing shows: a photo in a chat has no other text for whoever cannot see it,
    and it is shown alone where drawing fails. `content_of` as in Message.
    """

    drawing: Drawing
    text: str
    rows: tuple[Row, ...] = ()
    content_of: str = ""


class Document(msgspec.Struct, frozen=True, tag="document"):
    """A file with a caption (HTML, at most 1,024 characters).

    `content_of` names the case that is in it: it is taken back like words, but may be saved before, as it is made to be
    passed on.
    """

    name: str
    content: bytes
    caption: str
    content_of: str = ""


Outgoing = Message | Redraw | Pin | Picture | Document
