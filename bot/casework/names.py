"""Words that look like a personal name, by what stands around them and by the names people have."""

import csv
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.casework.name_words import (
    AFTER_A_KNOWN_NAME,
    AFTER_A_NAME,
    BEFORE_A_NAME,
    BEFORE_ANY_NAME,
    IZAFAT,
    LETTERS,
    LINKING,
    NAME_ENDINGS,
    NAME_SHAPE,
    NOT_AFTER_CUE,
    NOT_BY_SHAPE,
    OPEN_NAMES,
    PLACE_AFTER,
    PLACE_BEFORE,
    SACRED,
    THE_WORD_NAME,
    WORD,
    name_form,
)

MOST_WORDS = 5  # of one person's name
MOST_LINKS = 4  # words between "name" and the name: "name of the boy is"
CUE_GAP = re.compile(r"[\s:;=.,،\-–—\"'“”‘’«»(]{0,4}")
NAME_GAP = re.compile(r"[\s\-]{1,2}|\. ?")
_Test = Callable[[int], bool]  # of a word, by its place in the text
COLUMNS = ("latin", "arabic", "latin_alone", "arabic_alone")


class NamesFileError(Exception):
    """The names cannot be read. `path` and, where one row is at fault, its `line` (from 1) say where."""

    def __init__(self, path: Path, line: int | None = None) -> None:
        super().__init__(path, line)
        self.path, self.line = path, line


class NamesFileMissing(NamesFileError):
    """There is no readable file."""


class NamesFileMalformed(NamesFileError):
    """Not UTF-8, a column is missing, or a row holds neither yes nor no."""


def load_names(path: Path, *, in_context: bool = False) -> frozenset[str]:
    """Return the names that tell alone or, with `in_context`, those that need company, from a CSV with the
    columns latin, arabic (spellings parted by ;), latin_alone and arabic_alone (yes or no).

    Raises NamesFileMissing or NamesFileMalformed."""
    alone: set[str] = set()
    company: set[str] = set()
    for line, row in _rows(path):
        for script in ("latin", "arabic"):
            answer = row[f"{script}_alone"]
            if answer not in ("yes", "no"):
                raise NamesFileMalformed(path, line)
            (alone if answer == "yes" else company).update(filter(None, row[script].split(";")))
    needing = frozenset(map(name_form, company))
    return needing if in_context else frozenset(map(name_form, alone)) - needing


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise NamesFileMalformed(path) from error
    except OSError as error:
        raise NamesFileMissing(path) from error
    reader = csv.DictReader(text.splitlines())
    if not set(COLUMNS) <= set(reader.fieldnames or ()):
        raise NamesFileMalformed(path, 1)
    for row in reader:
        if any(row[column] is None for column in COLUMNS):
            raise NamesFileMalformed(path, reader.line_num)
        yield reader.line_num, row


@dataclass(frozen=True)
class _Word:
    start: int
    end: int
    form: str
    capital: bool  # says something: not where the whole text shouts
    tied: bool  # to the next word, by an izafat


class NameFinder:
    """Finds names in plain text. All three sets are of phrases in any spelling; see IdentifierFinder."""

    def __init__(self, names: frozenset[str], not_names: frozenset[str], in_context: frozenset[str]) -> None:
        self._needing = frozenset(map(name_form, in_context))
        self._alone = frozenset(map(name_form, names)) - self._needing
        phrases = {tuple(name_form(found.group()) for found in WORD.finditer(one)) for one in [*not_names, *SACRED]}
        # A village called Akbar does not hide every Akbar.
        self._not_names = {words for words in phrases if words and not self._is_name(words)}
        self._longest = max(map(len, self._not_names), default=0)

    def find(self, spoken: str) -> Iterator[tuple[int, int]]:
        """Yield spans of names."""
        text = _Text(spoken)
        masked = self._masked(text)
        is_name = bytearray(len(text.words))
        for first, last in [*self._by_company(text, masked), *self._by_cue(text, masked)]:
            is_name[first:last] = b"\1" * (last - first)
        for first, last in text.chains(lambda index: bool(is_name[index])):
            yield text.words[first].start, text.words[last - 1].end

    def _masked(self, text: "_Text") -> bytearray:
        """Which words belong to a phrase that is no person."""
        masked = bytearray(len(text.words))
        for first in range(len(text.words)):
            for length in range(min(self._longest, len(masked) - first), 0, -1):
                if tuple(word.form for word in text.words[first : first + length]) in self._not_names:
                    masked[first : first + length] = b"\1" * length
                    break
        return masked

    def _is_name(self, words: tuple[str, ...]) -> bool:
        return len(words) == 1 and words[0] in self._alone | self._needing

    def _tells(self, word: _Word) -> bool:
        if word.form in self._needing or word.form in NOT_BY_SHAPE:
            return False
        return word.form in self._alone or bool(NAME_SHAPE.fullmatch(word.form))

    def _knows(self, word: _Word) -> bool:
        return word.form in self._needing or self._tells(word)

    def _by_company(self, text: "_Text", masked: bytearray) -> Iterator[tuple[int, int]]:
        """Chains of known names with one among them that tells, or an ending that makes a name of a word."""

        def belongs(index: int) -> bool:
            word = text.words[index]
            return not masked[index] and (self._knows(word) or word.form in NAME_ENDINGS)

        for first, last in text.chains(belongs):
            chain = text.words[first:last]
            ends = any(word.form in NAME_ENDINGS for word in chain[1:]) and self._knows(chain[0])
            written_so = len(chain) > 1 and all(word.capital for word in chain)
            if (ends or written_so or any(map(self._tells, chain))) and not text.is_place(first, last):
                yield first, last + self._has_surname(text, masked, last)

    def _has_surname(self, text: "_Text", masked: bytearray, after: int) -> bool:
        """Whether the word after a chain is the rest of the name, though nobody listed it: "Abdul Aleem"."""
        if after >= len(text.words) or masked[after] or not text.joined(after):
            return False
        word, before = text.words[after], text.words[after - 1]
        goes_on = before.form in OPEN_NAMES or (before.capital and word.capital)
        return goes_on and word.form not in NOT_AFTER_CUE

    def _by_cue(self, text: "_Text", masked: bytearray) -> Iterator[tuple[int, int]]:
        def surely(index: int) -> bool:
            word = text.words[index]
            written_so = word.capital and self._knows(word)  # "Saeed" compares as "said"
            return not masked[index] and (written_so or word.form not in NOT_AFTER_CUE)

        def likely(index: int) -> bool:
            word = text.words[index]
            return surely(index) and (word.capital or self._knows(word))

        def known(index: int) -> bool:
            return surely(index) and self._knows(text.words[index])

        for found in BEFORE_ANY_NAME.finditer(text.letters):
            yield from text.following(found.end(), surely, likely, CUE_GAP, MOST_LINKS)
        for found in THE_WORD_NAME.finditer(text.letters):
            yield from text.following(found.end(), likely, likely, NAME_GAP, MOST_LINKS)
        for found in BEFORE_A_NAME.finditer(text.letters):
            yield from text.following(found.end(), likely, likely, NAME_GAP, 0)
        for found in AFTER_A_NAME.finditer(text.letters):
            yield from text.preceding(found.start(), likely)
        for found in AFTER_A_KNOWN_NAME.finditer(text.letters):
            yield from text.preceding(found.start(), known)


