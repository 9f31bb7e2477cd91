"""What the command line answers: to a newcomer's mistakes, and to an operator's."""

from __future__ import annotations

import asyncio
import csv
import os
import shutil
import signal
import socket
import sqlite3
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import httpx
import pytest

from bot.bootstrap import open_store
from bot.casework.model import DistrictId
from bot.channels.emulator.http import serve
from bot.channels.emulator.telegram import EmulatedTelegram
from bot.cli import main
from bot.config import ROOT, read_settings
from tests.logs_put_back import logging_put_back
from tests.stores import file_case
from tests.world import TOKEN

PACK = ROOT / "services_directory" / "data" / "pk"
OTHER_TOKEN = TOKEN[:-1] + "2"
NO_ONE_LISTENS = "http://127.0.0.1:9"

Set = pytest.MonkeyPatch
Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def installation(monkeypatch: Set, tmp_path: Path) -> Iterator[Path]:
    """An installation of its own, without a language model; logging and file modes are put back afterwards."""
    for name in [name for name in os.environ if name.startswith("AMAAN_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AMAAN_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("AMAAN_NLU", "false")
    monkeypatch.setenv("AMAAN_RECEIPT_MEMORY_MIB", "8")
    mask = os.umask(0o022)
    with logging_put_back():
        yield tmp_path
    os.umask(mask)


def refused(said: Said, *arguments: str) -> str:
    """What a command says as it refuses: sentences on stderr, and 1."""
    assert main(arguments) == 1
    err = said.readouterr().err
    assert "stopped by" not in err
    assert "Traceback" not in err
    return err


def examined(said: Said) -> str:
    """What the doctor says."""
    main(["doctor"])
    spoken = said.readouterr()
    assert not spoken.err
    return spoken.out


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["focal-points"],
        ["focal-points", "invite", "--role", "boss"],
        ["playground", "--port", "abc"],
        ["playground", "--port", "99999"],
        ["playground", "--port", "-1"],
        ["run", "--api-base-url", "nonsense"],
        ["run", "--api-base-url", "http://[::1"],
        ["run", "--api-base-url", "http://127.0.0.1:abc"],
    ],
)
def test_wrong_arguments(arguments: list[str], capsys: Said) -> None:
    """Arguments that cannot be are answered with 2 and with what is possible."""
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "error: " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("AMAAN_PORT", "abc", "a whole number from 0 to 65535."),
        ("AMAAN_RECEIPT_MEMORY_MIB", "1", "a whole number from 8 to 4096."),
        ("AMAAN_NLU", "perhaps", "true or false."),
        ("AMAAN_TOKEN", "planted", "as @BotFather gave it"),
        ("AMAAN_API_BASE_URL", "http://127.0.0.1:abc", "must begin with http"),
        ("AMAAN_DATABASE", "nonsense", "must be a URL"),
    ],
)
def test_a_setting_that_cannot_be(  # three facts and two fixtures
    name: str, value: str, remedy: str, monkeypatch: Set, capsys: Said
) -> None:
    """A wrong setting is named, with what it must be, and a secret is not repeated."""
    monkeypatch.setenv(name, value)
    err = refused(capsys, "purge")
    assert err.startswith(f"The setting {name} cannot be used: ")
    assert remedy in err
    assert "planted" not in err


def test_run_without_a_token(capsys: Said) -> None:
    """Without a token one is told where tokens come from."""
    assert "@BotFather" in refused(capsys, "run")


def test_run_where_no_one_listens(monkeypatch: Set, capsys: Said) -> None:
    """A Bot API that does not answer is named, as is where to look."""
    monkeypatch.setenv("AMAAN_TOKEN", TOKEN)
    err = refused(capsys, "run", "--api-base-url", NO_ONE_LISTENS)
    assert f"The Bot API at {NO_ONE_LISTENS} does not answer" in err
    assert TOKEN not in err


def test_what_is_written_here_is_heard_over_the_environment(monkeypatch: Set, capsys: Said, tmp_path: Path) -> None:
    """--api-base-url wins over a setting from a file as well."""
    (tmp_path / "url").write_text("http://elsewhere.invalid")
    monkeypatch.setenv("AMAAN_API_BASE_URL_FILE", str(tmp_path / "url"))
    monkeypatch.setenv("AMAAN_TOKEN", TOKEN)
    assert NO_ONE_LISTENS in refused(capsys, "run", "--api-base-url", NO_ONE_LISTENS)


def test_purge(capsys: Said) -> None:
    """A purge says how much it destroyed."""
    assert main(["purge"]) == 0
    assert capsys.readouterr().out.startswith("Destroyed: 0 cases")


