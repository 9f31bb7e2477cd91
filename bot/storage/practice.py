"""Where exercises are kept: a database of its own for each day, under a key that is destroyed with the day.

Nobody's report is in it, but people rehearse with what they know: it is sealed like the real one, and gone sooner.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.casework.model import FocalPointId
from bot.casework.practising import trainee
from bot.casework.routing import FocalPoint
from bot.storage.keys import DailyKeys, Keys
from bot.storage.migrate import migrate
from bot.storage.receipts import KdfCost, Receipts
from bot.storage.roster import StoredRoster
from bot.storage.store import Store, StoredBooks, open_engine
from bot.storage.vault import keyed

log = logging.getLogger(__name__)

_CHEAP = KdfCost(passes=1, memory=8 * 1024 * 1024)
"""Nothing here is worth guessing a code for, and thirty people must not keep a real report waiting."""
_LASTING = ("cases", "receipts", "staff", "outbox")


class PracticeRoom:
    """The exercises of each day, made at the first use; `transaction` is the only door."""

    def __init__(self, data: Path, keys: Path) -> None:
        self._data, self._keys = data, keys
        self._daily = DailyKeys(keys, "practice", 1)
        self._stores: dict[date, Store] = {}
        self._turn = threading.Lock()

    @contextmanager
    def transaction(self, day: date, person: str) -> Iterator[StoredBooks]:
        """The books of one day's exercises, as one of those who practise may use them: alone on every ladder."""
        with self._store(day).transaction() as books:
            mine = FocalPointId(person)
            if books.roster.find(mine) is None:
                books.roster.enrol(trainee(person, ""), day)
            yield replace(books, roster=_Alone(books.roster, mine))

    def receipts(self, day: date) -> Receipts:
        """Codes of that day's exercises; they open nothing else, and no other code opens these."""
        return Receipts(keyed(self._daily.current(day), "receipts", b""), _CHEAP)

    def purge(self, today: date) -> int:
        """Destroy every exercise of the days before; how many days."""
        with self._turn:
            for day in [day for day in self._stores if day < today]:
                self._stores.pop(day).close()
            self._daily.destroy_old(today)
            over = [path for path in self._files() if path.name < self._file(today).name]
            for path in over:
                _destroy(path)
        return len(over)

    def close(self) -> None:
        """Let go of the databases."""
        for store in self._stores.values():
            store.close()

    def _store(self, day: date) -> Store:
        with self._turn:
            if day not in self._stores:
                self._stores[day] = self._opened(day)
            return self._stores[day]

    def _opened(self, day: date) -> Store:
        file = self._file(day)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.touch(mode=0o600)
        engine = open_engine(f"sqlite:///{file}")
        migrate(engine)
        key = self._daily.current(day)
        return Store(engine, Keys(**{name: keyed(key, name, b"") for name in _LASTING}, folder=self._keys))

    def _file(self, day: date) -> Path:
        return self._data / f"practice-{day.isoformat()}.sqlite3"

    def _files(self) -> list[Path]:
        return sorted(self._data.glob("practice-*.sqlite3*"))


class _Alone(StoredRoster):
    """The roster of one exercise: nobody but whoever practises."""

    def __init__(self, whole: StoredRoster, person: FocalPointId) -> None:
        super().__init__(whole._db)
        self._person = person

    def everyone(self) -> tuple[FocalPoint, ...]:
        """The one."""
        return tuple(each for each in super().everyone() if each.id == self._person)


def _destroy(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
