"""Distances: the cheap bounds are true."""

import math

from hypothesis import given
from hypothesis import strategies as st

from services_directory.distance import at_least_km, at_most_km, box_around, geodesic_km, position_of
from services_directory.model import Point

ANYWHERE = st.builds(Point, st.floats(-85, 85), st.floats(-179, 179))
IN_COUNTRY = st.builds(Point, st.floats(23.5, 37), st.floats(61, 77.5))


@given(ANYWHERE, ANYWHERE)
def test_straight_line_bounds_hold(one: Point, other: Point) -> None:
    """The exact distance never falls below the lower bound, nor (short of the far side) above the upper."""
    exact = geodesic_km(one, other)
    assert at_least_km(position_of(one), position_of(other)) <= exact
    if exact < 15_000:
        assert exact <= at_most_km(position_of(one), position_of(other))


@given(IN_COUNTRY, IN_COUNTRY)
def test_bounds_are_close_where_we_use_them(one: Point, other: Point) -> None:
    """Within the country the two bounds lie within one percent, so few distances need measuring."""
    low, high = at_least_km(position_of(one), position_of(other)), at_most_km(position_of(one), position_of(other))
    assert high - low <= 0.01 * high + 1e-5


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
