"""`amaan run` over and over without importing it anew: each line read starts one, and its number is written.

Importing takes seconds, and what is to be killed is a bot at work, not a bot that is starting.
"""

from __future__ import annotations

import asyncio
import os
import sys

from bot.commands.running import run_bot
from bot.config import Settings, read_settings
from bot.logs import quiet_logs


def main() -> None:
    """Fork a bot for each line, and say when it is gone."""
    settings = read_settings()
    for _line in sys.stdin:
        child = os.fork()
        if child == 0:
            _run(settings)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        _pid, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _run(settings: Settings) -> None:
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what the bot says is not for whoever reads our numbers
    quiet_logs()
    exit_code = 1
    try:
        asyncio.run(run_bot(settings))
        exit_code = 0
    finally:
        os._exit(exit_code)


if __name__ == "__main__":
    main()
