"""How the letters of the country's names follow one another: what a name looks like that nobody knows."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise

EDGE = "^"
SEEN_BEFORE_TRUSTED = 20
"""A letter that was followed so often is half trusted in what follows it."""
UNSEEN = 0.5
MASHED = 3.0
"""The rarity of each letter where somebody hit any keys at all."""


class Letters:
    """Learnt from the names we know, pairs of letters together."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._after: dict[str, Counter[str]] = defaultdict(Counter)
        self._alone: Counter[str] = Counter()
        for key in keys:
            for letter, following in pairwise(f"{EDGE}{key}{EDGE}"):
                self._after[letter][following] += 1
                self._alone[following] += 1
        self._all = self._alone.total()

    def rarity(self, key: str) -> float:
        """The logarithm of how seldom such a name is met: the greater, the less it can be a name of its own."""
        as_a_name = -sum(math.log(self._chance(*pair)) for pair in pairwise(f"{EDGE}{key}{EDGE}"))
        return min(as_a_name, MASHED * (len(key) + 1))

    def _chance(self, letter: str, following: str) -> float:
        alone = (self._alone[following] + UNSEEN) / (self._all + UNSEEN * (len(self._alone) + 1))
        after = self._after.get(letter, Counter())
        seen = after.total()
        trust = seen / (seen + SEEN_BEFORE_TRUSTED)
        return trust * after[following] / max(seen, 1) + (1 - trust) * alone
