"""Telegram counts in UTF-16 units and refuses what is too long; a refused message is lost without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.world import CODE_DIGITS, file_report, open_menu, running_world

LONGEST = 1500


async def test_a_mailbox_full_of_emoji_can_still_be_read(tmp_path: Path) -> None:
    """Whatever the reporter wrote in it, the code opens it, and the focal point sees each message."""
    async with running_world(tmp_path) as world:
        officer, reporter = await world.focal_point(), world.reporter()
        await open_menu(world, reporter)
        code = await file_report(world, reporter, "A child is beaten behind the mill every day.")
        reporter.write(code)
        await world.quiet()
        reporter.write(code)
        await world.quiet()
        for face in "😭😢😱":
            reporter.write(face * LONGEST)
            await world.quiet()
        reporter.write(code)
        await world.quiet()
        assert "Your report" in reporter.last.text
        officer.press("Open")
        await world.quiet()
        assert all(officer.shows(face * 100) for face in "😭😢😱")


@pytest.mark.parametrize(
    "words", ["A child is hurt: https://example.org/" + "a" * 4000, "A child is hurt @" + "a" * 4000]
)
async def test_a_report_with_a_long_link_can_be_sent(tmp_path: Path, words: str) -> None:
    """What could tell who somebody is may fill a whole message, and the screen that asks about it still comes."""
    async with running_world(tmp_path) as world:
        await open_menu(world, world.reporter())
        assert len(await file_report(world, world.reporter(), words[:4096])) == CODE_DIGITS
