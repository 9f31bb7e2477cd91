"""Which numbers of a table may be told, so that nobody can work out one that may not.

A table is written as a network: every number is an arc, and at every node as much goes out as comes in, so that a node
is a sum of the table. Somebody who reads what is told knows the flow of the arcs told and the sums, and that no number
is negative. What else a hidden number could be is then a question of how much flow can go round through it by other
hidden arcs, forwards without end and backwards as much as there is.

**The promise.** After `hidden`, for each number under its threshold there are two whole tables, with all that is told
and all sums as they are, in which that number is nought and in which it is its threshold. So nothing told, and no sum,
difference or other sum of sums of it, tells more of a small number than that it is hidden.
*Proof.* It is hidden. `_Network.shift` finds, by augmenting paths in the residual network, a flow from one of its ends
to the other of as much as the number must move, over hidden arcs alone; that flow and the number's own change are a
circulation, so every sum stays, and a residual path never takes an arc below nought. To hide more only adds paths, so
what was shown possible for one number stays possible. A sum that can be worked out is the same in both tables; one of
numbers of which none is told holds no number greater than itself; so it is no less than the threshold of any small
number in it, and a remainder exposes nobody either.

**Not promised.** Somebody who also knows this code may try every table that it would have hidden so. `even_out` closes
most of that: of 111,360 small numbers in all two-by-two tables up to 20 reports, none is left fewer than six values. In
a single row, where of two numbers alike the first is hidden with the small one, 16 of 8,100 can still be worked out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

Node = Hashable
_Step = tuple[int, int]
"""An arc by its index, and 1 to follow it or -1 to go against it."""


@dataclass(frozen=True)
class Cell:
    """One number of a table, an arc from `tail` to `head`; under `threshold` it must not be told.

    Of several that would protect it as well, those of which the least is lost are hidden: the count times its `worth`.
    A cell that `is_known` is told in any case, elsewhere; one that `is_withheld` is not told, however great.
    """

    tail: Node
    head: Node
    count: int
    threshold: int
    worth: int = 1
    is_known: bool = False
    is_withheld: bool = False

    @property
    def is_small(self) -> bool:
        """Whether it must be kept from everybody."""
        return self.count < self.threshold and not self.is_known


def hidden(cells: Sequence[Cell]) -> frozenset[int]:
    """The indices of the cells that may not be told: the small ones, and enough others to protect them."""
    network = _Network(cells)
    if not all(network.protects(at) for at, cell in enumerate(cells) if cell.is_small):
        return frozenset(at for at, each in enumerate(cells) if not each.is_known)
    network.even_out()
    return frozenset(network.hidden)


class _Network:
    def __init__(self, cells: Sequence[Cell]) -> None:
        self._cells = cells
        self.hidden = {at for at, cell in enumerate(cells) if cell.is_small or (cell.is_withheld and not cell.is_known)}
        self._steps: dict[Node, list[tuple[_Step, Node]]] = defaultdict(list)
        for at, cell in enumerate(cells):
            self._steps[cell.tail].append(((at, 1), cell.head))
            self._steps[cell.head].append(((at, -1), cell.tail))

    def protects(self, at: int) -> bool:
        """Make sure that a small cell could be nought and could be its threshold; False where it cannot be made so."""
        cell = self._cells[at]
        to_grow = cell.threshold - cell.count
        grows = self._shift(at, cell.head, cell.tail, to_grow) == to_grow
        return grows and self._shift(at, cell.tail, cell.head, cell.count) == cell.count

    def even_out(self) -> None:
        """Let what is hidden beside small numbers be nought as well, where it could be small for all anybody knows.

        Else whoever knows this code could tell the two apart: what cannot be nought would be none of the small ones.
        """
        before = -1
        while before != len(self.hidden):
            before = len(self.hidden)
            for at in sorted(self.hidden):
                cell = self._cells[at]
                if not cell.is_small and 0 < self._least(at) < cell.threshold:
                    self._shift(at, cell.tail, cell.head, cell.count)

    def _least(self, at: int) -> int:
        """The least that a hidden number could be."""
        cell = self._cells[at]
        return cell.count - self._shift(at, cell.tail, cell.head, cell.count, hides=False)

    def _shift(self, without: int, start: Node, end: Node, amount: int, *, hides: bool = True) -> int:
        """Send so much from `start` to `end` past the arc `without`, or as much as goes; how much it was.

        What is told on the way is told no longer; where nothing more `hides`, it goes by what is hidden alone.
        """
        sent: dict[int, int] = defaultdict(int)
        left = amount
        while left > 0 and (path := self._cheapest(without, start, end, sent, hides=hides)):
            least = min([left, *(self._room(step, sent) for step in path if step[1] < 0)])
            for at, way in path:
                sent[at] += way * least
                self.hidden.add(at)
            left -= least
        return amount - left

    def _room(self, step: _Step, sent: dict[int, int]) -> int:
        """How much can still go against an arc: as much as there is on it."""
        return self._cells[step[0]].count + sent[step[0]]

    def _cheapest(
        self, without: int, start: Node, end: Node, sent: dict[int, int], *, hides: bool
    ) -> list[_Step] | None:
        """The path by which the least is lost of what is told; of those the shortest."""
        came: dict[Node, tuple[_Step, Node]] = {}
        best = {start: (0, 0)}
        queue = [(0, 0, 0, start)]
        turn = 0
        while queue:
            cost, hops, _, node = heappop(queue)
            if node == end:
                return list(_back(came, start, end))
            if (cost, hops) > best[node]:
                continue
            for step, onward in self._steps[node]:
                if step[0] == without or not self._is_open(step, sent) or not (hides or step[0] in self.hidden):
                    continue
                reached = (cost + self._price(step[0]), hops + 1)
                if onward not in best or reached < best[onward]:
                    turn += 1
                    best[onward], came[onward] = reached, (step, node)
                    heappush(queue, (*reached, turn, onward))
        return None

    def _is_open(self, step: _Step, sent: dict[int, int]) -> bool:
        return not self._cells[step[0]].is_known and (step[1] > 0 or self._room(step, sent) > 0)

    def _price(self, at: int) -> int:
        return 0 if at in self.hidden else self._cells[at].worth * (1 + self._cells[at].count)


def _back(came: dict[Node, tuple[_Step, Node]], start: Node, end: Node) -> Iterator[_Step]:
    while end != start:
        step, end = came[end]
        yield step
