"""The playground as somebody would try it: the real application and the real model behind the page, in Chromium."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from bot.casework.model import Concern, Outcome
from bot.casework.plain_text import digits
from bot.commands.playing import playground
from bot.config import ROOT
from bot.dialogue.replies import names
from bot.i18n import words
from bot.turns.shell import Understanding
from tests.browser import opened, picture
from tests.world import settings_in

README_PICTURE = ROOT / "docs" / "playground.png"
SIZE = (1280, 900)
URDU = words("ur")
TOLD = "ہمارے محلے میں ایک بچی کو اس کا سوتیلا باپ روز مارتا ہے"
SLOW = 20_000
"""Milliseconds; the machine may be busy with the rest of the tests."""


async def say(phone: Locator, text: str) -> None:
    """Write and send."""
    await phone.locator("form textarea").fill(text)
    await phone.locator("form textarea").press("Enter")


async def press(phone: Locator, label: str) -> None:
    """Press the newest button with exactly this label."""
    button = phone.get_by_role("button", name=label, exact=True).last
    await expect(button).to_be_visible(timeout=SLOW)
    await button.click()


async def sees(phone: Locator, text: str) -> None:
    """Wait until this is on the phone."""
    await expect(phone.get_by_text(text).last).to_be_visible(timeout=SLOW)


@pytest.mark.browser
async def test_a_report_in_urdu_from_phone_to_phone(tmp_path: Path, understanding: Understanding) -> None:
    """A report told in Urdu reaches the focal point's phone beside it, and the outcome comes back by the code."""
    async with playground(settings_in(tmp_path), 0, understanding=understanding) as url, opened(url, SIZE) as page:
        reporter, focal_point = _phone(page, "reporter"), _phone(page, "focal_point")
        await _tell(reporter)
        await sees(focal_point, "New urgent report: Swabi")
        await press(focal_point, "Open")
        await sees(focal_point, TOLD)
        kept = await picture(page, "story-desktop")
        if os.environ.get("AMAAN_KEEP_PICTURE"):
            shutil.copy(kept, README_PICTURE)
        await press(focal_point, "Close")
        await press(focal_point, "Resolved")
        await expect(focal_point.get_by_text(TOLD)).to_have_count(0, timeout=SLOW)

        code = await reporter.locator("code").last.inner_text()
        await say(reporter, digits(code)[-4:])
        await sees(reporter, "صوابی کے قریب مدد")
        await press(reporter, "🗺 " + URDU.gettext("Show on a map"))
        shown = reporter.get_by_role("img", name="صوابی کے قریب مدد کا نقشہ")
        await expect(shown).to_be_visible(timeout=SLOW)
        assert await shown.evaluate("each => each.decode().then(() => each.naturalWidth > 0)")
        await picture(page, "story-map")
        await say(reporter, code)
        await sees(reporter, names.outcome(URDU, Outcome.resolved))


@pytest.mark.browser
async def test_practice_has_a_switch(tmp_path: Path, understanding: Understanding) -> None:
    """The switch on a phone turns practice on and off, and shows which; the other phone is not touched."""
    async with playground(settings_in(tmp_path), 0, understanding=understanding) as url, opened(url, SIZE) as page:
        reporter, focal_point = _phone(page, "reporter"), _phone(page, "focal_point")
        switch = reporter.get_by_role("switch", name="Practice mode")
        await say(reporter, "/start")
        await press(reporter, names.LANGUAGES["en"])
        await expect(switch).to_have_attribute("aria-checked", "false", timeout=SLOW)
        await switch.click()
        await sees(reporter, "Practice is on.")
        await expect(switch).to_have_attribute("aria-checked", "true", timeout=SLOW)
        await picture(page, "practice-desktop")
        await switch.click()
        await sees(reporter, "Practice is over. From here on everything is real.")
        await expect(switch).to_have_attribute("aria-checked", "false", timeout=SLOW)
        await expect(focal_point.get_by_role("switch")).to_have_attribute("aria-checked", "false")


@pytest.mark.browser
async def test_the_other_phones_are_a_choice_away(tmp_path: Path, understanding: Understanding) -> None:
    """Two coordinators enrol a deputy on their own phones; the focal point's is the one shown at first."""
    async with playground(settings_in(tmp_path), 0, understanding=understanding) as url, opened(url, SIZE) as page:
        whose = page.get_by_label("Whose phone")
        await expect(_phone(page, "focal_point")).to_be_visible()
        for role in ("deputy", "coordinator", "second_coordinator"):
            await expect(_phone(page, role)).to_be_hidden()
        await whose.select_option("coordinator")
        coordinator, second = _phone(page, "coordinator"), _phone(page, "second_coordinator")
        await expect(_phone(page, "focal_point")).to_be_hidden()
        for label in ("👥 People", "➕ Invite somebody", "National focal point", "✔ Make the link"):
            await press(coordinator, label)
        await sees(coordinator, "It works when a second coordinator has confirmed it.")
        await expect(whose.locator("[value=second_coordinator]")).to_have_text("● 2nd coordinator", timeout=SLOW)
        await picture(page, "coordinator-desktop")
        await whose.select_option("second_coordinator")
        await press(second, "✔ Confirm")
        await sees(second, "The link works now.")
        await expect(whose.locator("[value=second_coordinator]")).to_have_text("2nd coordinator")
        await expect(_phone(page, "reporter")).to_be_visible()


def _phone(page: Page, role: str) -> Locator:
    return page.locator(f"[data-role={role}]")


async def _tell(reporter: Locator) -> None:
    say_it = URDU.gettext
    await say(reporter, "/start")
    await press(reporter, names.LANGUAGES["ur"])
    await press(reporter, say_it("Yes"))
    await sees(reporter, say_it("What do you need? You can also just write it."))
    await say(reporter, TOLD)
    await _settle_the_concern(reporter)
    await press(reporter, say_it("No"))
    await sees(reporter, say_it("Where is the child? Write the name of a place, or choose the district."))
    await say(reporter, "صوابی")
    await press(reporter, "✔ " + say_it("Yes"))
    await press(reporter, say_it("6-11 years"))
    await press(reporter, say_it("Continue"))
    await press(reporter, "✅ " + say_it("Send"))
    await sees(reporter, say_it("Your report was sent."))


async def _settle_the_concern(reporter: Locator) -> None:
    """The model proposes one concern to confirm, or the likeliest as buttons."""
    sure = reporter.get_by_role("button", name="✔ " + URDU.gettext("Yes"), exact=True)
    likely = reporter.get_by_role("button", name=names.concern_button(URDU, Concern.physical_abuse), exact=True)
    await sure.or_(likely).last.click(timeout=SLOW)
