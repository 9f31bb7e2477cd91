"""Hears the operator's word to stop."""

from __future__ import annotations

import asyncio
import signal


def stop_word() -> asyncio.Event:
    """Set at SIGINT or SIGTERM; from this call on neither ends the process by itself."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stop.set)
    return stop
