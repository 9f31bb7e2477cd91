"""What it costs to take something typed for a slip of the hand in a known name.

A cost is the logarithm of how much rarer the slips are than none: what is left of a sum over all ways to slip is the
likeliest way. Fitted to made-up typists of four languages, some of whom hit any key.
"""

import math

from rapidfuzz.distance import Levenshtein

from services_directory.keyboards import NEIGHBOURS

DROPPED, DOUBLED, SWAPPED = 0.6, 1.7, 0.9
"""A letter left out, one typed twice, two letters in each other's place: each somewhere in the name."""
BESIDE, ALIKE, ANOTHER = 3.3, 2.8, 4.9
"""For a letter, the key beside it; one for nearly the same sound; any other."""
ADDED_BESIDE, ADDED = 5.0, 5.1
VOWEL = 2.0
"""One vowel for another: Roman spellings agree on none, and at an end ا and ہ sound alike."""
OTHER_SCRIPT, UNWRITTEN_VOWEL, OTHER_VOWEL = 6.0, 0.4, 2.0
"""A name written by ear in another script; its short vowels are not written; any other vowel should agree."""

_SAME_TO_THE_EAR = (
    *("یے", "ہح", "سصث", "تط", "زذضظژ", "کق", "اع", "دڈ", "رڑ", "تٹ", "کخ", "گغ"),
    *("kq", "kc", "vw", "fp", "sz", "gj", "cs"),
)
_ALIKE = frozenset((one, other) for letters in _SAME_TO_THE_EAR for one in letters for other in letters if one != other)
_VOWELS = frozenset("aeiouyاویہ")
_SHORT_VOWELS = frozenset("aio")


def cost_of(typed: str, meant: str) -> float:
    """Of the cheapest way from the name to what was typed; 0 for the same.

    Damerau's distance, with a price to each kind of slip; a slip may happen at any letter, so that it is the rarer the
    longer the name.
    """
    anywhere = math.log(len(meant) or 1)
    dropped, swapped = DROPPED + anywhere, SWAPPED + anywhere
    two_up: list[float] = []
    up = [dropped * j for j in range(len(meant) + 1)]
    before = ""
    for letter in typed:
        row = [up[0] + _added(letter, "", meant[:1]) + anywhere]
        last = ""
        for j, right in enumerate(meant, 1):
            if letter == right:
                cost = up[j - 1]
            else:
                cost = up[j - 1] + _replaced(letter, right) + anywhere
                if before == right and letter == last and two_up:
                    cost = min(cost, two_up[j - 2] + swapped)
            added = up[j] + _added(letter, right, meant[j : j + 1]) + anywhere
            row.append(min(cost, added, row[j - 1] + dropped))
            last = right
        two_up, up, before = up, row, letter
    return up[-1]


def _replaced(typed: str, meant: str) -> float:
    pair = (typed, meant)
    if typed in _VOWELS and meant in _VOWELS:
        return VOWEL
    if pair in NEIGHBOURS:
        return BESIDE
    return ALIKE if pair in _ALIKE else ANOTHER


def _added(typed: str, after: str, ahead: str) -> float:
    if typed in (after, ahead):
        return DOUBLED
    return ADDED_BESIDE if (typed, after) in NEIGHBOURS or (typed, ahead) in NEIGHBOURS else ADDED


def cost_by_ear(typed: str, meant: str) -> float:
    """Of a name written in another script than it is known in; both as voiced keys with the same consonants."""
    last = len(meant) - 1
    differences = Levenshtein.editops(typed, meant)
    unwritten = sum(
        each.tag == "insert" and each.dest_pos < last and meant[each.dest_pos] in _SHORT_VOWELS for each in differences
    )
    return OTHER_SCRIPT + UNWRITTEN_VOWEL * unwritten + OTHER_VOWEL * (len(differences) - unwritten)
