"""Whoever guesses receipt codes waits; whoever has one does not."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.casework.guessing import FREE_TRIES, FREE_TRIES_UNDER_ATTACK, MOST_WRONG_AN_HOUR
from bot.casework.model import ReceiptCode
from bot.dialogue.effects import MailboxNotFound, ReadMailbox
from bot.dialogue.session import Practice, Session
from bot.dialogue.turn import Turn
from bot.storage.practice import PracticeRoom
from bot.storage.receipts import KdfCost, Receipts
from bot.turns.gate import Gate
from tests.stores import NOW

FREE = KdfCost(passes=1, memory=8192)
CODE = ReceiptCode("1234567890123456")
READING = Turn(Session(), effects=(ReadMailbox(CODE),))
GUESSER, OWNER = 6_000_000_000, 5_550_001_234


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    (tmp_path / "keys").mkdir(mode=0o700)
    return Gate(Receipts(bytes(32), FREE), PracticeRoom(tmp_path / "data", tmp_path / "keys"))


async def _guess(gate: Gate, chat: int, turn: Turn = READING) -> bool:
    """Try a code that opens nothing; whether it was looked at."""
    prepared = await gate.prepare(chat, turn, NOW)
    if prepared.mailboxes:
        gate.note(chat, turn, [(ReadMailbox(CODE), MailboxNotFound())], NOW)
    return bool(prepared.mailboxes)


async def test_one_chat_that_guesses_waits(gate: Gate) -> None:
    """After its free tries it has one a minute; another chat is looked at meanwhile."""
    assert [await _guess(gate, GUESSER) for _ in range(FREE_TRIES + 2)] == [True] * FREE_TRIES + [False] * 2
    assert await _guess(gate, OWNER)
    assert (await gate.prepare(GUESSER, READING, NOW + timedelta(minutes=1))).mailboxes


async def test_guessing_from_many_chats_slows_all_and_locks_out_nobody(gate: Gate) -> None:
    """Past the budget of the hour each chat has fewer free tries; a code is still opened by whoever has it."""
    chats = range(GUESSER, GUESSER + MOST_WRONG_AN_HOUR // FREE_TRIES)
    for chat in chats:
        assert all([await _guess(gate, chat) for _ in range(FREE_TRIES)])
    late = GUESSER - 1
    tried = [await _guess(gate, late) for _ in range(FREE_TRIES)]
    assert tried == [True] * FREE_TRIES_UNDER_ATTACK + [False] * (FREE_TRIES - FREE_TRIES_UNDER_ATTACK)
    assert (await gate.prepare(OWNER, READING, NOW)).mailboxes


async def test_practice_is_exempt(gate: Gate) -> None:
    """Thirty wrong codes in a training are all looked at, and slow nobody down."""
    practising = Turn(Session(language="en", practice=Practice("t" * 8, NOW.date())), effects=READING.effects)
    assert all([await _guess(gate, OWNER, practising) for _ in range(30)])
    assert await _guess(gate, OWNER)
