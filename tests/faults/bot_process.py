"""The bot in a process of its own, to be stopped, killed and started again."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from bot.config import ROOT, Settings
from tests.world import TOKEN, settings_in

AMAAN = Path(sys.executable).with_name("amaan")


def environment_of(folder: Path, url: str, **more: str) -> Mapping[str, str]:
    """The environment of an installation under `folder`, as `settings_in` has it; fields of Settings by name."""
    settings: Settings = settings_in(folder)
    set_here = {
        "TOKEN": TOKEN,
        "DATA": str(settings.data),
        "KEYS": str(settings.keys),
        "API_BASE_URL": url,
        "NLU": "false",
        "RECEIPT_MEMORY_MIB": str(settings.receipt_memory_mib),
    } | more
    named = {f"AMAAN_{name}": value for name, value in set_here.items() if value}
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", **named}


@asynccontextmanager
async def amaan(*arguments: str, environment: Mapping[str, str]) -> AsyncIterator[Process]:
    """The real command, what it says and its errors to be read; killed when left."""
    process = await asyncio.create_subprocess_exec(AMAAN, *arguments, env=environment, stdout=PIPE, stderr=PIPE)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


class LeanBot:
    """A bot that starts in a fraction of a second, as often as one likes."""

    def __init__(self, nursery: Process) -> None:
        self._nursery = nursery
        self._bot = 0

    async def start(self) -> None:
        """Start one; the one before must be gone."""
        assert self._nursery.stdin
        self._nursery.stdin.write(b"\n")
        await self._nursery.stdin.drain()
        self._bot = await self._number()

    async def end(self, by: signal.Signals) -> int:
        """Send a signal and wait until it is gone; the exit code, negative for a signal."""
        os.kill(self._bot, by)
        return await self.gone()

    async def gone(self) -> int:
        """Wait until it is gone; the exit code, negative for a signal."""
        self._bot, code = 0, await self._number()
        return code

    def leave(self) -> None:
        """Kill what still runs, and start none any more."""
        if self._bot:
            os.kill(self._bot, signal.SIGKILL)
        assert self._nursery.stdin
        self._nursery.stdin.close()

    async def _number(self) -> int:
        assert self._nursery.stdout
        return int(await self._nursery.stdout.readline())


@asynccontextmanager
async def lean_bot(folder: Path, url: str, log: Path) -> AsyncIterator[LeanBot]:
    """Where bots can be started from; what they log goes to `log`."""
    with log.open("wb") as written:
        nursery = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.faults.lean_bot"),
            cwd=ROOT,
            env=environment_of(folder, url),
            stdin=PIPE,
            stdout=PIPE,
            stderr=written,
        )
        bot = LeanBot(nursery)
        try:
            yield bot
        finally:
            bot.leave()
            await nursery.communicate()
