"""`amaan directory proposals`, `confirm` and `reject` as somebody types them, and what the doctor says of the store."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.cli import main
from services_directory.exchange.difference import Changed, Difference
from services_directory.loading import Pack
from services_directory.store import STORE_FILE, DirectoryStore

Typing = Callable[..., tuple[int, str, str]]
POLICE = "police-emergency-15"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def typing(data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Typing]:
    """Exit code, what was printed, and what was complained of."""
    monkeypatch.setenv("AMAAN_DATA", str(data))
    mask = os.umask(0o077)

    def run(*words: str) -> tuple[int, str, str]:
        code = main(list(words))
        said = capsys.readouterr()
        return code, said.out, said.err

    yield run
    os.umask(mask)


@pytest.fixture
def installed(data: Path, pack: Pack, today: date) -> Iterator[DirectoryStore]:
    """The store of this installation."""
    store = DirectoryStore.open(f"sqlite:///{data / STORE_FILE}")
    store.seed(pack, today)
    yield store
    store.close()


@pytest.fixture
def proposal(installed: DirectoryStore, today: date) -> str:
    """A new number for the police, proposed by one."""
    police = installed.service(POLICE)
    assert police
    change = Difference(changed=(Changed(police, replace(police, phones=("16",))),))
    return installed.propose(change, by="one", on=today)


def test_a_proposal_is_shown_and_confirmed(typing: Typing, installed: DirectoryStore, proposal: str) -> None:
    """Whoever decides sees each field before and after; a second yes is refused in a sentence."""
    code, printed, _ = typing("directory", "proposals")
    assert (code, proposal in printed, "phones: 15 -> 16" in printed) == (0, True, True)
    _, printed, _ = typing("directory", "proposals", "--json")
    (row,) = json.loads(printed)
    assert (row["id"], row["by"], row["changed"]) == (proposal, "one", {POLICE: [["phones", "15", "16"]]})
    assert typing("directory", "confirm", proposal, "--by", "another")[0] == 0
    police = installed.service(POLICE)
    assert police
    assert police.phones == ("16",)
    assert "Nothing waits" in typing("directory", "proposals")[1]
    code, _, complained = typing("directory", "confirm", proposal, "--by", "another")
    assert code == 1
    assert "nothing was changed" in complained
    assert proposal in complained


def test_ones_own_proposal_is_only_taken_back(typing: Typing, installed: DirectoryStore, proposal: str) -> None:
    """The second pair of eyes is somebody else's."""
    code, _, complained = typing("directory", "confirm", proposal, "--by", "one")
    assert (code, "somebody else" in complained) == (1, True)
    assert typing("directory", "reject", proposal, "--by", "one")[0] == 0
    assert installed.proposals() == ()
    police = installed.service(POLICE)
    assert police
    assert police.phones == ("15",)


def test_the_doctor_looks_at_the_store(typing: Typing, installed: DirectoryStore, data: Path) -> None:
    """A store that cannot be read is named with what to do; one in order, or none yet, is not spoken of."""
    assert STORE_FILE not in typing("doctor")[1]
    for each in data.glob(f"{STORE_FILE}*"):
        each.write_bytes(b"no database at all" * 300)
    printed = typing("doctor")[1]
    assert f"{data / STORE_FILE} cannot be read (DatabaseError)" in printed
    assert "Traceback" not in printed


def test_the_nearest_is_read_from_the_store(typing: Typing, installed: DirectoryStore, today: date) -> None:
    """The command line answers what the bot answers: what was corrected, not what the pack says."""
    office = installed.service("child-protection-unit-swabi")
    assert office
    change = Changed(office, replace(office, phones=("0938-222333",)))
    installed.apply(Difference(changed=(change,)), by="import", on=today)
    _, printed, _ = typing("directory", "nearest", "--place", "Swabi", "--category", "protection")
    assert "0938-222333" in printed
