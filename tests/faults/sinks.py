"""Every place the product writes to, watched: its log, what libraries wanted to log, its files at each commit."""

from __future__ import annotations

import io
import logging
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, Engine, event

from bot.logs import quiet_logs


@dataclass
class Sinks:
    """Everything the product wrote: its log, what the libraries wanted to log, and each page it put on the disk."""

    log: io.StringIO
    unfiltered: list[str] = field(default_factory=list)
    pages: set[bytes] = field(default_factory=set)
    exceptions: list[str] = field(default_factory=list)

    def keep_files(self, folder: Path) -> None:
        """What the disk holds at this moment, the journal too."""
        for file in folder.rglob("*"):
            with suppress(FileNotFoundError, IsADirectoryError):
                self.pages.add(file.read_bytes())

    def places(self, folder: Path) -> dict[str, bytes]:
        """All of it, to hunt in."""
        files = {file.name: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
        return files | {
            "log": self.log.getvalue().encode(),
            "exceptions": "\n".join(self.exceptions).encode(),
            "files while in use": b"".join(self.pages),
        }


class _Unfiltered(logging.Handler):
    """Stands before the product's handler and keeps what it is going to withhold."""

    def __init__(self, kept: list[str]) -> None:
        super().__init__()
        self._kept = kept

    def emit(self, record: logging.LogRecord) -> None:
        trace = "".join(traceback.format_exception(*record.exc_info)) if record.exc_info else ""
        self._kept.append(f"{record.msg} {record.args} {trace}")


@contextmanager
def everything_logged(kept: list[str]) -> Iterator[io.StringIO]:
    """The product's logging as `amaan` sets it up, but with every logger at DEBUG; set back afterwards."""
    root, hooks = logging.getLogger(), (sys.excepthook, threading.excepthook, sys.unraisablehook)
    before = root.handlers[:], root.level
    written = io.StringIO()
    with redirect_stderr(written):
        quiet_logs(logging.DEBUG)
    levels = {logger: logger.level for logger in _loggers()}
    for logger in levels:
        logger.setLevel(logging.DEBUG)
    root.handlers.insert(0, _Unfiltered(kept))
    try:
        yield written
    finally:
        root.handlers[:], root.level = before
        sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
        for logger, level in levels.items():
            logger.setLevel(level)


def _loggers() -> list[logging.Logger]:
    known = logging.getLogger().manager.loggerDict.values()
    return [logger for logger in known if isinstance(logger, logging.Logger)]


@contextmanager
def watched(folder: Path) -> Iterator[Sinks]:
    """Everything the product writes while this lasts, the disk looked at before every commit."""
    kept: list[str] = []
    with everything_logged(kept) as log:
        sinks = Sinks(log, kept)

        def look(_connection: Connection) -> None:
            sinks.keep_files(folder)

        event.listen(Engine, "commit", look)
        try:
            yield sinks
        finally:
            event.remove(Engine, "commit", look)
