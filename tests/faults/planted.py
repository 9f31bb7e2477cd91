"""Strings to plant, every spelling in which they could lie in a file, and the hunt for them."""

from __future__ import annotations

import base64
import json
import struct
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

_DIGITS_WORTH_HUNTING = 6
_DIGITS_OF_FIVE_BYTES = 10
"""A number of fewer bytes is found in any megabyte of random ones."""

Spelling = tuple[str, bytes]


def spellings(text: str) -> Iterator[Spelling]:
    """Each way to write a text, with its name."""
    yield from _encoded(text)
    digits = "".join(each for each in text if each.isdigit())
    if len(digits) >= _DIGITS_WORTH_HUNTING:
        yield from _as_number(digits)
    if "." in text and text.replace(".", "").isdigit():
        yield "double, little-endian", struct.pack("<d", float(text))
        yield "double, big-endian", struct.pack(">d", float(text))


def _encoded(text: str) -> Iterator[Spelling]:
    plain = text.encode()
    yield "utf-8", plain
    yield "utf-16, little-endian", text.encode("utf-16-le")
    yield "utf-16, big-endian", text.encode("utf-16-be")
    yield "JSON, escaped", json.dumps(text)[1:-1].encode()
    yield "escaped twice", json.dumps(json.dumps(text)[1:-1])[1:-1].encode()
    yield "URL", quote(text, safe="").encode()
    yield "hex", plain.hex().encode()
    yield "HEX", plain.hex().upper().encode()
    for shift in range(3):
        yield f"base64, shifted {shift}", _base64_within(plain, shift)


def _base64_within(plain: bytes, shift: int) -> bytes:
    """What base64 of anything around these bytes must contain, when they begin `shift` bytes into a group of three."""
    coded = base64.b64encode(bytes(shift) + plain).rstrip(b"=")
    first = (0, 2, 3)[shift]
    last = len(coded) if (shift + len(plain)) % 3 == 0 else len(coded) - 1
    return coded[first:last]


def _as_number(digits: str) -> Iterator[Spelling]:
    yield "digits only", digits.encode()
    yield "digits in fours", " ".join(digits[at : at + 4] for at in range(0, len(digits), 4)).encode()
    if len(digits) >= _DIGITS_OF_FIVE_BYTES:
        number = int(digits)
        size = (number.bit_length() + 7) // 8
        yield "integer, little-endian", number.to_bytes(size, "little")
        yield "integer, big-endian", number.to_bytes(size, "big")
        yield "number in hex", f"{number:x}".encode()


def hunt(places: Mapping[str, bytes], planted: Iterable[str]) -> list[str]:
    """Which planted string lies where, and how it is spelled there; the string itself is not repeated."""
    wanted = [(number, *each) for number, text in enumerate(planted) for each in spellings(text)]
    return [
        f"string {number} as {spelling} in {place}"
        for place, content in places.items()
        for number, spelling, pattern in wanted
        if pattern in content
    ]
