"""The playground's page and its server, with the real emulator and a bot of a few lines."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from playwright.async_api import Locator, Page, expect

from bot.channels.emulator.chat import Person
from bot.channels.emulator.http import emulator_routes, in_process_transport, serve_app
from bot.channels.emulator.phone import Phone
from bot.channels.emulator.telegram import EmulatedTelegram
from bot.channels.playground.server import end_streams, playground_app
from tests.browser import DESKTOP, NARROW, opened, picture
from tests.e2e.said import SAID
from tests.unit.channels.emulator.conftest import png

TOKEN = "100:made-up"
BOTH = ("reporter", "focal_point")
Phones = Mapping[str, Phone]


@dataclass(frozen=True)
class Playground:
    """A page that is being served."""

    url: str
    phones: Phones


@asynccontextmanager
async def served(heartbeat_seconds: float = 15.0) -> AsyncIterator[Playground]:
    """The page on a free port, with a bot behind it that says what SAID has for what it hears."""
    telegram = EmulatedTelegram(TOKEN)
    people = (Person(11, "Gul"), Person(12, "Salma"))
    phones = {role: telegram.phone(person) for role, person in zip(BOTH, people, strict=True)}
    link = {"focal_point": "https://t.me/AmaanBot?start=made-up-link"}
    app = playground_app(phones, emulator_routes(telegram), links=link, heartbeat_seconds=heartbeat_seconds)
    async with serve_app(app, "127.0.0.1", 0) as url:
        bot = asyncio.create_task(_talk(telegram))
        try:
            yield Playground(url, phones)
        finally:
            end_streams(app)
            bot.cancel()
            with suppress(asyncio.CancelledError):
                await bot


async def _talk(telegram: EmulatedTelegram) -> None:
    in_process = in_process_transport(telegram)
    async with httpx.AsyncClient(base_url=f"http://bot/bot{TOKEN}", transport=in_process, timeout=30) as client:
        offset = 0
        while True:
            answer = await client.post("/getUpdates", json={"offset": offset, "timeout": 20})
            for update in answer.json()["result"]:
                offset = update["update_id"] + 1
                await _answer(client, update)


async def _answer(client: httpx.AsyncClient, update: Mapping[str, Any]) -> None:
    query = update.get("callback_query")
    message = query["message"] if query else update["message"]
    if query:
        await client.post("/answerCallbackQuery", json={"callback_query_id": query["id"]})
    heard = query["data"] if query else message.get("text") or next(name for name in SAID if name in message)
    for method, params in SAID.get(heard, [("sendMessage", {"text": f"You wrote: {heard}"})]):
        place = {"chat_id": message["chat"]["id"]}
        place |= {"message_id": message["message_id"]} if method.startswith("edit") else {}
        answer = await client.post(f"/{method}", json=place | params)
        assert answer.json()["ok"], answer.text


@asynccontextmanager
async def shown(size: tuple[int, int] = DESKTOP, **context: Any) -> AsyncIterator[tuple[Page, Phones]]:
    """A page in Chromium over a playground of its own."""
    async with served() as playground, opened(playground.url, size, **context) as page:
        yield page, playground.phones


def phone(page: Page, role: str = "reporter") -> Locator:
    """A phone on the page."""
    return page.locator(f"[data-role={role}]")


async def write(page: Page, text: str, role: str = "reporter") -> None:
    """Type and send."""
    await phone(page, role).locator("form textarea").fill(text)
    await phone(page, role).get_by_role("button", name="Send", exact=True).click()


async def press(page: Page, label: str, role: str = "reporter") -> None:
    """Press a button by its text; the newest one."""
    await phone(page, role).get_by_role("button", name=label).last.click()


async def shows(page: Page, text: str, role: str = "reporter") -> None:
    """Wait until a bubble has this text."""
    await expect(phone(page, role).locator(".bubble", has_text=text).last).to_be_in_viewport()


@pytest.mark.browser
async def test_start_write_and_press() -> None:
    """Start opens the chat through the person's link, a text is answered, a button is pressed and leaves."""
    async with shown() as (page, phones):
        await press(page, "Start", "focal_point")
        await shows(page, "/start made-up-link", "focal_point")
        await write(page, "hello")
        await shows(page, "You wrote: hello")
        await write(page, "/start")
        await press(page, "English")
        await shows(page, "Is it safe for you to talk now?")
        assert [len(phones[role].messages) for role in BOTH] == [4, 2]


