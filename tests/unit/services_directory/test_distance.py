"""Distances: the cheap bounds are true."""

import math

import numpy as np
import pytest
from geopy.distance import geodesic  # type: ignore[import-untyped]  # geopy ships no types
from hypothesis import given
from hypothesis import strategies as st

from services_directory.distance import ROUNDING_KM, at_most_km, box_around, geodesic_km, position_of, positions_of
from services_directory.model import Point

ANYWHERE = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
IN_COUNTRY = st.builds(Point, st.floats(23.5, 37), st.floats(61, 77.5))


def _straight(one: Point, other: Point) -> float:
    return math.dist(position_of(one), position_of(other))


def _is_between_the_bounds(one: Point, other: Point) -> bool:
    straight = _straight(one, other)
    return straight - ROUNDING_KM <= geodesic_km(one, other) <= at_most_km(straight) + ROUNDING_KM


@given(ANYWHERE, ANYWHERE)
def test_straight_line_bounds_hold(one: Point, other: Point) -> None:
    """The exact distance never falls below the straight line through the earth, nor above the bound made of it."""
    assert _is_between_the_bounds(one, other)


@given(ANYWHERE, st.floats(-2, 2), st.floats(-2, 2))
def test_bounds_hold_on_the_far_side(one: Point, north: float, east: float) -> None:
    """Also where the shortest way round the earth changes its side."""
    latitude = min(90.0, max(-90.0, north - one.latitude))
    assert _is_between_the_bounds(one, Point(latitude, (one.longitude + east) % 360 - 180))


@given(IN_COUNTRY, IN_COUNTRY)
def test_bounds_are_close_where_we_use_them(one: Point, other: Point) -> None:
    """Within the country the two bounds lie within one percent, so few distances need measuring."""
    straight = _straight(one, other)
    assert at_most_km(straight) - straight <= 0.01 * straight + 1e-5


@given(ANYWHERE, ANYWHERE)
def test_second_opinion_agrees(one: Point, other: Point) -> None:
    """Another library's geodesic is the same to a tenth of a millimetre."""
    theirs = geodesic((one.latitude, one.longitude), (other.latitude, other.longitude)).km
    assert geodesic_km(one, other) == pytest.approx(theirs, abs=1e-7)


@given(st.lists(ANYWHERE, max_size=5))
def test_many_positions_are_each_one_s(points: list[Point]) -> None:
    """Positions made all at once are the ones made singly."""
    singly = np.array([position_of(point) for point in points]).reshape(-1, 3)
    assert np.allclose(positions_of(points), singly, rtol=0, atol=1e-9)


@given(IN_COUNTRY, IN_COUNTRY)
def test_box_holds_the_circle(origin: Point, other: Point) -> None:
    """No point within the distance lies outside the box."""
    west, south, east, north = box_around(origin, geodesic_km(origin, other))
    assert west <= other.longitude <= east
    assert south <= other.latitude <= north


def test_known_distances() -> None:
    """A degree along the equator and a degree north of it are as long as WGS84 defines them."""
    assert math.isclose(geodesic_km(Point(0, 0), Point(0, 1)), 111.3195, abs_tol=1e-4)
    assert math.isclose(geodesic_km(Point(0, 0), Point(1, 0)), 110.5744, abs_tol=1e-4)
