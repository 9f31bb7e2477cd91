"""How many of the names people mistype are understood, and whether anything else is."""

import random
from collections.abc import Iterable
from dataclasses import dataclass

import pytest

from services_directory import Directory, PlaceMatch
from services_directory.gazetteer import SURE
from services_directory.loading import Pack
from services_directory.spelling import spelling_key
from tests.unit.services_directory.nowhere import NOWHERE
from tests.unit.services_directory.typists import Typist, invented

ASKED = 250
INVENTED = 600
LANGUAGES = ("en", "ur", "ps", "sd")


@dataclass(frozen=True)
class Measure:
    first: float
    among_five: float
    surely_wrong: float


class Examiner:
    """Knows which places bear a name, and which answers are theirs."""

    def __init__(self, directory: Directory, pack: Pack) -> None:
        self._directory = directory
        self._pack = pack
        self._keys: dict[tuple[str, str], set[str]] = {}
        for place in pack.places:
            keys = {spelling_key(name) for name in (*place.names.values(), *place.alt_names)}
            self._keys.setdefault((place.district, place.names["en"]), set()).update(keys)

    def knows(self, name: str) -> bool:
        return any(spelling_key(name) in keys for keys in self._keys.values())

    def names(self, language: str, least_letters: int) -> list[str]:
        named = (place.names[language] for place in self._pack.places if language in place.names)
        return [name for name in named if sum(map(str.isalpha, name)) >= least_letters]

    def says_otherwise(self, name: str, typed: str) -> bool:
        """Whether the slips made another name or a word of talk of it, so that nobody could tell."""
        key, wording = spelling_key(typed), self._pack.wording
        others = any(key in keys for keys in self._keys.values()) and not self._is_a_name_of(key, name)
        return others or key in wording.never_misspelt | wording.ordinary_words

    def _is_a_name_of(self, key: str, name: str) -> bool:
        return any({key, spelling_key(name)} <= keys for keys in self._keys.values())

    def measure(self, names: Iterable[tuple[str, str]]) -> Measure:
        """Of pairs of a name and what was typed for it."""
        judged = [self._judge(name, typed) for name, typed in names]
        return Measure(*(sum(column) / len(judged) for column in zip(*judged, strict=True)))

    def _judge(self, name: str, typed: str) -> tuple[bool, bool, bool]:
        found = self._directory.places_named(typed)
        right = [self._is_right(match, spelling_key(name)) for match in found[:5]]
        first = right[:1] == [True]
        alike = [match for match in found if match.score == found[0].score]
        sure = bool(found) and found[0].score >= SURE
        return first, any(right), sure and not any(self._leads_there(match, name) for match in alike)

    def _is_right(self, match: PlaceMatch, key: str) -> bool:
        return match.district is not None and key in self._keys[match.district.id, match.names["en"]]

    def _leads_there(self, match: PlaceMatch, name: str) -> bool:
        bearing = {district for (district, _), keys in self._keys.items() if spelling_key(name) in keys}
        return match.district is not None and match.district.id in bearing


@pytest.fixture(scope="module")
def examiner(directory: Directory, pack: Pack) -> Examiner:
    return Examiner(directory, pack)


def typed(names: list[str], language: str, slips: int) -> list[tuple[str, str]]:
    chance = random.Random(f"{language} {slips}")
    typist = Typist(language, slips, chance)
    return [(name, typist.types(name)) for name in chance.choices(names, k=ASKED)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_without_a_slip(examiner: Examiner, language: str) -> None:
    """A name as we know it, also with its words joined or broken, is found first."""
    measure = examiner.measure(typed(examiner.names(language, 2), language, 0))
    assert measure.first >= 0.99
    assert measure.surely_wrong <= 0.01


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_as_people_type_them(examiner: Examiner, language: str) -> None:
    """One slip or two in four letters or more, words joined or broken: 19 of 20 right at once, 49 of 50 offered."""
    names = examiner.names(language, 4)
    measure = examiner.measure(typed(names, language, 1) + typed(names, language, 2))
    assert measure.first >= 0.94
    assert measure.among_five >= 0.975
    assert measure.surely_wrong <= 0.01


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_with_one_slip(examiner: Examiner, language: str) -> None:
    """One slip in five letters or more: right at once in 19 of 20, and offered in 49 of 50."""
    measure = examiner.measure(typed(examiner.names(language, 5), language, 1))
    assert measure.first >= 0.95
    assert measure.among_five >= 0.98
    assert measure.surely_wrong <= 0.01


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_with_two_slips(examiner: Examiner, language: str) -> None:
    """Two slips in eight letters or more: right at once in 19 of 20, and offered in 24 of 25."""
    measure = examiner.measure(typed(examiner.names(language, 8), language, 2))
    assert measure.first >= 0.95
    assert measure.among_five >= 0.96
    assert measure.surely_wrong <= 0.01


@pytest.mark.parametrize("language", LANGUAGES)
def test_short_names_with_two_slips_are_never_surely_wrong(examiner: Examiner, language: str) -> None:
    """Two slips in a short name leave little to go by: it is guessed at, and said to be a guess."""
    measure = examiner.measure(typed(examiner.names(language, 4), language, 2))
    assert measure.among_five >= 0.95
    assert measure.surely_wrong <= 0.01


@pytest.mark.parametrize("language", ["en", "ur"])
def test_names_of_nowhere_are_never_sure(directory: Directory, examiner: Examiner, language: str) -> None:
    """A name that sounds like one of ours but is none is at most a guess, and mostly nothing at all."""
    chance = random.Random(language)
    names = [name for name in (invented(language, chance) for _ in range(INVENTED)) if not examiner.knows(name)]
    scores = [max((match.score for match in directory.places_named(name)), default=0.0) for name in names]
    assert max(scores) < SURE
    assert sum(score > 0 for score in scores) / len(scores) <= (0.15 if language == "en" else 0.32)


def test_names_of_nowhere_find_nothing(directory: Directory) -> None:
    """Cities abroad, keys hit at random, ordinary words and towns in books: 19 of 20 find nothing, and none is sure."""
    found = {name: directory.places_named(name) for name in NOWHERE}
    assert len(found) > 250
    assert sum(not matches for matches in found.values()) / len(found) >= 0.95
    assert [name for name, matches in found.items() if matches and matches[0].score >= SURE] == []
