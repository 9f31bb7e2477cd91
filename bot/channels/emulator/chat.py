"""One private chat as both sides see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.channels.emulator.html_text import Formatted, plain
from bot.channels.emulator.markup import ReplyRows, Rows
from bot.channels.emulator.multipart import Upload
from bot.channels.emulator.photos import Photo


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
        language = {"language_code": self.language_code} if self.language_code else {}
        return {"id": self.id, "is_bot": False} | self._names() | language

    def as_chat(self) -> dict[str, object]:
        """The private chat with somebody."""
        return {"id": self.id, "type": "private"} | self._names()

    def _names(self) -> dict[str, object]:
        names = {"first_name": self.first_name, "last_name": self.last_name, "username": self.username}
        return {field: name for field, name in names.items() if name}


NOTHING = plain("")


@dataclass
class ShownMessage:
    """A message on the screen; `mine` was written by the person, everything else by the bot.

    `content` holds the Bot API's own fields for what is neither text nor buttons: location, venue, photo and so on.
    A message that was sent with a reply keyboard is not `editable`.
    """

    message_id: int
    mine: bool
    formatted: Formatted
    sent_at: datetime
    rows: Rows = ()
    location: dict[str, object] | None = None
    media: str = ""
    photo: Photo | None = None
    document: Upload | None = None
    protected: bool = False
    edited: bool = False
    editable: bool = True
    content: Mapping[str, object] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The plain text, or the caption."""
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
            "photo": {"width": self.photo.width, "height": self.photo.height} if self.photo else None,
            "document": self.document.filename if self.document else None,
            "protected": self.protected,
            "edited": self.edited,
        }

    def as_json(self, person: Person, bot: Mapping[str, object]) -> dict[str, object]:
        """As the Bot API shows a message of this person's chat."""
        shown: dict[str, object] = {
            "message_id": self.message_id,
            "date": int(self.sent_at.timestamp()),
            "chat": person.as_chat(),
            "from": person.as_user() if self.mine else dict(bot),
        }
        if self.rows:
            shown["reply_markup"] = {"inline_keyboard": [[each.as_json() for each in row] for row in self.rows]}
        if self.protected:
            shown["has_protected_content"] = True
        return shown | self._words() | dict(self.content)

    def _words(self) -> dict[str, object]:
        if not self.text:
            return {}
        name, marks = ("caption", "caption_entities") if self.content else ("text", "entities")
        found: dict[str, object] = {name: self.text}
        return found | ({marks: list(self.formatted.entities)} if self.formatted.entities else {})


@dataclass
class Chat:
    """A private chat between a person and the bot."""

    person: Person
    messages: dict[int, ShownMessage] = field(default_factory=dict)
    reply_keyboard: ReplyRows | None = None
    has_started: bool = False
    is_blocked: bool = False
    listeners: list[Callable[[], None]] = field(default_factory=list)

    def changed(self) -> None:
        """Tell whoever looks at this screen."""
        for listener in tuple(self.listeners):
            listener()
