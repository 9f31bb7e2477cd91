"""`amaan playground`: the real application behind one local page with two phones; nothing leaves this computer."""

from __future__ import annotations

import secrets
import sys
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from bot.bootstrap import built
from bot.casework.routing import EVERYWHERE, Role
from bot.channels.emulator.cast import (
    COORDINATOR,
    DEPUTY,
    FOCAL_POINT,
    REPORTER,
    SECOND_COORDINATOR,
    SIMULATED_TOKEN,
)
from bot.channels.emulator.errors import PortTaken
from bot.channels.emulator.http import emulator_routes, in_process_transport, serve_app
from bot.channels.emulator.telegram import EmulatedTelegram
from bot.channels.playground.server import end_streams, playground_app
from bot.config import PLAY_KEYS, PORTS, Settings
from bot.refusals import Refusal
from bot.stopping import stop_word
from bot.turns.shell import Understanding

HOST = "127.0.0.1"
STAFF = {
    "focal_point": (FOCAL_POINT, Role.focal_point),
    "deputy": (DEPUTY, Role.deputy),
    "coordinator": (COORDINATOR, Role.coordinator),
    "second_coordinator": (SECOND_COORDINATOR, Role.coordinator),
}
"""Whose phones can be looked at beside the reporter's, and as what each is enrolled."""


async def open_playground(settings: Settings, port: int, *, shows: bool) -> None:
    """Serve the page until told to stop; raises Refusal where the port is taken."""
    try:
        async with playground(settings, port) as url:
            stop = stop_word()
            sys.stdout.write(f"The playground is open at {url} (Ctrl+C ends it)\n")
            sys.stdout.flush()
            if shows:
                webbrowser.open(url)
            await stop.wait()
    except PortTaken as taken:
        raise Refusal(
            f"Port {taken.port} is taken by another program.",
            _another_port(taken.port + 1),
        ) from None
    except PermissionError as refused:
        if refused.filename:  # a file: said elsewhere
            raise
        raise Refusal(f"This account may not open port {port}.", _another_port(8765)) from None


def _another_port(port: int) -> str:
    free = min(port, PORTS.max)
    return f"Choose another: amaan playground --port {free}, or AMAAN_PORT={free} make try"


@asynccontextmanager
async def playground(
    settings: Settings, port: int, *, understanding: Understanding | None = None
) -> AsyncIterator[str]:
    """The page over a running application, everybody but the reporter enrolled for every district; yields the URL."""
    telegram = EmulatedTelegram(SIMULATED_TOKEN, seed=secrets.randbits(32))
    staff = {name: telegram.phone(person) for name, (person, _role) in STAFF.items()}
    phones = {"reporter": telegram.phone(REPORTER), **staff}
    app = playground_app(phones, emulator_routes(telegram), links={})
    async with (
        serve_app(app, HOST, port) as url,
        built(
            _of_its_own(settings),
            token=SIMULATED_TOKEN,
            transport=in_process_transport(telegram),
            understanding=understanding,
        ) as amaan,
        amaan.running(),
    ):
        for name, (_person, role) in STAFF.items():
            phones[name].open_link(amaan.invite(role, frozenset({EVERYWHERE})))
        try:
            yield url
        finally:
            end_streams(app)
            telegram.updates.hang_up()


def _of_its_own(settings: Settings) -> Settings:
    """A data folder apart from any real one, so that a try-out never touches a real report."""
    data = settings.data / "playground"
    keys = settings.data / PLAY_KEYS
    database = f"sqlite:///{data / 'amaan.sqlite3'}"
    return replace(settings, data=data, keys=keys, database=database, primero_url="")  # no game reaches a real site
