"""How likely something typed is a slip of the hand in a known name, rather than a name of its own."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

from services_directory.keyboards import NEIGHBOURS
from services_directory.spelling import skeleton_key, sound_key

COMMON_STARTS = (
    *("kot", "chak", "tando", "dera", "goth", "basti", "mandi", "new", "shah", "mir"),
    *("کوٹ", "چک", "ٹنڈو", "ڈیرہ", "گوٹہ", "بستی", "منڈی", "شاہ", "میر"),
)
COMMON_ENDINGS = (
    *("abad", "pur", "pura", "kot", "garh", "wala", "nagar", "khel", "ganj", "town", "kalan", "refugeevillage"),
    *("stan", "zai", "khan", "city", "banda"),
    *("اباد", "پور", "پورہ", "کوٹ", "گڑہ", "والا", "والہ", "نگر", "خیل", "گنج", "ٹاون", "کلاں", "زی", "خان", "سٹی"),
)
LOOKED_AT = 24
MOST_EDITS = 4
SPELLING, SOUND, SKELETON, FIRST_LETTER = 3.2, 0.6, 0.7, 0.7
"""What one wrong letter costs where it shows: as written, as it sounds, among the consonants, and in front.

A cost is the logarithm of how much rarer a slip is than none; fitted to made-up typists of four languages.
"""
NEIGHBOUR, FAR_KEY, DROPPED, ADDED = -0.5, 0.5, -0.6, 0.5
"""How the fingers change that: a key beside the right one, one far from it, a letter left out, one too many."""
OTHER_SCRIPT = 5.0
MIN_SKELETON = 3
PER_LETTER, PER_COST = 0.35, 0.575
"""How fast a likeness stops being an accident, letter by letter that tells, and cost by cost starts to be one."""


@dataclass(frozen=True)
class Likeness:
    """A known key something typed is like, at what cost, and how many of its letters tell it from others."""

    key: str
    cost: float
    telling: int

    @property
    def odds(self) -> float:
        """How likely this key was meant, against others with their odds."""
        return math.exp(-self.cost)

    def chance(self, head_start: float = 0.0) -> float:
        """From 0 to 1: that this is no accident; a head start (a log) where other signs point to the place."""
        return 1 / (1 + math.exp(PER_COST * self.cost - PER_LETTER * self.telling - head_start))


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


class _Script:
    """The keys of one script, each in three spellings."""

    def __init__(self, keys: Iterable[str], handicaps: Mapping[str, float]) -> None:
        self._keys = tuple(keys)
        self._handicaps = np.array([handicaps[key] for key in self._keys], dtype=np.float64)
        self._sounds = tuple(sound_key(key) for key in self._keys)
        self._skeletons = tuple(skeleton_key(key) for key in self._keys)
        self._first_letters = np.array([key[0] for key in self._keys])
        self._by_skeleton: dict[str, list[int]] = {}
        for i, skeleton in enumerate(self._skeletons):
            self._by_skeleton.setdefault(skeleton, []).append(i)

    def near(self, typed: str) -> list[Likeness]:
        """Keys that differ by few letters."""
        if not self._keys:
            return []
        costs = self._costs(typed)
        nearest = np.argsort(costs, kind="stable")[:LOOKED_AT]
        return [
            Likeness(key, cost + _by_finger(typed, key), len(telling_part(typed, key)))
            for key, cost in ((self._keys[i], float(costs[i])) for i in nearest.tolist())
            if cost < math.inf
        ]

    def sounding(self, typed: str) -> list[Likeness]:
        """Keys with the same consonants as one typed in another script."""
        skeleton = skeleton_key(typed)
        alike = self._by_skeleton.get(skeleton, []) if len(skeleton) >= MIN_SKELETON else []
        return [Likeness(self._keys[i], float(self._handicaps[i]) + OTHER_SCRIPT, len(skeleton)) for i in alike]

    def _costs(self, typed: str) -> NDArray[np.float64]:
        by_sound = _edits(sound_key(typed), self._sounds)
        # However many letters it takes to write the same sounds otherwise, it is one slip: Nowshera, Noshehra.
        as_written = np.minimum(_edits(typed, self._keys), by_sound + 1)
        by_consonant = _edits(skeleton_key(typed), self._skeletons)
        other_first = self._first_letters != typed[0]
        slips = SPELLING * as_written + SOUND * by_sound + SKELETON * by_consonant + FIRST_LETTER * other_first
        is_another = as_written > min(MOST_EDITS, (len(typed) + 1) / 2)
        return np.asarray(np.where(is_another, np.inf, slips + self._handicaps), dtype=np.float64)


def _edits(typed: str, known: tuple[str, ...]) -> NDArray[np.float64]:
    distances = process.cdist([typed], known, scorer=OSA.distance, score_cutoff=MOST_EDITS)
    return np.asarray(distances[0], dtype=np.float64)


def _by_finger(typed: str, key: str) -> float:
    """What the kinds of slip, letter by letter, add to the cost of their number; nothing where letters were swapped."""
    slips = Levenshtein.editops(typed, key)
    if len(slips) > min(OSA.distance(typed, key), MOST_EDITS):
        return 0.0
    return sum(
        _of_slip(slip.tag, typed[slip.src_pos : slip.src_pos + 1], key[slip.dest_pos : slip.dest_pos + 1])
        for slip in slips
    )


def _of_slip(kind: str, typed: str, meant: str) -> float:
    if kind == "replace":
        return NEIGHBOUR if (typed, meant) in NEIGHBOURS else FAR_KEY
    return DROPPED if kind == "insert" else ADDED


def telling_part(key: str, other: str) -> str:
    """What is left of a name without the start or ending it shares with the other, if hundreds have it too."""
    starts = (start for start in COMMON_STARTS if key.startswith(start) and other.startswith(start))
    endings = (ending for ending in COMMON_ENDINGS if key.endswith(ending) and other.endswith(ending))
    return key.removesuffix(max(endings, key=len, default="")).removeprefix(max(starts, key=len, default=""))
