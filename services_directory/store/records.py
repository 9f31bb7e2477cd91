"""Services as JSON and back: for what is kept whole, as history, proposals and the rows of a country pack."""

from typing import Any

import msgspec
import shapely  # type: ignore[import-untyped]  # shapely ships no types

from services_directory.exchange.difference import Difference
from services_directory.model import Service
from services_directory.schedule import Schedule


def to_json(value: object) -> str:
    """Equal values make equal text."""
    return _ENCODER.encode(value).decode()


def names_from_json(text: str) -> dict[str, str]:
    return _NAMES.decode(text)


def concerns_from_json(text: str) -> frozenset[str]:
    return _CONCERNS.decode(text)


def schedule_from_json(text: str) -> Schedule:
    return _SCHEDULE.decode(text)


def service_from_json(text: str) -> Service:
    """What an older version of this program wrote is read as well: what it did not know is unknown."""
    return _SERVICE.decode(text)


def difference_from_json(text: str) -> Difference:
    return _DIFFERENCE.decode(text)


def _plain(value: object) -> object:
    if isinstance(value, shapely.Geometry):
        return shapely.to_wkb(value, hex=True)
    raise NotImplementedError(type(value))


def _shape(kind: type, value: Any) -> object:
    if issubclass(kind, shapely.Geometry):
        return shapely.from_wkb(value)
    raise NotImplementedError(kind)


_ENCODER = msgspec.json.Encoder(enc_hook=_plain, order="deterministic")
_NAMES = msgspec.json.Decoder(dict[str, str])
_CONCERNS = msgspec.json.Decoder(frozenset[str])
_SCHEDULE = msgspec.json.Decoder(Schedule)
_SERVICE = msgspec.json.Decoder(Service, dec_hook=_shape)
_DIFFERENCE = msgspec.json.Decoder(Difference, dec_hook=_shape)
