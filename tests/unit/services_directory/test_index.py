"""The nearest index against measuring everything."""

import random
from collections.abc import Callable

import pytest

from services_directory.distance import geodesic_km
from services_directory.index import NearestIndex
from services_directory.model import Point

TOWNS = 60


def _things(rng: random.Random, count: int) -> list[tuple[int, Point]]:
    """Things most of which share a town's point, as services do."""
    towns = [Point(rng.uniform(23.6, 37), rng.uniform(61, 77)) for _ in range(TOWNS)]
    return [(number, rng.choice(towns)) for number in range(count)]


def _measured(
    things: list[tuple[int, Point]], origin: Point, accept: Callable[[int], bool], within_km: float
) -> list[tuple[int, float]]:
    every = [(geodesic_km(origin, point), thing) for thing, point in things if accept(thing)]
    return [(thing, distance) for distance, thing in sorted(every) if distance <= within_km]


@pytest.mark.parametrize("seed", range(40))
def test_no_wrong_answer(seed: int) -> None:
    """Whatever the place, the number asked, the filter and the reach: the answer is the measured one."""
    rng = random.Random(seed)
    things = _things(rng, rng.choice((1, 7, 400)))
    index = NearestIndex(things, order=lambda thing: thing)
    for _ in range(5):
        origin = rng.choice((rng.choice(things)[1], Point(rng.uniform(20, 40), rng.uniform(55, 80))))
        divisor, within = rng.choice((1, 2, 11)), rng.choice((30.0, 250.0, 20_100.0))
        count = rng.choice((1, 5, 23))

        def accept(thing: int, divisor: int = divisor) -> bool:
            return thing % divisor == 0

        near = index.nearest(origin, count, accept=accept, within_km=within)
        wanted = _measured(things, origin, accept, within)[:count]
        assert [(one.thing, one.distance_km) for one in near] == wanted


def test_ties_follow_the_order_given() -> None:
    """Things at one point come in the order asked for, also where the count cuts between them."""
    here = Point(34.0, 72.0)
    index = NearestIndex([(name, here) for name in "dbac"], order=lambda name: name)
    assert [near.thing for near in index.nearest(here, 3)] == ["a", "b", "c"]


def test_empty_index_has_nothing_near() -> None:
    """No things, no answer, no error."""
    empty: NearestIndex[str] = NearestIndex([], order=str)
    assert empty.nearest(Point(34, 72), 5) == []
