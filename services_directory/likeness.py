"""Which known keys something typed is like, and how likely it is a slip rather than a name of its own."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from services_directory.letters import Letters
from services_directory.slips import cost_by_ear, cost_of
from services_directory.spelling import one_letter_key, skeleton_key, sound_key, voiced_key

LOOKED_AT = 24
MOST_EDITS, EDITS_IN_THE_SHORTEST = 4, 2
SOUND, SKELETON = 0.2, 0.1
"""Of keys that differ in as many letters, those are looked at that sound alike, or have the same consonants."""
RESPELT, RESPELT_BESIDES = 4.2, 6.1
"""However many letters it takes to write the same sounds otherwise, it is one slip: Nowshera, Noshehra. Dearer where
there are others besides."""
MIN_SKELETON = 3


@dataclass(frozen=True)
class Likeness:
    """A known key something typed is like, and at what cost."""

    key: str
    cost: float

    @property
    def odds(self) -> float:
        """How likely this key was meant, against others with their odds."""
        return math.exp(-self.cost)


class KnownKeys:
    """Spelling keys to compare with; a key's handicap is added to the cost of every likeness to it."""

    def __init__(self, handicaps: Mapping[str, float], in_latin_only: Iterable[str] = ()) -> None:
        """`in_latin_only`: keys whose places have no name in the other script, so that it leads to them by sound."""
        self._scripts = {
            is_latin: _Script([key for key in handicaps if key.isascii() is is_latin], handicaps)
            for is_latin in (True, False)
        }
        self._by_sound = _Script(in_latin_only, handicaps)

    def like(self, typed: str) -> tuple[Likeness, ...]:
        """The nearest keys, nearest first."""
        found = self._scripts[typed.isascii()].near(typed)
        if not typed.isascii():
            found += self._by_sound.sounding(typed)
        return tuple(sorted(found, key=lambda likeness: (likeness.cost, likeness.key))[:LOOKED_AT])

    def rarity(self, typed: str) -> float:
        """How seldom a name that nobody knows would look like this one (the logarithm)."""
        return self._scripts[typed.isascii()].letters.rarity(typed)


class _Script:
    """The keys of one script, each in three spellings."""

    def __init__(self, keys: Iterable[str], handicaps: Mapping[str, float]) -> None:
        self._keys = tuple(keys)
        self._handicaps = [handicaps[key] for key in self._keys]
        self._hands = tuple(map(one_letter_key, self._keys))
        self._sounds = tuple(map(sound_key, self._keys))
        self._skeletons = tuple(map(skeleton_key, self._keys))
        self._by_skeleton: dict[str, list[int]] = {}
        for i, skeleton in enumerate(self._skeletons):
            self._by_skeleton.setdefault(skeleton, []).append(i)
        self.letters = Letters(self._keys)

    def near(self, typed: str) -> list[Likeness]:
        """Keys that differ by few letters."""
        if not self._keys:
            return []
        hand, sound = one_letter_key(typed), sound_key(typed)
        as_written, by_sound = _edits(typed, self._keys), _edits(sound, self._sounds)
        if not typed.isascii():
            as_written = np.minimum(as_written, _edits(hand, self._hands))
        fewest = np.minimum(as_written, by_sound + 1)
        order = fewest + SOUND * by_sound + SKELETON * _edits(skeleton_key(typed), self._skeletons)
        order[fewest > min(MOST_EDITS, max(EDITS_IN_THE_SHORTEST, (len(typed) + 1) / 2))] = np.inf
        nearest = [i for i in np.argsort(order, kind="stable")[:LOOKED_AT].tolist() if order[i] < np.inf]
        sounds_nearer = by_sound < as_written
        return [
            Likeness(self._keys[i], self._handicaps[i] + self._cost(typed, sound, i, sounds_nearer=sounds_nearer[i]))
            for i in nearest
        ]

    def sounding(self, typed: str) -> list[Likeness]:
        """Keys with the same consonants as one typed in another script."""
        skeleton = skeleton_key(typed)
        alike = self._by_skeleton.get(skeleton, []) if len(skeleton) >= MIN_SKELETON else []
        voiced = voiced_key(typed)
        return [
            Likeness(self._keys[i], self._handicaps[i] + cost_by_ear(voiced, voiced_key(self._keys[i]))) for i in alike
        ]

    def _cost(self, typed: str, sound: str, i: int, *, sounds_nearer: bool) -> float:
        as_written = cost_of(typed, self._keys[i])
        hand = one_letter_key(typed)
        if (hand, self._hands[i]) != (typed, self._keys[i]):
            as_written = min(as_written, cost_of(hand, self._hands[i]))
        if not sounds_nearer:
            return as_written
        same = self._sounds[i] == sound
        return min(as_written, RESPELT if same else RESPELT_BESIDES + cost_of(sound, self._sounds[i]))


def _edits(typed: str, known: tuple[str, ...]) -> NDArray[np.float64]:
    distances = process.cdist([typed], known, scorer=OSA.distance, score_cutoff=MOST_EDITS)
    return np.asarray(distances[0], dtype=np.float64)
