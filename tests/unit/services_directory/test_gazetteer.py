"""Names of places and what they lead to."""

import pytest

from services_directory import PlaceType
from services_directory.gazetteer import SURE, Gazetteer
from services_directory.loading import Pack
from services_directory.spelling import spelling_key


@pytest.fixture(scope="module")
def gazetteer(pack: Pack) -> Gazetteer:
    return Gazetteer(pack)


def test_every_name_leads_to_its_district(gazetteer: Gazetteer, pack: Pack) -> None:
    """Each name in the pack, in each language, finds a place of its own district with full score."""
    for place in pack.places:
        for name in place.names.values():
            found = gazetteer.known_as(spelling_key(name))
            assert place.district in [match.district.id for match in found if match.district], name
            assert found[0].score == 1.0


def test_one_match_to_a_district(gazetteer: Gazetteer) -> None:
    """District, tehsil and town of one name are one answer: the district."""
    assert [(m.type, m.names["en"]) for m in gazetteer.known_as("swabi")] == [(PlaceType.DISTRICT, "Swabi")]


def test_same_name_in_several_districts_returns_all(gazetteer: Gazetteer) -> None:
    """Three tehsils called Khanpur are three candidates."""
    exact = [m for m in gazetteer.known_as("khanpur") if m.score == 1.0]
    assert {m.district.id for m in exact if m.district} == {"haripur", "rahim-yar-khan", "shikarpur"}


def test_a_guess_never_scores_full(gazetteer: Gazetteer) -> None:
    """What merely looks like a name stays below what is one."""
    guesses = gazetteer.like("peshawarr").matches
    assert [m.names["en"] for m in guesses] == ["Peshawar"]
    assert 0.5 <= guesses[0].score < 1.0


def test_short_names_are_guessed_at_alone_only(gazetteer: Gazetteer) -> None:
    """Three letters with one wrong could be anything: in a sentence they are no name, and alone a guess at most."""
    assert gazetteer.like("hab", only_sure=True).matches == ()
    assert all(match.score < SURE for match in gazetteer.like("hab").matches)


@pytest.mark.parametrize(
    "key", ["a" * 60, "s" * 4000, "ا" * 50, "swaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaabi"]
)
def test_leaning_on_a_key_breaks_nothing(gazetteer: Gazetteer, key: str) -> None:
    """However long a letter is held down, the answer is places or none."""
    assert all(0 < match.score < 1 for match in gazetteer.like(key).matches)
