"""Ten thousand made-up reports and a hundred real ones within an hour: delayed at worst, none lost, nobody unmasked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from statistics import quantiles
from typing import Any

import pytest
from sqlalchemy import Engine, event

from bot.bootstrap import built
from bot.casework.handling import open_case
from bot.casework.model import FocalPointId, Tier
from bot.casework.routing import Role
from bot.channels.emulator.http import in_process_transport
from bot.channels.emulator.telegram import EmulatedTelegram
from bot.storage.keys import open_keys
from bot.storage.practice import PracticeRoom
from bot.storage.receipts import KdfCost, Receipts
from bot.storage.store import Store, open_engine
from bot.turns.gate import Gate
from bot.turns.shell import Shell
from tests.faults.flood import Flood, Outcome, SlowTelegram, run_through
from tests.stores import KP, NOW, SWABI, case_of, database_of, enrol
from tests.world import TOKEN, settings_in

FOCAL_POINT_CHAT = 7_000_000_000
REAL = 100
SEED = 20261123
TWO_MINUTES = timedelta(minutes=2)
FREE = KdfCost(passes=1, memory=8192)
HOUR, TWELVE_MINUTES = timedelta(hours=1), timedelta(minutes=12)
FLOODS = {
    "a script of many chats": Flood(10_000, HOUR, chats=3_000, urgent=0.6, sure=0.6, wordings=25),
    "a few chats, over and over": Flood(2_000, TWELVE_MINUTES, chats=40, urgent=0.9, sure=0.5, wordings=10_000),
    "a chat for each, all urgent and clear": Flood(
        2_000, TWELVE_MINUTES, chats=1_000_000, urgent=1.0, sure=1.0, wordings=1_000_000
    ),
}
"""All at the same rate, 167 a minute; the last two are cut short, as they only differ in how."""


class Watch:
    """The simulated clock."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def set(self, now: datetime) -> None:
        """Put it to a moment."""
        self.now = now


@asynccontextmanager
async def besieged(folder: Path, telegram: SlowTelegram, watch: Watch) -> AsyncIterator[Shell]:
    """The application's shell with three people enrolled; its letters go to the slow Telegram."""
    settings = settings_in(folder)
    async with built(settings, transport=in_process_transport(EmulatedTelegram(TOKEN)), clock=watch) as amaan:
        store = Store(_hasty_engine(settings.database), open_keys(settings.keys, is_new=False))
        gate = Gate(Receipts(bytes(32), FREE), PracticeRoom(settings.data, settings.keys))
        with store.transaction() as books:
            for at, (name, role, area) in enumerate(_PEOPLE):
                books.contacts.remember(enrol(books, name, role, area), FOCAL_POINT_CHAT + at)
        yield replace(amaan.shell, store=store, post=telegram, gate=gate)
        store.close()


def _hasty_engine(url: str) -> Engine:
    """The database without waiting for the disk: what a loss of power does is measured elsewhere."""
    engine = open_engine(url)

    @event.listens_for(engine, "connect")
    def _hasty(connection: Any, _record: object) -> None:
        for pragma in ("synchronous=OFF", "journal_mode=MEMORY"):
            connection.execute(f"PRAGMA {pragma}")

    return engine


@pytest.mark.parametrize("name", FLOODS)
async def test_a_flood_delays_and_loses_nothing(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every report is kept and can be opened; of the urgent real ones 95 in 100 are in a chat within two minutes."""
    rng, watch, telegram = Random(SEED), Watch(), SlowTelegram()
    events = FLOODS[name].events(REAL, rng)
    async with besieged(tmp_path, telegram, watch) as shell:
        outcome = await run_through(shell, telegram, watch.set, events)
        _nothing_is_lost(shell, outcome, len(events), FocalPointId("swabi"))
    waits = _waits(outcome, telegram)
    with capsys.disabled():
        _report(name, waits, outcome, telegram)
    assert _percentile(waits, 95) <= TWO_MINUTES.total_seconds()
    stored = database_of(tmp_path).read_bytes()
    assert not [each.chat for each, _ref in outcome.filed[:500] if str(each.chat).encode() in stored]


_PEOPLE = (("swabi", Role.focal_point, SWABI), ("deputy", Role.deputy, SWABI), ("kp", Role.province, KP))


def _nothing_is_lost(shell: Shell, outcome: Outcome, sent: int, person: FocalPointId) -> None:
    """Each became a case of its own that its focal point may open; of the real ones every word is read."""
    refs = {ref for _event, ref in outcome.filed}
    assert len(refs) == sent
    with shell.store.transaction() as books:
        assert {case.ref for case in books.cases.open_for(person)} == refs
        for event, ref in outcome.filed:
            if event.is_real:
                assert open_case(books, ref, person, shell.clock()).report == event.told.report
                assert not event.told.report.said_in_danger or case_of(books, ref).tier == Tier.T0


def _waits(outcome: Outcome, telegram: SlowTelegram) -> list[float]:
    """Seconds from Send until the urgent real reports were in somebody's chat; one that never was waits for ever."""
    told = telegram.first_told()
    return [
        (told[ref] - event.at).total_seconds() if ref in told else float("inf")
        for event, ref in outcome.filed
        if event.is_real and event.told.report.said_in_danger
    ]


def _percentile(waits: list[float], percent: int) -> float:
    return quantiles(sorted(waits), n=100, method="inclusive")[percent - 1]


def _report(name: str, waits: list[float], outcome: Outcome, telegram: SlowTelegram) -> None:
    to_focal_point = sum(chat == FOCAL_POINT_CHAT for _at, chat, _message in telegram.sent)
    print(  # noqa: T201  the figures are what this is for
        f"\n{name}: {len(outcome.filed)} filed, 0 lost; urgent real ones told after {_percentile(waits, 50):.0f} s "
        f"(median), {_percentile(waits, 95):.0f} s (p95), {max(waits):.0f} s (longest); {to_focal_point} messages for "
        f"the focal point; lanes {outcome.lanes_said()}"
    )
