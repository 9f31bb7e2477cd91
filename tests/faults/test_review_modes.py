"""Nobody else on the machine can read what the bot writes, and doctor says where they could."""

from __future__ import annotations

import os
import resource
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.bootstrap import open_store
from bot.cli import main
from bot.commands.doctor import examine
from bot.commands.playing import playground
from tests.world import settings_in


@pytest.fixture(autouse=True)
def put_back() -> Iterator[None]:
    """The umask most machines have, and this process as it was afterwards."""
    umask, core = os.umask(0o022), resource.getrlimit(resource.RLIMIT_CORE)
    yield
    os.umask(umask)
    resource.setrlimit(resource.RLIMIT_CORE, core)


def mode(path: Path) -> int:
    """The permissions alone."""
    return stat.S_IMODE(path.stat().st_mode)


def test_the_database_is_for_this_account_alone(tmp_path: Path) -> None:
    """A fresh database and one that was open to others before, in a folder that is open to others too."""
    settings = settings_in(tmp_path)
    settings.data.mkdir(mode=0o755)
    file = settings.data / "amaan.sqlite3"
    for _ in range(2):
        open_store(settings).close()
        assert mode(file) == 0o600
        file.chmod(0o644)


async def test_what_the_playground_writes_first_does_not_open_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A try-out before the first start leaves nothing that others can read, and the real data goes there later."""
    monkeypatch.setenv("AMAAN_PORT", "nonsense")
    assert main(["doctor"]) == 1  # refused at once, but this process is closed to others by then
    settings = settings_in(tmp_path)
    async with playground(settings, 0):
        pass
    assert not [path for path in (settings.data, *settings.data.rglob("*")) if mode(path) & 0o077]


def test_no_core_is_dumped(monkeypatch: pytest.MonkeyPatch) -> None:
    """A crash does not write the process's memory, which holds the token and the keys, to a file."""
    monkeypatch.setenv("AMAAN_PORT", "nonsense")
    main(["doctor"])
    assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0


def test_doctor_finds_a_database_folder_elsewhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """AMAAN_DATABASE may name another folder than AMAAN_DATA, and that one holds the reports."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o755)
    settings = replace(settings_in(tmp_path), database=f"sqlite:///{elsewhere / 'amaan.sqlite3'}")
    open_store(settings).close()
    examine(settings)
    assert f"chmod 700 {elsewhere}" in capsys.readouterr().out


def test_doctor_finds_an_open_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A token file that others can read, and a Bot API reached without TLS, are said; loopback is fine."""
    token = tmp_path / "token"
    token.write_text("x")
    token.chmod(0o644)
    monkeypatch.setenv("AMAAN_TOKEN_FILE", str(token))
    examine(replace(settings_in(tmp_path), api_base_url="http://bot-api.example"))
    said = capsys.readouterr().out
    assert f"chmod 600 {token}" in said
    assert "in the clear" in said
    token.chmod(0o600)
    examine(replace(settings_in(tmp_path), api_base_url="http://127.0.0.1:8081"))
    assert "chmod 600" not in (said := capsys.readouterr().out)
    assert "in the clear" not in said
