"""Points people type: coordinates in any digits and forms, and Plus Codes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from openlocationcode import openlocationcode

from services_directory.model import Point
from services_directory.spelling import plain_digits

_SIDES = {"شمال": "n", "جنوب": "s", "مشرق": "e", "مغرب": "w", "north": "n", "south": "s", "east": "e", "west": "w"}
_SIDE_WORDS = re.compile("|".join(_SIDES))
_NUMBER = r"-?\d{1,3}(?:\.\d+)?"
_ANGLE = re.compile(
    rf"(?P<before>[nsew])?\s*(?P<degrees>{_NUMBER})(?P<sign>\s*[°ºd]\s*)?"
    r"(?:(?<=[°ºd\s])\s*(?P<minutes>\d{1,2}(?:\.\d+)?)(?![\d.])\s*['′’m]\s*)?"
    r"(?:(?P<seconds>\d{1,2}(?:\.\d+)?)(?![\d.])\s*(?:\"|″|”|''|s)\s*)?"
    r"(?(before)|(?:\s*(?P<after>[nsew])(?![a-z]))?)",
)
_AROUND = re.compile(r"^(?:geo|gps|at|lat(?:itude)?|lon(?:g(?:itude)?)?|location|coordinates|[\W_])*$")
_LINK = re.compile(r"https?://\S*?[@=/](-?\d{1,2}\.\d+)(?:,|%2c)(-?\d{1,3}\.\d+)")
_PLUS_CODE = re.compile(r"(?<![\w+])([23456789cfghjmpqrvwx]{2,8}\+[23456789cfghjmpqrvwx]{2,3})(?![\w+])", re.IGNORECASE)
_ANGLES_OF_A_POINT = 2


@dataclass(frozen=True)
class PlusCode:
    """A Plus Code and the words around it; a short one means nothing until a place is named beside it."""

    code: str
    around: str

    @property
    def point(self) -> Point | None:
        """The middle of a full code's square, at most 14 metres wide; None for a short code."""
        if not openlocationcode.isFull(self.code):
            return None
        area = openlocationcode.decode(self.code)
        return Point(round(area.latitudeCenter, 6), round(area.longitudeCenter, 6))

    def near(self, point: Point) -> "PlusCode":
        """The full code that a short one stands for near this point."""
        full = openlocationcode.recoverNearest(self.code, point.latitude, point.longitude)
        return PlusCode(full, self.around)


def typed_plus_code(text: str) -> PlusCode | None:
    """The first Plus Code in a text, full ("8J5P2GQ9+XX") or short ("2GQ9+XX Peshawar")."""
    for found in _PLUS_CODE.finditer(plain_digits(text)):
        code = found.group(1).upper()
        if openlocationcode.isValid(code) and (openlocationcode.isFull(code) or openlocationcode.isShort(code)):
            return PlusCode(code, f"{text[: found.start()]} {text[found.end() :]}")
    return None


def typed_point(text: str) -> Point | None:
    """The coordinates a text consists of, in any digits, as decimals, degrees and minutes, or a map's link.

    Latitude first unless the letters say otherwise; None for anything else.
    """
    plain = _SIDE_WORDS.sub(lambda word: _SIDES[word.group()], plain_digits(text).casefold().strip())
    if link := _LINK.search(plain):
        return _point(float(link.group(1)), float(link.group(2)))
    angles = list(_angles(plain))
    if len(angles) != _ANGLES_OF_A_POINT or not _AROUND.match(_ANGLE.sub(" ", plain)):
        return None
    first, second = angles
    if first.side in ("e", "w") and second.side in ("n", "s"):
        first, second = second, first
    return _point(first.degrees, second.degrees)


@dataclass(frozen=True)
class _Angle:
    degrees: float
    side: str


def _angles(text: str) -> Iterator[_Angle]:
    """Angles that are written as such: with decimals, a degree sign or the side of the world."""
    for found in _ANGLE.finditer(text):
        side = found["before"] or found["after"] or ""
        if side or found["sign"] or "." in found["degrees"]:
            size = float(found["degrees"]) + float(found["minutes"] or 0) / 60 + float(found["seconds"] or 0) / 3600
            yield _Angle(round(-size if side in ("s", "w") else size, 6), side)


def _point(latitude: float, longitude: float) -> Point | None:
    return Point(latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None  # noqa: PLR2004
