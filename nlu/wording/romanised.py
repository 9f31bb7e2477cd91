"""Words typed in Latin letters, put back into Arabic script.

People type Urdu and Pashto in Latin letters as it sounds to them: no two spell alike. A word is therefore looked for
among the words known in Arabic script: those whose consonants agree are aligned with it letter by letter, and the
closest, commoner words before rarer ones, is taken. A word that nothing comes near to is spelt out by rules.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import defaultdict
from collections.abc import Mapping

# How each letter is typed, likeliest first; "" where it may be left out.
TYPED: dict[str, tuple[str, ...]] = {
    "ا": ("a", "aa", "e", "i", "u", ""), "آ": ("aa", "a"), "ب": ("b", "p"), "پ": ("p", "f"), "ت": ("t", "th"),
    "ٹ": ("t", "th"), "ټ": ("t",), "ث": ("s", "th"), "ج": ("j", "g"), "چ": ("ch", "c"), "ح": ("h", ""),
    "خ": ("kh", "x", "h", "k"), "څ": ("s", "ts", "c"), "ځ": ("z", "dz", "j"), "د": ("d", "dh"),
    "ڈ": ("d", "dh"), "ډ": ("d",), "ذ": ("z",), "ر": ("r",), "ڑ": ("r", "d", "rh"), "ړ": ("r", "rr"),
    "ز": ("z", "j"), "ژ": ("zh", "j", "z"), "ږ": ("g", "zh", "gh", "z"), "س": ("s", "c"), "ش": ("sh", "s"),
    "ښ": ("kh", "x", "sh", "k"), "ص": ("s",), "ض": ("z", "d"), "ط": ("t",), "ظ": ("z",),
    "ع": ("", "a", "e", "i", "u"), "غ": ("gh", "g"), "ف": ("f", "ph", "p"), "ق": ("q", "k"),
    "ک": ("k", "c", "q"), "ګ": ("g",), "گ": ("g",), "ل": ("l",), "م": ("m",), "ن": ("n",), "ں": ("n", ""),
    "ڼ": ("n", "rn"), "و": ("o", "w", "u", "v", "oo", "au", "ou", ""), "ؤ": ("o", "u", "w"),
    "ہ": ("h", "a", "ah", "e", ""), "ھ": ("h", ""), "ۂ": ("a", "e"), "ء": ("",), "ئ": ("y", "i", "e", ""),
    "ی": ("i", "y", "e", "ee", "ai", "a", "ei", ""), "ے": ("e", "ay", "ai", "y", "ey", "i", "ae", "a"),
    "ې": ("e", "ay", "ey", "i"), "ۍ": ("ai", "ay", "ey", "i", "y", "e"), "ي": ("i", "y", "ee", "e"),
}  # fmt: skip
_SPELT = (
    ("kh", "خ"), ("gh", "غ"), ("sh", "ش"), ("ch", "چ"), ("zh", "ژ"), ("aa", "ا"), ("ee", "ی"), ("oo", "و"),
    ("ai", "ے"), ("ay", "ے"), ("ey", "ے"), ("au", "و"), ("b", "ب"), ("p", "پ"), ("t", "ت"), ("s", "س"),
    ("j", "ج"), ("c", "ک"), ("x", "خ"), ("d", "د"), ("r", "ر"), ("z", "ز"), ("f", "ف"), ("q", "ق"), ("k", "ک"),
    ("g", "گ"), ("l", "ل"), ("m", "م"), ("n", "ن"), ("w", "و"), ("v", "و"), ("h", "ہ"), ("y", "ی"), ("o", "و"),
    ("u", ""), ("e", "ے"), ("i", "ی"), ("a", "ا"),
)  # fmt: skip
# What two spellings of a word share: its consonants, one letter for all ways to write one sound, weak ones left out.
_SOUNDS = {"ch": "c", "kh": "k", "gh": "g", "sh": "s", "zh": "z", "ph": "f", "ts": "s", "dz": "z"}
_SOUNDS |= {letter: letter for letter in "bpftdsczkgrlmn"} | {"j": "z", "q": "k", "x": "k"}
_SOUND = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))
_VOWELS = frozenset("aeiou")
_LATER = 0.12  # what a less likely way to type a letter costs, for each place it stands down the list
_SHORT_VOWEL, _VOWEL, _DOUBLED, _LETTER = 0.12, 0.6, 0.1, 1.2
_NEAR = 0.17  # most that a letter may cost on average
_RARER = 0.06  # what a word costs for each power of e that it is rarer
_LONGEST = 24
_MOST_SKELETONS = 64


def skeleton(word: str) -> str:
    """The consonants' sounds, doubled ones once: what two spellings of one Latin-lettered word share."""
    sounds = "".join(_SOUNDS[sound] for sound in _SOUND.findall(word))
    return _once(sounds)