@pytest.mark.parametrize("area", ["swabi", "Swabi", "Dera Ismail  Khan", "punjab"])
def test_invite(area: str, capsys: Said) -> None:
    """A district or province is known however it is written, and the link is shown."""
    assert main(["focal-points", "invite", "--area", area]) == 0
    assert "\n/start " in capsys.readouterr().out


def test_an_area_nobody_knows(capsys: Said, installation: Path) -> None:
    """An unknown area makes no link and no database; what was meant is guessed at."""
    assert "no district or province nonsense." in refused(capsys, "focal-points", "invite", "--area", "nonsense")
    assert "Perhaps swabi" in refused(capsys, "focal-points", "invite", "--area", "swabbi")
    assert not (installation / "data").exists()


def test_a_port_that_is_taken(capsys: Said) -> None:
    """The playground names the port and offers another."""
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert f"Port {port} is taken" in refused(capsys, "playground", "--port", str(port))


@pytest.mark.parametrize("below", ["", "further/down"])
def test_a_file_where_the_data_should_be(below: str, monkeypatch: Set, capsys: Said, tmp_path: Path) -> None:
    """A data folder that is a file, or under one, is named; the doctor says the same."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("AMAAN_DATA", str(tmp_path / "file" / below))
    assert "a file is in the way" in refused(capsys, "purge")
    assert "a file is in the way" in refused(capsys, "playground", "--port", "0")
    spoken = examined(capsys)
    assert "a file is in the way" in spoken
    assert "made at the first start" not in spoken


def test_a_place_where_nothing_can_be_written(monkeypatch: Set, capsys: Said) -> None:
    """A place the machine refuses is named, even to root."""
    monkeypatch.setenv("AMAAN_DATA", "/proc/nowhere")
    assert "/proc/nowhere" in refused(capsys, "purge")


def test_a_pack_with_one_bad_cell(monkeypatch: Set, capsys: Said, tmp_path: Path) -> None:
    """A bad cell is named by file, row and column, by every command that reads the pack."""
    shutil.copytree(PACK, tmp_path / "pack")
    _spoil(tmp_path / "pack" / "places.csv", 5, "latitude")
    monkeypatch.setenv("AMAAN_PACK", str(tmp_path / "pack"))
    monkeypatch.setenv("AMAAN_TOKEN", TOKEN)
    where = "places.csv, row 5, column latitude: found 'spoilt'"
    assert where in refused(capsys, "run", "--api-base-url", NO_ONE_LISTENS)
    assert where in refused(capsys, "focal-points", "invite", "--area", "swabi")
    assert where in examined(capsys)


def test_names_that_cannot_be_read(monkeypatch: Set, capsys: Said, tmp_path: Path) -> None:
    """A spoilt list of names is named by file and row."""
    shutil.copytree(PACK, tmp_path / "pack")
    _spoil(tmp_path / "pack" / "given_names.csv", 3, "latin_alone")
    monkeypatch.setenv("AMAAN_PACK", str(tmp_path / "pack"))
    assert "given_names.csv, row 3: " in examined(capsys)
    (tmp_path / "pack" / "given_names.csv").unlink()
    assert "given_names.csv: " in examined(capsys)


def _spoil(file: Path, number: int, column: str) -> None:
    with file.open(encoding="utf-8", newline="") as table:
        rows = list(csv.reader(table))
    rows[number - 1][rows[0].index(column)] = "spoilt"
    with file.open("w", encoding="utf-8", newline="") as table:
        csv.writer(table).writerows(rows)


def test_keys_that_others_can_read(capsys: Said, installation: Path) -> None:
    """An open key folder stops everything until it is closed."""
    main(["purge"])
    (installation / "data-keys").chmod(0o755)
    assert "chmod 700" in refused(capsys, "purge")
    assert "chmod 700" in examined(capsys)


def test_keys_that_are_missing(capsys: Said, installation: Path) -> None:
    """A database without its keys is never sealed with new ones; the doctor says so too, and writes nothing."""
    main(["purge"])
    (installation / "data-keys").rename(installation / "away")
    assert "The keys are missing" in refused(capsys, "purge")
    assert "The keys are missing" in examined(capsys)
    assert not (installation / "data-keys").exists()


def test_a_database_that_is_none(capsys: Said, installation: Path) -> None:
    """Another file in the database's place is left alone."""
    (installation / "data").mkdir(mode=0o700)
    file = installation / "data" / "amaan.sqlite3"
    file.write_text("a shopping list, long enough to be looked at")
    assert "no database of Amaan" in refused(capsys, "purge")
    assert "no database of Amaan" in examined(capsys)
    assert file.read_text().startswith("a shopping list")


