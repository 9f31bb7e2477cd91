"""kill -9 in the middle of traffic, again and again: nothing is lost, nothing is doubled."""

from __future__ import annotations

import asyncio
import os
import signal
from collections import Counter
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from bot.bootstrap import open_store
from bot.casework.model import CaseRef, ReceiptCode
from bot.channels.emulator.http import serve
from bot.channels.emulator.telegram import EmulatedTelegram
from bot.config import MIB, Settings
from bot.storage.keys import open_keys
from bot.storage.receipts import KdfCost, Receipts
from tests.faults.bot_process import LeanBot, lean_bot
from tests.faults.people import Reporter, all_report
from tests.faults.waiting import until
from tests.stores import raw_rows
from tests.world import TOKEN, settings_in

KILLS = int(os.environ.get("AMAAN_TEST_KILLS", "50"))
REPORTERS = 12
LONGEST_LIFE = 0.8  # seconds from its first answer to getUpdates
KILLED_WHILE_STARTING = 0.1
LONGEST_RUN = 60 + 3 * KILLS  # seconds
SEED = 20261122


async def kill_again_and_again(bot: LeanBot, telegram: EmulatedTelegram, rng: Random) -> None:
    """Start and kill: mostly while it works, sometimes while it is still starting."""
    for _ in range(KILLS):
        telegram.calls.clear()
        await bot.start()
        if rng.random() > KILLED_WHILE_STARTING:
            await until(lambda: any(call.method == "getUpdates" for call in telegram.calls))
        await asyncio.sleep(rng.uniform(0, LONGEST_LIFE))
        assert await bot.end(signal.SIGKILL) == -signal.SIGKILL
    await bot.start()


async def test_nothing_is_lost_or_doubled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever saw a receipt code has one case that it opens, with every word; every report sent is there once."""
    rng, telegram, settings = Random(SEED), EmulatedTelegram(TOKEN), settings_in(tmp_path)
    reporters = [Reporter(telegram, number, Random(SEED + number)) for number in range(REPORTERS)]
    async with serve(telegram) as url, lean_bot(tmp_path, url, tmp_path / "log") as bot:
        async with asyncio.timeout(LONGEST_RUN), asyncio.TaskGroup() as work:
            killing = work.create_task(kill_again_and_again(bot, telegram, rng))
            work.create_task(all_report(reporters, killing.done))
        await until(lambda: not telegram.pending())
        await until(lambda: not raw_rows(tmp_path, "SELECT id FROM outbox"))
        assert await bot.end(signal.SIGTERM) == 0
    did = sum((each.told.did for each in reporters), Counter[str]())
    codes = {code: narrative for each in reporters for code, narrative in each.told.codes.items()}
    written = sum((each.told.written for each in reporters), Counter[str]())
    lost, doubled = lost_and_doubled(tmp_path, settings, codes, written)
    updates = did["press"] + did["write"]
    with capsys.disabled():
        print(  # noqa: T201  the figures this test is for
            f"\n{KILLS} kills, {updates} updates, {len(codes)} reports, "
            f"lost {lost}, doubled {doubled}; {did['again']} times somebody did the same again"
        )
    assert (lost, doubled) == (0, 0)
    assert raw_rows(tmp_path, "SELECT count(*) FROM marks") == [(updates,)], "an update was not carried out"
    assert sorted(codes.values()) == sorted(each for reporter in reporters for each in reporter.told.narratives)
    assert raw_rows(tmp_path, "PRAGMA integrity_check") == [("ok",)]


def lost_and_doubled(folder: Path, settings: Settings, codes: dict[str, str], written: Counter[str]) -> tuple[int, int]:
    """How many codes do not open a case with all that was told, and how many cases, or words in one, are too many."""
    keys = open_keys(settings.keys, is_new=False)
    receipts = Receipts(keys.receipts, KdfCost(memory=settings.receipt_memory_mib * MIB))
    store = open_store(settings)
    with closing(store), store.transaction() as books:
        opened = {code: books.cases.by_receipt(receipts.mailbox_of(ReceiptCode(code))) for code in codes}
        told = {code: books.cases.report(case.ref).narrative for code, case in opened.items()}
        refs = [CaseRef(row[0]) for row in raw_rows(folder, "SELECT ref FROM cases")]
        kept = Counter(books.cases.report(ref).narrative for ref in refs)
    lost = sum(narrative not in told.get(code, "") for code, narrative in codes.items())
    words_twice = sum(told.get(code, "").count(words) > written[words] for code, words in codes.items())
    return lost, sum(kept.values()) - len(codes) + words_twice
