"""No pair of answers, no sum and no linear program tells more of a small number than that it is hidden."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pytest

from bot.casework import statistics, statistics_tables
from bot.casework.measures import NoReport
from bot.casework.model import Concern
from bot.casework.statistics import Tally, publishable
from bot.casework.statistics_tables import ALL, Name, PlaceTable, Told, told
from bot.casework.suppression import Cell
from tests.unit.casework.attackers import (
    ANSWERS,
    OF_REPORTS,
    OUTCOMES,
    PROVINCES,
    World,
    a_world,
    asked,
    bounds,
    subtract,
    tally_of,
)

UNIVERSES = (OF_REPORTS, ANSWERS, OUTCOMES)
PAIRS = 10_000
MONTHS = 20


def a_month(seed: int) -> tuple[tuple[World, ...], Tally]:
    """Reports, answers and outcomes of one month, and what is counted of them."""
    chance = random.Random(seed)
    worlds = tuple(a_world(kinds, chance) for kinds in UNIVERSES)
    return worlds, tally_of(*worlds)


def leaks_of_pairs(pairs: int) -> list[tuple[Name, ...]]:
    """What subtracting the answers to pairs of questions from each other lays open, over several months."""
    found = []
    for seed in range(MONTHS):
        worlds, tally = a_month(seed)
        told, chance = publishable(tally, PROVINCES), random.Random(seed)
        for _ in range(pairs // MONTHS):
            answers = asked(told, chance), asked(told, chance)
            for world in worlds:
                some, others = ([mask for name in each if (mask := world.region(name))] for each in answers)
                regions = {*some, *others, *subtract(some, others), *subtract(others, some)}
                found += [(*answers[0], *answers[1])] * sum(map(world.is_leaked, regions))
    return found


def leaks_of_programs(seeds: Iterable[int]) -> Iterator[tuple[Name, float, float]]:
    """Small numbers that a linear program narrows down to less than nought to their threshold."""
    for seed in seeds:
        worlds, tally = a_month(seed)
        told = publishable(tally, PROVINCES)
        for world in worlds:
            for name in world.names():
                region = world.region(name)
                if world.is_leaked(region):
                    least, most = bounds(world, told, region)
                    if least > 1e-6 or most < world.threshold(region) - 1e-6:
                        yield name, least, most


def nothing_hidden(_cells: Sequence[Cell]) -> frozenset[int]:
    return frozenset()


def only_small_ones_hidden(cells: Sequence[Cell]) -> frozenset[int]:
    return frozenset(at for at, cell in enumerate(cells) if cell.is_small)


def each_table_for_itself(
    tally: Tally, tree: Mapping[str, str], _filed: Told, kinds: tuple[str, ...], others: str, least: int
) -> Told:
    """As _of_reports, but standing on totals of its own that it does not know to be hidden."""
    counts: Counter[tuple[str, str]] = Counter()
    for (district, _concern, measure), count in tally.items():
        counts[district, measure] += count * (measure in kinds)
        counts[district, others] += count * ((measure == statistics.REPORTS) - (measure in kinds))

    def name(place: str, kind: str) -> Name | None:
        return Name(place, ALL, kind) if kind != ALL else None

    return told(PlaceTable(tree, counts, (*kinds, others), name, lambda _kind: least).cells())


def test_ten_thousand_pairs_of_answers_give_nothing_away() -> None:
    """Any places, concerns and measures asked for twice: no number, difference or remainder is a small one."""
    assert leaks_of_pairs(PAIRS) == []


def test_no_linear_program_narrows_a_small_number_down() -> None:
    """With everything told of a month at hand, each small number can still be nought and can be its threshold."""
    assert list(leaks_of_programs(range(4))) == []


LAYERS: dict[str, tuple[object, str, object]] = {
    "nothing hidden": (statistics_tables, "hidden", nothing_hidden),
    "only small ones hidden": (statistics_tables, "hidden", only_small_ones_hidden),
    "one threshold for all": (statistics, "FEWEST_OF_THE_MOST_EXPOSED", statistics.FEWEST),
    "each table for itself": (statistics, "_of_reports", each_table_for_itself),
}


@pytest.mark.parametrize("layer", LAYERS)
def test_without_any_one_layer_pairs_of_answers_leak(layer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The attack can succeed: it does, as soon as one rule is switched off."""
    monkeypatch.setattr(*LAYERS[layer])
    assert leaks_of_pairs(PAIRS // 5)


@pytest.mark.parametrize("layer", list(LAYERS)[1:])
def test_without_any_one_layer_linear_programs_leak(layer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """So does the other attack."""
    monkeypatch.setattr(*LAYERS[layer])
    assert next(leaks_of_programs(range(9)))


def test_a_month_told_while_it_runs_would_leak() -> None:
    """Two tellings of one month subtracted from each other: why nothing is told of a month that is not over."""
    _worlds, tally = a_month(3)
    before = publishable({key: count - (key[2] == statistics.REPORTS) for key, count in tally.items()}, PROVINCES)
    after = publishable(tally, PROVINCES)
    assert any(0 < after[name] - before[name] < statistics.FEWEST for name in after.keys() & before.keys())


def test_much_is_told_of_a_month_with_many_reports() -> None:
    """Hiding everything would be safe and of no use: most of what is great enough is told."""
    counts = {"a1": 40, "a2": 60, "b1": 80, "b2": 20}
    concerns = [str(each) for each in Concern][3:7]
    tally = {(district, concern, "report"): n for district, n in counts.items() for concern in concerns}
    told = publishable(tally, {district: district[0] for district in counts})
    possible = 1 + 2 + 4 + 4 * (1 + 2 + 4)
    assert sum(name.measure == "report" for name in told) > possible / 2


def test_places_are_told_by_name_and_those_without_one_are_not() -> None:
    """Reports that name no district, and one the directory no longer has, are counted under no province."""
    tally = {("", "neglect", "report"): 30, ("old", "neglect", "report"): 20, ("a1", "neglect", "report"): 25}
    places = {name.place for name in publishable(tally, PROVINCES)}
    assert places <= {ALL, "", "old", "a", "a1"}
    assert ALL in places


def test_a_month_of_nothing_tells_nothing() -> None:
    """No counter, no number; and fewer than five reports in the whole country are not even a total."""
    assert publishable({}, PROVINCES) == {}
    assert publishable({("a1", "neglect", "report"): 4}, PROVINCES) == {}
    assert publishable({("", "", NoReport.test): 4}, PROVINCES) == {}
