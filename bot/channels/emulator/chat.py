"""One private chat as both sides see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.channels.emulator.html_text import Formatted, plain
from bot.channels.emulator.markup import Rows


@dataclass(frozen=True)
class Person:
    """Somebody with a Telegram account."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "en"

    def as_user(self) -> dict[str, object]:
        """As the Bot API shows somebody, empty fields left out."""
        fields = {
            "first_name": self.first_name,
            "last_name": self.last_name,
            "username": self.username,
            "language_code": self.language_code,
        }
        return {"id": self.id, "is_bot": False} | {name: value for name, value in fields.items() if value}

    def as_chat(self) -> dict[str, object]:
        """The private chat with somebody."""
        return {"id": self.id, "type": "private", "first_name": self.first_name}


@dataclass
class ShownMessage:
    """A message on the screen; `mine` was written by the person, everything else by the bot."""

    message_id: int
    mine: bool
    formatted: Formatted
    sent_at: datetime
    rows: Rows = ()
    location: dict[str, object] | None = None
    media: str = ""
    protected: bool = False
    edited: bool = False

    @property
    def text(self) -> str:
        """The plain text."""
        return self.formatted.text

    def labels(self) -> list[str]:
        """The labels of its buttons."""
        return [button.text for row in self.rows for button in row]

    def snapshot(self) -> dict[str, object]:
        """JSON-able, for the page."""
        return {
            "id": self.message_id,
            "mine": self.mine,
            "html": self.formatted.shown.replace("\n", "<br>"),
            "text": self.text,
            "rows": [[button.shown() for button in row] for row in self.rows],
            "location": self.location,
            "media": self.media,
            "protected": self.protected,
            "edited": self.edited,
        }


NOTHING = plain("")


@dataclass
class Chat:
    """A private chat between a person and the bot."""

    person: Person
    messages: dict[int, ShownMessage] = field(default_factory=dict)
    reply_keyboard: list[list[dict[str, object]]] | None = None
    has_started: bool = False
    is_blocked: bool = False
    listeners: list[Callable[[], None]] = field(default_factory=list)

    def changed(self) -> None:
        """Tell whoever looks at this screen."""
        for listener in tuple(self.listeners):
            listener()
