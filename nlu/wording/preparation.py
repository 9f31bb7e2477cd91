"""What the encoder is shown: words in one spelling, in a script and, where lists help, a language it knows."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from nlu.sentences import Sentence
from nlu.wording.language import LanguageGuesser, learn_languages
from nlu.wording.lexicon import read_lexicon
from nlu.wording.normalise import in_own_letters, normalise
from nlu.wording.romanised import Romanised

LONGEST = 600  # characters: time grows with length, and what happened is said in the first few sentences
_LATIN_WORD = re.compile(r"[a-z']+")
_WORD = re.compile(r"\w+")
_SCRIPTS = {"ur-Latn": "ur", "ps-Latn": "ps"}  # a romanised language, and where its words in Arabic script are met
_PUT_INTO_URDU = ("pa-Arab", "ps")
_GUESSER, _WORDS = "languages.npz", "words.json"
_KEPT_FROM = 2  # times a word is met among the English sentences before it counts as English


@dataclass(frozen=True)
class Prepared:
    """A message as the encoder sees it."""

    language: str
    text: str


@dataclass(frozen=True)
class Words:
    """What is known of words, all in `normalise`'s spelling; kept as JSON."""

    met: dict[str, dict[str, int]]  # by romanised language: words in Arabic script, and how often each is met
    lists: dict[str, dict[str, str]]  # by romanised language: spellings in Latin letters, and the word meant
    urdu: dict[str, dict[str, str]]  # by language: words, and what stands for them in Urdu, which e5 has read most of
    english: list[str] = field(default_factory=list)  # left as they are in a romanised message


class Preparation:
    """Knows the languages, the romanised words and the glosses."""

    def __init__(self, guesser: LanguageGuesser, words: Words) -> None:
        self._guesser = guesser
        self._words = words
        self._romanised = {typed: Romanised(met, words.lists[typed]) for typed, met in words.met.items()}
        self._english = frozenset(words.english)

    def save(self, folder: Path) -> None:
        self._guesser.save(folder / _GUESSER)
        (folder / _WORDS).write_text(json.dumps(vars(self._words), ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Preparation:
        words = Words(**json.loads((folder / _WORDS).read_text(encoding="utf-8")))
        return cls(LanguageGuesser.load(folder / _GUESSER), words)

    def prepared(self, text: str) -> Prepared:
        """Never fails, whatever is typed."""
        text = normalise(text[: LONGEST * 2])[:LONGEST]
        (language,) = self._guesser.guess([text])
        return Prepared(language, self.prepared_as(text, language))

    def prepared_as(self, text: str, language: str) -> str:
        """A normalised text, its language known."""
        if language in self._romanised:
            text = _LATIN_WORD.sub(lambda found: self._put_back(found[0], language), text)
        written = _SCRIPTS.get(language, language)
        urdu = self._words.urdu.get(written, {})
        return _WORD.sub(lambda found: urdu.get(found[0]) or in_own_letters(found[0], written), text)

    def _put_back(self, word: str, language: str) -> str:
        romanised = self._romanised[language]
        if word in self._english and not romanised.knows(word):
            return word
        return romanised.word(word)


def learn_preparation(sentences: Iterable[Sentence], lexicon: Path) -> Preparation:
    """From the authored sentences and the word lists in `lexicon`. Raises LexiconError."""
    sentences = [Sentence(each.language, each.intent, each.is_urgent, normalise(each.text)) for each in sentences]
    guesser = learn_languages([each.text for each in sentences], [each.language for each in sentences])
    counts = {language: _words(sentences, language) for language in {each.language for each in sentences}}
    words = Words(
        met={typed: dict(counts.get(written, {})) for typed, written in _SCRIPTS.items()},
        lists={typed: read_list(lexicon / typed) for typed in _SCRIPTS},
        urdu={language: read_list(lexicon / language) for language in _PUT_INTO_URDU},
        english=sorted(_english(counts)),
    )
    return Preparation(guesser, words)


def read_list(folder: Path) -> dict[str, str]:
    """A word list in `normalise`'s spelling. Raises LexiconError."""
    return {normalise(word): normalise(meant) for word, meant in read_lexicon(folder).items()}


def _english(counts: Mapping[str, Counter[str]]) -> frozenset[str]:
    """Words met more often in English sentences than in romanised ones."""
    english = counts.get("en", Counter())
    others = [counts.get(language, Counter()) for language in _SCRIPTS]
    return frozenset(
        word
        for word, count in english.items()
        if count >= _KEPT_FROM
        and all(count / english.total() > other[word] / max(other.total(), 1) for other in others)
    )


def _words(sentences: list[Sentence], language: str) -> Counter[str]:
    return Counter(word for each in sentences if each.language == language for word in _WORD.findall(each.text))