def _once(sounds: str) -> str:
    return "".join(sound for sound, _ in itertools.groupby(sounds))


class Romanised:
    """Looks words up among `counts`: known words in Arabic script, and how often each is met."""

    def __init__(self, counts: Mapping[str, int], known: Mapping[str, str] | None = None) -> None:
        self._known = dict(known or {})
        self._most = math.log(max(counts.values(), default=1))
        self._by_skeleton: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for word, count in counts.items():
            rarity = (self._most - math.log(count)) * _RARER
            for key in _skeletons(word):
                self._by_skeleton[key].append((word, rarity))

    def knows(self, typed: str) -> bool:
        """Whether a word list says what is meant."""
        return typed in self._known

    def word(self, typed: str) -> str:
        """The word meant by lower-case Latin letters; spelt out letter by letter when none is near."""
        if typed in self._known:
            return self._known[typed]
        return self.nearest(typed) or spelt_out(typed)

    def nearest(self, typed: str) -> str | None:
        """The closest known word, if any is close enough."""
        if len(typed) > _LONGEST:
            return None
        best, least = None, math.inf
        for word, rarity in self._by_skeleton.get(skeleton(typed), ()):
            cost = alignment_cost(word, typed)
            if cost <= _NEAR * len(typed) + 0.1 and cost + rarity < least:
                best, least = word, cost + rarity
        return best


def spelt_out(typed: str) -> str:
    """Letter by letter, as the rules have it."""
    typed = re.sub(r"(.)\1+", r"\1", typed) if not re.search(r"aa|ee|oo", typed) else typed
    out, at = [], 0
    while at < len(typed):
        for latin, letter in _SPELT:
            if typed.startswith(latin, at):
                is_short = latin in ("a", "i", "e") and 0 < at < len(typed) - 1
                out.append("" if is_short else letter)
                at += len(latin)
                break
        else:
            out.append(typed[at])
            at += 1
    return "".join(out)


def _skeletons(word: str) -> set[str]:
    """Every skeleton that a way to type this word may have."""
    keys = {""}
    for letter in word:
        sounds = {skeleton(typed) for typed in TYPED.get(letter, ("",))}
        keys = {key + sound for key in keys for sound in sounds}
        if len(keys) > _MOST_SKELETONS:
            break
    return {_once(key) for key in keys}


def alignment_cost(word: str, typed: str) -> float:
    """How far what is typed lies from a word: 0 is the likeliest way to type it."""
    costs = [[math.inf] * (len(typed) + 1) for _ in range(len(word) + 1)]
    costs[0][0] = 0.0
    for row, letter in enumerate([*word, None]):
        for column in range(len(typed) + 1):
            here = costs[row][column]
            if here == math.inf:
                continue
            if column < len(typed):
                skipped = here + _skip_cost(typed, column)
                costs[row][column + 1] = min(costs[row][column + 1], skipped)
            if letter is not None:
                _take(costs, row, column, here, letter, typed)
    return costs[len(word)][len(typed)]


def _take(costs: list[list[float]], row: int, column: int, here: float, letter: str, typed: str) -> None:
    for place, latin in enumerate(TYPED.get(letter, ())):
        if typed.startswith(latin, column):
            after = column + len(latin)
            costs[row + 1][after] = min(costs[row + 1][after], here + place * _LATER)
    costs[row + 1][column] = min(costs[row + 1][column], here + _LETTER)


def _skip_cost(typed: str, column: int) -> float:
    letter = typed[column]
    if column and letter == typed[column - 1]:
        return _DOUBLED
    if letter in _VOWELS:
        return _SHORT_VOWEL if letter in "aiue" and 0 < column < len(typed) - 1 else _VOWEL
    return _LETTER
