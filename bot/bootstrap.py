"""The one place that wires real adapters together; everything else is given what it needs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from httpx import AsyncBaseTransport

from bot.application import Amaan
from bot.channels.telegram.connection import connected
from bot.channels.telegram.courier import TelegramCourier
from bot.channels.telegram.greeting import introducing, say_too_busy
from bot.channels.telegram.polling import Polling
from bot.clock import Clock, now_utc
from bot.config import Settings
from bot.opening import identifier_finder, open_office, open_reminders_of, open_store, primero_of, receipts
from bot.opening_directory import open_directory, open_services_store, pack_directory, services_url
from bot.storage.practice import PracticeRoom
from bot.storage.renaming import settle_renamed
from bot.turns.drawing import drawing_from
from bot.turns.gate import Gate
from bot.turns.handing_over import HandOverSender
from bot.turns.postman import Postman
from bot.turns.shell import Shell, Understanding
from bot.turns.upkeep import Upkeep
from bot.understanding import NLU_PYTHON, asking, by_menus, supervised

__all__ = [
    "NLU_PYTHON",
    "Amaan",
    "built",
    "now_utc",
    "open_directory",
    "open_office",
    "open_reminders_of",
    "open_services_store",
    "open_store",
    "pack_directory",
    "primero_of",
    "services_url",
]
"""All that a command may open, from one place."""


@asynccontextmanager
async def built(
    settings: Settings,
    *,
    token: str = "",
    api_base_url: str = "",
    transport: AsyncBaseTransport | None = None,
    clock: Clock = now_utc,
    understanding: Understanding | None = None,
    retries_after: float = 1.0,
) -> AsyncIterator[Amaan]:
    """Build everything over a database and a Bot API; leaving closes all of it."""
    store = open_store(settings)
    directory = open_directory(settings, clock().date())
    settle_renamed(store, directory.renamed)
    office = open_office(settings, directory.pathway_for)
    practice = PracticeRoom(settings.data, settings.keys)
    reminders = open_reminders_of(settings, clock().date())
    async with (
        connected(token or settings.token, api_base_url or settings.api_base_url, transport) as bot,
        supervised(settings, understanding) as supervisor,
        primero_of(settings) as primero,
    ):
        postman = Postman(store, TelegramCourier(bot, drawing_from(directory), retries_after), clock, reminders)
        shell = Shell(
            store=store,
            guide=directory,
            identifiers=identifier_finder(settings.pack),
            understand=understanding or (asking(supervisor.client) if supervisor else by_menus),
            post=postman,
            clock=clock,
            gate=Gate(receipts(settings), practice),
            practice=practice,
            office=office,
            reminders=reminders,
            upkeep=Upkeep(lambda: directory.store),
        )
        polling = Polling(bot, shell, say_too_busy(bot))
        try:
            sender = HandOverSender(store, primero, clock, shell.tell_of_end, postman.take) if primero else None
            yield Amaan(shell, postman, polling, introducing(bot), store, directory, clock, supervisor, sender)
        finally:
            store.close()
            directory.close()
            practice.close()
            reminders.close()
