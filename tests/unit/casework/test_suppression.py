"""What is hidden of a table stays hidden from anybody who can do sums."""

from collections import defaultdict
from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from bot.casework.statistics_tables import ALL, Name, PlaceTable
from bot.casework.suppression import Cell, hidden

TREE = {"a1": "a", "a2": "a", "b1": "b", "b2": "b", "b3": "b"}
KINDS = ("x", "y", "z")


def table_of(counts: list[int], thresholds: tuple[int, int, int]) -> list[Cell]:
    """A table of five districts and three kinds, with all its sums."""
    at = iter(counts)
    cells = {(leaf, kind): next(at) for leaf in TREE for kind in KINDS}
    least = dict(zip(KINDS, thresholds, strict=True)) | {ALL: 5}
    table = PlaceTable(TREE, cells, KINDS, lambda place, kind: Name(place, kind, "n"), least.__getitem__)
    return [cell for _name, cell in table.cells()]


def range_of(cells: list[Cell], gone: frozenset[int], which: int) -> tuple[float, float]:
    """What a linear program makes of one number: the sums hold, what is told is so, nothing is below nought."""
    nodes: dict[object, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for at, cell in enumerate(cells):
        nodes[cell.head][at] += 1
        nodes[cell.tail][at] -= 1
    sums = np.array([[ways.get(at, 0) for at in range(len(cells))] for ways in nodes.values()])
    limits = [(0, None) if at in gone else (cell.count, cell.count) for at, cell in enumerate(cells)]
    goal = np.eye(len(cells))[which]
    asked = {"A_eq": sums, "b_eq": np.zeros(len(sums)), "bounds": limits, "method": "highs"}
    least, most = linprog(goal, **asked), linprog(-goal, **asked)
    assert least.status == 0
    return least.fun, np.inf if most.status != 0 else -most.fun


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.one_of(st.integers(0, 9), st.integers(0, 60)), min_size=15, max_size=15),
    st.tuples(*[st.sampled_from((5, 10))] * 3),
)
def test_every_small_number_could_be_nought_and_could_be_its_threshold(
    counts: list[int], thresholds: tuple[int, int, int]
) -> None:
    """On any table, by an independent solver."""
    cells = table_of(counts, thresholds)
    gone = hidden(cells)
    for at, cell in enumerate(cells):
        if cell.is_small:
            assert at in gone
            least, most = range_of(cells, gone, at)
            assert least < 1e-6
            assert most > cell.threshold - 1e-6


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(10, 60), min_size=15, max_size=15))
def test_where_nothing_is_small_nothing_is_hidden(counts: list[int]) -> None:
    """Nothing is held back without need."""
    assert hidden(table_of(counts, (5, 10, 5))) == frozenset()


def test_one_small_number_takes_three_others_with_it() -> None:
    """A row and a column each need a second hidden number, and the four corners are enough: the cheapest ones."""
    cells = table_of([30, 30, 2, 30, 20, 40, 30, 30, 30, 30, 30, 30, 30, 30, 30], (5, 5, 5))
    assert sorted(cells[at].count for at in hidden(cells)) == [2, 20, 30, 40]


def test_what_is_known_is_never_counted_on() -> None:
    """A number told elsewhere cannot be hidden here, so others are, or all."""
    cells = [Cell("s", "e", 2, 5), Cell("s", "e", 30, 5), Cell("s", "e", 40, 5), Cell("e", "s", 72, 5, is_known=True)]
    assert hidden(cells) == {0, 1}
    alone = [Cell("s", "e", 2, 5), Cell("e", "s", 2, 5, is_known=True)]
    assert hidden(alone) == {0}


def test_who_knows_the_code_cannot_run_it_backwards() -> None:
    """Of all two-by-two tables of 18, those that tell the same leave each small number at least six values."""
    found: dict[frozenset[tuple[int, int]], list[list[int]]] = defaultdict(list)
    tree, kinds, total = {"a1": "a", "a2": "a"}, ("x", "y"), 18
    for counts in (each for each in product(range(total + 1), repeat=4) if sum(each) == total):
        table = dict(zip(product(tree, kinds), counts, strict=True))
        named = PlaceTable(tree, table, kinds, lambda place, kind: Name(place, kind, "n"), lambda _kind: 5).cells()
        cells = [cell for _name, cell in named]
        gone = hidden(cells)
        told = frozenset((at, cell.count) for at, cell in enumerate(cells) if at not in gone)
        found[told].append([cell.count for cell in cells])
    for told, tables in found.items():
        for at in set(range(len(tables[0]))) - {at for at, _count in told}:
            values = {table[at] for table in tables}
            assert min(values) >= 5 or len(values) >= 6
