"""Keeps the language service running as a child process, and says what is wrong when it cannot."""

import asyncio
import contextlib
import logging
import os
import re
import secrets
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

from nlu.client import NluClient

_HEALTHY = re.compile(r"healthy on (http://127\.0\.0\.1:\d+)$")
_START_WITHIN = timedelta(minutes=3)
_FIRST_PAUSE = timedelta(seconds=1)
_LONGEST_PAUSE = timedelta(minutes=1)
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH")  # the bot's secrets stay with the bot


class NluSupervisor:
    """`start` returns at once; `client` answers None until the service is healthy, and again when it dies."""

    def __init__(
        self,
        python: Path,
        repo_root: Path,
        model: Path,
        log: logging.Logger,
        first_pause: timedelta = _FIRST_PAUSE,
    ) -> None:
        self._python = python
        self._repo_root = repo_root
        self._model = model
        self._log = log
        self._first_pause = first_pause
        self._token = secrets.token_urlsafe(32)
        self._task: asyncio.Task[None] | None = None
        self._child: asyncio.subprocess.Process | None = None
        self.client = NluClient("", self._token)

    @property
    def problem(self) -> str | None:
        """None when healthy, else `environment_missing`, `model_missing` or `not_healthy_yet`."""
        if self.client.base_url:
            return None
        if not self._python.is_file():
            return "environment_missing"
        return "not_healthy_yet" if self._model.is_file() else "model_missing"

    @property
    def process_id(self) -> int | None:
        """The child's, while one runs."""
        return self._child.pid if self._child else None

    async def start(self) -> None:
        self._task = asyncio.create_task(self._keep_running())

    async def stop(self) -> None:
        """Ends the child and closes the client."""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        await self.client.close()

    async def _keep_running(self) -> None:
        pause, told = self._first_pause, None
        while True:
            was_healthy = False
            if (problem := self.problem) == "not_healthy_yet":
                was_healthy = await self._run_once()
            elif problem != told:
                self._log.warning("the language service cannot start: %s", problem)
            told = problem
            pause = self._first_pause if was_healthy else min(pause * 2, _LONGEST_PAUSE)
            await asyncio.sleep(pause.total_seconds())

    async def _run_once(self) -> bool:
        """Runs one child to its end; whether it was ever healthy."""
        try:
            self._child = child = await self._launch()
        except OSError as failure:
            self._log.warning("the language service cannot start: %s", failure.strerror)
            return False
        try:
            was_healthy = await self._follow(child)
            self._log.warning("the language service ended with %s; starting it again", await child.wait())
            return was_healthy
        finally:
            self.client.base_url, self._child = "", None
            await _end(child)

    async def _launch(self) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            self._python, "-m", "nlu.server", "--model", self._model, "--exit-with-stdin",
            cwd=self._repo_root,
            env=self._environment(),
            stdin=asyncio.subprocess.PIPE,  # closes with us, and the child with it
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,  # libraries may quote a message there
        )  # fmt: skip

    async def _follow(self, child: asyncio.subprocess.Process) -> bool:
        try:
            async with asyncio.timeout(_START_WITHIN.total_seconds()) as limit:
                async for line in _lines(child):
                    self._hear(line)
                    if self.client.base_url:
                        limit.reschedule(None)
        except TimeoutError:
            self._log.warning("the language service took too long to start")
            await _end(child)
        return bool(self.client.base_url)

    def _hear(self, line: str) -> None:
        if healthy := _HEALTHY.search(line):
            self.client.base_url = healthy[1]
            self._log.info("the language service is healthy")
        elif line.startswith(("cannot start:", "failed:")):
            self._log.warning("the language service says: %s", line)

    def _environment(self) -> dict[str, str]:
        passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        return passed_on | {
            "AMAAN_NLU_TOKEN": self._token,
            "OMP_NUM_THREADS": "1",
            "RASA_TELEMETRY_ENABLED": "false",
            "TF_CPP_MIN_LOG_LEVEL": "3",
        }


async def _lines(child: asyncio.subprocess.Process) -> AsyncIterator[str]:
    assert child.stdout is not None, "launched with a pipe"  # noqa: S101 - for the type checker
    async for line in child.stdout:
        yield line.decode(errors="replace").strip()


async def _end(child: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        child.kill()
    await child.wait()
