"""A point as somebody types it on the command line, in any form; what cannot be meant is refused in a sentence."""

import re
import unicodedata

from services_directory import Directory, Point
from services_directory.coordinates import PlusCode, typed_plus_code, typed_point
from services_directory.gazetteer import SURE

_NUMBER = r"([+-]?\d{1,3}(?:\.\d+)?)"
_TWO_NUMBERS = re.compile(rf"\s*{_NUMBER}\s*[,;\s]\s*{_NUMBER}\s*")
_SIGNS = str.maketrans("٫،−", ".,-")
MOST_LATITUDE, MOST_LONGITUDE = 90, 180
MOST_LETTERS = 200


class WrongArgument(Exception):
    """One sentence that names the option."""


def read_point(text: str, option: str, directory: Directory) -> Point:
    """Latitude first, in any digits, degrees and minutes, a map's link, or a Plus Code; raises WrongArgument."""
    point = _written(text[:MOST_LETTERS], option, directory)
    if directory.country.holds(point):
        return point
    if directory.country.holds(Point(point.longitude, point.latitude)):
        raise WrongArgument(f"argument {option}: latitude comes first: {point.longitude},{point.latitude}")
    if abs(point.latitude) > MOST_LATITUDE or abs(point.longitude) > MOST_LONGITUDE:
        raise WrongArgument(
            f"argument {option}: latitude ends at {MOST_LATITUDE}, longitude at {MOST_LONGITUDE} degrees"
        )
    raise WrongArgument(f"argument {option}: {text!r} lies outside the country this directory is for")


def _written(text: str, option: str, directory: Directory) -> Point:
    plain = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text).translate(_SIGNS)
    if numbers := _TWO_NUMBERS.fullmatch(plain):
        return Point(float(numbers[1]), float(numbers[2]))
    if point := typed_point(plain):
        return point
    if code := typed_plus_code(plain):
        return code.point or _near_its_place(code, plain, option, directory)
    raise WrongArgument(
        f"argument {option}: {text!r} is no point; write degrees as 34.12,72.47, or a Plus Code as 8J6J4FC9+3W"
    )


def _near_its_place(code: PlusCode, plain: str, option: str, directory: Directory) -> Point:
    """A short Plus Code's point, where the place beside it is one we know and the only one of its name."""
    found = directory.places_named(plain)
    if found and found[0].score >= SURE and all(match.score < found[0].score for match in found[1:]):
        return found[0].point
    raise WrongArgument(
        f"argument {option}: the short Plus Code {code.code} needs its place beside it, the only one called so, "
        f'as in "{code.code} Swabi"; or write it in full'
    )
