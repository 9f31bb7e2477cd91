"""The real language service for tests: the trained model, in its own process, started once per session."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from nlu.freshness import fresh_model
from nlu.supervisor import NluSupervisor

REPO_ROOT = Path(__file__).resolve().parent.parent
PYTHON = REPO_ROOT / "nlu/.venv/bin/python"
_HEALTHY_WITHIN_S = 120


@asynccontextmanager
async def running_nlu() -> AsyncIterator[NluSupervisor]:
    """A healthy supervisor; fails, naming the command that is missing, where there is no environment or model."""
    model = fresh_model(REPO_ROOT)
    assert PYTHON.is_file(), "Rasa's environment is missing: run `uv sync --project nlu`"
    assert model.is_file(), "no model is trained from the present sources: run `nlu/.venv/bin/python -m nlu.train`"
    supervisor = NluSupervisor(PYTHON, REPO_ROOT, model, logging.getLogger("amaan.nlu"))
    await supervisor.start()
    try:
        await until_healthy(supervisor)
        yield supervisor
    finally:
        await supervisor.stop()


async def until_healthy(supervisor: NluSupervisor) -> None:
    """Waits for the service to answer, at most two minutes."""
    async with asyncio.timeout(_HEALTHY_WITHIN_S):
        while not await supervisor.client.is_healthy():
            await asyncio.sleep(0.1)
