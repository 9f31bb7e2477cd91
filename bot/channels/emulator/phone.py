"""A person's Telegram app: what they do becomes an update, and only what is on the screen can be pressed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from bot.channels.emulator.chat import NOTHING, Chat, Person, ShownMessage
from bot.channels.emulator.errors import Blocked, NotOnScreen
from bot.channels.emulator.html_text import plain, utf16
from bot.channels.emulator.markup import ShownButton

if TYPE_CHECKING:
    from bot.channels.emulator.telegram import EmulatedTelegram

LONGEST_TEXT = 4096
_MEDIA: dict[str, dict[str, Any]] = {
    "photo": {"photo": [{"file_id": "p", "file_unique_id": "u", "width": 90, "height": 90, "file_size": 1000}]},
    "voice": {"voice": {"file_id": "v", "file_unique_id": "u", "duration": 3}},
    "video": {"video": {"file_id": "m", "file_unique_id": "u", "width": 90, "height": 90, "duration": 3}},
    "document": {"document": {"file_id": "d", "file_unique_id": "u", "file_name": "paper.pdf"}},
    "sticker": {
        "sticker": {
            "file_id": "s", "file_unique_id": "u", "type": "regular", "width": 90, "height": 90,
            "is_animated": False, "is_video": False, "emoji": "🙂",
        }
    },
    "contact": {"contact": {"phone_number": "+920000000000", "first_name": "Somebody"}},
}  # fmt: skip


class Phone:
    """The phone of one person in the chat with the bot."""

    def __init__(self, telegram: EmulatedTelegram, chat: Chat) -> None:
        self._telegram, self._chat = telegram, chat

    @property
    def person(self) -> Person:
        """Whose phone it is."""
        return self._chat.person

    @property
    def is_blocked(self) -> bool:
        """Whether they blocked the bot."""
        return self._chat.is_blocked

    @property
    def messages(self) -> list[ShownMessage]:
        """What is on the screen, oldest first; what was deleted is gone."""
        return list(self._chat.messages.values())

    @property
    def last(self) -> ShownMessage:
        """The newest message of the bot."""
        return next(self._from_bot())

    def shows(self, text: str) -> bool:
        """Whether this text is anywhere on the screen."""
        return any(text in message.text for message in self.messages)

    def write(self, text: str) -> int:
        """Send a text; the update's number. Leading and trailing blanks are cut, as the app does."""
        sent = text.strip()
        if not 0 < utf16(sent) <= LONGEST_TEXT:
            raise ValueError("Telegram sends between 1 and 4,096 characters")
        return self._send({"text": sent, **_command_entity(sent)}, ShownMessage(0, True, plain(sent), self._now()))

    def open_link(self, token: str) -> int:
        """Come through a t.me link."""
        return self.write(f"/start {token}")

    def share_location(self, latitude: float, longitude: float, *, live: bool = False) -> int:
        """Send a pin, or begin sharing a live location."""
        point: dict[str, object] = {"latitude": latitude, "longitude": longitude}
        sent = {"location": point | ({"live_period": 900} if live else {})}
        return self._send(
            sent, ShownMessage(0, True, NOTHING, self._now(), location=point, media="live" if live else "")
        )

    def send_media(self, kind: str, caption: str = "") -> int:
        """Send a photo, voice, video, document, sticker or contact."""
        sent = _MEDIA[kind] | ({"caption": caption} if caption else {})
        return self._send(sent, ShownMessage(0, True, plain(caption), self._now(), media=kind))

    def edit(self, message_id: int, text: str) -> int:
        """Edit an own message."""
        message = self._chat.messages[message_id]
        message.formatted, message.edited = plain(text), True
        self._chat.changed()
        sent = {"text": text, "edit_date": self._stamp(), **_command_entity(text)}
        return self._telegram.push({"edited_message": self._message(message_id, sent)})

    def press(self, label: str, message_id: int | None = None) -> None:
        """Press a button by its label, or a unique part of it; the newest message first."""
        for message in self._from_bot(message_id):
            found = _matching([button for row in message.rows for button in row], label)
            if len(found) == 1:
                self._press(message, found[0])
                return
        raise NotOnScreen(label, (each for message in self._from_bot(message_id) for each in message.labels()))

    def press_at(self, message_id: int, row: int, column: int) -> None:
        """Press the button at a place under a message."""
        message = self._chat.messages.get(message_id)
        if message is None or not (0 <= row < len(message.rows) and 0 <= column < len(message.rows[row])):
            raise NotOnScreen(f"{message_id}:{row}:{column}", ())
        self._press(message, message.rows[row][column])

    def press_stale(self, message_id: int, payload: str) -> None:
        """A race: a press that was on its way when the button went. Only for what the bot must survive."""
        message = self._chat.messages.get(message_id)
        shown = message or ShownMessage(message_id, False, NOTHING, self._now())
        self._query(shown, payload)

    def block(self) -> None:
        """Block the bot."""
        self._chat.is_blocked = True
        self._chat.changed()

    def unblock(self) -> None:
        """Let it write again."""
        self._chat.is_blocked = False
        self._chat.changed()

    def on_change(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call back at every change; returns what ends it."""
        self._chat.listeners.append(callback)
        return lambda: self._chat.listeners.remove(callback)

    def snapshot(self) -> dict[str, object]:
        """The screen, JSON-able."""
        rows = self._chat.reply_keyboard
        return {
            "blocked": self.is_blocked,
            "reply_keyboard": {"rows": rows} if rows else None,
            "messages": [message.snapshot() for message in self.messages],
        }

    async def wait_for(self, wanted: str | Callable[[Phone], bool], timeout: float = 10.0) -> ShownMessage:
        """Wait until a text of the bot's is shown, or a condition holds; the newest message that has it."""

        def holds() -> bool:
            if callable(wanted):
                return wanted(self)
            return any(wanted in message.text for message in self._from_bot())

        changed = asyncio.Event()
        stop = self.on_change(changed.set)
        try:
            async with asyncio.timeout(timeout):
                while not holds():
                    await changed.wait()
                    changed.clear()
        except TimeoutError:
            newest = [message.text for message in self.messages][-3:]
            raise AssertionError(f"never shown: {wanted!r}; the newest messages are {newest}") from None
        finally:
            stop()
        texts = (message for message in self._from_bot() if callable(wanted) or wanted in message.text)
        return next(texts)

    def _from_bot(self, message_id: int | None = None) -> Iterator[ShownMessage]:
        newest_first = reversed(self.messages)
        return (each for each in newest_first if not each.mine and message_id in (None, each.message_id))

    def _press(self, message: ShownMessage, button: ShownButton) -> None:
        if self.is_blocked:
            raise Blocked
        if button.kind == "callback":
            self._query(message, button.data)

    def _query(self, message: ShownMessage, payload: str) -> None:
        shown = self._message(message.message_id, {"text": message.text or " "}) | {"from": self._telegram.bot}
        query = {
            "id": self._telegram.open_query(),
            "from": self.person.as_user(),
            "chat_instance": "1",
            "data": payload,
            "message": shown,
        }
        self._telegram.push({"callback_query": query})

    def _send(self, content: dict[str, Any], shown: ShownMessage) -> int:
        if self.is_blocked:
            raise Blocked
        shown.message_id = self._telegram.next_message_id()
        self._chat.has_started = True
        self._chat.messages[shown.message_id] = shown
        self._chat.changed()
        return self._telegram.push({"message": self._message(shown.message_id, content)})

    def _message(self, message_id: int, content: dict[str, Any]) -> dict[str, Any]:
        people = {"from": self.person.as_user(), "chat": self.person.as_chat()}
        return {"message_id": message_id, "date": self._stamp(), **people, **content}

    def _now(self) -> Any:
        return self._telegram.clock()

    def _stamp(self) -> int:
        return int(self._telegram.clock().timestamp())


def _matching(buttons: list[ShownButton], label: str) -> list[ShownButton]:
    exact = [button for button in buttons if button.text == label]
    return exact or [button for button in buttons if label in button.text]


def _command_entity(text: str) -> dict[str, Any]:
    if not text.startswith("/"):
        return {}
    return {"entities": [{"type": "bot_command", "offset": 0, "length": utf16(text.split(maxsplit=1)[0])}]}
