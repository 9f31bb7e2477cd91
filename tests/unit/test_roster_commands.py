"""`amaan focal-points list | revoke | coverage`, over a real database."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.bootstrap import open_store
from bot.casework.coordinating import label_of
from bot.casework.handling import acknowledge_case
from bot.casework.model import FocalPointId
from bot.casework.routing import EVERYWHERE, Role
from bot.cli import main
from bot.config import read_settings
from bot.storage.store import Store
from tests.logs_put_back import logging_put_back
from tests.stores import LAHORE, NOW, SWABI, enrol, file_case

Said = pytest.CaptureFixture[str]
CHAT = 6_000_000_001


@pytest.fixture(autouse=True)
def installation(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """An installation of its own; logging and file modes are put back afterwards."""
    monkeypatch.setenv("AMAAN_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("AMAAN_RECEIPT_MEMORY_MIB", "8")
    mask = os.umask(0o022)
    with logging_put_back():
        yield
    os.umask(mask)


@pytest.fixture
def store(installation: None) -> Iterator[Store]:
    store = open_store(read_settings())
    yield store
    store.close()


def test_an_empty_roster_says_how_to_begin(said: Said) -> None:
    """Nobody is left before an empty table."""
    assert main(["focal-points", "list"]) == 0
    assert "amaan focal-points invite" in said.readouterr().out


@pytest.fixture
def said(capsys: Said) -> Said:
    return capsys


def test_who_is_enrolled_is_listed_without_names(store: Store, said: Said) -> None:
    """Sign, role, month, whether they can be reached, areas; no id that is anywhere else."""
    with store.transaction() as books:
        local = enrol(books, "local", Role.focal_point, SWABI)
        books.roster.lose(enrol(books, "lost", Role.national, EVERYWHERE))
    assert main(["focal-points", "list"]) == 0
    table = [line.split() for line in said.readouterr().out.splitlines()]
    assert table[1:] == [
        [label_of(local), "focal_point", "2026-11", "yes", "swabi"],
        [label_of(FocalPointId("lost")), "national", "2026-11", "no", "everywhere"],
    ]


def test_revoking_ends_access_at_once(store: Store, said: Said) -> None:
    """The chat is forgotten, the case waits again, and the others are told with the running bot's next tick."""
    with store.transaction() as books:
        local, other = (enrol(books, name, Role.focal_point, SWABI) for name in ("local", "other"))
        books.contacts.remember(local, CHAT)
        ref = file_case(books).ref
        acknowledge_case(books, ref, local, NOW)
    assert main(["focal-points", "revoke", label_of(local).lower()]) == 0
    assert "Cases that wait again: 1." in said.readouterr().out
    with store.transaction() as books:
        assert books.roster.find(local) is None
        assert books.contacts.whose(CHAT) is None
        assert books.pages.held() == {other: 1}
        assert books.cases.find_for(ref, local) is None
    assert main(["focal-points", "revoke", label_of(local)]) == 1
    assert "amaan focal-points list" in said.readouterr().err


def test_coverage_for_people_and_for_programs(store: Store, said: Said) -> None:
    """Provinces as a table, districts as JSON, and no number of gaps under five in either."""
    with store.transaction() as books:
        for name in ("one", "two"):
            enrol(books, name, Role.focal_point, SWABI)
        for _ in range(3):
            file_case(books, district=LAHORE)
    assert main(["focal-points", "coverage"]) == 0
    lines = said.readouterr().out.splitlines()
    assert next(line.split() for line in lines if line.startswith("khyber"))[:3] == ["khyber-pakhtunkhwa", "1", "0"]
    assert lines[-1] == "Reports from lahore that found nobody: under 5"
    assert main(["focal-points", "coverage", "--json"]) == 0
    read = json.loads(said.readouterr().out)
    swabi = next(each for each in read["districts"] if each["district"] == "swabi")
    assert (swabi["contacts"], read["gaps"]) == (2, {"lahore": None})


def test_the_doctor_names_areas_that_are_not_in_the_directory(store: Store, said: Said) -> None:
    """An area nobody knows gets no report, and is told; a renamed district is known until the next start settles it."""
    with store.transaction() as books:
        enrol(books, "local", Role.focal_point, "atlantis", "nawabshah")
        enrol(books, "wide", Role.national, EVERYWHERE)
    main(["doctor"])
    told = said.readouterr().out
    assert "areas that the directory does not know: atlantis." in told


def test_a_coordinator_is_nobody_who_acts(store: Store, said: Said) -> None:
    """Coordinators alone, even of the whole country, leave every report unread: the doctor says so."""
    with store.transaction() as books:
        enrol(books, "boss", Role.coordinator, EVERYWHERE)
    main(["doctor"])
    assert "Nobody is enrolled to act on reports." in said.readouterr().out