@pytest.mark.browser
async def test_location_by_keyboard_preset_and_typing() -> None:
    """The bot's location button opens the chooser; presets and typed coordinates are sent, nonsense is not."""
    async with shown() as (page, phones):
        await write(page, "where")
        await press(page, "Share my location")
        await press(page, "Swabi")
        await shows(page, "34.1202, 72.4698")
        await press(page, "Attach")
        await phone(page).get_by_role("button", name="Live location").click()
        await page.get_by_label("Or latitude, longitude").locator("visible=true").fill("95, 72")
        await phone(page).get_by_role("button", name="Send location").click()
        await expect(phone(page).get_by_text("Write two numbers")).to_be_visible()
        await page.get_by_label("Or latitude, longitude").locator("visible=true").fill("24.86, 67.0")
        await phone(page).get_by_role("button", name="Send location").click()
        await shows(page, "24.86, 67")
        assert [each.media for each in phones["reporter"].messages if each.location and each.mine] == ["", "live"]


@pytest.mark.browser
async def test_what_the_bot_declines_can_be_tried() -> None:
    """A photo, a voice message, a file and a contact can be sent from the paper clip."""
    async with shown() as (page, phones):
        for label in ("Photo", "Voice message", "File", "Contact"):
            await press(page, "Attach")
            await phone(page).get_by_role("button", name=label).click()
            await expect(phone(page).locator(".media", has_text=label)).to_be_in_viewport()
        sent = [each.media for each in phones["reporter"].messages if each.mine]
        assert sent == ["photo", "voice", "document", "contact"]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("said", "lang"),
    [("Map of the help near Mardan", ""), ("مردان کے قریب مدد کا نقشہ", "ur")],
    ids=["english", "urdu"],
)
async def test_a_picture_is_shown_with_words_for_it(said: str, lang: str) -> None:
    """A picture the bot sends fills its bubble, says to a screen reader what it shows, and cannot be asked for once it
    was deleted."""
    size = (880, 976)
    async with shown() as (page, phones), httpx.AsyncClient(base_url=f"{page.url}bot{TOKEN}/") as bot:
        await write(page, "hello")
        await shows(page, "You wrote: hello")
        chat = {"chat_id": str(phones["reporter"].person.id)}
        sent = await bot.post("sendPhoto", data=chat | {"caption": f"{said}\n1. Office"}, files={"photo": png(*size)})
        image = phone(page).get_by_role("img", name=said)
        await expect(image).to_be_visible()
        assert await image.evaluate(
            "each => each.decode().then(() => [each.naturalWidth, each.naturalHeight])"
        ) == list(size)
        assert await image.evaluate("each => each.lang") == lang
        await picture(page, f"page-picture-{lang or 'en'}")
        address = await image.evaluate("each => each.src")
        assert (await bot.get(address)).headers["content-type"] == "image/png"
        await bot.post("deleteMessage", data=chat | {"message_id": str(sent.json()["result"]["message_id"])})
        await expect(image).to_have_count(0)
        assert (await bot.get(address)).status_code == 404


@pytest.mark.browser
async def test_a_file_can_be_saved() -> None:
    """A file the bot sends stands by its name above its caption, is saved whole, and is gone once it was deleted."""
    content = json.dumps({"data": "صوابی"}, ensure_ascii=False).encode()
    async with shown() as (page, phones), httpx.AsyncClient(base_url=f"{page.url}bot{TOKEN}/") as bot:
        await write(page, "hello")
        await shows(page, "You wrote: hello")
        chat = {"chat_id": str(phones["reporter"].person.id)}
        files = {"document": ("handover-1.json", content)}
        sent = await bot.post("sendDocument", data=chat | {"caption": "Save it now"}, files=files)
        await shows(page, "Save it now")
        link = phone(page).get_by_role("link", name="handover-1.json")
        async with page.expect_download() as saving:
            await link.click()
        saved = await saving.value
        assert saved.suggested_filename == "handover-1.json"
        assert (await saved.path()).read_bytes() == content
        address = await link.evaluate("each => each.href")
        assert (await bot.get(address)).headers["content-disposition"] == "attachment"
        await bot.post("deleteMessage", data=chat | {"message_id": str(sent.json()["result"]["message_id"])})
        await expect(link).to_have_count(0)
        assert (await bot.get(address)).status_code == 404


