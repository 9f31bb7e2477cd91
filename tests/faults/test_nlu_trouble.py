"""The language service dead, slow, or talking nonsense: the report goes on by menus, within about a second."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from time import perf_counter

import pytest

from bot.dialogue.incoming import Certainty, Meaning
from nlu.client import NluClient
from tests.world import file_report, open_menu, running_world

WORDS = "The girl in the last house is beaten every evening."
MENUS_WITHIN = 2.0
"""Seconds from the words to the menu on a machine that does other work too; the client gives up after 0.8."""

Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


async def _read_request(reader: asyncio.StreamReader) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    length = next((line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")), b":0")
    await reader.readexactly(int(length.partition(b":")[2]))


def says(body: bytes, *, status: str = "200 OK") -> Answer:
    """Answers everything with this."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await _read_request(reader)
        writer.write(f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)

    return answer


async def never_answers(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Takes the question and says nothing."""
    await reader.read()


async def drips(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A byte now and then, so that no single wait is long."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    while not reader.at_eof():
        writer.write(b" ")
        await asyncio.sleep(0.05)


async def hangs_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Closes at once."""


TROUBLES: dict[str, Answer] = {
    "silent": never_answers,
    "dripping": drips,
    "hanging up": hangs_up,
    "a page": says(b"<html><body>nginx</body></html>"),
    "an error": says(b"{}", status="500 Internal Server Error"),
    "another shape": says(b'{"intent": {"name": "greet"}}'),
    "no intents": says(b'{"intent_ranking": [], "urgent": 0.1}'),
    "not a probability": says(b'{"intent_ranking": [{"name": "greet", "confidence": NaN}], "urgent": 7}'),
    "ten megabytes": says(b" " * 10_000_000),
}


@asynccontextmanager
async def listening(answer: Answer) -> AsyncIterator[str]:
    """A service that answers so; its URL."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await answer(reader, writer)
            await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def check_menus(folder: Path, url: str) -> None:
    """A report gets to its receipt, and the menu of concerns is there in time."""
    client = NluClient(url, "token")

    async def understand(text: str) -> Meaning | None:
        heard = await client.understand(text)
        return Meaning(heard.ranking, heard.is_urgent, Certainty(heard.certainty)) if heard else None

    async with running_world(folder, understanding=understand) as world:
        reporter = world.reporter()
        await open_menu(world, reporter)
        started = perf_counter()
        reporter.write(WORDS)
        await reporter.wait_for("Do you want to report this about a child?")
        took = perf_counter() - started
        reporter.write("/cancel")
        await world.quiet()
        assert len(await file_report(world, reporter, WORDS)) == 16
    await client.close()
    assert took < MENUS_WITHIN


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_menus_instead(tmp_path: Path, trouble: str) -> None:
    """Whatever the language service does, nobody waits for it longer than about a second."""
    async with listening(TROUBLES[trouble]) as url:
        await check_menus(tmp_path, url)


async def test_nobody_listens(tmp_path: Path) -> None:
    """The same when it is dead."""
    async with listening(hangs_up) as url:
        dead = url
    await check_menus(tmp_path, dead)
