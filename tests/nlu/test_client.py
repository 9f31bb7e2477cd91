"""What the bot hears from a language service that is well, ill, or not itself."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from nlu.client import NluClient, Understanding

_GOOD = {
    "intent_ranking": [{"name": "greet", "confidence": 0.9}, {"name": "thanks", "confidence": 0.1}],
    "urgency": 0.2,
    "urgent": False,
    "certainty": "sure",
    "language": "en",
}
_BUDGET = timedelta(milliseconds=300)

Answer = Callable[[asyncio.StreamWriter], Awaitable[None]]


def _http(body: bytes, status: str = "200 OK", headers: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\n{headers}Content-Length: {len(body)}\r\n\r\n".encode() + body


def _says(raw: bytes) -> Answer:
    async def answer(writer: asyncio.StreamWriter) -> None:
        writer.write(raw)

    return answer


async def _never(writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


async def _drips(writer: asyncio.StreamWriter) -> None:
    """A byte now and then: each read is quick, the whole is not."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.02)


@asynccontextmanager
async def _client(answer: Answer, heard: list[bytes] | None = None) -> AsyncIterator[NluClient]:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = next((int(h.split(b":")[1]) for h in head.split(b"\r\n") if h.lower().startswith(b"content-l")), 0)
        body = await reader.readexactly(length)
        if heard is not None:
            heard.extend((head, body))
        try:
            await answer(writer)
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    client = NluClient(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", "secret", _BUDGET)
    try:
        yield client
    finally:
        await client.close()
        server.close()


def _spoilt(**changes: object) -> bytes:
    return json.dumps({**_GOOD, **changes}).encode()


async def test_good_answer_is_understood() -> None:
    """A well-formed answer comes back as a ranking, best first, and an urgency; the token goes along."""
    heard: list[bytes] = []
    async with _client(_says(_http(json.dumps(_GOOD).encode())), heard) as client:
        understood = await client.understand("سلام")
    assert understood == Understanding((("greet", 0.9), ("thanks", 0.1)), 0.2, is_urgent=False, certainty="sure")
    assert b"Bearer secret" in heard[0]
    assert json.loads(heard[1]) == {"text": "سلام"}


async def test_ranking_is_sorted() -> None:
    """Best first, however the service orders them."""
    shuffled = {**_GOOD, "intent_ranking": _GOOD["intent_ranking"][::-1]}  # type: ignore[index]
    async with _client(_says(_http(json.dumps(shuffled).encode()))) as client:
        understood = await client.understand("hello")
    assert understood is not None
    assert understood.ranking[0] == ("greet", 0.9)


@pytest.mark.parametrize("answer", [_never, _drips])
async def test_slow_answer_is_none_within_the_budget(answer: Answer) -> None:
    """A service that hangs or drips costs the conversation no more than the budget."""
    async with _client(answer) as client:
        began = asyncio.get_running_loop().time()
        assert await client.understand("hello") is None
        assert asyncio.get_running_loop().time() - began < 2 * _BUDGET.total_seconds()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"null",
        b"[]",
        _spoilt(intent_ranking=[]),
        _spoilt(intent_ranking=[{"name": "greet", "confidence": float("nan")}]),
        _spoilt(intent_ranking=[{"name": "greet", "confidence": 1.5}]),
        _spoilt(intent_ranking=[{"name": 7, "confidence": 0.5}]),
        _spoilt(urgency=-1),
        _spoilt(urgent=0.5),
        _spoilt(certainty="perhaps"),
        b'{"intent_ranking": [{"name": "greet", "confidence": 0.9}]}',
        b"[" * 50_000,
        b"\xff\xfe",
    ],
)
async def test_garbage_is_none(body: bytes) -> None:
    """An answer that is not the agreed shape is no answer."""
    async with _client(_says(_http(body))) as client:
        assert await client.understand("hello") is None


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"this is not http\r\n\r\n",
        _http(b"{}", status="500 Oh"),
        _http(b"{}", status="401 Unauthorized"),
        _http(b"", status="302 Found", headers="Location: http://127.0.0.1:1/\r\n"),
        b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{",
    ],
)
async def test_broken_http_is_none(raw: bytes) -> None:
    """Refusals, redirections and torn connections are no answer."""
    async with _client(_says(raw)) as client:
        assert await client.understand("hello") is None
        assert not await client.is_healthy()


@pytest.mark.parametrize("length", [65_537, 10_000_000])
async def test_oversized_answer_is_none(length: int) -> None:
    """Over 64 KB is refused, even if it is otherwise well-formed."""
    body = json.dumps(_GOOD).encode().ljust(length)
    async with _client(_says(_http(body))) as client:
        assert await client.understand("hello") is None


@pytest.mark.parametrize("base_url", ["http://127.0.0.1:1", "", "nonsense", "http://[", "http://127.0.0.1:99999"])
async def test_dead_service_is_none(base_url: str) -> None:
    """Nobody listening, or no address at all, is no answer and no exception."""
    client = NluClient(base_url, "secret", _BUDGET)
    assert await client.understand("hello") is None
    assert not await client.is_healthy()
    await client.close()


@pytest.mark.parametrize("text", ["", "\x00", "\ud83d", "😀" * 5000, "ا" * 100_000])
async def test_any_text_may_be_asked(text: str) -> None:
    """Odd or endless texts reach the service, cut so that the request stays under its own limit."""
    heard: list[bytes] = []
    async with _client(_says(_http(json.dumps(_GOOD).encode())), heard) as client:
        assert await client.understand(text) is not None
    assert len(heard[1]) < 65_536


async def test_proxy_in_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A message never travels through a proxy that the machine happens to name."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    async with _client(_says(_http(json.dumps(_GOOD).encode()))) as client:
        assert await client.understand("hello") is not None
