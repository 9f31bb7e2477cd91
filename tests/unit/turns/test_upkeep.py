"""Complaints and gaps from chats: counted once, of nobody, and never the reason that a turn fails."""

import logging
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.turns.upkeep import HEARD_AGAIN_AFTER, MOST_A_DAY, ComplaintLimit, Register, Upkeep
from services_directory.loading import Pack, load_pack
from services_directory.model import Status
from services_directory.store import DirectoryStore

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack()


@pytest.fixture
def store(tmp_path: Path, pack: Pack) -> Iterator[DirectoryStore]:
    opened = DirectoryStore.open(f"sqlite:///{tmp_path / 'directory.sqlite3'}")
    opened.seed(pack, TODAY)
    yield opened
    opened.close()


@pytest.fixture
def service(pack: Pack) -> str:
    return next(each.id for each in pack.services if each.phones)


def test_three_chats_suspend_a_service_and_one_chat_does_not(store: DirectoryStore, service: str) -> None:
    """However often one chat tells it, it counts once; the third chat's suspends the service until it is verified."""
    upkeep = Upkeep(lambda: store)
    for _ in range(5):
        upkeep.complain(1, service, TODAY)
    upkeep.complain(2, service, TODAY)
    told = store.service(service)
    assert told
    assert (told.complaints, told.status) == (2, Status.ACTIVE)
    upkeep.complain(3, service, TODAY)
    suspended = store.service(service)
    assert suspended
    assert suspended.status is Status.SUSPENDED
    store.verify(service, on=TODAY, by="desk", method="phone answered")
    again = store.service(service)
    assert again
    assert (again.status, again.complaints) == (Status.ACTIVE, 0)


def test_nothing_of_who_complained_is_written(tmp_path: Path, store: DirectoryStore, service: str) -> None:
    """The chat's number stands in no file of the directory's database."""
    Upkeep(lambda: store).complain(736251849, service, TODAY)
    written = [path.read_bytes() for path in tmp_path.iterdir()]
    assert written
    assert not any(b"736251849" in each for each in written)


def test_a_chat_is_heard_again_after_a_month_and_five_times_a_day() -> None:
    """One chat cannot empty the directory in a day, and may tell of the same number again a month later."""
    limit = ComplaintLimit()
    heard = [limit.takes(1, f"service-{number}", TODAY) for number in range(MOST_A_DAY + 1)]
    assert heard == [True] * MOST_A_DAY + [False]
    assert limit.takes(2, "service-0", TODAY)
    assert not limit.takes(1, "service-0", TODAY + timedelta(days=1))
    assert limit.takes(1, "service-0", TODAY + HEARD_AGAIN_AFTER)


def test_what_is_remembered_of_a_chat_tells_nothing_without_the_key() -> None:
    """Two processes remember the same chat differently: the tags are keyed, and the key is in memory alone."""
    one, other = ComplaintLimit(), ComplaintLimit()
    assert one.takes(1, "a", TODAY)
    assert other.takes(1, "a", TODAY)
    assert set(one._said).isdisjoint(other._said)


def test_a_register_that_cannot_be_written_costs_nobody_a_turn(caplog: pytest.LogCaptureFixture) -> None:
    """A store that does not open is said in the log, without what was to be written in it."""

    def broken() -> Register:
        raise OSError("/secret/place")

    with caplog.at_level(logging.ERROR):
        Upkeep(broken).complain(1, "service", TODAY)
        Upkeep(broken).note_gap("swabi", "shelter", TODAY)
    assert len(caplog.records) == 2
    assert "secret" not in caplog.text
    assert "swabi" not in caplog.text


def test_a_gap_is_counted_by_month(store: DirectoryStore) -> None:
    """Of a look-up that found nothing the district, the need and the month are counted."""
    upkeep = Upkeep(lambda: store)
    upkeep.note_gap("swabi", "shelter", TODAY)
    upkeep.note_gap("swabi", "shelter", TODAY + timedelta(days=3))
    (gap,) = store.gaps()
    assert (gap.district, gap.need, gap.month, gap.count) == ("swabi", "shelter", date(2026, 11, 1), 2)
