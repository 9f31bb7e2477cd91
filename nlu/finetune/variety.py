"""The ways in which one sentence may reach us: with slips, half in a neighbour's language, in Latin letters.

The encoder is shown another one in every epoch, so that it learns what is said and not how it is typed.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Mapping

from nlu.sentences import Sentence
from nlu.wording.normalise import in_own_letters, normalise
from nlu.wording.preparation import Preparation
from nlu.wording.romanised import TYPED

_WORD = re.compile(r"\w+")
_MARKS = re.compile(r"[.,!?۔،؟]")
_SLIPS, _DROPPED, _DOUBLED = 0.04, 0.04, 0.015  # of the words
_UNMARKED = 0.15  # of the sentences
_LONG_ENOUGH_TO_LOSE_A_WORD = 25
_ROMANISED = {"ur": 0.12, "ps": 0.15}  # share of a language's sentences shown as if typed in Latin letters
_FOREIGN = 0.12  # share of Urdu sentences shown with a neighbour's words in them
_PARTLY_URDU = 0.4  # share of a neighbour's sentences shown with some, all or none of their words put into Urdu


class Variety:
    """Makes variants; `lists` holds, by language, its words and what stands for them in Urdu."""

    def __init__(self, preparation: Preparation, lists: Mapping[str, Mapping[str, str]]) -> None:
        self._preparation = preparation
        self._lists = lists
        self._prepared: dict[str, str] = {}  # asked for in every epoch, and the dearest to make
        self._neighbours = {language: _turned_round(words) for language, words in lists.items()}

    def variant(self, sentence: Sentence, rng: random.Random) -> str:
        """One way to type it, prepared as in serving."""
        text, language = normalise(sentence.text), sentence.language
        drawn = rng.random()
        if drawn < (romanised := _ROMANISED.get(language, 0.0)):
            return self._preparation.prepared_as(normalise(_in_latin(text, rng)), f"{language}-Latn")
        if language == "ur" and drawn < romanised + _FOREIGN:
            return _with_slips(self._with_a_neighbours_words(text, rng), rng)
        if language in self._lists and drawn > 1 - _PARTLY_URDU:
            return _with_slips(self._partly_urdu(text, language, rng), rng)
        return _with_slips(self._as_served(sentence.text), rng)

    def _as_served(self, text: str) -> str:
        if text not in self._prepared:
            self._prepared[text] = self._preparation.prepared(text).text
        return self._prepared[text]

    def _with_a_neighbours_words(self, text: str, rng: random.Random) -> str:
        language = rng.choice(sorted(self._neighbours))
        words, share = self._neighbours[language], rng.choice((0.4, 0.8))

        def replaced(found: re.Match[str]) -> str:
            theirs = words.get(found[0])
            return rng.choice(theirs) if theirs and rng.random() < share else found[0]

        return self._preparation.prepared_as(_WORD.sub(replaced, text), language)

    def _partly_urdu(self, text: str, language: str, rng: random.Random) -> str:
        words, share = self._lists[language], rng.choice((0, 0.5, 1))

        def replaced(found: re.Match[str]) -> str:
            urdu = words.get(found[0])
            return urdu if urdu and rng.random() < share else in_own_letters(found[0], language)

        return _WORD.sub(replaced, text)


def _turned_round(words: Mapping[str, str]) -> dict[str, list[str]]:
    by_urdu: dict[str, list[str]] = defaultdict(list)
    for word, urdu in words.items():
        by_urdu[urdu].append(word)
    return dict(by_urdu)


def _with_slips(text: str, rng: random.Random) -> str:
    words = []
    for word in text.split(" "):
        drawn = rng.random()
        if drawn < _DROPPED and len(text) > _LONG_ENOUGH_TO_LOSE_A_WORD:
            continue
        words.append(_slip(word, rng) if drawn < _DROPPED + _SLIPS else word)
        if drawn > 1 - _DOUBLED:
            words.append(word)
    typed = " ".join(words)
    return _MARKS.sub("", typed) if rng.random() < _UNMARKED else typed


def _slip(word: str, rng: random.Random) -> str:
    """A letter lost, swapped with the next, doubled or mistaken."""
    if len(word) < 4:  # noqa: PLR2004  another letter makes another word of a short one
        return word
    at = rng.randrange(1, len(word) - 1)
    slips = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[: at + 1] + word[at:],
        word[:at] + rng.choice(word) + word[at + 1 :],
    )
    return rng.choice(slips)


def _in_latin(text: str, rng: random.Random) -> str:
    """As somebody in a hurry might type it; the likelier ways oftener."""
    return _WORD.sub(lambda found: _word_in_latin(found[0], rng) or found[0], text)


def _word_in_latin(word: str, rng: random.Random) -> str:
    typed = ""
    for place, letter in enumerate(word):
        ways = TYPED.get(letter, (letter,))
        way = ways[min(int(rng.expovariate(2.2)), len(ways) - 1)]
        meet = place and way and typed and typed[-1] not in "aeiou" and way[0] not in "aeiouhy" and letter != "ھ"
        typed += rng.choice(("a", "a", "a", "i", "u", "")) + way if meet else way
    return typed
