"""The key folder, and the keys that live for a few days."""

import stat
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.storage.errors import KeysMissing, KeysReadable, SealBroken
from bot.storage.keys import DailyKeys, open_keys
from bot.storage.vault import seal, unseal
from tests.stores import fresh_store

TODAY = date(2026, 11, 22)
LASTING = ("cases", "receipts", "staff", "outbox")


def day(back: int) -> date:
    return TODAY - timedelta(days=back)


def test_made_once(tmp_path: Path) -> None:
    """The first start makes four different keys, closed to others; later starts read the same ones."""
    folder = tmp_path / "deep" / "keys"
    keys = open_keys(folder, is_new=True)
    values = {keys.cases, keys.receipts, keys.staff, keys.outbox}
    assert {len(value) for value in values} == {32}
    assert len(values) == 4
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
    assert open_keys(folder, is_new=False) == keys == open_keys(folder, is_new=True)


@pytest.mark.parametrize("mode", [0o755, 0o750, 0o701, 0o710, 0o707])
@pytest.mark.parametrize("is_new", [True, False])
def test_others_must_not_read(tmp_path: Path, mode: int, is_new: bool) -> None:
    """A folder that anybody else can enter stops the start, before any key is made in it."""
    folder = tmp_path / "keys"
    folder.mkdir()
    folder.chmod(mode)
    with pytest.raises(KeysReadable) as refused:
        open_keys(folder, is_new=is_new)
    assert (refused.value.folder, refused.value.mode) == (folder, mode)
    assert list(folder.iterdir()) == []


def test_no_folder_for_an_old_database(tmp_path: Path) -> None:
    """Keys are never made anew for a database that was sealed with others."""
    with pytest.raises(KeysMissing):
        open_keys(tmp_path / "keys", is_new=False)
    assert not (tmp_path / "keys").exists()


@pytest.mark.parametrize("name", LASTING)
def test_one_key_lost(tmp_path: Path, name: str) -> None:
    """A database with one of its keys gone does not open, and the key is not quietly replaced."""
    fresh_store(tmp_path).close()
    lost = tmp_path / "keys" / f"{name}.key"
    lost.unlink()
    with pytest.raises(KeysMissing):
        fresh_store(tmp_path)
    assert not lost.exists()


@pytest.mark.parametrize("size", [0, 1, 31, 33, 64])
@pytest.mark.parametrize("is_new", [True, False])
def test_a_key_of_a_wrong_length(tmp_path: Path, size: int, is_new: bool) -> None:
    """A key file that was cut short or grew is refused, never padded or overwritten."""
    folder = tmp_path / "keys"
    open_keys(folder, is_new=True)
    (folder / "cases.key").write_bytes(b"x" * size)
    with pytest.raises(KeysMissing):
        open_keys(folder, is_new=is_new)
    assert (folder / "cases.key").stat().st_size == size


@pytest.fixture
def ring(tmp_path: Path) -> DailyKeys:
    return DailyKeys(tmp_path, "drafts", 2)


def test_a_key_a_day(ring: DailyKeys, tmp_path: Path) -> None:
    """Each day has a key of its own, the same all day and after a restart."""
    first = ring.current(TODAY)
    assert ring.current(TODAY) == first == DailyKeys(tmp_path, "drafts", 2).current(TODAY)
    assert ring.current(TODAY + timedelta(days=1)) != first
    assert DailyKeys(tmp_path, "trails", 2).current(TODAY) != first


def test_yesterdays_key_opens(ring: DailyKeys) -> None:
    """What was sealed yesterday opens today, with the second of the living keys."""
    sealed = seal(ring.current(day(1)), b"a draft", "here")
    newest, before = ring.living(TODAY)
    assert unseal(before, sealed, "here") == b"a draft"
    with pytest.raises(SealBroken):
        unseal(newest, sealed, "here")


@pytest.mark.parametrize("live", [2, 3])
def test_an_old_key_is_destroyed(tmp_path: Path, live: int) -> None:
    """The first use of a new day destroys what is over, and the file is gone; other rings are left alone."""
    ring, other = DailyKeys(tmp_path, "drafts", live), DailyKeys(tmp_path, "trails", 9)
    made = {back: ring.current(day(back)) for back in (3, 2, 1)}
    kept = other.current(day(3))
    assert list(ring.living(TODAY))[1:] == [made[back] for back in range(1, live)]
    names = {file.name for file in tmp_path.glob("drafts-*")}
    assert names == {f"drafts-{day(back)}.key" for back in range(live)}
    assert list(other.living(TODAY))[-1] == kept


def test_the_clock_destroys_as_well(ring: DailyKeys, tmp_path: Path) -> None:
    """Old keys go on days when nobody writes, too, and are overwritten before they are removed."""
    ring.current(day(5))
    path = tmp_path / f"drafts-{day(5)}.key"
    with path.open("rb") as still_open:
        assert ring.destroy_old(TODAY) == 1
        assert still_open.read() == bytes(32)
    assert ring.destroy_old(TODAY) == 0
    assert list(tmp_path.iterdir()) == []