def test_a_database_of_another_version(capsys: Said, installation: Path) -> None:
    """A database this version does not know is refused, not changed."""
    main(["purge"])
    with closing(sqlite3.connect(installation / "data" / "amaan.sqlite3")) as raw:
        raw.execute("UPDATE alembic_version SET version_num = 'later'")
        raw.commit()
    assert "another version of Amaan" in refused(capsys, "purge")
    assert "of another version" in examined(capsys)


def test_a_database_without_a_driver(monkeypatch: Set, capsys: Said) -> None:
    """A database whose driver is not installed is answered with which one; the password is not."""
    monkeypatch.setenv("AMAAN_DATABASE", "mysql+pymysql://amaan:planted@localhost/amaan")
    err = refused(capsys, "purge")
    assert "pymysql is not installed" in err
    assert "planted" not in err + examined(capsys)


def test_the_doctor_of_a_sound_installation(monkeypatch: Set, capsys: Said) -> None:
    """Where nobody is enrolled yet the doctor says how; the playground's own keys do not trouble it."""
    monkeypatch.setenv("AMAAN_TOKEN", TOKEN)
    main(["purge"])
    keys = Path(os.environ["AMAAN_DATA"]) / "playground-keys"
    keys.mkdir()
    (keys / "cases.key").touch()
    capsys.readouterr()
    said = examined(capsys)
    assert [line for line in said.splitlines() if "language model" not in line] == [
        "- Nobody is enrolled to act on reports. Make a link: amaan focal-points invite --area swabi"
    ]


def test_the_doctor_names_places_nobody_covers(capsys: Said) -> None:
    """A report that reached nobody is not swallowed: the operator reads for which district it came."""
    store = open_store(read_settings())
    with closing(store), store.transaction() as books:
        file_case(books, district=DistrictId("swabi"))
        file_case(books, district=None)
    assert "nobody was told of them: no place (1), swabi (1)." in examined(capsys)


@pytest.mark.parametrize(("language", "end"), [("en", "The child is safer now."), ("ur", "🧹 صاف کریں")])
def test_the_demo_by_menus(language: str, end: str, capsys: Said) -> None:
    """The whole story is told to its end where there is no language model."""
    assert main(["demo", "--language", language]) == 0
    assert end in capsys.readouterr().out


async def test_run_with_a_token_nobody_knows() -> None:
    """A token the Bot API does not know is refused in a sentence."""
    async with (
        serve(EmulatedTelegram(TOKEN)) as url,
        _started("run", "--api-base-url", url, token=OTHER_TOKEN) as amaan,
    ):
        out, err = await amaan.communicate()
    assert (amaan.returncode, out) == (1, b"")
    assert err.startswith(b"Telegram does not know this token.")


@pytest.mark.parametrize("word", [signal.SIGINT, signal.SIGTERM])
async def test_run_until_told_to_stop(word: signal.Signals) -> None:
    """The bot says that it runs, and ends cleanly at either signal."""
    async with serve(EmulatedTelegram(TOKEN)) as url, _started("run", "--api-base-url", url, token=TOKEN) as amaan:
        assert b"The bot is running" in await _line(amaan)
        amaan.send_signal(word)
        _out, err = await amaan.communicate()
    assert (amaan.returncode, err) == (0, b"")


async def test_the_playground_until_told_to_stop() -> None:
    """The page answers at the address that is printed, and closes cleanly."""
    async with _started("playground", "--port", "0") as amaan:
        url = (await _line(amaan)).decode().split(" at ")[1].split()[0]
        async with httpx.AsyncClient() as browser:
            assert (await browser.get(url)).status_code == 200
        amaan.send_signal(signal.SIGTERM)
        _out, err = await amaan.communicate()
    assert (amaan.returncode, err) == (0, b"")


@asynccontextmanager
async def _started(*arguments: str, token: str = "") -> AsyncIterator[asyncio.subprocess.Process]:
    """A command as a process of its own, killed if it is still there at the end."""
    amaan = await asyncio.create_subprocess_exec(
        Path(sys.executable).with_name("amaan"), *arguments,
        env=os.environ | ({"AMAAN_TOKEN": token} if token else {}),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        async with asyncio.timeout(30):
            yield amaan
    finally:
        if amaan.returncode is None:
            amaan.kill()
            await amaan.communicate()


async def _line(amaan: asyncio.subprocess.Process) -> bytes:
    assert amaan.stdout is not None
    return await amaan.stdout.readline()
