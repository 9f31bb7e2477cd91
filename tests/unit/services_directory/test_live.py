"""A directory that follows its store: what is changed there is answered without a restart, whatever happens to it."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event, Thread

import pytest

from services_directory import Category, Service, Status
from services_directory.exchange.difference import Changed, Difference
from services_directory.live import LiveDirectory
from services_directory.loading import Pack
from services_directory.store import STORE_FILE, DirectoryStore

OFFICE = "child-protection-unit-swabi"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / STORE_FILE


@pytest.fixture
def open_store(file: Path, pack: Pack, today: date) -> Callable[[], DirectoryStore]:
    def opened() -> DirectoryStore:
        store = DirectoryStore.open(f"sqlite:///{file}")
        store.seed(pack, today)
        return store

    return opened


@pytest.fixture
def store(open_store: Callable[[], DirectoryStore]) -> Iterator[DirectoryStore]:
    """As another process has it open."""
    store = open_store()
    yield store
    store.close()


@pytest.fixture
def live(pack: Pack, open_store: Callable[[], DirectoryStore]) -> Iterator[LiveDirectory]:
    directory = LiveDirectory(pack, None, open_store)
    yield directory
    directory.close()


def _office(directory: LiveDirectory, today: date) -> Service | None:
    """What somebody in Swabi is offered for protection, if it is the district's own office."""
    found = directory.services_near(directory.district("swabi"), [Category.PROTECTION], today=today, limit=1)
    return found[0].service if found and found[0].service.id == OFFICE else None


def _change(store: DirectoryStore, today: date, **values: object) -> None:
    old = store.service(OFFICE)
    assert old
    new = replace(old, **values)  # type: ignore[arg-type]  # the test's own fields
    store.apply(Difference(changed=(Changed(old, new),)), by="import", on=today)


def test_a_change_is_answered_after_a_refresh(live: LiveDirectory, store: DirectoryStore, today: date) -> None:
    """What another process writes is answered next, and nothing is read again while nothing changes."""
    before = _office(live, today)
    assert before
    assert not live.refresh()
    _change(store, today, phones=("0938-999999",))
    assert _office(live, today) == before
    assert live.refresh()
    assert _office(live, today) == replace(before, phones=("0938-999999",))
    assert not live.refresh()


def test_the_third_complaint_takes_it_off_and_verifying_puts_it_back(
    live: LiveDirectory, store: DirectoryStore, today: date
) -> None:
    """Three people say a number is wrong: nobody is sent there until somebody asked the service itself."""
    assert [store.complain(OFFICE, on=today) for _ in range(3)] == [False, False, True]
    live.refresh()
    assert _office(live, today) is None
    assert live.listing(OFFICE, None, today=today).service.status is Status.SUSPENDED
    store.verify(OFFICE, on=today, by="someone", method="telephone")
    live.refresh()
    office = _office(live, today)
    assert office
    assert (office.verified_on, office.complaints) == (today, 0)


def test_a_file_that_is_no_database_changes_nothing(
    pack: Pack, file: Path, open_store: Callable[[], DirectoryStore], today: date, caplog: pytest.LogCaptureFixture
) -> None:
    """At the start the pack answers, the log says so once; when the file is gone the store is made again."""
    file.write_bytes(b"no database at all" * 100)
    live = LiveDirectory(pack, None, open_store)
    assert _office(live, today)
    assert not live.refresh()
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert "those in memory answer on" in caplog.text
    file.unlink()
    with caplog.at_level(logging.INFO):
        assert live.refresh()
    assert "can be read again" in caplog.text
    live.close()


def test_a_store_that_breaks_leaves_the_old_answers(
    live: LiveDirectory, store: DirectoryStore, file: Path, today: date, caplog: pytest.LogCaptureFixture
) -> None:
    """What was answered before the disk failed is answered after it."""
    _change(store, today, phones=("0938-999999",))
    live.refresh()
    before = _office(live, today)
    for each in file.parent.glob(f"{STORE_FILE}*"):
        each.write_bytes(b"\0" * 5000)
    assert not live.refresh()
    assert _office(live, today) == before
    assert "DatabaseError" in caplog.text
    assert OFFICE not in caplog.text


def test_services_that_cannot_be_built_leave_the_old_answers(
    pack: Pack, store: DirectoryStore, today: date, caplog: pytest.LogCaptureFixture
) -> None:
    """A name that the ranking cannot do without is missing: the old services answer, and the next change is tried."""
    live = LiveDirectory(pack, None, lambda: store)
    before = _office(live, today)
    _change(store, today, names={"ur": "دفتر"})
    assert not live.refresh()
    assert _office(live, today) == before
    assert "KeyError" in caplog.text
    _change(store, today, names={"en": "Office"})
    assert live.refresh()
    assert _office(live, today) is not None


def test_a_service_of_a_lost_district_is_left_out(
    live: LiveDirectory, store: DirectoryStore, today: date, caplog: pytest.LogCaptureFixture
) -> None:
    """A district that the pack no longer has takes its own services along, not the directory."""
    _change(store, today, district="atlantis")
    assert live.refresh()
    assert _office(live, today) is None
    assert OFFICE in caplog.text
    assert live.services_near(live.district("mardan"), [Category.HEALTH], today=today)


def test_no_answer_is_half_old_and_half_new(live: LiveDirectory, store: DirectoryStore, today: date) -> None:
    """While the services are exchanged over and over, every listing is wholly of one edition."""
    done, mixed = Event(), []

    def ask() -> None:
        while not done.is_set():
            found = live.services_for("physical_abuse", live.district("swabi"), today=today)
            if len({listing.service.cost for listing in found}) != 1:
                mixed.append(found)

    _all_cost(store, "one", today)
    live.refresh()
    asking = Thread(target=ask)
    asking.start()
    for cost in ("two", "one") * 3:
        _all_cost(store, cost, today)
        assert live.refresh()
    done.set()
    asking.join()
    assert not mixed


def _all_cost(store: DirectoryStore, cost: str, today: date) -> None:
    changes = tuple(Changed(old, replace(old, cost=cost)) for old in store.services() if old.cost != cost)
    store.apply(Difference(changed=changes), by="import", on=today)
