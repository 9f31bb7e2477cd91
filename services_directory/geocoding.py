"""From what somebody typed to the places it may mean: a name, a sentence with a name in it, or coordinates."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from services_directory.coordinates import PlusCode, typed_plus_code, typed_point
from services_directory.districts import DistrictsByNearness
from services_directory.gazetteer import GUESS_CEILING, Gazetteer, Reading, best_of_each_district
from services_directory.loading import Pack
from services_directory.model import PlaceMatch, PlaceType, Point
from services_directory.spelling import words_of
from services_directory.tongues import Tongues
from services_directory.wording import Wording

WORDS_READ = 60
WORDS_IN_A_NAME = 5
WORDS_IN_A_BARE_NAME = 4
WORDS_OF_A_BROKEN_NAME = 10
COST_OF_A_KIND_LEFT_OUT = 2.0
COST_OF_A_WORD_LEFT_OVER, COST_OF_A_LETTER_LEFT_OVER = 3.0, 2.0
COST_OF_TALK, COST_OF_A_DOUBT, COST_OF_ANOTHER_NAME = 1.5, 2.0, 0.5
"""Talk around a name, a name that is also a word, and each name beside the first: where one name explains the whole
text as well, that is what is meant."""
MOST_WORDS_MISSPELT = 3
MISSPELT_WINDOWS = 6
A_GUESS = 0.49
PLACES_BESIDE_A_CODE = 8

Strangeness = Mapping[str, float]
"""By language, how unlikely it is to be the one written."""


@dataclass(frozen=True)
class Mention:
    """A stretch of words (first and past-the-last index) and the places it may name, at the cost of its slips.

    `is_doubtful` where the words also mean something else, so that only a place named beside it makes it one.
    """

    start: int
    end: int
    matches: tuple[PlaceMatch, ...]
    cost: float = 0.0
    is_doubtful: bool = False


class Geocoder:
    """Finds places in text; nothing leaves the process."""

    def __init__(self, pack: Pack, districts: DistrictsByNearness) -> None:
        self._gazetteer = Gazetteer(pack)
        self._tongues = Tongues(_names_by_language(pack))
        self._wording: Wording = pack.wording
        self._districts = districts

    def places_named(self, text: str, limit: int) -> tuple[PlaceMatch, ...]:
        """Places the text may mean, best first; empty where it names none we know."""
        point = typed_point(text)
        if point is not None:
            return self._at(point)[:limit]
        plus_code = typed_plus_code(text)
        if plus_code is not None:
            return self._at_code(plus_code)[:limit]
        words = words_of(text)[:WORDS_READ]
        return (self._whole(words) or self._mentioned(words, self._tongues.strangeness(text)))[:limit]

    def places_called(self, words: Sequence[str]) -> tuple[PlaceMatch, ...]:
        """Places with exactly this name, by its words as spelling keys, with or without a word like "district".

        No guess; and a name that is also an ordinary word counts only with such a word beside it.
        """
        bare = [word for word in words if word not in self._wording.kinds]
        is_ordinary = self._is_ordinary("".join(bare)) or all(map(self._is_ordinary, bare))
        if is_ordinary and len(bare) == len(words):
            return ()
        return self._gazetteer.known_as("".join(words)) or self._gazetteer.known_as("".join(bare))

    def _at(self, point: Point, score: float = 1.0) -> tuple[PlaceMatch, ...]:
        return tuple(
            PlaceMatch({}, PlaceType.COORDINATES, district, district.province, point, score)
            for district in self._districts.at(point, 1)
        )

    def _at_code(self, code: PlusCode) -> tuple[PlaceMatch, ...]:
        """A full code's place; a short one's near each place named beside it, no surer than the name."""
        if code.point is not None:
            return self._at(code.point)
        named = self.places_named(code.around, PLACES_BESIDE_A_CODE)
        full = [(code.near(match.point).point, match.score) for match in named]
        return best_of_each_district(match for point, score in full if point for match in self._at(point, score))

    def _whole(self, words: list[str]) -> tuple[PlaceMatch, ...]:
        """The whole text as one name, with or without a word like "district" beside it."""
        if exact := self._gazetteer.known_as("".join(words)):
            return exact
        bare = [word for word in words if word not in self._wording.kinds]
        return self._gazetteer.known_as("".join(bare))

    def _mentioned(self, words: list[str], strangeness: Strangeness) -> tuple[PlaceMatch, ...]:
        exact = list(self._exact_mentions(words))
        mentions = [*exact, *self._misspelt_mentions(words, exact, strangeness)]
        whole = self._misspelt_whole(words, strangeness)
        if whole.matches and (not mentions or whole.cost < self._cost(mentions, words)):
            return whole.matches
        meant = best_of_each_district(narrowed(mentions))
        if self._says_more(mentions, words):
            meant = tuple(map(_less_sure, meant))
        return with_others(meant, whole.matches)

    def _says_more(self, mentions: list[Mention], words: list[str]) -> bool:
        """Whether a text that is hardly more than a name has words of no name we know: "Shawoli Kot" is no Shooli."""
        explained = {i for mention in mentions if not mention.is_doubtful for i in range(mention.start, mention.end)}
        left_over = (word for i, word in enumerate(words) if i not in explained and not self._is_no_name(word))
        return len(words) <= WORDS_IN_A_BARE_NAME and any(left_over)

    def _misspelt_whole(self, words: list[str], strangeness: Strangeness) -> Reading:
        """A short text that is nearly one name, however broken into words: "Mogel Town", "Pesh awr"."""
        if len(words) > WORDS_OF_A_BROKEN_NAME or all(map(self._is_ordinary, words)):
            return Reading()
        bare = [word for word in words if word not in self._wording.kinds]
        keys = {"".join(bare): COST_OF_A_KIND_LEFT_OUT, "".join(words): 0.0}
        readings = [
            (self._gazetteer.like(key, strangeness=strangeness), extra)
            for key, extra in keys.items()
            if not self._is_ordinary(key)
        ]
        costed = [Reading(reading.matches, reading.cost + extra) for reading, extra in readings if reading.matches]
        best, *others = sorted(costed, key=_cost_of) or [Reading()]
        return replace(best, matches=with_others(best.matches, *(each.matches for each in others)))

    def _cost(self, mentions: list[Mention], words: list[str]) -> float:
        """What it costs to take a text for these names and nothing but talk around them."""
        explained = {i for mention in mentions for i in range(mention.start, mention.end)}
        unexplained = [word for i, word in enumerate(words) if i not in explained]
        left_over = [word for word in unexplained if not self._is_no_name(word)]
        talk = [word for word in unexplained if word in self._wording.never_misspelt]
        doubts = sum(mention.is_doubtful for mention in mentions)
        return (
            sum(map(_cost_of, mentions))
            + COST_OF_ANOTHER_NAME * (len(mentions) - 1)
            + COST_OF_A_DOUBT * doubts
            + COST_OF_TALK * len(talk)
            + COST_OF_A_WORD_LEFT_OVER * len(left_over)
            + COST_OF_A_LETTER_LEFT_OVER * sum(map(len, left_over))
        )

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
                return Mention(start, end, matches, is_doubtful=is_doubtful)
        return None

    def _misspelt_mentions(self, words: list[str], exact: list[Mention], strangeness: Strangeness) -> Iterator[Mention]:
        """Names nearly right: a text that is hardly more than a name, or words where a place is expected."""
        taken = {i for mention in exact for i in range(mention.start, mention.end)}
        taken |= {i for i, word in enumerate(words) if self._is_no_name(word)}
        inside = frozenset(match.district.id for match in sure_matches(exact) if match.district)
        windows = (bare_windows if len(words) <= WORDS_IN_A_BARE_NAME else self._expected_windows)(words, taken)
        for start, end in islice(windows, MISSPELT_WINDOWS):
            reading = self._misspelt("".join(words[start:end]), inside, strangeness)
            if reading.matches:
                yield Mention(start, end, reading.matches, reading.cost)

    def _misspelt(self, key: str, inside: frozenset[str], strangeness: Strangeness) -> Reading:
        if self._is_ordinary(key):
            return Reading()
        return self._gazetteer.like(key, only_sure=True, inside=inside, strangeness=strangeness)

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


def _names_by_language(pack: Pack) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for place in pack.places:
        for language, name in place.names.items():
            names.setdefault(language, []).append(name)
    return names


def _less_sure(match: PlaceMatch) -> PlaceMatch:
    """A guess no surer than a guess; a name as we know it stays one."""
    return match if match.score > GUESS_CEILING else replace(match, score=min(match.score, A_GUESS))


def with_others(meant: tuple[PlaceMatch, ...], *others: tuple[PlaceMatch, ...]) -> tuple[PlaceMatch, ...]:
    """With what the text means if read otherwise, as a guess no surer than the best of what it is read as."""
    surest = min(A_GUESS, meant[0].score if meant else A_GUESS)
    known = {_identity(match) for match in meant}
    guesses = [
        replace(match, score=min(match.score, surest))
        for matches in others
        for match in matches
        if _identity(match) not in known
    ]
    return tuple(sorted((*meant, *guesses), key=lambda match: -match.score))


def _identity(match: PlaceMatch) -> tuple[str, str | None, str]:
    return match.province, match.district.id if match.district else None, match.names.get("en", "")


def _cost_of(reading: Mention | Reading) -> float:
    return reading.cost


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
