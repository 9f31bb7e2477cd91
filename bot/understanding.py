"""The language model as a child process; by menus where there is none."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.config import ROOT, Settings
from bot.dialogue.incoming import Certainty, Meaning
from bot.turns.shell import Understanding
from nlu.client import NluClient
from nlu.freshness import fresh_model, newest_model
from nlu.supervisor import NluSupervisor

NLU_PYTHON = ROOT / "nlu" / ".venv" / "bin" / "python"


@asynccontextmanager
async def supervised(settings: Settings, given: Understanding | None) -> AsyncIterator[NluSupervisor | None]:
    """The language model as a child process; without one the bot runs by menus and says so in the log."""
    if given or not settings.nlu:
        yield None
        return
    model = newest_model(ROOT) or fresh_model(ROOT)
    supervisor = NluSupervisor(NLU_PYTHON, ROOT, model, logging.getLogger("nlu"))
    await supervisor.start()
    try:
        yield supervisor
    finally:
        await supervisor.stop()


def asking(client: NluClient) -> Understanding:
    """What the running model makes of a text; None where it does not answer."""

    async def understand(text: str) -> Meaning | None:
        heard = await client.understand(text)
        return Meaning(heard.ranking, heard.is_urgent, Certainty(heard.certainty)) if heard else None

    return understand


async def by_menus(text: str) -> Meaning | None:
    """Nothing is made of any text: the person is asked by buttons."""
    return None