@pytest.mark.browser
async def test_a_code_can_be_copied() -> None:
    """The copy button puts the code on the clipboard and says so."""
    async with shown(permissions=["clipboard-read", "clipboard-write"]) as (page, _phones):
        await write(page, "code")
        await press(page, "Copy the code")
        await expect(phone(page).get_by_role("button", name="Copied")).to_be_visible()
        assert await page.evaluate("navigator.clipboard.readText()") == "4821 0937 5560 1184"


@pytest.mark.browser
async def test_direction_follows_the_words() -> None:
    """Urdu stands on the right and reads from there, English on the left, in one message too."""
    async with shown() as (page, _phones):
        await write(page, "/start")
        await shows(page, "Please choose your language.")
        lines = (
            await phone(page)
            .locator(".text")
            .last.evaluate(
                """text => [...text.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).map(node => {
                const range = document.createRange(); range.selectNodeContents(node);
                const line = range.getBoundingClientRect(), box = text.getBoundingClientRect();
                return line.left - box.left < box.right - line.right ? "left" : "right";
            })"""
            )
        )
        assert lines == ["left", "right"]


@pytest.mark.browser
async def test_blocking_and_what_is_too_long() -> None:
    """A refusal is said on the phone, what was typed stays; a blocked bot gets no more until it is unblocked."""
    async with shown() as (page, phones):
        await write(page, "a" * 4097)
        await expect(phone(page).get_by_text("between 1 and 4,096")).to_be_visible()
        assert len(await phone(page).locator("form textarea").input_value()) == 4097
        await press(page, "More")
        await press(page, "Block the bot")
        await expect(phone(page).locator("form textarea")).to_be_hidden()
        assert phones["reporter"].is_blocked
        await press(page, "Unblock the bot")
        await expect(phone(page).locator("form textarea")).to_be_visible()


@pytest.mark.browser
async def test_sentences_to_try_and_keyboard_alone() -> None:
    """A suggested sentence fills the reporter's box, and Enter sends it: no mouse is needed after that."""
    async with shown() as (page, _phones):
        await page.get_by_role("radio", name="اردو").check()
        await page.get_by_role("button", name="ایک بچہ آج صبح سے بازار سے لاپتہ ہے۔").click()
        await expect(phone(page).locator("form textarea")).to_be_focused()
        await page.keyboard.press("Enter")
        await shows(page, "ایک بچہ آج صبح سے بازار سے لاپتہ ہے۔")


@pytest.mark.browser
async def test_a_message_cannot_bring_code_along() -> None:
    """What looks like HTML in a text is shown as text, and nothing of it becomes a part of the page."""
    async with shown() as (page, _phones):
        await write(page, "<img src=x onerror=alert(1)><b>not bold</b>")
        await shows(page, "You wrote: <img src=x onerror=alert(1)>")
        assert await phone(page).locator(".text :is(img, b)").count() == 0


CONVERSATIONS = {
    "english": (
        "/start",
        "!English",
        "!Yes",
        "A boy of ten works all day at the brick kiln.",
        "where",
        "code",
        "services",
    ),
    "urdu": ("/start", "!اردو", "!جی ہاں", "دس سال کا ایک لڑکا سارا دن بھٹے پر کام کرتا ہے۔", "کوڈ", "خدمات"),
}


@pytest.mark.browser
@pytest.mark.parametrize("language", CONVERSATIONS)
@pytest.mark.parametrize(("name", "size"), [("desktop", DESKTOP), ("narrow", NARROW)])
async def test_nothing_is_wider_than_its_place(language: str, name: str, size: tuple[int, int]) -> None:
    """A conversation in each language fits the page, on a desktop and on a small phone; pictures are kept."""
    async with shown(size) as (page, phones):
        for said in CONVERSATIONS[language]:
            await (press(page, said[1:]) if said.startswith("!") else write(page, said))
            await phones["reporter"].wait_for(lambda each: not each.last.mine and each.messages[-1] is each.last)
            await picture(page, f"page-{name}-{language}-{CONVERSATIONS[language].index(said)}")
        await press(page, "Start", "focal_point")
        await write(page, "notice" if language == "english" else "اطلاع", "focal_point")
        await phones["focal_point"].wait_for(lambda each: len(each.messages) > 3)
        await picture(page, f"page-{name}-{language}")
        wide = (
            "[...document.querySelectorAll('body *')].filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth)"
        )
        assert await page.evaluate("document.documentElement.scrollWidth") == size[0]
        assert await page.evaluate(f"{wide}.filter(e => e.matches('.log, .bubble, .row, main')).length") == 0


