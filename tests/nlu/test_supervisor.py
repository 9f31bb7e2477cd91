"""The language service comes back when it dies, tells what is missing, and is given no secrets."""

import asyncio
import logging
import os
import signal
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from nlu.supervisor import NluSupervisor
from tests.real_nlu import PYTHON, REPO_ROOT, until_healthy

_LOG = logging.getLogger("amaan.nlu")

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_killed_service_comes_back(supervisor: NluSupervisor) -> None:
    """After kill -9 the client answers None at once, and understands again when the next child is up."""
    first = supervisor.process_id
    assert first is not None
    os.kill(first, signal.SIGKILL)
    async with asyncio.timeout(5):
        while supervisor.problem is None:
            await asyncio.sleep(0.01)
    assert supervisor.problem == "not_healthy_yet"
    assert await supervisor.client.understand("hello") is None
    await until_healthy(supervisor)
    assert supervisor.problem is None
    assert supervisor.process_id != first
    assert await supervisor.client.understand("hello") is not None


async def test_wrong_token_is_refused(supervisor: NluSupervisor) -> None:
    """Another program on the machine cannot use the service."""
    async with httpx.AsyncClient(trust_env=False) as stranger:
        for headers in ({}, {"Authorization": "Bearer guess"}, {"Authorization": "Basic guess"}):
            asked = await stranger.post(f"{supervisor.client.base_url}/parse", json={"text": "hello"}, headers=headers)
            assert asked.status_code == 401
            assert (await stranger.get(f"{supervisor.client.base_url}/health", headers=headers)).status_code == 401


async def test_child_inherits_no_secrets(supervisor: NluSupervisor, monkeypatch: pytest.MonkeyPatch) -> None:
    """The child's environment holds what it needs and nothing of the bot's."""
    environment = Path(f"/proc/{supervisor.process_id}/environ").read_bytes().split(b"\0")
    names = {entry.split(b"=")[0].decode() for entry in environment if entry}
    assert {name for name in names if name.startswith("AMAAN")} == {"AMAAN_NLU_TOKEN"}
    assert "HOME" not in names


@pytest.mark.parametrize(
    ("python", "model", "problem"),
    [
        (Path("/nowhere/python"), Path("/nowhere/model.tar.gz"), "environment_missing"),
        (PYTHON, Path("/nowhere/model.tar.gz"), "model_missing"),
    ],
)
async def test_what_is_missing_is_named(
    python: Path, model: Path, problem: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Without environment or model the bot still starts, and the problem has a code."""
    missing = NluSupervisor(python, REPO_ROOT, model, _LOG)
    await missing.start()
    await asyncio.sleep(0)
    assert missing.problem == problem
    assert problem in caplog.text
    assert await missing.client.understand("hello") is None
    await missing.stop()


async def test_spoilt_model_is_told_and_tried_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A model that cannot be read is said in the log, and the next try is made."""
    spoilt = tmp_path / "spoilt.tar.gz"
    spoilt.write_bytes(b"not a model")
    supervisor = NluSupervisor(PYTHON, REPO_ROOT, spoilt, _LOG, first_pause=timedelta(milliseconds=10))
    await supervisor.start()
    async with asyncio.timeout(120):
        while caplog.text.count("cannot start:") < 2:
            await asyncio.sleep(0.1)
    assert supervisor.problem == "not_healthy_yet"
    await supervisor.stop()


async def test_child_ends_with_the_one_who_started_it() -> None:
    """A bot that is killed leaves no language service behind: the child goes when its stdin closes."""
    child = await asyncio.create_subprocess_exec(
        PYTHON, "-m", "nlu.server", "--model", "unused.tar.gz", "--exit-with-stdin",
        cwd=REPO_ROOT, env={"AMAAN_NLU_TOKEN": "x"}, stdin=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert child.stdin is not None
    child.stdin.close()
    async with asyncio.timeout(20):
        assert await child.wait() == 0