class _Text:
    """The words of a text and which of them stand side by side."""

    def __init__(self, spoken: str) -> None:
        self.letters = spoken.translate(LETTERS)
        shouts = spoken.isupper()
        self.words = [
            _Word(
                m.start(),
                m.end(),
                name_form(m.group()),
                not shouts and m.group()[0].isupper(),
                IZAFAT in m.group(),
            )
            for m in WORD.finditer(spoken)
        ]
        self._starts = [word.start for word in self.words]

    def joined(self, index: int) -> bool:
        """Whether word `index` stands beside the one before it, with no more than a space between."""
        gap = self.letters[self.words[index - 1].end : self.words[index].start] if index else ""
        return index > 0 and bool(NAME_GAP.fullmatch(gap))

    def chains(self, belongs: _Test) -> Iterator[tuple[int, int]]:
        """Yield the longest rows of neighbouring words that all belong."""
        first: int | None = None
        for index in range(len(self.words) + 1):
            inside = index < len(self.words) and belongs(index)
            if first is not None and not (inside and self.joined(index)):
                yield first, index
                first = None
            if inside and first is None:
                first = index

    def is_place(self, first: int, last: int) -> bool:
        """Whether a place word stands beside the chain ("Iqbal Town", "Gulshan-e-Iqbal", "محلہ رحیم")."""
        before = self.words[first - 1] if self.joined(first) else None
        after = self.words[last] if last < len(self.words) and self.joined(last) else None
        named_so = before is not None and (before.tied or before.form in PLACE_BEFORE)
        return named_so or (after is not None and after.form in PLACE_AFTER)

    def following(
        self, at: int, first: _Test, more: _Test, gap: re.Pattern[str], links: int
    ) -> Iterator[tuple[int, int]]:
        """Yield the name after position `at`, at most `links` linking words on, if its first word passes
        `first` and the others `more`."""
        start = bisect_left(self._starts, at)
        for _ in range(links):
            if self._follows(at, start, gap) and self.words[start].form in LINKING:
                at, start = self.words[start].end, start + 1
        if not self._follows(at, start, gap) or not first(start):
            return
        end = start + 1
        while end < len(self.words) and end - start < MOST_WORDS and self.joined(end) and more(end):
            end += 1
        if not self.is_place(start, end):
            yield start, end

    def preceding(self, at: int, likely: _Test) -> Iterator[tuple[int, int]]:
        """Yield the name that ends just before position `at`."""
        end = start = bisect_left(self._starts, at)
        if not end or not NAME_GAP.fullmatch(self.letters[self.words[end - 1].end : at]):
            return
        while start and end - start < MOST_WORDS and likely(start - 1):
            start -= 1
            if not self.joined(start):
                break
        if start < end and not self.is_place(start, end):
            yield start, end

    def _follows(self, at: int, start: int, gap: re.Pattern[str]) -> bool:
        """Whether word `start` exists and stands just after position `at`."""
        return start < len(self.words) and bool(gap.fullmatch(self.letters[at : self.words[start].start]))
