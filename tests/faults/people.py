"""Reporters who behave as people: they go on from what is on the screen, and do it again when nothing happens."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from bot.channels.emulator.chat import Person, ShownMessage
from bot.channels.emulator.phone import Phone
from bot.channels.emulator.telegram import EmulatedTelegram

PATIENCE = 10.0
"""Seconds without any change on the screen before somebody does the same again."""
DOUBLE_PRESS = 0.15
_READING = (0.01, 0.06)
_PLACE = "Swabi"
_ANSWERS = (("Is it safe", "Yes"), ("in danger right now", "No"))
_PRESSED_WHERE_SHOWN = (
    "English",
    "I am worried about a child",
    "A child being beaten or hurt",
    "✔ Yes",
    "Continue",
    "Keep it",
    "✅ Send",
)

Act = tuple[str, str]
"""("press", label) or ("write", text)."""


def person(number: int) -> Person:
    """One of many."""
    return Person(5_550_100_000 + number, f"Reporter{number}")


@dataclass
class Told:
    """What one reporter told, in order, and the code each report got."""

    narratives: list[str] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)
    did: Counter[str] = field(default_factory=Counter)
    written: Counter[str] = field(default_factory=Counter)
    """How often each text was sent."""


class Reporter:
    """One person who reports again and again."""

    def __init__(self, telegram: EmulatedTelegram, number: int, rng: Random) -> None:
        self._phone: Phone = telegram.phone(person(number))
        self._number, self._rng = number, rng
        self._has_told = self._has_noted = False
        self.told = Told()

    async def report_until(self, is_enough: Callable[[], bool]) -> None:
        """Report after report; the one that is begun is told to its end."""
        while not is_enough():
            await self._report()

    async def _report(self) -> None:
        narrative = f"Report {len(self.told.narratives)} of reporter {self._number}: the child was beaten again"
        self._has_told, self._has_noted = False, False
        self._do(("write", "/report"))
        while not self._has_noted:
            shown = await self._read()
            act = self._next_act(narrative)
            if act:
                self._do(act)
            await self._wait_for_change(shown, act)

    async def _read(self) -> object:
        """The screen, once it has stood still for as long as somebody takes to read it."""
        while True:
            shown = self._screen()
            await asyncio.sleep(self._rng.uniform(*_READING))
            if shown == self._screen():
                return shown

    def _next_act(self, narrative: str) -> Act | None:
        """What the newest screen asks for; None while there is nothing to do but wait."""
        last = self._newest()
        if last is None:
            return None
        if code := _code_on(last):
            return self._note(code, narrative)
        if last.text.startswith("What did you see"):
            return self._tell(narrative)
        if last.text.startswith("Where is the child"):
            return "write", _PLACE
        answers = (label for asked, label in _ANSWERS if asked in last.text and label in last.labels())
        pressed = (label for label in _PRESSED_WHERE_SHOWN if _has(last, label))
        return next((("press", label) for label in (*answers, *pressed)), None)

    def _tell(self, narrative: str) -> Act | None:
        if self._has_told:
            return None
        self._has_told = True
        self.told.narratives.append(narrative)
        return "write", narrative

    def _note(self, code: str, narrative: str) -> Act | None:
        if not self._has_told or code in self.told.codes:
            return None
        self.told.codes[code] = narrative
        self._has_noted = True
        return "write", code[-4:]

    def _do(self, act: Act) -> None:
        kind, what = act
        times = 2 if kind == "press" and self._rng.random() < DOUBLE_PRESS else 1
        for _ in range(times):
            self._phone.press(what) if kind == "press" else self._phone.write(what)
            self.told.did[kind] += 1
            self.told.written[what] += kind == "write"

    async def _wait_for_change(self, shown: object, act: Act | None) -> None:
        """Until the screen is another; somebody who waited too long does the same again."""
        while self._screen() == shown:
            try:
                await self._phone.wait_for(lambda _phone: self._screen() != shown, PATIENCE)
            except AssertionError:
                self.told.did["again"] += 1
                if act:
                    self._do(act)
                else:
                    self._do(("write", "/report"))

    def _newest(self) -> ShownMessage | None:
        return next((each for each in reversed(self._phone.messages) if not each.mine), None)

    def _screen(self) -> object:
        last = self._newest()
        return last and (last.message_id, last.text, last.rows)


def _has(message: ShownMessage, label: str) -> bool:
    return any(label in each for each in message.labels())


def _code_on(message: ShownMessage) -> str:
    copied = (button.data for row in message.rows for button in row if button.kind == "copy")
    return next(copied, "").replace(" ", "")


async def all_report(reporters: list[Reporter], is_enough: Callable[[], bool]) -> None:
    """All of them side by side."""
    await asyncio.gather(*(each.report_until(is_enough) for each in reporters))
