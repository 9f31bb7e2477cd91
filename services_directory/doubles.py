"""Two rows that are one service: the same kind of help, near each other, under like names or one number."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from rapidfuzz import fuzz, utils

from services_directory.distance import geodesic_km
from services_directory.model import Precision, Service

ALIKE = 92.0
ALIKE_ON_ONE_LINE = 80.0
"""Names that are less alike, where both give the same number."""
NEAR_WITHIN_KM = 1.0


def double_rows(services: Iterable[Service]) -> Iterator[tuple[tuple[str, str], str]]:
    """Pairs of ids, and what they have in common."""
    together: dict[tuple[str, str | None, str | None], list[Service]] = defaultdict(list)
    for service in services:
        together[service.category, service.province, service.district].append(service)
    for alike in together.values():
        for one, other in combinations(alike, 2):
            if _are_one(one, other):
                said = f"{one.names.get('en', one.id)} and {other.names.get('en', other.id)}"
                yield (one.id, other.id), f"{said}: {one.category} in {one.district or one.province or 'the country'}"


def _are_one(one: Service, other: Service) -> bool:
    likeness = fuzz.token_sort_ratio(
        one.names.get("en", ""),
        other.names.get("en", ""),
        processor=utils.default_process,
        score_cutoff=ALIKE_ON_ONE_LINE,
    )
    if not likeness or _are_apart(one, other):
        return False
    return likeness >= ALIKE or not set(one.phones).isdisjoint(other.phones)


def _are_apart(one: Service, other: Service) -> bool:
    """Whether both points are exact and lie apart; the middle of a town says nothing."""
    if one.point is None or other.point is None or {one.precision, other.precision} != {Precision.EXACT}:
        return False
    return geodesic_km(one.point, other.point) > NEAR_WITHIN_KM
