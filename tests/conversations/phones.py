"""A phone in a transcript: what is new on it since somebody last did something, and every button it ever showed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.channels.emulator.chat import Person, ShownMessage
from bot.channels.emulator.phone import Phone
from bot.channels.emulator.telegram import EmulatedTelegram

_ISOLATES = re.compile("[\u2066-\u2069]")


def readable(message: ShownMessage) -> str:
    """A message as a person reads it: text, buttons in brackets, pin, picture or file; marks of direction left out."""
    parts = [message.text, *(f"[{label}]" for label in message.labels())]
    parts += ["(pin)"] if message.location else []
    parts += ["(picture)"] if message.photo else []
    parts += ["(file)"] if message.document else []
    return _ISOLATES.sub("", "\n".join(parts))


@dataclass
class WatchedPhone:
    """A phone, and what was seen on it."""

    phone: Phone
    before: dict[int, str] = field(default_factory=dict)
    ever_shown: dict[str, tuple[int, str]] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    taps: int = 0

    def look_away(self) -> None:
        """From here on only what changes is new."""
        self.before = {message.message_id: readable(message) for message in self.phone.messages}

    def look(self) -> None:
        """Remember the buttons and the receipt codes that are on the screen."""
        for message in self.phone.messages:
            for button in (button for row in message.rows for button in row):
                if button.kind == "callback":
                    self.ever_shown[button.text] = (message.message_id, button.data)
                if button.kind == "copy":
                    self._note(button.data)

    def _note(self, copied: str) -> None:
        """A receipt code, or a one-time link to pass on."""
        start, _, token = copied.partition("/start ")
        kept, new = (self.codes, start.replace(" ", "")) if start else (self.links, token)
        if new not in kept:
            kept.append(new)

    def news(self) -> str:
        """What the bot wrote or drew anew since `look_away`, oldest first; losing its buttons makes nothing new."""
        shown = ((message.message_id, readable(message)) for message in self.phone.messages if not message.mine)
        return "\n\n".join(text for number, text in shown if not self.before.get(number, "").startswith(text))

    def once_shown(self, label: str) -> tuple[int, str]:
        """The newest button with this label, or a part of it: its message and what a press of it sends."""
        found = [place for shown, place in self.ever_shown.items() if label in shown]
        assert found, f"no button {label} was ever shown"
        return self.ever_shown.get(label) or found[-1]

    def all_shown(self) -> str:
        """Everything that is on the screen, the person's own messages too."""
        return "\n\n".join(readable(message) for message in self.phone.messages)


class Phones:
    """The phones of a transcript by name, each of somebody else."""

    def __init__(self, telegram: EmulatedTelegram) -> None:
        self._telegram = telegram
        self._known: dict[str, WatchedPhone] = {}

    def __getitem__(self, name: str) -> WatchedPhone:
        if name not in self._known:
            person = Person(5_550_000_001 + len(self._known), f"Planted {name}", "Name", f"planted_{name}")
            self._known[name] = WatchedPhone(self._telegram.phone(person))
        return self._known[name]

    def look_away(self) -> None:
        """On all of them."""
        for each in self._known.values():
            each.look_away()

    def look(self) -> None:
        """On all of them."""
        for each in self._known.values():
            each.look()
