"""Where receipt codes are stretched: filing and reading have slots of their own, so no guessing delays a report."""

from __future__ import annotations

import asyncio

from bot.casework.model import ReceiptCode
from bot.casework.ports import Mailbox
from bot.storage.receipts import Receipts

FILING_AT_ONCE = 2
READING_AT_ONCE = 1
"""Each takes 128 MiB."""
MOST_WAITING = 16
"""Readers in the queue; Telegram gives out a hundred updates at once, and these must never fill them all."""


class Stretching:
    """Turns codes into mailboxes, off the event loop, a few at a time."""

    def __init__(self) -> None:
        self._filing = asyncio.Semaphore(FILING_AT_ONCE)
        self._reading = asyncio.Semaphore(READING_AT_ONCE)
        self._waiting = 0

    async def for_filing(self, code: ReceiptCode, receipts: Receipts) -> Mailbox:
        """The mailbox of a new code; however long the queue, a report is never turned away."""
        async with self._filing:
            return await asyncio.to_thread(receipts.mailbox_of, code)

    async def for_reading(self, code: ReceiptCode, receipts: Receipts) -> Mailbox | None:
        """The mailbox of a code somebody sent; None where too many wait already."""
        if self._waiting >= MOST_WAITING:
            return None
        self._waiting += 1
        try:
            async with self._reading:
                return await asyncio.to_thread(receipts.mailbox_of, code)
        finally:
            self._waiting -= 1
