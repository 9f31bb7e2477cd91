"""Distances on the WGS84 ellipsoid: exact ones, and cheap bounds that are proven."""

import math

from geopy.distance import geodesic  # type: ignore[import-untyped]  # geopy ships no types

from services_directory.model import Point

EQUATORIAL_RADIUS_KM = 6378.137
FLATTENING = 1 / 298.257223563
ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING)
SMALLEST_CURVATURE_RADIUS_KM = EQUATORIAL_RADIUS_KM * (1 - ECCENTRICITY_SQUARED)
ROUNDING_KM = 1e-6

Position = tuple[float, float, float]
"""Kilometres from the middle of the earth, on the surface of the ellipsoid."""


def geodesic_km(one: Point, other: Point) -> float:
    """The exact WGS84 distance."""
    return float(geodesic((one.latitude, one.longitude), (other.latitude, other.longitude)).km)


def position_of(point: Point) -> Position:
    latitude, longitude = math.radians(point.latitude), math.radians(point.longitude)
    normal = EQUATORIAL_RADIUS_KM / math.sqrt(1 - ECCENTRICITY_SQUARED * math.sin(latitude) ** 2)
    across = normal * math.cos(latitude)
    return (
        across * math.cos(longitude),
        across * math.sin(longitude),
        normal * (1 - ECCENTRICITY_SQUARED) * math.sin(latitude),
    )


def at_least_km(one: Position, other: Position) -> float:
    """A distance the geodesic is never shorter than: the straight line through the earth."""
    return max(0.0, math.dist(one, other) - ROUNDING_KM)


def at_most_km(one: Position, other: Position) -> float:
    """A distance the geodesic is never longer than.

    No curve on the ellipsoid that runs straight bends tighter than its smallest radius of curvature, and such a
    curve is no longer than the circle's arc of that radius over the same chord (Schur's comparison theorem).
    """
    diameter = 2 * SMALLEST_CURVATURE_RADIUS_KM
    return diameter * math.asin(min(1.0, math.dist(one, other) / diameter)) + ROUNDING_KM


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
