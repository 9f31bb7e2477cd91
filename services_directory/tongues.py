"""Which language somebody writes, of those that share a script: Pashto has ټ, Sindhi ٽ, and Urdu neither."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping

UNSEEN = 0.5
MOST = 2.0
"""Somebody may well write one language with the keys of another."""


class Tongues:
    """Learnt from names by language."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        self._letters = {language: Counter(letters_of("".join(written))) for language, written in names.items()}
        self._different = len(set().union(*self._letters.values())) + 1

    def strangeness(self, text: str) -> dict[str, float]:
        """By language, how much less likely it is than the likeliest (a log): 0 for that one, at most `MOST`."""
        letters = letters_of(text)
        likelihoods = {language: self._likelihood(language, letters) for language in self._letters}
        likeliest = max(likelihoods.values(), default=0.0)
        return {language: min(likeliest - each, MOST) for language, each in likelihoods.items()}

    def _likelihood(self, language: str, letters: str) -> float:
        known = self._letters[language]
        seen = known.total() + UNSEEN * self._different
        return sum(math.log((known[letter] + UNSEEN) / seen) for letter in letters)


def letters_of(text: str) -> str:
    """The letters that are not Latin; those are everybody's."""
    return "".join(letter for letter in text if letter.isalpha() and not letter.isascii())
