"""Logs that can be shown to anybody."""

import io
import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import redirect_stderr

import httpx
import pytest

from bot.logs import quiet_logs
from tests.logs_put_back import logging_put_back

TOKEN = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"
PLANTED = "Bushra of the mill"


class Lines(io.StringIO):
    """Where the log goes, and what was said since last asked."""

    def said(self) -> str:
        text = self.getvalue()
        self.seek(0)
        self.truncate()
        return text


@pytest.fixture
def lines() -> Iterator[Lines]:
    """Logging set up as at the start of the process, and put back afterwards."""
    with logging_put_back():
        with redirect_stderr(Lines()) as stream:
            quiet_logs(logging.DEBUG)
        yield stream


def fail() -> None:
    raise ValueError(f"{PLANTED} {TOKEN}")


def test_our_own_words_are_kept(lines: Lines) -> None:
    """What we log ourselves is there, arguments and all, with its level and logger."""
    logging.getLogger("bot.turns.shell").warning("an update failed (try %d): %s", 2, "ValueError")
    assert "WARNING bot.turns.shell: an update failed (try 2): ValueError" in lines.said()


@pytest.mark.parametrize("logger", ["bot", "bot.x", "nlu", "uvicorn.error", "httpx", "telegram.ext", "sqlalchemy", "x"])
@pytest.mark.parametrize(
    ("message", "arguments"),
    [
        (f"POST https://api.telegram.org/bot{TOKEN}/getMe", ()),
        ("POST %s", (f"https://api.telegram.org/bot{TOKEN}/getMe",)),
        ("%(url)s", ({"url": TOKEN},)),
        ("%s %r", (httpx.URL(f"https://x/file/bot{TOKEN}/a"), {"token": TOKEN})),
        ("%d", (TOKEN,)),
    ],
)
def test_no_token(lines: Lines, logger: str, message: str, arguments: tuple[object, ...]) -> None:
    """The token is in no line: in the message, in an argument, or in an argument that does not fit."""
    logging.getLogger(logger).critical(message, *arguments)
    line = lines.said()
    assert line.count("\n") == 1
    assert TOKEN not in line
    assert TOKEN.partition(":")[2] not in line


@pytest.mark.parametrize(
    "logger", ["httpx", "telegram", "telegram.Bot", "sqlalchemy.engine", "alembic", "asyncio", "x.y"]
)
def test_other_peoples_messages_are_withheld(lines: Lines, logger: str) -> None:
    """A library's message, arguments, exception and stack are withheld; level and type of failure stay."""
    try:
        fail()
    except ValueError:
        logging.getLogger(logger).critical("raw update %s " + PLANTED, PLANTED, exc_info=True, stack_info=True)
    line = lines.said()
    assert PLANTED not in line
    assert TOKEN not in line
    assert "critical, ValueError" in line
    assert line.count("\n") == 1


def test_our_own_exceptions_are_not_quoted(lines: Lines) -> None:
    """Our own log lines carry no exception text either, whoever asks for one by mistake."""
    try:
        fail()
    except ValueError:
        logging.getLogger("bot").exception("it failed")
    assert lines.said().endswith("bot: it failed\n")


def test_the_talkative_are_quiet(lines: Lines) -> None:
    """httpx says nothing at INFO, python-telegram-bot nothing below CRITICAL, at whatever level we run."""
    for name in (
        "httpx",
        "httpcore.connection",
        "sqlalchemy.engine.Engine",
        "alembic.runtime.migration",
        "uvicorn.access",
    ):
        logging.getLogger(name).info("HTTP Request: %s", TOKEN)
    for name in ("telegram.Bot", "telegram.ext.Updater"):
        logging.getLogger(name).error("update: %s", PLANTED)
    assert lines.said() == ""


async def test_a_request_of_httpx(lines: Lines) -> None:
    """A real request with the token in its address leaves nothing in the log."""
    transport = httpx.MockTransport(lambda _request: httpx.Response(200))
    async with httpx.AsyncClient(transport=transport) as client:
        await client.get(f"https://api.telegram.org/bot{TOKEN}/getMe")
    assert "httpx" not in (line := lines.said())
    assert TOKEN not in line


class Full:
    """A log that cannot be written."""

    def write(self, _text: str) -> int:
        raise OSError("No space left on device")

    def flush(self) -> None: ...


def test_a_log_that_is_full(lines: Lines, capsys: pytest.CaptureFixture[str]) -> None:
    """A line that cannot be written is lost; it is not printed with the exception it was written in."""
    (handler,) = [each for each in logging.getLogger().handlers if type(each) is logging.StreamHandler]
    handler.setStream(Full())
    try:
        fail()
    except ValueError:
        logging.getLogger("bot").error("it failed")
    assert capsys.readouterr().err == ""


def test_the_last_resort(lines: Lines) -> None:
    """An exception nobody caught is told by its type and the line it arose in, never by its text."""
    try:
        fail()
    except ValueError as failure:
        sys.excepthook(ValueError, failure, failure.__traceback__)
    line = lines.said()
    assert "stopped by ValueError at" in line
    assert "test_logs.py:" in line
    assert PLANTED not in line
    assert TOKEN not in line


def test_stopping_it_is_no_failure(lines: Lines) -> None:
    """Ctrl-C prints nothing."""
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert lines.said() == ""


def test_threads_and_what_is_dropped(lines: Lines) -> None:
    """An exception in a thread, or in an object being dropped, is not quoted either."""
    hook = threading.excepthook
    failure = ValueError(PLANTED)
    hook(threading.ExceptHookArgs((ValueError, failure, None, None)))
    assert "stopped by ValueError" in (line := lines.said())
    assert PLANTED not in line

    class Unraisable:
        exc_type, exc_value, exc_traceback = ValueError, failure, None

    sys.unraisablehook(Unraisable())  # type: ignore[arg-type]
    assert "stopped by ValueError" in (line := lines.said())
    assert PLANTED not in line
