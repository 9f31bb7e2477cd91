"""Distances on the WGS84 ellipsoid: exact ones, and cheap bounds that are proven."""

import math
from collections.abc import Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from pyproj import Geod

from services_directory.model import Point

EQUATORIAL_RADIUS_KM = 6378.137
FLATTENING = 1 / 298.257223563
ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING)
SMALLEST_CURVATURE_RADIUS_KM = EQUATORIAL_RADIUS_KM * (1 - ECCENTRICITY_SQUARED)
LONGEST_KM = 20_003.932
"""From pole to pole: no two points are farther apart."""
FAR_SIDE_KM = 12_500.0
ROUNDING_KM = 1e-6

Position = tuple[float, float, float]
"""Kilometres from the middle of the earth, on the surface of the ellipsoid."""

Number = TypeVar("Number", float, npt.NDArray[np.float64])

WGS84 = Geod(ellps="WGS84")


def geodesic_km(one: Point, other: Point) -> float:
    """The exact WGS84 distance."""
    metres: float = WGS84.inv(one.longitude, one.latitude, other.longitude, other.latitude)[2]
    return metres / 1000


def position_of(point: Point) -> Position:
    latitude, longitude = math.radians(point.latitude), math.radians(point.longitude)
    return _position(math.sin(latitude), math.cos(latitude), math.sin(longitude), math.cos(longitude))


def positions_of(points: Sequence[Point]) -> npt.NDArray[np.float64]:
    """The positions of many points, one a row."""
    degrees = np.array([(point.latitude, point.longitude) for point in points], dtype=float).reshape(-1, 2)
    latitude, longitude = np.radians(degrees).T
    return np.stack(_position(np.sin(latitude), np.cos(latitude), np.sin(longitude), np.cos(longitude)), axis=1)


def _position(
    sin_latitude: Number, cos_latitude: Number, sin_longitude: Number, cos_longitude: Number
) -> tuple[Number, Number, Number]:
    normal = EQUATORIAL_RADIUS_KM / (1 - ECCENTRICITY_SQUARED * sin_latitude**2) ** 0.5
    across = normal * cos_latitude
    return across * cos_longitude, across * sin_longitude, normal * (1 - ECCENTRICITY_SQUARED) * sin_latitude


def at_most_km(straight: float) -> float:
    """A distance over the ground never exceeded by points so far apart through the earth (kilometres).

    No geodesic of the ellipsoid bends tighter than its smallest radius of curvature r, and such a curve no longer
    than pi r (19,903 km) is no longer than the circle's arc of that radius over the same chord (Schur's comparison
    theorem). Only points within 168 km of each other's far side are farther apart than that, and any two such lie
    more than 12,500 km apart through the earth: there the bound is the longest distance there is.
    """
    if straight > FAR_SIDE_KM:
        return LONGEST_KM
    diameter = 2 * SMALLEST_CURVATURE_RADIUS_KM
    return diameter * math.asin(straight / diameter) + ROUNDING_KM


def box_around(point: Point, within_km: float) -> tuple[float, float, float, float]:
    """West, south, east, north in degrees: a box that no point within the distance lies outside of.

    A degree of latitude is never shorter than on the smallest radius of curvature, a degree of longitude never
    shorter than on the equator's radius times the cosine of the farthest latitude reachable.
    """
    up = within_km / SMALLEST_CURVATURE_RADIUS_KM + 1e-9
    farthest = min(math.pi / 2, abs(math.radians(point.latitude)) + up)
    narrowest = EQUATORIAL_RADIUS_KM * math.cos(farthest)
    aside = within_km / narrowest + 1e-9 if narrowest > within_km / math.pi else math.pi
    rise, reach = math.degrees(up), math.degrees(aside)
    return (
        point.longitude - reach,
        point.latitude - rise,
        point.longitude + reach,
        point.latitude + rise,
    )
