"""Small shapes that all tables share: random keys, UTC without its label, sealed typed values."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import msgspec

from bot.storage.vault import seal, unseal

Shape = TypeVar("Shape")


def random_key() -> str:
    """A random row key: 22 URL-safe characters, 128 bits."""
    return secrets.token_urlsafe(16)


def to_row(moment: datetime | None) -> datetime | None:
    """An aware UTC time as the database keeps it."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment else None


def from_row(moment: datetime | None) -> datetime | None:
    """A time from the database, aware again."""
    return moment.replace(tzinfo=UTC) if moment else None


def full_hour_after(moment: datetime, within: timedelta) -> datetime:
    """When something expires, rounded up to the hour, as the database keeps it."""
    end = moment + within
    hour = end.replace(minute=0, second=0, microsecond=0)
    return (hour if hour == end else hour + timedelta(hours=1)).astimezone(UTC).replace(tzinfo=None)


def seal_shape(key: bytes, value: object, place: str) -> bytes:
    """A typed value, sealed for its place."""
    return seal(key, msgspec.json.encode(value), place)


def unseal_shape(key: bytes, sealed: bytes, place: str, shape: type[Shape]) -> Shape:
    """The typed value again."""
    return msgspec.json.decode(unseal(key, sealed, place), type=shape)
