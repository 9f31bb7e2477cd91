"""Services on a map: what may be seen on it, and what never."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import shapely  # type: ignore[import-untyped]  # shapely ships no types

from services_directory import Category, Directory, Point, Precision, Service
from services_directory.boundaries import Outline, save_outlines
from services_directory.pictures.marks import DISC, PIN
from services_directory.pictures.near_map import FOOT, LAND_BESIDE, SIZE, draw_near_map
from services_directory.pictures.plan import MapWords, marks_of
from tests.seeing import keep, near_colour, pixels

TODAY = date(2026, 11, 22)
MOST_BYTES = 60_000
ENGLISH = MapWords("en", False, "{} km".format, "exact place", "somewhere in the town", "Sources: {}".format)
URDU = MapWords("ur", True, "{} کلومیٹر".format, "ٹھیک جگہ", "شہر میں کہیں", "جگہوں کے نام: {}".format)
WORDS = {"en": ENGLISH, "ur": URDU}


def _services(directory: Directory, district: str, *categories: Category) -> list[Service]:
    asked = categories or (Category.HEALTH, Category.LEGAL_AID)
    found = directory.services_near(directory.district(district), asked, today=TODAY, limit=3)
    return [each.service for each in found]


def _drawn(directory: Directory, district: str, services: list[Service | None], words: MapWords = ENGLISH) -> bytes:
    return draw_near_map(directory, directory.district(district), services, words)


def _moved(service: Service, directory: Directory, district: str, **how: object) -> Service:
    """The same a few kilometres from the district's main town."""
    town = directory.district(district).point
    return replace(service, point=Point(town.latitude + 0.1, town.longitude + 0.1), **how)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("district", ["swabi", "peshawar", "chagai", "lahore", "gwadar"])
def test_a_map_is_small_and_always_the_same(directory: Directory, district: str, language: str) -> None:
    """A map is a PNG of known size and few bytes, the same each time; each is kept for people to look at."""
    services: list[Service | None] = list(_services(directory, district))
    png = _drawn(directory, district, services, WORDS[language])
    keep(f"map-{district}-{language}", png)
    assert pixels(png).shape == (SIZE + FOOT, SIZE, 3)
    assert len(png) <= MOST_BYTES
    assert png == _drawn(directory, district, services, WORDS[language])


def test_languages_differ_in_words_alone(directory: Directory) -> None:
    """The marks stand at the same place in each language."""
    services: list[Service | None] = list(_services(directory, "peshawar"))
    english, urdu = (near_colour(_drawn(directory, "peshawar", services, w), PIN)[:SIZE] for w in WORDS.values())
    assert english.sum() > 200
    assert (english != urdu).mean() < 0.001


def test_a_confidential_place_is_never_drawn(directory: Directory) -> None:
    """A confidential service changes no pixel, even if its row held a point."""
    one, other = _services(directory, "swabi")[:2]
    for precision in Precision:
        secret = _moved(one, directory, "swabi", is_confidential=True, precision=precision)
        assert _drawn(directory, "swabi", [one, secret, other]) == _drawn(directory, "swabi", [one, None, other])


def test_only_an_exact_point_gets_a_pin(directory: Directory) -> None:
    """A service known by its town alone is a soft mark without a pin; a pin's tip is at its point."""
    service = _services(directory, "swabi")[0]
    in_town, exact = (
        _drawn(directory, "swabi", [_moved(service, directory, "swabi", precision=precision)])
        for precision in (Precision.TOWN, Precision.EXACT)
    )
    assert near_colour(in_town, DISC).any()
    assert not near_colour(in_town, PIN).any()
    assert near_colour(exact, PIN).sum() > 500
    assert not near_colour(exact, DISC).any()


def test_the_numbers_are_those_of_the_list(directory: Directory) -> None:
    """A number is the place in the row; what is not drawn leaves its number out."""
    one, other = _services(directory, "swabi")[:2]
    secret = replace(one, is_confidential=True, point=None, precision=None)
    marks = marks_of(directory.district("swabi"), [one, secret, None, other])
    assert sorted(number for mark in marks for number in mark.numbers) == [1, 4]
    together = marks_of(directory.district("swabi"), [one, secret, replace(other, point=one.point)])
    assert [mark.numbers for mark in together] == [(1, 3)]


def test_a_far_service_does_not_shrink_the_map(directory: Directory) -> None:
    """What is beyond a day's way is left to the list."""
    near, far = _services(directory, "swabi")[0], _services(directory, "gwadar")[0]
    assert _drawn(directory, "swabi", [near, far]) == _drawn(directory, "swabi", [near])


def test_nothing_to_draw_is_still_a_map(directory: Directory) -> None:
    """A directory that changed while a picture waited breaks nothing."""
    assert _drawn(directory, "swabi", [None, None]) == _drawn(directory, "swabi", [])


def test_outlines_take_the_place_of_rings(directory: Directory, tmp_path: Path) -> None:
    """Where boundaries were imported, the district stands out from the land beside it."""
    town = directory.district("swabi").point
    x, y = town.longitude, town.latitude
    swabi = Outline(("swabi",), shapely.box(x - 0.3, y - 0.2, x + 0.3, y + 0.2))
    beside = Outline(("mardan",), shapely.box(x - 0.9, y - 0.2, x - 0.3, y + 0.2))
    outlined = Directory.load(boundaries=save_outlines([swabi, beside], tmp_path))
    services: list[Service | None] = list(_services(directory, "swabi"))
    png = _drawn(outlined, "swabi", services)
    keep("map-swabi-outlined", png)
    is_beside = near_colour(png, LAND_BESIDE, within=4)
    assert is_beside[5, 5]
    assert 0.1 < is_beside[:SIZE].mean() < 0.9
    assert not np.array_equal(is_beside, near_colour(_drawn(directory, "swabi", services), LAND_BESIDE, within=4))


def test_sources_are_named(directory: Directory, tmp_path: Path) -> None:
    """Names from GeoNames come with its attribution, as its licence asks, and outlines with their credit."""
    asked: list[str] = []

    def sources(named: str) -> str:
        asked.append(named)
        return named

    draw_near_map(directory, directory.district("swabi"), [], replace(ENGLISH, sources=sources))
    x, y = directory.district("swabi").point.longitude, directory.district("swabi").point.latitude
    square = Outline(("swabi",), shapely.box(x - 0.3, y - 0.2, x + 0.3, y + 0.2))
    outlined = Directory.load(boundaries=save_outlines([square], tmp_path, "© Mappers of Swabi"))
    draw_near_map(outlined, directory.district("swabi"), [], replace(ENGLISH, sources=sources))
    assert asked == ["GeoNames CC BY 4.0", "GeoNames CC BY 4.0, © Mappers of Swabi"]
