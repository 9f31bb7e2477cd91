"""Every transcript is played through the whole application, with the language model that is really trained."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from bot.dialogue.incoming import Meaning
from bot.turns.shell import Understanding
from tests.conversations.player import Clock, Player
from tests.conversations.transcript import every_transcript, parse
from tests.world import running_world

BY_MENUS = "menus"
"""Transcripts whose name begins so are played with the language model away."""


@pytest.mark.parametrize("path", every_transcript(), ids=lambda path: f"{path.parent.name}/{path.stem}")
async def test_the_conversation_goes_as_it_is_written_down(
    path: Path, understanding: Understanding, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Each line is done or seen as written, Telegram refuses nothing, and nothing fails behind the scenes."""
    clock = Clock()
    model = None if path.stem.startswith(BY_MENUS) else _patient(understanding)
    async with running_world(tmp_path, understanding=model, clock=clock) as world:
        await Player(world, clock).play(parse(path.read_text(encoding="utf-8")))
    assert not [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]


def _patient(understanding: Understanding) -> Understanding:
    """A machine busy with tests may be too slow for a reporter's patience; here the answer is waited for."""

    async def understand(text: str) -> Meaning | None:
        for _ in range(10):
            if meaning := await understanding(text):
                return meaning
        return None

    return understand
