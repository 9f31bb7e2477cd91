"""Points people type, in the forms their telephones and maps give them."""

import pytest

from services_directory import Directory, PlaceType, Point, Precision
from services_directory.coordinates import typed_plus_code, typed_point

PESHAWAR = Point(34.01, 71.52)


@pytest.mark.parametrize(
    "text",
    [
        "34.01, 71.52",
        "۳۴٫۰۱ ۷۱٫۵۲",
        "٣٤٫٠١، ٧١٫٥٢",
        "34.01N71.52E",
        "N34.01 E71.52",
        "71.52 E, 34.01 N",
        "34.01° 71.52°",
        "34°00'36\"N 71°31'12\"E",
        "34° 0' 36\" N, 71° 31' 12\" E",
        "34°0.6'N 71°31.2'E",
        "۳۴°۰۰′۳۶″ شمال ۷۱°۳۱′۱۲″ مشرق",
        "geo:34.01,71.52",
        "https://www.google.com/maps/@34.01,71.52,15z",
    ],
)
def test_one_point_in_many_forms(text: str) -> None:
    """Decimals, degrees and minutes, either order with letters, any digits, a map's link: one point."""
    assert typed_point(text) == PESHAWAR


@pytest.mark.parametrize(
    "text",
    [
        "34 71",
        "15",
        "34.01",
        "0300 1234567",
        "he is 10.5 and she 8.5 years",
        "34.01, 71.52, 12.5",
        "95.0, 71.0",
        "3.5 n 4",
    ],
)
def test_other_numbers_are_no_point(text: str) -> None:
    """Ages, telephone numbers and single numbers are not taken for coordinates."""
    assert typed_point(text) is None


def test_full_plus_code_is_a_point(directory: Directory) -> None:
    """A full Plus Code needs no place beside it and is worth a door."""
    (match,) = directory.places_named("8J5P2G6C+2X")
    assert match.type is PlaceType.COORDINATES
    assert match.precision is Precision.EXACT
    assert match.score == 1.0


@pytest.mark.parametrize("text", ["2G6C+2X Peshawar", "peshawar 2g6c+2x", "2G6C+2X, Peshawer"])
def test_short_plus_code_beside_a_place(directory: Directory, text: str) -> None:
    """A short code counts from the place named with it, and is no surer than that name."""
    match = directory.places_named(text)[0]
    assert match.type is PlaceType.COORDINATES
    assert abs(match.point.latitude - 34.0) < 0.5
    assert abs(match.point.longitude - 71.5) < 0.5
    assert 0.5 <= match.score <= 1.0


@pytest.mark.parametrize("text", ["2G6C+2X", "c++", "a+b", "+92 300 1234567", "2+2"])
def test_what_is_no_place_of_its_own(directory: Directory, text: str) -> None:
    """A short code alone could be anywhere, and a plus sign is no code."""
    assert directory.places_named(text) == ()


def test_words_around_a_code_are_kept() -> None:
    """What stands around a code is where its place is looked for."""
    code = typed_plus_code("at 2G6C+2X, Peshawar")
    assert code is not None
    assert (code.code, code.around.split()) == ("2G6C+2X", ["at", ",", "Peshawar"])
