"""What can be wrong with the place things are kept in."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy.exc import OperationalError

_NOT_THE_STATEMENTS_FAULT = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    }
)


class StorageError(Exception):
    """Base of everything storage refuses."""


class KeysMissing(StorageError):
    """There is a database but not the keys it was sealed with; without them nothing in it can be read."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"no keys in {folder}, but a database that was sealed with some")
        self.folder = folder


class KeysReadable(StorageError):
    """The key folder can be read by others on this machine."""

    def __init__(self, folder: Path, mode: int) -> None:
        super().__init__(f"{folder} has mode {mode:o}, it must be 700")
        self.folder, self.mode = folder, mode


class SealBroken(StorageError):
    """A sealed value was not made with this key for this place, or was changed since."""


def is_unwritable(failure: BaseException) -> bool:
    """Whether the place is locked, full or away, so that the same again may work later: nobody's words are at fault."""
    if not isinstance(failure, OperationalError):
        return isinstance(failure, OSError)
    code = getattr(failure.orig, "sqlite_errorcode", None)
    return code is None or code & 0xFF in _NOT_THE_STATEMENTS_FAULT


class KeysWrong(StorageError):
    """The keys belong to another database."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"the keys in {folder} are not this database's")
        self.folder = folder


class ReceiptCostChanged(StorageError):
    """Receipts are stretched at another price than when the first were given out; `was` is in MiB."""

    def __init__(self, was: int) -> None:
        super().__init__("the price of receipts changed")
        self.was = was
