"""The whole application in a test: real database, real keys, real directory, over the Bot API emulator."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from bot.bootstrap import Amaan, built
from bot.casework.routing import Role
from bot.channels.emulator.chat import Person, ShownMessage
from bot.channels.emulator.http import in_process_transport
from bot.channels.emulator.markup import ShownButton
from bot.channels.emulator.phone import Phone
from bot.channels.emulator.telegram import EmulatedTelegram
from bot.config import ROOT, Settings
from bot.turns.shell import Understanding
from tests.primero_server import PASSWORD, USER

TOKEN = "7000000001:" + "TESTtokenTESTtokenTESTtokenTESTtok1"
REPORTER = Person(5_550_001_234, "Rukhsana", "Planted", "rukhsana_planted", "ur")
FOCAL_POINT = Person(5_550_009_876, "Officer", "Planted", "officer_planted")
CODE_DIGITS = 16


def settings_in(folder: Path) -> Settings:
    """Settings of an installation of its own; receipts cost less than in earnest, or tests would take hours."""
    data = folder / "data"
    return Settings(
        token=TOKEN,
        api_base_url="https://nowhere.invalid",
        data=data,
        keys=folder / "keys",
        database=f"sqlite:///{data / 'amaan.sqlite3'}",
        pack=ROOT / "services_directory" / "data" / "pk",
        nlu=False,
        receipt_memory_mib=8,
        port=0,
    )


@dataclass
class World:
    """A running application and the Telegram it lives in."""

    telegram: EmulatedTelegram
    amaan: Amaan
    settings: Settings

    def reporter(self) -> Phone:
        """The reporter's phone."""
        return self.telegram.phone(REPORTER)

    async def focal_point(self, area: str = "*", role: Role = Role.focal_point, person: Person = FOCAL_POINT) -> Phone:
        """A focal point's phone, enrolled by a one-time link."""
        phone = self.telegram.phone(person)
        phone.open_link(self.amaan.invite(role, frozenset({area})))
        await self.quiet()
        return phone

    async def quiet(self) -> None:
        """Until nothing is under way."""
        await self.telegram.wait_quiet(is_idle=self.amaan.is_idle)


@asynccontextmanager
async def running_world(
    folder: Path,
    *,
    telegram: EmulatedTelegram | None = None,
    understanding: Understanding | None = None,
    clock: Callable[[], datetime] | None = None,
    primero_url: str = "",
) -> AsyncIterator[World]:
    """The application over an emulator in process, polling and delivering; with a site to hand cases to, if any."""
    tick = clock or (lambda: datetime.now(UTC))
    simulated = telegram or EmulatedTelegram(TOKEN, clock=tick)
    settings = replace(settings_in(folder), primero_url=primero_url, primero_user=USER, primero_password=PASSWORD)
    async with (
        built(
            settings,
            transport=in_process_transport(simulated),
            clock=tick,
            understanding=understanding,
            retries_after=0.02,
        ) as amaan,
        amaan.running(),
    ):
        yield World(simulated, amaan, settings)


async def open_menu(world: World, phone: Phone, language: str = "English", yes: str = "Yes") -> None:
    """From nothing to the menu."""
    phone.write("/start")
    await world.quiet()
    phone.press(language)
    await world.quiet()
    phone.press(yes)
    await world.quiet()


async def file_report(world: World, phone: Phone, words: str, *, place: str = "Swabi") -> str:
    """A report from the menu to the receipt, by menus and in English; its code of 16 digits."""
    phone.press("I am worried about a child")
    await world.quiet()
    phone.write(words)
    await world.quiet()
    for button in ("A child being beaten or hurt", "No"):
        phone.press(button)
        await world.quiet()
    phone.write(place)
    await world.quiet()
    for button in ("✔ Yes", "Continue"):
        phone.press(button)
        await world.quiet()
    if "Keep it" in phone.last.labels():
        phone.press("Keep it")
        await world.quiet()
    phone.press("Send")
    await world.quiet()
    return code_on(phone)


def code_on(phone: Phone) -> str:
    """The receipt code that is on the screen, 16 digits without blanks."""
    copied = (button.data for message in reversed(phone.messages) for button in _copies(message))
    return next(copied).replace(" ", "")


def _copies(message: ShownMessage) -> list[ShownButton]:
    return [button for row in message.rows for button in row if button.kind == "copy"]
