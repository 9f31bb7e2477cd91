"""Debian's Chromium without a window, for tests that drive the page."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import ConsoleMessage, Page, async_playwright

PICTURES = Path(__file__).parent / ".output"
DESKTOP = (1280, 800)
NARROW = (390, 844)
_ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@asynccontextmanager
async def opened(url: str, size: tuple[int, int] = DESKTOP, **context: Any) -> AsyncIterator[Page]:
    """A page at this address, in pixels of width and height; skips without Chromium, fails on errors in its console."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("Chromium is missing; install it with: apt-get install chromium")
    troubles: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(_ARGUMENTS))
        try:
            page = await browser.new_page(viewport={"width": size[0], "height": size[1]}, **context)
            page.on("console", lambda message: _note(message, troubles))
            page.on("pageerror", lambda error: troubles.append(str(error)))
            await page.goto(url)
            yield page
        finally:
            await browser.close()
    assert not troubles, troubles


async def picture(page: Page, name: str) -> Path:
    """Keep what the page looks like, in tests/.output/, once its fonts are there and nothing moves."""
    PICTURES.mkdir(exist_ok=True)
    await page.evaluate("document.fonts.ready")
    path = PICTURES / f"{name}.png"
    await page.screenshot(path=path, animations="disabled")
    return path


def _note(message: ConsoleMessage, troubles: list[str]) -> None:
    """Refused acts are answered with 4xx, which Chromium logs; the page shows them."""
    if message.type == "error" and "the server responded with a status of 4" not in message.text:
        troubles.append(message.text)
