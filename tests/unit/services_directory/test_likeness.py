"""What a slip costs, and what a name looks like that nobody knows."""

import pytest

from services_directory.letters import Letters
from services_directory.loading import Pack
from services_directory.slips import cost_by_ear, cost_of
from services_directory.spelling import spelling_key, voiced_key


@pytest.mark.parametrize(
    ("likelier", "rarer", "meant"),
    [
        ("mardn", "mardxn", "mardan"),
        ("mardaan", "mardawn", "mardan"),
        ("mradan", "mbtdan", "mardan"),
        ("msrdan", "mprdan", "mardan"),
        ("kasur", "basur", "qasur"),
        ("سوابی", "لوابی", "صوابی"),
        ("حنگو", "بنگو", "ہنگو"),
    ],
)
def test_slips_by_how_often_they_are_made(likelier: str, rarer: str, meant: str) -> None:
    """A letter left out, doubled or swapped, a key beside the right one and a letter of the same sound cost less."""
    assert 0 < cost_of(likelier, meant) < cost_of(rarer, meant)


def test_no_slip_costs_nothing() -> None:
    """The name itself is free, and two slips cost more than one."""
    assert cost_of("mardan", "mardan") == 0
    assert cost_of("mrdn", "mardan") > cost_of("mrdan", "mardan")


def test_a_name_by_ear() -> None:
    """Written in another script, short vowels are left out and long ones agree."""
    pishin, other = voiced_key(spelling_key("پشین")), voiced_key(spelling_key("پاشون"))
    assert cost_by_ear(pishin, voiced_key("pishin")) < cost_by_ear(other, voiced_key("pishin"))


def test_what_looks_like_a_name_may_be_one(pack: Pack) -> None:
    """Endings that hundreds of names have make one no rarer; keys hit at random are no rarer than any keys are."""
    letters = Letters(spelling_key(place.names["en"]) for place in pack.places)
    assert letters.rarity("zarabad") < letters.rarity("zargukx")
    assert letters.rarity("zxqwvjkzxq") == pytest.approx(11 * 3.0)
