"""What every test may ask for."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import pytest

from bot.dialogue.incoming import Certainty, Meaning
from bot.turns.shell import Understanding
from nlu.client import NluClient
from nlu.freshness import fresh_model
from tests.real_nlu import PYTHON, REPO_ROOT


@dataclass(frozen=True)
class NluService:
    """Where the real language service listens."""

    url: str
    token: str


@pytest.fixture(scope="session")
def nlu_service() -> Iterator[NluService]:
    """The trained Rasa model in its own process, once for all tests that ask for it."""
    model = fresh_model(REPO_ROOT)
    assert PYTHON.is_file(), "Rasa's environment is missing: make setup"
    assert model.is_file(), "no model is trained from the present sources: make train"
    token = secrets.token_urlsafe(16)
    command = [str(PYTHON), "-m", "nlu.server", "--model", str(model), "--exit-with-stdin"]
    environment = {"PATH": os.environ["PATH"], "AMAAN_NLU_TOKEN": token, "OMP_NUM_THREADS": "1"}
    with subprocess.Popen(
        command,
        cwd=REPO_ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as service:
        try:
            yield NluService(_url(service), token)
        finally:
            service.kill()


def _url(service: subprocess.Popen[str]) -> str:
    assert service.stdout is not None
    for line in service.stdout:
        if "healthy on" in line:
            return line.split()[-1]
    sys.exit("the language service did not start")


@pytest.fixture
async def understanding(nlu_service: NluService) -> AsyncIterator[Understanding]:
    """How a text is understood, by the real model."""
    client = NluClient(nlu_service.url, nlu_service.token)

    async def understand(text: str) -> Meaning | None:
        heard = await client.understand(text)
        return Meaning(heard.ranking, heard.is_urgent, Certainty(heard.certainty)) if heard else None

    yield understand
    await client.close()
