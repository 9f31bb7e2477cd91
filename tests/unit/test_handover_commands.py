"""`amaan handover …` as somebody types it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.bootstrap import open_store
from bot.casework.ports import WaitingHandOver
from bot.casework.primero import FILE
from bot.casework.routing import Role
from bot.cli import main
from bot.config import read_settings
from bot.storage.signing import Signer
from services_directory.loading import PAKISTAN_PACK
from tests.logs_put_back import logging_put_back
from tests.primero_server import PASSWORD, USER, Primero, primero_running
from tests.stores import NOW, enrol, file_case

Typing = Callable[..., tuple[int, str, str]]
BODY = {"data": {"id": "b3222e84-a5d7-4692-a643-1ab3d41f17d6", "sex": "female"}}


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    folder = tmp_path / "keys"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def typing(
    tmp_path: Path, keys: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Typing]:
    """Exit code, what was printed, and what was complained of."""
    monkeypatch.setenv("AMAAN_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("AMAAN_KEYS", str(keys))
    mask = os.umask(0o077)

    def run(*words: object) -> tuple[int, str, str]:
        try:
            code = main(["handover", *map(str, words)])
        except SystemExit as left:
            code = int(left.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    with logging_put_back():
        yield run
    os.umask(mask)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Primero]:
    with primero_running() as primero:
        monkeypatch.setenv("AMAAN_PRIMERO_URL", primero.url)
        monkeypatch.setenv("AMAAN_PRIMERO_USER", USER)
        monkeypatch.setenv("AMAAN_PRIMERO_PASSWORD", PASSWORD)
        yield primero


def test_a_genuine_file(typing: Typing, keys: Path, tmp_path: Path) -> None:
    """The key that is printed verifies what this installation signed, here and elsewhere; it is shown on request."""
    file = tmp_path / "handover.json"
    file.write_bytes(Signer(keys).sign(BODY))
    code, key, _ = typing("key")
    assert (code, len(key)) == (0, 65)
    for words in (("verify", file), ("verify", file, "--key", key.strip())):
        code, said, complained = typing(*words)
        assert (code, complained) == (0, "")
        assert said.startswith("Genuine")
        assert "female" not in said
    assert '"sex": "female"' in typing("verify", file, "--show")[1]


@pytest.mark.parametrize("spoiled", [b"", b"{}", b"\x00" * 2_000_000])
def test_a_file_that_is_none(typing: Typing, tmp_path: Path, spoiled: bytes) -> None:
    """An empty file, another's JSON, megabytes of nothing: said in a sentence, and nothing of it shown."""
    file = tmp_path / "handover.json"
    file.write_bytes(spoiled)
    code, said, complained = typing("verify", file, "--show")
    assert (code, complained) == (1, "")
    assert said.startswith("Not genuine")
    assert said.count("\n") == 1


def test_a_file_that_was_changed(typing: Typing, keys: Path, tmp_path: Path) -> None:
    """One letter of another case is another case."""
    file = tmp_path / "handover.json"
    file.write_bytes(Signer(keys).sign(BODY).replace(b"female", b"Female"))
    assert typing("verify", file, "--show")[0] == 1


def test_what_cannot_be_done(typing: Typing, tmp_path: Path, keys: Path) -> None:
    """No file, a key that is none, no key folder, no site: each a sentence, and no traceback."""
    file = tmp_path / "handover.json"
    assert str(file) in typing("verify", file)[2]
    file.write_bytes(b"{}")
    assert "64 hexadecimal" in typing("verify", file, "--key", "abc")[2]
    assert "AMAAN_PRIMERO_URL" in typing("check")[2]
    (keys / "signing.key").unlink(missing_ok=True)
    keys.rmdir()
    for words in (("key",), ("verify", file)):
        code, said, complained = typing(*words)
        assert (code, said) == (1, "")
        assert "first start" in complained


def test_a_site_that_knows_our_words(typing: Typing, site: Primero) -> None:
    """The lists of the seeds hold every value of the pack, and asking creates nothing."""
    assert typing("check")[0] == 0
    assert site.posts == 0


def test_a_site_with_lists_of_its_own(typing: Typing, site: Primero) -> None:
    """What a site lacks is named: the list, or the values; those we never send are nobody's business."""
    concerns = site.lookups["lookup-protection-concerns"]
    site.lookups["lookup-protection-concerns"] = tuple(each for each in concerns if each not in ("caafag", "migrant"))
    del site.lookups["lookup-gender"]
    code, said, _ = typing("check")
    assert code == 1
    assert "lookup-protection-concerns (for protection_concerns) lacks: caafag." in said
    assert "no list lookup-gender" in said
    assert "migrant" not in said


def test_a_site_that_does_not_let_us_in(typing: Typing, site: Primero, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong password is told as such, and not repeated."""
    monkeypatch.setenv("AMAAN_PRIMERO_PASSWORD", "wrong-and-planted")
    code, said, complained = typing("check")
    assert (code, said) == (1, "")
    assert "AMAAN_PRIMERO_PASSWORD" in complained
    assert "planted" not in complained


def test_a_site_that_is_away(typing: Typing, site: Primero, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody there is told as such."""
    monkeypatch.setenv("AMAAN_PRIMERO_URL", "http://127.0.0.1:9")
    code, _, complained = typing("check")
    assert code == 1
    assert "does not answer" in complained


def test_the_doctor_of_hand_overs(typing: Typing, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Cases that wait for a site which is no longer set are told of, and how many; nothing else of them."""
    store = open_store(read_settings())
    with store.transaction() as books:
        ref, person = file_case(books).ref, enrol(books, "planted-person", Role.national, "*")
        for _ in range(2):
            books.handovers.queue(WaitingHandOver(ref, person, b"planted-body", NOW, NOW))
    store.close()
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "2 cases wait to be handed over" in said
    assert "planted" not in said
    assert ref not in said


def test_a_mapping_that_is_wrong_stops_the_start(
    typing: Typing, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file and the key are named, by the doctor too, before anything is sent under a wrong name."""
    pack = tmp_path / "pack"
    shutil.copytree(PAKISTAN_PACK, pack)
    text = (pack / FILE).read_text("utf-8").replace('T2 = "medium"', 'T2 = "middling"')
    (pack / FILE).write_text(text, "utf-8")
    monkeypatch.setenv("AMAAN_PACK", str(pack))
    for name, value in (("URL", "https://primero.invalid"), ("USER", "x"), ("PASSWORD", "x")):
        monkeypatch.setenv("AMAAN_" + "PRIMERO_" + name, value)
    code, _, complained = typing("check")
    assert code == 1
    assert f"{FILE}, column values.risk: found 'middling'" in complained
    main(["doctor"])
    assert f"{FILE}, column values.risk: found 'middling'" in capsys.readouterr().out
