"""Settings: read once from the environment, frozen; a wrong value stops the start and names the variable."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from environs import EnvValidationError, FileAwareEnv
from marshmallow.validate import Range
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

ROOT = Path(__file__).parents[1]
MIB = 1024 * 1024
PLAY_KEYS = "playground-keys"
"""Folder of the playground's keys, within the data folder: they seal nothing real."""
PORTS = Range(0, 65535)
RECEIPT_MEMORY = Range(8, 4096)
LOOPBACK = ("127.0.0.1", "localhost", "::1")
_PRIMERO = ("AMAAN_PRIMERO_URL", "AMAAN_PRIMERO_USER", "AMAAN_PRIMERO_PASSWORD")
_MUST_BE = {
    "AMAAN_NLU": "must be true or false",
    "AMAAN_PORT": f"must be a whole number from {PORTS.min} to {PORTS.max}",
    "AMAAN_RECEIPT_MEMORY_MIB": f"must be a whole number from {RECEIPT_MEMORY.min} to {RECEIPT_MEMORY.max}",
}
_TOKEN = re.compile(r"\d+:[\w-]+", re.ASCII)


class SettingWrong(Exception):
    """A setting that cannot be used: which one, and what is wrong with it."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name}: {why}")
        self.name, self.why = name, why


@dataclass(frozen=True)
class Settings:
    """Everything that can be set, each by AMAAN_<NAME> or, for secrets, by AMAAN_<NAME>_FILE."""

    token: str = field(repr=False)
    api_base_url: str
    data: Path
    keys: Path
    database: str = field(repr=False)
    pack: Path
    nlu: bool
    receipt_memory_mib: int
    port: int
    primero_url: str = ""
    primero_user: str = ""
    primero_password: str = field(default="", repr=False)

    @property
    def database_file(self) -> Path | None:
        """The SQLite file, where the database is one."""
        prefix = "sqlite:///"
        return Path(self.database.removeprefix(prefix)) if self.database.startswith(prefix) else None


def read_settings() -> Settings:
    """The settings of this process; raises SettingWrong."""
    env = _Environment()
    try:
        with env.prefixed("AMAAN_"):
            url, user, password = _primero(*(env.str(name.removeprefix("AMAAN_"), "").strip() for name in _PRIMERO))
            data = Path(env.str("DATA", str(ROOT / "data"))).resolve()
            return Settings(
                token=_token(env.str("TOKEN", "").strip()),
                api_base_url=_api_base_url(env.str("API_BASE_URL", "https://api.telegram.org")),
                data=data,
                keys=Path(env.str("KEYS", str(data.with_name(f"{data.name}-keys")))).resolve(),
                database=_database(env.str("DATABASE", f"sqlite:///{data / 'amaan.sqlite3'}").strip()),
                pack=Path(env.str("PACK", str(ROOT / "services_directory" / "data" / "pk"))).resolve(),
                nlu=env.bool("NLU", True),
                receipt_memory_mib=env.int("RECEIPT_MEMORY_MIB", 128, validate=RECEIPT_MEMORY),
                port=env.int("PORT", 8765, validate=PORTS),
                primero_url=url,
                primero_user=user,
                primero_password=password,
            )
    except EnvValidationError as wrong:
        name = str(wrong).split('"')[1] if '"' in str(wrong) else "AMAAN_*"
        raise SettingWrong(name, _MUST_BE.get(name, "cannot be read")) from None


class _Environment(FileAwareEnv):
    """Names the variable, and nothing of what is in it, where a *_FILE cannot be read."""

    def _get_value(self, env_key: str, default: object) -> object:
        try:
            return super()._get_value(env_key, default)
        except (OSError, ValueError):
            raise SettingWrong(f"{env_key}{self.file_suffix}", "must name a text file that can be read") from None


def _database(value: str) -> str:
    try:
        make_url(value)
    except (ArgumentError, ValueError):
        raise SettingWrong("AMAAN_DATABASE", "must be a URL such as sqlite:////var/lib/amaan/amaan.sqlite3") from None
    return value


def _token(value: str) -> str:
    """Digits, a colon and a secret, or nothing; what was written is not repeated."""
    if value and not _TOKEN.fullmatch(value):
        raise SettingWrong("AMAAN_TOKEN", "must be the whole token as @BotFather gave it: digits, a colon, letters")
    return value


def _api_base_url(value: str) -> str:
    try:
        return web_address(value)
    except ValueError as wrong:
        raise SettingWrong("AMAAN_API_BASE_URL", str(wrong)) from None


def _primero(url: str, user: str, password: str) -> tuple[str, str, str]:
    """All three or none; what was written is not repeated."""
    if url:
        _check_primero_url(url)
    given = dict(zip(_PRIMERO, (url, user, password), strict=True))
    for name, value in given.items():
        if not value and any(given.values()):
            others = " and ".join(each for each in _PRIMERO if each != name)
            raise SettingWrong(name, f"must be set where {others} are, or none of the three")
    return url.rstrip("/"), user, password


def _check_primero_url(url: str) -> None:
    name = "AMAAN_PRIMERO_URL"
    try:
        web_address(url)
    except ValueError as wrong:
        raise SettingWrong(name, str(wrong)) from None
    parts = urlsplit(url)
    if parts.username is not None or parts.password is not None:
        raise SettingWrong(
            name, "must hold no name or password: AMAAN_PRIMERO_USER and AMAAN_PRIMERO_PASSWORD are for them"
        )
    if parts.query or parts.fragment:
        raise SettingWrong(name, "must be the site's address alone, as in https://primero.example.org")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise SettingWrong(name, "must begin with https://: cases would cross the network in the clear")


def web_address(value: str) -> str:
    """The address without its last slash; raises ValueError that says what it must be."""
    try:
        parts = urlsplit(value)
        is_good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_good = False
    if not is_good:
        raise ValueError("must begin with http:// or https:// and name a host, as in http://127.0.0.1:8081")
    return value.rstrip("/")