async def test_only_this_computer_and_this_page() -> None:
    """Foreign hosts (DNS rebinding), foreign origins and bodies that are no JSON are refused; nothing is sent."""
    async with served() as playground, httpx.AsyncClient(base_url=playground.url) as client:
        url, act = "/phones/reporter/write", {"text": "hello"}
        assert (await client.get("/", headers={"host": "evil.example"})).status_code == 421
        assert (await client.get("/", headers={"host": "localhost.evil.example:80"})).status_code == 421
        assert (await client.post(url, json=act, headers={"origin": "http://evil.example"})).status_code == 403
        assert (await client.post(url, json=act, headers={"origin": "null"})).status_code == 403
        assert (await client.post(url, content=json.dumps(act))).status_code == 415
        assert not playground.phones["reporter"].messages
        page = await client.get("/")
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert "unsafe" not in page.headers["content-security-policy"]
        assert (await client.post(f"/bot{TOKEN}/getMe")).json()["result"]["is_bot"]
        own = {"origin": playground.url}
        assert (await client.post(url, json=act, headers=own)).status_code == 204


WRONG = [
    ("/phones/nobody/write", {"text": "a"}, 404),
    ("/phones/reporter/dance", {}, 404),
    ("/phones/reporter/write", {"text": 5}, 400),
    ("/phones/reporter/write", {"text": " "}, 400),
    ("/phones/reporter/write", {"text": "a" * 4097}, 400),
    ("/phones/reporter/write", {"text": "a" * 70_000}, 413),
    ("/phones/reporter/write", {"text": "a", "more": 1}, 400),
    ("/phones/reporter/press", {"message": 1, "row": 0, "column": 0}, 409),
    ("/phones/reporter/location", {"latitude": 91, "longitude": 0, "live": False}, 400),
    ("/phones/reporter/media", {"kind": "hologram", "caption": ""}, 400),
    ("/phones/reporter/block", [], 400),
]


@pytest.mark.parametrize(("path", "body", "status"), WRONG)
async def test_wrong_acts_are_refused_in_a_sentence(path: str, body: object, status: int) -> None:
    """Each wrong request is answered with its reason, and no update reaches the bot."""
    async with served() as playground, httpx.AsyncClient(base_url=playground.url) as client:
        answer = await client.post(path, json=body)
        assert answer.status_code == status
        assert answer.json()["error"].endswith(".")
        assert not playground.phones["reporter"].messages


async def test_the_stream_begins_with_everything_and_ends_with_the_server() -> None:
    """First both phones, then what changed, a heartbeat in between; stopping the server ends the stream."""
    async with httpx.AsyncClient() as client, client_stream(client) as (lines, playground):
        assert {await lines.event() for _role in BOTH} == set(BOTH)
        await lines.comment()
        playground.phones["focal_point"].write("hello")
        assert await lines.event() == "focal_point"


async def test_nobody_watches_for_a_page_that_left() -> None:
    """When a page goes away, its watch on the phones ends."""
    async with served() as playground:
        watchers = playground.phones["reporter"]._chat.listeners  # the promise is about what is left behind
        async with httpx.AsyncClient() as client, client.stream("GET", f"{playground.url}/events") as answer:
            await anext(answer.aiter_lines())
            assert len(watchers) == 1
        async with asyncio.timeout(5):
            while watchers:
                await asyncio.sleep(0)


class Lines:
    """The lines of an event stream."""

    def __init__(self, answer: httpx.Response) -> None:
        self._lines = answer.aiter_lines()

    async def event(self) -> str:
        """The role in the next event."""
        async for line in self._lines:
            if line.startswith("data: "):
                return str(json.loads(line.removeprefix("data: "))["role"])
        raise AssertionError("the stream ended")

    async def comment(self) -> None:
        """Wait for a heartbeat."""
        async for line in self._lines:
            if line.startswith(":"):
                return

    async def end(self) -> None:
        """Read until the server ends it."""
        async for _line in self._lines:
            pass


@asynccontextmanager
async def client_stream(client: httpx.AsyncClient) -> AsyncIterator[tuple[Lines, Playground]]:
    """An event stream that outlives its server's wish to stop, and must end by itself then."""
    async with served(heartbeat_seconds=0.05) as playground:
        answer = await client.send(client.build_request("GET", f"{playground.url}/events"), stream=True)
        lines = Lines(answer)
        yield lines, playground
    async with asyncio.timeout(2):
        await lines.end()
    await answer.aclose()
