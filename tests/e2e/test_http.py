"""`amaan run` as an operator runs it: a process of its own, long polling over HTTP, stopped by SIGTERM."""

from __future__ import annotations

import asyncio
import re
import signal
from asyncio.subprocess import Process
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.channels.emulator.http import serve
from bot.channels.emulator.phone import Phone
from bot.channels.emulator.telegram import EmulatedTelegram
from tests.faults.bot_process import amaan, environment_of
from tests.faults.waiting import until
from tests.stores import raw_rows
from tests.world import FOCAL_POINT, REPORTER, TOKEN, code_on

STARTED_WITHIN, STOPPED_WITHIN = 30.0, 5.0
WORDS = "The boy next door is beaten every night."


async def outcome(*arguments: str, environment: Mapping[str, str]) -> tuple[int | None, str, str]:
    """Run a command to its end: exit code, what it said, what it complained of."""
    async with amaan(*arguments, environment=environment) as process:
        said, complained = await asyncio.wait_for(process.communicate(), STARTED_WITHIN)
        return process.returncode, said.decode(), complained.decode()


async def stopped(process: Process) -> str:
    """Stop it as systemd does; its log. It must go by itself, in time."""
    process.send_signal(signal.SIGTERM)
    _said, log = await asyncio.wait_for(process.communicate(), STOPPED_WITHIN)
    assert process.returncode == 0
    return log.decode()


async def press(phone: Phone, label: str, then: str) -> None:
    """Press as soon as it is shown, and wait for what must come of it."""
    await pressed(phone, label)
    await phone.wait_for(then)


async def pressed(phone: Phone, label: str) -> None:
    """Press as soon as it is shown under the newest message."""
    await phone.wait_for(lambda shown: any(label in each for each in shown.last.labels()))
    phone.press(label)


async def write(phone: Phone, text: str, then: str) -> None:
    """Write, and wait for what must come of it."""
    phone.write(text)
    await phone.wait_for(then)


async def report(phone: Phone) -> str:
    """From nothing to the code."""
    await write(phone, "/start", "Please choose your language")
    await press(phone, "English", "Is it safe for you to talk now?")
    await press(phone, "Yes", "What do you need?")
    await press(phone, "I am worried about a child", "What did you see")
    await write(phone, WORDS, "What is it about?")
    await press(phone, "A child being beaten or hurt", "Is a child in danger right now?")
    await press(phone, "No", "Where is the child?")
    await write(phone, "Swabi", "Is this in the district Swabi")
    await press(phone, "✔ Yes", "About the child")
    await press(phone, "Continue", "This is your report")
    await press(phone, "Send", "Your report was sent")
    return code_on(phone)


async def enrolled(telegram: EmulatedTelegram, environment: Mapping[str, str]) -> Phone:
    """A focal point, by the link that the command prints while the bot is running."""
    code, said, complained = await outcome("focal-points", "invite", "--area", "swabi", environment=environment)
    assert (code, complained) == (0, "")
    found = re.search(r"/start (\S+)", said)
    assert found
    phone = telegram.phone(FOCAL_POINT)
    phone.write(f"/start {found[1]}")
    await phone.wait_for("Swabi", timeout=STARTED_WITHIN)
    return phone


async def test_the_story_over_http(tmp_path: Path) -> None:
    """Report, notice, question and answer through two processes; stopped, it leaves nothing undone and no trace."""
    telegram = EmulatedTelegram(TOKEN)
    async with serve(telegram) as url:
        environment = environment_of(tmp_path, url)
        async with amaan("run", "--api-base-url", url, environment=environment) as process:
            reporter, officer = telegram.phone(REPORTER), await enrolled(telegram, environment)
            code = await report(reporter)
            await write(reporter, code[-4:], "Help near Swabi")
            await officer.wait_for("New urgent report: Swabi")
            await press(officer, "Open", WORDS)
            await pressed(officer, "Ask the reporter")
            await officer.wait_for(lambda phone: "Do not ask" in phone.last.labels())
            await write(officer, "Does he go to school?", "Your question waits")
            await write(reporter, code, "Does he go to school?")
            reporter.write("Yes, by the canal.")
            await until(lambda: not telegram.pending())
            log = await stopped(process)
    assert not telegram.pending()
    assert raw_rows(tmp_path, "SELECT count(*) FROM cases") == [(1,)]
    for planted in (TOKEN, str(REPORTER.id), REPORTER.first_name, WORDS, code):
        assert planted not in log


async def test_stopped_in_the_middle(tmp_path: Path) -> None:
    """Told to stop while people write, it goes in time; whatever it took is acknowledged, the rest comes again."""
    telegram = EmulatedTelegram(TOKEN)
    async with serve(telegram) as url:
        environment = environment_of(tmp_path, url)
        async with amaan("run", environment=environment) as process:
            reporter = telegram.phone(REPORTER)
            reporter.write("/start")
            await reporter.wait_for("Please choose your language", timeout=STARTED_WITHIN)
            for _ in range(20):
                reporter.write("/help")
            await stopped(process)
        marks, left = raw_rows(tmp_path, "SELECT count(*) FROM marks")[0][0], len(telegram.pending())
        assert marks + left == 21
        async with amaan("run", environment=environment) as process:
            await until(lambda: not telegram.pending(), within=STARTED_WITHIN)
            await stopped(process)
    assert raw_rows(tmp_path, "SELECT count(*) FROM marks") == [(21,)]


async def test_no_token(tmp_path: Path) -> None:
    """It says where a token comes from, and what works without one."""
    code, _said, complained = await outcome("run", environment=environment_of(tmp_path, "", TOKEN=""))
    assert code == 1
    assert "There is no bot token yet." in complained
    assert "Traceback" not in complained


async def test_a_token_nobody_knows(tmp_path: Path) -> None:
    """It says so, and does not repeat the token."""
    other = "7000000002:" + "OTHERtokenOTHERtokenOTHERtokenOTHR2"
    async with serve(EmulatedTelegram(other)) as url:
        code, _said, complained = await outcome("run", environment=environment_of(tmp_path, url))
    assert code == 1
    assert "Telegram does not know this token." in complained
    assert TOKEN.partition(":")[2] not in complained
    assert "Traceback" not in complained


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("http://127.0.0.1:9", "The Bot API at http://127.0.0.1:9 does not answer"),
        ("http://no-such-host.invalid", "The Bot API at http://no-such-host.invalid does not answer"),
        ("http://127.0.0.1:notaport", "AMAAN_API_BASE_URL"),
        ("127.0.0.1:80", "AMAAN_API_BASE_URL"),
    ],
)
async def test_a_wrong_address(tmp_path: Path, url: str, sentence: str) -> None:
    """It names the address, or the setting, and shows no traceback."""
    code, _said, complained = await outcome("run", environment=environment_of(tmp_path, url))
    assert code == 1
    assert sentence in complained
    assert "Traceback" not in complained
    assert TOKEN.partition(":")[2] not in complained
