"""`amaan demo`: the whole story in a terminal, scripted, through the same application as in production."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.bootstrap import Amaan, built
from bot.casework.model import Concern
from bot.casework.routing import EVERYWHERE, Role
from bot.channels.emulator.cast import FOCAL_POINT, REPORTER, SIMULATED_TOKEN
from bot.channels.emulator.chat import ShownMessage
from bot.channels.emulator.http import in_process_transport
from bot.channels.emulator.phone import Phone
from bot.channels.emulator.telegram import EmulatedTelegram
from bot.config import Settings
from bot.dialogue.replies import names
from bot.i18n import Words, words

_STORY = {
    "en": (
        "The boy next door works at the brick kiln from before sunrise. They owe the owner money and may not leave.",
        "Swabi",
        "Is the whole family at the kiln?",
        "Yes, the mother and two small girls too.",
        "where can I find a lawyer near Mardan",
    ),
    "ur": (
        "پڑوس کا لڑکا صبح سے پہلے بھٹے پر کام کرنے جاتا ہے۔ ان پر مالک کا قرض ہے اور وہ جا نہیں سکتے۔",
        "صوابی",
        "کیا پورا خاندان بھٹے پر ہے؟",
        "جی، ماں اور دو چھوٹی بچیاں بھی۔",
        "مردان میں وکیل کہاں ملے گا",
    ),
}
_FIRST_HEARD = 90.0
"""Seconds the language model may take to start."""


@dataclass
class Stage:
    """Two phones, and a transcript of what appears on each."""

    telegram: EmulatedTelegram
    amaan: Amaan
    reporter: Phone
    focal_point: Phone
    hears: bool = False
    """Whether the language model understands what is written."""
    shown: dict[int, set[int]] = field(default_factory=dict)

    async def quiet(self) -> None:
        """Let the application finish, and print what is new."""
        await self.telegram.wait_quiet(timeout=60, is_idle=self.amaan.is_idle)
        for name, phone in (("reporter", self.reporter), ("focal point", self.focal_point)):
            seen = self.shown.setdefault(phone.person.id, set())
            for message in phone.messages:
                if message.message_id not in seen:
                    seen.add(message.message_id)
                    _print(name, message)

    async def write(self, phone: Phone, text: str) -> None:
        """Somebody writes."""
        phone.write(text)
        await self.quiet()

    async def press(self, phone: Phone, label: str) -> None:
        """Somebody presses."""
        sys.stdout.write(f"   [{label}]\n")
        phone.press(label)
        await self.quiet()


def _print(name: str, message: ShownMessage) -> None:
    who = f"{name} writes" if message.mine else f"{name}'s phone"
    what = message.text or f"📍 {message.location}"
    buttons = "  ".join(f"[{label}]" for label in message.labels())
    sys.stdout.write(f"\n{who}:\n   " + what.replace("\n", "\n   ") + (f"\n   {buttons}" if buttons else "") + "\n")


async def tell_the_story(settings: Settings, language: str) -> None:
    """Play the main job from a reporter's phone to a focal point's and back, and print it."""
    w = words(language)
    with tempfile.TemporaryDirectory() as folder:
        async with _stage(settings, Path(folder)) as stage:
            stage.hears = await _until_heard(stage.amaan)
            stage.focal_point.open_link(stage.amaan.invite(Role.focal_point, frozenset({EVERYWHERE})))
            await stage.quiet()
            code = await _report(stage, w)
            await _act(stage, w)
            await _follow(stage, w, code)


@asynccontextmanager
async def _stage(settings: Settings, folder: Path) -> AsyncIterator[Stage]:
    telegram = EmulatedTelegram(SIMULATED_TOKEN)
    database = f"sqlite:///{folder / 'amaan.sqlite3'}"
    own = replace(settings, data=folder, keys=folder / "keys", database=database, primero_url="")
    async with (
        built(own, token=SIMULATED_TOKEN, transport=in_process_transport(telegram)) as amaan,
        amaan.running(),
    ):
        yield Stage(telegram, amaan, telegram.phone(REPORTER), telegram.phone(FOCAL_POINT))


async def _until_heard(amaan: Amaan) -> bool:
    """Wait for the language model, or go on by menus; whether there is one."""
    sys.stdout.write("Waiting for the language model ...\n")
    loop = asyncio.get_running_loop()
    deadline = loop.time() + _FIRST_HEARD
    while loop.time() < deadline and amaan.can_hear():
        if await amaan.shell.understand("hello"):
            return True
        await asyncio.sleep(0.3)
    sys.stdout.write("There is none, so this goes by menus.\n")
    return False


async def _report(stage: Stage, w: Words) -> str:
    told, place, _ask, _answer, lookup = _STORY[w.language]
    reporter = stage.reporter
    if stage.hears:  # by menus alone, first words are a report
        await stage.write(reporter, lookup)
    await stage.write(reporter, "/start")
    await stage.press(reporter, names.LANGUAGES[w.language])
    await stage.press(reporter, w.gettext("Yes"))
    await stage.press(reporter, w.gettext("I am worried about a child"))
    await stage.write(reporter, told)
    await _name_the_concern(stage, w)
    await stage.press(reporter, w.gettext("No"))
    await stage.press(reporter, w.gettext("No"))
    await stage.write(reporter, place)
    await stage.press(reporter, "✔ " + w.gettext("Yes"))
    await stage.press(reporter, w.gettext("12-14 years"))
    await stage.press(reporter, w.gettext("Continue"))
    await stage.press(reporter, "✅ " + w.gettext("Send"))
    code = next(button.data for row in reporter.last.rows for button in row if button.kind == "copy")
    await stage.write(reporter, code[-4:])
    return code


async def _name_the_concern(stage: Stage, w: Words) -> None:
    """Confirm a debt-bonded family, however the model put it."""
    label = names.concern_button(w, Concern.bonded_labour)
    for button in ("✔ " + w.gettext("Yes"), label):
        if button in stage.reporter.last.labels() and (button == label or label[1:] in stage.reporter.last.text):
            await stage.press(stage.reporter, button)
            return
    other = w.gettext("Change") if w.gettext("Change") in stage.reporter.last.labels() else w.gettext("Something else")
    await stage.press(stage.reporter, other)
    await stage.press(stage.reporter, label)


async def _act(stage: Stage, w: Words) -> None:
    """The focal point reads in English here, whatever the reporter writes."""
    focal_point, english = stage.focal_point, words("en")
    for label in ("Open", "✔ Acknowledge", "❓ Ask the reporter"):
        await stage.press(focal_point, english.gettext(label))
    await stage.write(focal_point, _STORY[w.language][2])


async def _follow(stage: Stage, w: Words, code: str) -> None:
    await stage.write(stage.reporter, code)
    await stage.write(stage.reporter, _STORY[w.language][3])
    await stage.press(stage.focal_point, "Open")
    await stage.press(stage.focal_point, "Close")
    await stage.press(stage.focal_point, "Resolved")
    await stage.write(stage.reporter, "/status")
    await stage.press(stage.reporter, "🧹 " + w.gettext("Clear"))
