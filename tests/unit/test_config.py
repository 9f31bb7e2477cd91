"""Settings: read once, frozen; a wrong value stops the start and names the variable."""

import os
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from bot.config import ROOT, SettingWrong, read_settings

TOKEN = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("AMAAN_")]:
        monkeypatch.delenv(name)


def test_without_any_setting() -> None:
    """A fresh clone runs: everything but the token has a default inside the project, keys apart from the database."""
    settings = read_settings()
    assert (settings.token, settings.api_base_url) == ("", "https://api.telegram.org")
    assert settings.data == ROOT / "data"
    assert settings.keys == ROOT / "data-keys"
    assert settings.database_file == ROOT / "data" / "amaan.sqlite3"
    assert (settings.pack / "places.csv").is_file()
    assert (settings.nlu, settings.receipt_memory_mib, settings.port) == (True, 128, 8765)


def test_everything_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each variable is heard; the rest follows the data folder."""
    wanted = {
        "TOKEN": f" {TOKEN}\n",
        "API_BASE_URL": "http://127.0.0.1:8081/",
        "DATA": str(tmp_path),
        "NLU": "no",
        "RECEIPT_MEMORY_MIB": "8",
        "PORT": "0",
    }
    for name, value in wanted.items():
        monkeypatch.setenv(f"AMAAN_{name}", value)
    settings = read_settings()
    assert (settings.token, settings.api_base_url, settings.nlu) == (TOKEN, "http://127.0.0.1:8081", False)
    assert (settings.receipt_memory_mib, settings.port) == (8, 0)
    assert settings.keys == tmp_path.with_name(f"{tmp_path.name}-keys")
    assert settings.database_file == tmp_path / "amaan.sqlite3"


def test_another_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that is no SQLite file has no file."""
    monkeypatch.setenv("AMAAN_DATABASE", "postgresql://amaan@localhost/amaan")
    assert read_settings().database_file is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AMAAN_PORT", "eight"),
        ("AMAAN_PORT", ""),
        ("AMAAN_PORT", "-1"),
        ("AMAAN_PORT", "65536"),
        ("AMAAN_RECEIPT_MEMORY_MIB", "7"),
        ("AMAAN_RECEIPT_MEMORY_MIB", "4097"),
        ("AMAAN_RECEIPT_MEMORY_MIB", "1.5"),
        ("AMAAN_NLU", "perhaps"),
        ("AMAAN_NLU", ""),
        ("AMAAN_API_BASE_URL", "api.telegram.org"),
        ("AMAAN_API_BASE_URL", "ftp://api.telegram.org"),
        ("AMAAN_API_BASE_URL", "https://"),
        ("AMAAN_API_BASE_URL", ""),
        ("AMAAN_DATABASE", "/var/lib/amaan.db"),
        ("AMAAN_DATABASE", ""),
        ("AMAAN_DATABASE", "postgresql://localhost:port/amaan"),
        ("AMAAN_TOKEN_FILE", "/nowhere/at/all"),
        ("AMAAN_TOKEN_FILE", "/"),
        ("AMAAN_PORT_FILE", "/nowhere/at/all"),
    ],
)
def test_a_wrong_value_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """Whatever is wrong, the error names its variable and says why."""
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingWrong) as refused:
        read_settings()
    assert refused.value.name == name
    assert refused.value.why
    assert str(refused.value).startswith(f"{name}: ")


PRIMERO = {
    "AMAAN_PRIMERO_URL": "https://primero.example.org/",
    "AMAAN_PRIMERO_USER": "amaan",
    "AMAAN_PRIMERO_PASSWORD": "planted",
}


def test_primero(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Handing over is off until all three are set; the password may lie in a file and is never shown."""
    assert read_settings().primero_url == ""
    (tmp_path / "password").write_text("planted\n")
    for name in ("AMAAN_PRIMERO_URL", "AMAAN_PRIMERO_USER"):
        monkeypatch.setenv(name, PRIMERO[name])
    monkeypatch.setenv("AMAAN_PRIMERO_PASSWORD_FILE", str(tmp_path / "password"))
    settings = read_settings()
    found = settings.primero_url, settings.primero_user, settings.primero_password
    assert found == ("https://primero.example.org", "amaan", "planted")
    assert "planted" not in f"{settings}{settings!r}"


@pytest.mark.parametrize("name", PRIMERO)
def test_primero_by_halves(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Of the three none may be missing, and the one that is gets named."""
    for each, value in PRIMERO.items():
        monkeypatch.setenv(each, "" if each == name else value)
    with pytest.raises(SettingWrong) as refused:
        read_settings()
    assert refused.value.name == name


@pytest.mark.parametrize(
    "url",
    [
        "primero.example.org",
        "http://primero.example.org",
        "https://amaan:planted@primero.example.org",
        "https://planted@primero.example.org",
        "https://primero.example.org/?token=planted",
        "https://primero.example.org:port",
        "ftp://primero.example.org",
    ],
)
def test_an_address_of_primero_that_is_none(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """In the clear, with a password in it, or no address: refused by name, and what was written is not repeated."""
    for each, value in {**PRIMERO, "AMAAN_PRIMERO_URL": url}.items():
        monkeypatch.setenv(each, value)
    with pytest.raises(SettingWrong) as refused:
        read_settings()
    assert refused.value.name == "AMAAN_PRIMERO_URL"
    assert "planted" not in str(refused.value)


def test_primero_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A site beside us, or a tunnel to one, may do without TLS."""
    for each, value in {**PRIMERO, "AMAAN_PRIMERO_URL": "http://127.0.0.1:3000"}.items():
        monkeypatch.setenv(each, value)
    assert read_settings().primero_url == "http://127.0.0.1:3000"


def test_the_token_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A secret can lie in a file, its last line break and all."""
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n")
    monkeypatch.setenv("AMAAN_TOKEN_FILE", str(file))
    assert read_settings().token == TOKEN


def test_a_file_that_is_no_text(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A file of other bytes is refused by name, and none of them is quoted."""
    file = tmp_path / "token"
    file.write_bytes(b"\xff\xfeplanted")
    monkeypatch.setenv("AMAAN_TOKEN_FILE", str(file))
    with pytest.raises(SettingWrong) as refused:
        read_settings()
    assert refused.value.name == "AMAAN_TOKEN_FILE"
    assert "planted" not in f"{refused.value}{refused.value!r}"


def test_secrets_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings that are printed show neither the token nor a password in the database's address."""
    monkeypatch.setenv("AMAAN_TOKEN", TOKEN)
    monkeypatch.setenv("AMAAN_DATABASE", "postgresql://amaan:planted@localhost/amaan")
    shown = f"{read_settings()}{read_settings()!r}"
    assert TOKEN not in shown
    assert "planted" not in shown


def test_settings_are_frozen() -> None:
    """Nobody changes a setting while it runs."""
    with pytest.raises(FrozenInstanceError):
        read_settings().port = 1  # type: ignore[misc]
