"""Those who read all that is told and try to work out what is not: by subtracting, and by linear programs."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

import numpy as np
from scipy.optimize import linprog

from bot.casework import statistics as kept
from bot.casework.measures import Answered
from bot.casework.model import Concern, Outcome
from bot.casework.statistics_tables import ALL, Name, Told

PROVINCES = {"a1": "a", "a2": "a", "a3": "a", "b1": "b", "b2": "b", "c1": "c"}
PLACES = (ALL, *dict.fromkeys(PROVINCES.values()), *PROVINCES)
CONCERNS = (Concern.neglect, Concern.child_labour, Concern.child_marriage, Concern.sexual_abuse, Concern.street_child)
"""The last one is never reported, which whoever attacks does not know."""
FEWEST, FEWEST_OF_THE_MOST_EXPOSED = 5, 10
"""As the issue sets them, not as the code does."""

Kind = frozenset[str]
OF_REPORTS: tuple[Kind, ...] = tuple(
    frozenset({kept.REPORTS, *each})
    for each in product(
        (kept.GIRL, kept.BOY, kept.SEX_NOT_SAID),
        (kept.DISABILITY, kept.NO_DISABILITY_SAID),
        (kept.UNCOVERED, kept.COVERED),
    )
)
ANSWERS = tuple(frozenset({kept.ANSWERED, str(each)}) for each in Answered)
OUTCOMES = tuple(frozenset({kept.CLOSED, str(each)}) for each in Outcome)

Micro = tuple[str, str, Kind]
"""The finest there is to count: a district, a concern, a kind."""


@dataclass(frozen=True)
class World:
    """The truth about one month in a small country, in one universe of events (reports, answers, outcomes).

    A region is a set of the finest cells, written as the bits of a number.
    """

    kinds: tuple[Kind, ...]
    truth: Mapping[Micro, int]
    _regions: dict[Name, int] = field(default_factory=dict)
    _counts: dict[int, int] = field(default_factory=dict)
    _thresholds: dict[int, int] = field(default_factory=dict)

    @cached_property
    def cells(self) -> list[Micro]:
        """The finest cells, one for each bit."""
        return list(product(PROVINCES, CONCERNS, self.kinds))

    def region(self, name: Name) -> int:
        """What a number counts; nothing where it is of another universe."""
        if name not in self._regions:
            self._regions[name] = sum(1 << at for at, cell in enumerate(self.cells) if _is_of(name, cell))
        return self._regions[name]

    def count(self, region: int) -> int:
        """How many there truly were."""
        if region not in self._counts:
            self._counts[region] = sum(self.truth.get(cell, 0) for cell in self.within(region))
        return self._counts[region]

    def within(self, region: int) -> list[Micro]:
        """The finest cells of a region."""
        return [cell for at, cell in enumerate(self.cells) if region >> at & 1]

    def threshold(self, region: int) -> int:
        """From which count on it may be known how many there were in a region."""
        if region not in self._thresholds:
            cells = self.within(region)
            is_of_abuse = all(concern == Concern.sexual_abuse for _, concern, _ in cells)
            is_by_disability = (
                kept.REPORTS in self.kinds[0] and len({kept.DISABILITY in kind for *_, kind in cells}) == 1
            )
            most = is_of_abuse or is_by_disability
            self._thresholds[region] = FEWEST_OF_THE_MOST_EXPOSED if most else FEWEST
        return self._thresholds[region]

    def is_leaked(self, region: int) -> bool:
        """Whether knowing how many there were in a region exposes somebody."""
        return self.count(region) < self.threshold(region)

    def names(self) -> Iterator[Name]:
        """Everything that would be told if nothing were hidden."""
        for place, concern, measure in product(PLACES, (ALL, *CONCERNS), sorted(frozenset().union(*self.kinds))):
            if concern == ALL or measure == kept.REPORTS or (place == ALL and kept.REPORTS not in self.kinds[0]):
                yield Name(place, concern, measure)


def _is_of(name: Name, cell: Micro) -> bool:
    district, concern, kind = cell
    is_there = name.place in (ALL, district, PROVINCES[district])
    return is_there and name.concern in (ALL, concern) and name.measure in kind


def a_world(kinds: tuple[Kind, ...], chance: random.Random) -> World:
    """A month as months are: most cells empty or nearly so, some full."""
    truth: dict[Micro, int] = {}
    for district, concern in product(PROVINCES, CONCERNS[:-1]):
        often = chance.choice((0, 0, 1, 2, 4, 7, 12, 30))
        for _ in range(chance.randint(0, often)):
            cell = district, concern, chance.choices(kinds, [2 ** -(at % 7) for at in range(len(kinds))])[0]
            truth[cell] = truth.get(cell, 0) + 1
    return World(kinds, truth)


def tally_of(*worlds: World) -> dict[tuple[str, str, str], int]:
    """What the counters would have counted of it."""
    tally: dict[tuple[str, str, str], int] = {}
    unsaid = {kept.SEX_NOT_SAID, kept.NO_DISABILITY_SAID, kept.COVERED, kept.ANSWERED, kept.CLOSED}
    for world in worlds:
        for (district, concern, kind), count in world.truth.items():
            for measure in kind - unsaid:
                tally[district, concern, measure] = tally.get((district, concern, measure), 0) + count
    return tally


def asked(told: Told, chance: random.Random) -> list[Name]:
    """The numbers that answer a question at random: some places, some concerns, some measures."""
    measures = {name.measure for name in told}
    places = set(chance.sample(PLACES, chance.randint(1, len(PLACES))))
    concerns = set(chance.sample((ALL, *CONCERNS), chance.randint(1, len(CONCERNS))))
    wanted = set(chance.sample(sorted(measures), chance.randint(0, len(measures))))
    found = [name for name in told if name.place in places and name.concern in concerns and name.measure in wanted]
    return chance.sample(found, len(found))


def subtract(some: Sequence[int], others: Sequence[int]) -> Iterator[int]:
    """The regions left over when numbers of one answer are taken from a number of another, as many as go in."""
    for whole in some:
        rest = whole
        for part in others:
            if part != whole and part & rest == part:
                rest &= ~part
        if rest and rest != whole:
            yield rest


def bounds(world: World, told: Told, region: int) -> tuple[float, float]:
    """The least and the most that a region can hold, by all that is told and nothing below nought."""
    size = len(world.cells)
    rows = [(_bits(mask, size), number) for name, number in told.items() if (mask := world.region(name))]
    sums = {"A_eq": np.array([row for row, _ in rows]), "b_eq": [number for _, number in rows]} if rows else {}
    goal = _bits(region, size)
    least = linprog(goal, bounds=(0, None), method="highs", **sums)
    most = linprog(-goal, bounds=(0, None), method="highs", **sums)
    assert least.status == 0
    return least.fun, -most.fun if most.status == 0 else np.inf


def _bits(region: int, size: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array([region >> at & 1 for at in range(size)], dtype=float)
