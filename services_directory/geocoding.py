"""From what somebody typed to the places it may mean: a name, a sentence with a name in it, or coordinates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from services_directory.districts import DistrictsByNearness
from services_directory.gazetteer import Gazetteer, best_of_each_district
from services_directory.loading import Pack
from services_directory.model import PlaceMatch, PlaceType, Point
from services_directory.spelling import plain_digits, words_of
from services_directory.wording import Wording

WORDS_READ = 60
WORDS_IN_A_NAME = 5
WORDS_IN_A_BARE_NAME = 4
MOST_WORDS_MISSPELT = 3
MISSPELT_WINDOWS = 6
LETTERS_PER_EDIT_ALONE = 4
LETTERS_PER_EDIT_IN_A_SENTENCE = 6
LETTERS_PER_EDIT_IN_KNOWN_DISTRICT = 3
MIN_LETTERS_MISSPELT = 5

_DEGREES = r"(-?\d{1,3}\.\d+)\s*°?\s*"
_COORDINATES = re.compile(rf"^[a-z:\s]*{_DEGREES}([ns])?[,;:\sa-z]+?{_DEGREES}([ew])?\W*$", re.IGNORECASE)


@dataclass(frozen=True)
class Mention:
    """A stretch of words (first and past-the-last index) and the places it may name.

    `is_doubtful` where the words also mean something else, so that only a place named beside it makes it one.
    """

    start: int
    end: int
    matches: tuple[PlaceMatch, ...]
    is_doubtful: bool = False


class Geocoder:
    """Finds places in text; nothing leaves the process."""

    def __init__(self, pack: Pack, districts: DistrictsByNearness) -> None:
        self._gazetteer = Gazetteer(pack)
        self._wording: Wording = pack.wording
        self._districts = districts

    def places_named(self, text: str, limit: int) -> tuple[PlaceMatch, ...]:
        """Places the text may mean, best first; empty where it names none we know."""
        point = typed_point(text)
        if point is not None:
            return self._at(point)[:limit]
        words = words_of(text)[:WORDS_READ]
        return (self._whole(words) or self._mentioned(words))[:limit]

    def _at(self, point: Point) -> tuple[PlaceMatch, ...]:
        return tuple(
            PlaceMatch({}, PlaceType.COORDINATES, district, district.province, point, 1.0)
            for district in self._districts.at(point, 1)
        )

    def _whole(self, words: list[str]) -> tuple[PlaceMatch, ...]:
        """The whole text as one name, with or without a word like "district" beside it."""
        if exact := self._gazetteer.known_as("".join(words)):
            return exact
        bare = [word for word in words if word not in self._wording.kinds]
        return self._gazetteer.known_as("".join(bare))

    def _mentioned(self, words: list[str]) -> tuple[PlaceMatch, ...]:
        exact = list(self._exact_mentions(words))
        misspelt = list(self._misspelt_mentions(words, exact))
        return best_of_each_district(narrowed([*exact, *misspelt])) or self._misspelt_whole(words)

    def _misspelt_whole(self, words: list[str]) -> tuple[PlaceMatch, ...]:
        """A short text that is nearly one name, whatever words it is made of: "Mogel Town"."""
        if len(words) > WORDS_IN_A_BARE_NAME or all(map(self._is_ordinary, words)):
            return ()
        return self._misspelt("".join(words), set(), is_alone=True)

    def _exact_mentions(self, words: list[str]) -> Iterator[Mention]:
        """Names written as we know them, the longest first from the left."""
        start = 0
        while start < len(words):
            mention = self._longest_from(words, start)
            if mention is not None:
                yield mention
            start = mention.end if mention else start + 1

    def _longest_from(self, words: list[str], start: int) -> Mention | None:
        for end in range(min(len(words), start + WORDS_IN_A_NAME), start, -1):
            key = "".join(words[start:end])
            if matches := self._gazetteer.known_as(key):
                is_ordinary = self._is_ordinary(key) or all(map(self._is_ordinary, words[start:end]))
                is_doubtful = is_ordinary and not self._is_beside_a_kind(words, start, end)
                return Mention(start, end, matches, is_doubtful)
        return None

    def _misspelt_mentions(self, words: list[str], exact: list[Mention]) -> Iterator[Mention]:
        """Names nearly right: a text that is hardly more than a name, or words where a place is expected."""
        taken = {i for mention in exact for i in range(mention.start, mention.end)}
        taken |= {i for i, word in enumerate(words) if self._is_no_name(word)}
        inside = {match.district.id for match in sure_matches(exact) if match.district}
        is_bare = len(words) <= WORDS_IN_A_BARE_NAME
        windows = bare_windows(words, taken) if is_bare else self._expected_windows(words, taken)
        for start, end in islice(windows, MISSPELT_WINDOWS):
            is_all_there_is = is_bare and end - start == len(words) - len(taken)
            matches = self._misspelt("".join(words[start:end]), inside, is_alone=is_all_there_is)
            if matches:
                yield Mention(start, end, matches)

    def _misspelt(self, key: str, inside: set[str], *, is_alone: bool) -> tuple[PlaceMatch, ...]:
        if self._is_ordinary(key) or len(key) < MIN_LETTERS_MISSPELT:
            return ()
        if inside:
            likely = self._gazetteer.like(key, LETTERS_PER_EDIT_IN_KNOWN_DISTRICT)
            return tuple(match for match in likely if match.district and match.district.id in inside)
        letters = LETTERS_PER_EDIT_ALONE if is_alone else LETTERS_PER_EDIT_IN_A_SENTENCE
        return self._gazetteer.like(key, letters)

    def _expected_windows(self, words: list[str], taken: set[int]) -> Iterator[tuple[int, int]]:
        for i, word in enumerate(words):
            if word in self._wording.before_a_place or word in self._wording.kinds:
                yield from windows_from(i + 1, +1, words, taken)
            if word in self._wording.after_a_place or word in self._wording.kinds:
                yield from windows_from(i - 1, -1, words, taken)

    def _is_no_name(self, word: str) -> bool:
        wording = self._wording
        around = wording.kinds | wording.before_a_place | wording.after_a_place
        return word in around or word in wording.never_misspelt

    def _is_ordinary(self, key: str) -> bool:
        return key in self._wording.ordinary_words or key in self._wording.never_misspelt

    def _is_beside_a_kind(self, words: list[str], start: int, end: int) -> bool:
        beside = words[max(0, start - 1) : start] + words[end : end + 1]
        return any(word in self._wording.kinds for word in beside)


def bare_windows(words: list[str], taken: set[int]) -> Iterator[tuple[int, int]]:
    """Every stretch of words not taken, the longest first."""
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            if taken.isdisjoint(range(start, start + length)):
                yield start, start + length


def windows_from(first: int, step: int, words: list[str], taken: set[int]) -> Iterator[tuple[int, int]]:
    """Stretches of up to three words not taken, from the first one on (step 1) or back (step -1)."""
    for length in range(MOST_WORDS_MISSPELT, 0, -1):
        start = first if step > 0 else first - length + 1
        inside = range(start, start + length)
        if start >= 0 and inside.stop <= len(words) and taken.isdisjoint(inside):
            yield start, inside.stop


def typed_point(text: str) -> Point | None:
    """The coordinates a text consists of, latitude first, in any digits; None for anything else."""
    found = _COORDINATES.match(plain_digits(text).strip())
    if found is None:
        return None
    latitude, south, longitude, west = found.groups()
    return Point(
        float(latitude) * (-1 if (south or "").lower() == "s" else 1),
        float(longitude) * (-1 if (west or "").lower() == "w" else 1),
    )


def sure_matches(mentions: list[Mention]) -> list[PlaceMatch]:
    return [match for mention in mentions if not mention.is_doubtful for match in mention.matches]


def narrowed(mentions: list[Mention]) -> list[PlaceMatch]:
    """Drops what the text itself rules out: "Khanpur, Haripur" means one Khanpur, and not Haripur town."""
    inside = [match for mention in mentions for match in _inside_another(mention, mentions)]
    if inside:
        return inside
    sure = sure_matches(mentions)
    return [match for match in sure if match.type is not PlaceType.PROVINCE] or sure


def _inside_another(mention: Mention, mentions: list[Mention]) -> list[PlaceMatch]:
    """The matches that lie in a district or province another mention names; two doubtful ones prove nothing."""
    others = [other for other in mentions if other is not mention]
    if mention.is_doubtful:
        others = [other for other in others if not other.is_doubtful]
    named = [match for other in others for match in other.matches]
    districts = {match.district.id for match in named if match.district and match.type is PlaceType.DISTRICT}
    provinces = {match.province for match in named if match.type is PlaceType.PROVINCE}
    return [
        match
        for match in mention.matches
        if match.district and (match.district.id in districts or match.province in provinces)
    ]
