"""A person's Telegram app: what they do becomes an update, and only what is on the screen can be pressed."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.channels.emulator.chat import NOTHING, Chat, Person, ShownMessage
from bot.channels.emulator.errors import Blocked, NotOnScreen
from bot.channels.emulator.html_text import Entity, Formatted, plain, utf16
from bot.channels.emulator.markup import ShownButton
from bot.channels.emulator.media import MEDIA, WITHOUT_CAPTION

if TYPE_CHECKING:
    from bot.channels.emulator.telegram import EmulatedTelegram

LONGEST_TEXT, LONGEST_CAPTION = 4096, 1024
_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?!\S)")


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
        """The newest message of the bot; LookupError when there is none."""
        for message in self._from_bot():
            return message
        raise LookupError("the bot has not written")

    def shows(self, text: str) -> bool:
        """Whether this text is anywhere on the screen."""
        return any(text in message.text for message in self.messages)

    def write(self, text: str) -> int:
        """Send a text; the update's number. Leading and trailing blanks are cut, as the app does."""
        return self._send(ShownMessage(0, True, _written(text), self._now()))

    def open_link(self, token: str) -> int:
        """Come through a t.me link."""
        return self.write(f"/start {token}")

    def share_location(self, latitude: float, longitude: float, *, live: bool = False) -> int:
        """Send a pin, or begin sharing a live location."""
        point: dict[str, object] = {"latitude": latitude, "longitude": longitude}
        content = {"location": point | ({"live_period": 900} if live else {})}
        shown = ShownMessage(0, True, NOTHING, self._now(), location=point, content=content)
        shown.media = "live" if live else ""
        return self._send(shown)

    def send_media(self, kind: str, caption: str = "") -> int:
        """Send one of MEDIA: a photo, voice, video, document, sticker, contact and so on."""
        if caption and (kind in WITHOUT_CAPTION or utf16(caption) > LONGEST_CAPTION):
            raise ValueError("a caption has at most 1,024 characters, and stickers and contacts have none")
        return self._send(ShownMessage(0, True, plain(caption), self._now(), media=kind, content=MEDIA[kind]))

    def edit(self, message_id: int, text: str) -> int:
        """Edit an own text, or the caption of an own picture."""
        message = self._chat.messages.get(message_id)
        if message is None or not message.mine or message.location:
            raise NotOnScreen(f"message {message_id} of one's own", ())
        self._refuse_while_blocked()
        message.formatted, message.edited = _written(text), True
        self._chat.changed()
        edited = {"edit_date": int(self._now().timestamp())}
        return self._telegram.push({"edited_message": self._as_json(message) | edited})

    def press(self, label: str, message_id: int | None = None) -> None:
        """Press a button by its label, or a unique part of it; the newest message first."""
        for message in self._from_bot(message_id):
            found = _matching([button for row in message.rows for button in row], label)
            if len(found) == 1:
                self._press(message, found[0])
                return
            if found:
                break
        raise NotOnScreen(label, self._labels())

    def press_at(self, message_id: int, row: int, column: int) -> None:
        """Press the button at a place under a message."""
        message = self._chat.messages.get(message_id)
        if message is None or not (0 <= row < len(message.rows) and 0 <= column < len(message.rows[row])):
            raise NotOnScreen(f"{message_id}:{row}:{column}", self._labels())
        self._press(message, message.rows[row][column])

    def press_stale(self, message_id: int, payload: str) -> None:
        """A race: a press that was on its way when the button went. Only for what the bot must survive."""
        message = self._chat.messages.get(message_id)
        gone = {"message_id": message_id, "chat": self.person.as_chat(), "date": 0}
        self._query(self._as_json(message) if message else gone, payload)

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
        """Wait until a text of the bot's is shown, or a condition holds; the newest message that has it.

        For a condition, simply the newest message. Raises AssertionError after `timeout` seconds.
        """

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
        return self._newest(wanted)

    def _newest(self, wanted: str | Callable[[Phone], bool]) -> ShownMessage:
        if callable(wanted):
            return self.messages[-1] if self.messages else ShownMessage(0, False, NOTHING, self._now())
        return next(message for message in self._from_bot() if wanted in message.text)

    def _labels(self) -> list[str]:
        return [label for message in self._from_bot() for label in message.labels()]

    def _from_bot(self, message_id: int | None = None) -> Iterator[ShownMessage]:
        newest_first = reversed(self.messages)
        return (each for each in newest_first if not each.mine and message_id in (None, each.message_id))

    def _press(self, message: ShownMessage, button: ShownButton) -> None:
        self._refuse_while_blocked()
        if button.kind == "callback":
            self._query(self._as_json(message), button.data)

    def _query(self, message: Mapping[str, object], payload: str) -> None:
        query = {
            "id": self._telegram.open_query(),
            "from": self.person.as_user(),
            "chat_instance": "1",
            "data": payload,
            "message": message,
        }
        self._telegram.push({"callback_query": query})

    def _send(self, shown: ShownMessage) -> int:
        self._refuse_while_blocked()
        shown.message_id = self._telegram.next_message_id()
        self._chat.has_started = True
        self._chat.messages[shown.message_id] = shown
        self._chat.changed()
        return self._telegram.push({"message": self._as_json(shown)})

    def _refuse_while_blocked(self) -> None:
        if self.is_blocked:
            raise Blocked

    def _as_json(self, message: ShownMessage) -> dict[str, object]:
        return message.as_json(self.person, self._telegram.bot)

    def _now(self) -> datetime:
        return self._telegram.clock()


def _written(text: str) -> Formatted:
    sent = text.strip()
    if not 0 < utf16(sent) <= LONGEST_TEXT:
        raise ValueError("Telegram sends between 1 and 4,096 characters")
    return replace(plain(sent), entities=_command_entity(sent))


def _matching(buttons: list[ShownButton], label: str) -> list[ShownButton]:
    exact = [button for button in buttons if button.text == label]
    return exact or [button for button in buttons if label in button.text]


def _command_entity(text: str) -> tuple[Entity, ...]:
    command = _COMMAND.match(text)
    return ({"type": "bot_command", "offset": 0, "length": utf16(command[0])},) if command else ()
