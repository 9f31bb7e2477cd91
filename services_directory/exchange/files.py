"""Opens files of services, and refuses at once what is none."""

import codecs
from pathlib import Path
from typing import TypeVar

import msgspec

from services_directory.errors import ExchangeError, ExchangeProblem

MOST_BYTES = 512 * 1024 * 1024
"""A file of JSON is held in memory while it is read; a hundred thousand services take a quarter of this."""
WIDE = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
ARCHIVE = b"PK\x03\x04"
_WRONG_THERE = "correct it there"
_WRONG_FORMAT = "name the format it has: geojson and osm are a FeatureCollection, hsds is organisations with services"
_BROKEN = "this is no JSON, or it was cut short; export it again"
Shape = TypeVar("Shape")


def refused(path: Path, found: str, remedy: str, at: str | None = None) -> ExchangeError:
    """The error for a file that is wrong as a whole; `at` is a place in it, as a JSON path."""
    return ExchangeError((ExchangeProblem(path.name, None, at, found, remedy, column_word="at"),), 1)


def check(path: Path) -> None:
    """Raises ExchangeError for an empty file, one too large, and one in another encoding."""
    size = path.stat().st_size
    if not size:
        raise refused(path, "an empty file", "export it again where it comes from")
    if size > MOST_BYTES:
        raise refused(path, f"{size:,} bytes", f"split it into files of at most {MOST_BYTES:,} bytes")
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith(WIDE):
        raise refused(path, "UTF-16", "save it in UTF-8")
    if start.startswith(ARCHIVE):
        raise refused(path, "an archive or a spreadsheet", "save the sheet as CSV in UTF-8")


def read_json(path: Path) -> bytes:
    """The file's bytes, without a byte order mark."""
    check(path)
    return path.read_bytes().removeprefix(codecs.BOM_UTF8)


def decoded(path: Path, message: "bytes | msgspec.Raw", decoder: "msgspec.json.Decoder[Shape]", at: str = "") -> Shape:
    """The JSON in the decoder's shape; raises ExchangeError that says where it is not."""
    try:
        return decoder.decode(message)
    except msgspec.ValidationError as wrong:
        what, _, where = str(wrong).partition(" - at `$")
        raise refused(path, what, _WRONG_THERE if at else _WRONG_FORMAT, at + where.rstrip("`") or None) from None
    except msgspec.DecodeError as broken:
        raise refused(path, str(broken), _BROKEN, at or None) from None
    except UnicodeDecodeError:
        raise refused(path, "unreadable text", "save it in UTF-8", at or None) from None
    except RecursionError:
        raise refused(path, "lists within lists without end", "take out what is nested so deeply", at or None) from None
