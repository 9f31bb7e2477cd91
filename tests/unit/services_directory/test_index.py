"""The nearest index against measuring everything."""

import random
from collections.abc import Sequence

import pytest

from services_directory.distance import geodesic_km
from services_directory.index import ANY_KIND, WHOLE_EARTH_KM, NearestIndex, nearest_among
from services_directory.model import Point

Placed = Sequence[tuple[int, Point]]
KINDS = 5
TOWNS = 60


def _kind(thing: int) -> int:
    return 1 << thing % KINDS


def _index(things: Placed) -> NearestIndex[int]:
    return NearestIndex(things, order=int, kind=_kind)


def _measured(
    things: Placed, origin: Point, count: int, kinds: int = ANY_KIND, within_km: float = WHOLE_EARTH_KM
) -> list[tuple[int, float]]:
    """Everything measured and sorted; ties by number."""
    every = [(geodesic_km(origin, point), thing) for thing, point in things if _kind(thing) & kinds]
    return [(thing, distance) for distance, thing in sorted(every) if distance <= within_km][:count]


def _found(
    index: NearestIndex[int], origin: Point, count: int, kinds: int = ANY_KIND, within_km: float = WHOLE_EARTH_KM
) -> list[tuple[int, float]]:
    return [(near.thing, near.distance_km) for near in index.nearest(origin, count, kinds=kinds, within_km=within_km)]


def _in_towns(rng: random.Random, count: int) -> Placed:
    """Things most of which share a town's point, as services do."""
    towns = [Point(rng.uniform(23.6, 37), rng.uniform(61, 77)) for _ in range(TOWNS)]
    return [(number, rng.choice(towns)) for number in range(count)]


def _anywhere(rng: random.Random) -> Point:
    """A point on earth, often one where maps go wrong: the poles, the antimeridian, the equator."""
    latitude = rng.choice((90.0, -90.0, 0.0, rng.uniform(89.9, 90), *(rng.uniform(-90, 90) for _ in range(4))))
    longitude = rng.choice((180.0, -180.0, 0.0, rng.uniform(179.9, 180), *(rng.uniform(-180, 180) for _ in range(4))))
    return Point(latitude, longitude)


@pytest.mark.parametrize("seed", range(40))
def test_no_wrong_answer(seed: int) -> None:
    """Whatever the place, the number asked, the filter and the reach: the answer is the measured one."""
    rng = random.Random(seed)
    things = _in_towns(rng, rng.choice((1, 7, 400)))
    index = _index(things)
    for _ in range(25):
        origin = rng.choice((rng.choice(things)[1], Point(rng.uniform(20, 40), rng.uniform(55, 80))))
        kinds, within = rng.choice((ANY_KIND, 0b1, 0b10110)), rng.choice((30.0, 250.0, WHOLE_EARTH_KM))
        count = rng.choice((1, 5, 23, 500))
        assert _found(index, origin, count, kinds, within) == _measured(things, origin, count, kinds, within)


@pytest.mark.parametrize("seed", range(20))
def test_no_wrong_answer_anywhere_on_earth(seed: int) -> None:
    """Poles and antimeridian are places like any other, and so is the far side of the earth."""
    rng = random.Random(seed)
    things = [(number, _anywhere(rng)) for number in range(rng.choice((3, 60, 300)))]
    index = _index(things)
    for _ in range(25):
        origin, count = rng.choice((_anywhere(rng), rng.choice(things)[1])), rng.choice((1, 5, 40))
        assert _found(index, origin, count) == _measured(things, origin, count)


def test_no_wrong_answer_among_many() -> None:
    """Five thousand things, each at a point of its own."""
    rng = random.Random(3)
    things = [(number, Point(rng.uniform(24, 37), rng.uniform(61, 77))) for number in range(5_000)]
    index = _index(things)
    for _ in range(10):
        origin = Point(rng.uniform(24, 37), rng.uniform(61, 77))
        assert _found(index, origin, 5) == _measured(things, origin, 5)


def test_far_side_of_the_earth_is_reached() -> None:
    """All there is comes in exact order when as many are asked for, the point right through the earth last."""
    things = [(0, Point(-34.0, -108.0)), (1, Point(-33.5, -108.0)), (2, Point(-34.0, -107.5)), (3, Point(0.0, 72.0))]
    assert _found(_index(things), Point(34.0, 72.0), 9) == _measured(things, Point(34.0, 72.0), 9)


def test_several_indexes_answer_as_one() -> None:
    """Parting things among indexes changes no answer."""
    rng = random.Random(5)
    things = _in_towns(rng, 300)
    parts = [_index(things[part::3]) for part in range(3)]
    for _ in range(50):
        origin = Point(rng.uniform(24, 37), rng.uniform(61, 77))
        together = nearest_among(parts, origin, 7, kinds=(0b1011,))
        assert [(near.thing, near.distance_km) for near in together] == _measured(things, origin, 7, 0b1011)


def test_ties_follow_the_order_given() -> None:
    """Things at one point come in the order asked for, also where the count cuts between them."""
    here = Point(34.0, 72.0)
    index = NearestIndex([(name, here) for name in "dbac"], order=str)
    assert [near.thing for near in index.nearest(here, 3)] == ["a", "b", "c"]


def test_nothing_to_find() -> None:
    """No things, none of the kind, or none asked for: no answer, no error."""
    empty: NearestIndex[str] = NearestIndex([], order=str)
    assert empty.nearest(Point(34, 72), 5) == []
    one = _index([(1, Point(34, 72))])
    assert one.nearest(Point(34, 72), 5, kinds=0b1) == []
    assert one.nearest(Point(34, 72), 0) == one.nearest(Point(34, 72), -1) == []
    assert (len(empty), len(one)) == (0, 1)
