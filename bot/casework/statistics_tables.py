"""The tables of a month, written as networks: what is counted, by place and by concern, with all their sums."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bot.casework.suppression import Cell, hidden

ALL = "*"
"""Every place, every concern, or everything a table counts."""
NOWHERE = ""
"""The place of reports that name none."""
_REST = "the rest of "
_OF_ONE_KIND, _OF_ALL_KINDS = (1, 4, 16), (8, 32, 10_000)
"""What a number is worth to those who read: of a district, a province, everywhere."""


class Name(NamedTuple):
    """What a number is of: a district, a province or ALL; a concern or ALL; what was counted."""

    place: str
    concern: str
    measure: str


Told = Mapping[Name, int]
Named = tuple[Name | None, Cell]
"""A number and its name; one without a name is never told, but can be worked out like any other."""


def told(cells: Iterable[Named]) -> dict[Name, int]:
    """The numbers of a table that may be told."""
    listed = list(cells)
    gone = hidden([cell for _name, cell in listed])
    return {name: cell.count for at, (name, cell) in enumerate(listed) if name and at not in gone and not cell.is_known}


@dataclass(frozen=True)
class PlaceTable:
    """Counts of `kinds` at places: each district of `tree`, which gives its province, and all sums of them.

    `name` says what the number of a kind (or ALL) at a place is called, None where it is not to be told; `threshold`
    from which on a kind may be told. Totals of places that are `known` were told by another table.
    """

    tree: Mapping[str, str]
    counts: Mapping[tuple[str, str], int]
    kinds: tuple[str, ...]
    name: Callable[[str, str], Name | None]
    threshold: Callable[[str], int]
    is_known: bool = False

    def cells(self, before: Callable[[str], object] = lambda kind: "start") -> Iterator[Named]:
        """The network: from `before(kind)` through the kinds, the provinces and the districts, and back by the sums."""
        provinces = tuple(dict.fromkeys(self.tree.values()))
        for kind in self.kinds:
            node = ("kind", kind)
            yield self._cell(before(kind), node, ALL, kind, self._sum(self.tree, [kind]), 2)
            for province in provinces:
                inner = ("kind", kind, province)
                yield self._cell(node, inner, province, kind, self._sum(self._in(province), [kind]), 1)
                for leaf in self._in(province):
                    yield self._cell(inner, ("district", leaf), leaf, kind, self._sum([leaf], [kind]), 0)
        for leaf, province in self.tree.items():
            count = self._sum([leaf], self.kinds)
            yield self._cell(("district", leaf), ("province", province), leaf, ALL, count, 0)
        for province in provinces:
            count = self._sum(self._in(province), self.kinds)
            yield self._cell(("province", province), "end", province, ALL, count, 1)
        yield self._cell("end", "start", ALL, ALL, self._sum(self.tree, self.kinds), 2)

    def _cell(self, tail: object, head: object, place: str, kind: str, count: int, level: int) -> Named:
        name = self.name(place, kind)
        worth = (_OF_ALL_KINDS if kind == ALL else _OF_ONE_KIND)[level]
        is_known = self.is_known and kind == ALL
        return name, Cell(tail, head, count, self.threshold(kind), worth, is_known=is_known, is_withheld=name is None)

    def _in(self, province: str) -> list[str]:
        return [leaf for leaf, its in self.tree.items() if its == province]

    def _sum(self, leaves: Iterable[str], kinds: Iterable[str]) -> int:
        wanted = tuple(kinds)
        return sum(self.counts.get((leaf, kind), 0) for leaf in leaves for kind in wanted)


def by_concern(
    counts: Mapping[tuple[str, str], int],
    kinds: tuple[str, ...],
    name: Callable[[str, str], Name | None],
    threshold: Callable[[str], int],
) -> Iterator[Named]:
    """Counts of `kinds` for each concern, a network that ends where each kind's own begins (`kind_in`)."""
    concerns = tuple(dict.fromkeys(concern for concern, _kind in counts))
    for concern in concerns:
        node, total = ("concern", concern), sum(counts.get((concern, kind), 0) for kind in kinds)
        arcs: list[tuple[str, object, object, int]] = [(ALL, "start", node, total)]
        arcs += [(kind, node, kind_in(kind), counts.get((concern, kind), 0)) for kind in kinds]
        for kind, tail, head, count in arcs:
            named = name(concern, kind)
            worth = _OF_ONE_KIND[2 if kind == ALL else 1]
            yield named, Cell(tail, head, count, threshold(concern), worth, is_withheld=named is None)


def kind_in(kind: str) -> object:
    """Where the concerns of a kind come together."""
    return ("kind", kind, "of all concerns")


def merged(tree: Mapping[str, str], totals: Mapping[str, int], is_told: Callable[[str], bool], least: int) -> Blocks:
    """The places whose totals everybody knows to be at least `least`, and what is left of each province and of all.

    `totals` has every district, province and ALL.
    """
    provinces = {each: [leaf for leaf, its in tree.items() if its == each] for each in tree.values()}
    if not is_told(ALL) or totals[ALL] < least:
        return Blocks({}, {})
    kept = _kept(provinces, totals[ALL], totals, is_told, least)
    blocks, members = {}, {}
    for province, leaves in provinces.items():
        own = _kept(leaves, totals[province], totals, is_told, least) if province in kept else ()
        for leaf in leaves:
            block = leaf if leaf in own else _REST + (province if province in kept else ALL)
            members[leaf] = block
            blocks[block] = province if province in kept else _REST + ALL
    return Blocks(blocks, members)


class Blocks(NamedTuple):
    """The tree of merged places, and in which of them each district is."""

    tree: Mapping[str, str]
    members: Mapping[str, str]


def _kept(
    parts: Iterable[str], whole: int, totals: Mapping[str, int], is_told: Callable[[str], bool], least: int
) -> tuple[str, ...]:
    """Parts that stand for themselves; the others together come to `least` as well, or there are none."""
    every = tuple(parts)
    kept = sorted((each for each in every if is_told(each) and totals[each] >= least), key=lambda each: totals[each])
    while kept and len(kept) < len(every) and whole - sum(totals[each] for each in kept) < least:
        kept.pop(0)
    return tuple(kept)
