"""Waiting for a fact instead of for a while."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

_LOOKS_AGAIN_AFTER = 0.01


async def until(holds: Callable[[], bool], within: float = 10.0) -> None:
    """Wait until it holds; raises TimeoutError after `within` seconds."""
    async with asyncio.timeout(within):
        while not holds():
            await asyncio.sleep(_LOOKS_AGAIN_AFTER)
