"""Guessing codes never delays a report."""

from __future__ import annotations

import asyncio
import threading

from bot.casework.model import ReceiptCode
from bot.casework.ports import Mailbox
from bot.storage.receipts import Receipts
from bot.turns.stretching import MOST_WAITING, Stretching
from tests.stores import QUICK

CODE = ReceiptCode("1234567890123456")


class _Stuck(Receipts):
    """Takes until it is let go, as a machine under attack does."""

    def __init__(self) -> None:
        super().__init__(bytes(32), QUICK)
        self.go = threading.Event()

    def mailbox_of(self, code: ReceiptCode) -> Mailbox:
        """The mailbox, once it may."""
        assert self.go.wait(20)
        return super().mailbox_of(code)


async def test_filing_goes_on_while_every_reader_waits() -> None:
    """Of a hundred codes being tried a few wait, the others are sent away, and a report is filed meanwhile."""
    stretching, stuck = Stretching(), _Stuck()
    readers = [asyncio.create_task(stretching.for_reading(CODE, stuck)) for _ in range(100)]
    filed = await stretching.for_filing(CODE, Receipts(bytes(32), QUICK))
    sent_away = [each for each in readers if each.done()]
    assert len(sent_away) == 100 - MOST_WAITING
    assert all(each.result() is None for each in sent_away)
    stuck.go.set()
    read = [await each for each in readers if each not in sent_away]
    assert read == [filed] * MOST_WAITING
    assert await stretching.for_reading(CODE, stuck) == filed
