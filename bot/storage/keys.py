"""The key folder: 0700, apart from the data; one small file a key, made at the first start."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bot.storage.errors import KeysMissing, KeysReadable
from bot.storage.vault import KEY_BYTES, new_key

_NAMES = ("cases", "receipts", "staff", "outbox")
DRAFT_KEYS_LIVE = 2
TRAIL_KEYS_LIVE = 3
"""Trails live for 47 hours, so a key must outlast two midnights after its own day."""


@dataclass(frozen=True)
class Keys:
    """The lasting keys, 32 bytes each, and the folder in which the daily ones rotate."""

    cases: bytes
    receipts: bytes
    staff: bytes
    outbox: bytes
    folder: Path


def open_keys(folder: Path, *, is_new: bool) -> Keys:
    """Read the keys; make them when the installation `is_new`.

    Raises KeysMissing when a database exists without its keys, KeysReadable when others could read them.
    """
    if is_new:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not folder.is_dir():
        raise KeysMissing(folder)
    _check_mode(folder)
    values = {name: _read_or_make(folder, name, is_new=is_new) for name in _NAMES}
    return Keys(**values, folder=folder)


def lasting_key(folder: Path, name: str) -> bytes:
    """A key that came with a later version: made at first use, whatever else the folder holds already."""
    path = folder / f"{name}.key"
    if not path.exists():
        _write(path, new_key())
    return _read(path)


def _check_mode(folder: Path) -> None:
    mode = stat.S_IMODE(folder.stat().st_mode)
    if mode & 0o077:
        raise KeysReadable(folder, mode)


def _read_or_make(folder: Path, name: str, *, is_new: bool) -> bytes:
    path = folder / f"{name}.key"
    if not path.exists():
        if not is_new:
            raise KeysMissing(folder)
        _write(path, new_key())
    return _read(path)


def _read(path: Path) -> bytes:
    value = path.read_bytes()
    if len(value) != KEY_BYTES:
        raise KeysMissing(path.parent)
    return value


def _write(path: Path, value: bytes) -> None:
    """Write a key whole or not at all, readable by this account only."""
    partial = path.with_suffix(".new")
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(value)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """A file's name is in its folder, and that must survive a loss of power as well."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class DailyKeys:
    """Keys that live for a few days and are then destroyed, and with them all they sealed."""

    def __init__(self, folder: Path, name: str, live: int) -> None:
        self._folder, self._name, self._live = folder, name, live

    def current(self, today: date) -> bytes:
        """Today's key; made at first use, when the ones that are over are destroyed as well."""
        path = self._path(today)
        if not path.exists():
            self.destroy_old(today)
            _write(path, new_key())
        return _read(path)

    def living(self, today: date) -> Iterator[bytes]:
        """Today's key and those of the days before that still open something, newest first."""
        yield self.current(today)
        for back in range(1, self._live):
            path = self._path(today - timedelta(days=back))
            if path.exists():
                yield _read(path)

    def destroy_old(self, today: date) -> int:
        """Overwrite and remove the keys that are over; how many there were."""
        oldest = self._path(today - timedelta(days=self._live - 1)).name
        over = [path for path in self._folder.glob(f"{self._name}-*.key") if path.name < oldest]
        for path in over:
            _destroy(path)
        return len(over)

    def _path(self, day: date) -> Path:
        return self._folder / f"{self._name}-{day.isoformat()}.key"


def _destroy(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(bytes(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
