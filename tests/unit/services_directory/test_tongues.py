"""Which language is written, by its letters."""

import pytest

from services_directory.loading import Pack
from services_directory.tongues import MOST, Tongues


@pytest.mark.parametrize(("text", "language"), [("ټوپۍ", "ps"), ("ٽنڊو ڄام", "sd"), ("ہنگو", "ur")])
def test_letters_tell_the_language(pack: Pack, text: str, language: str) -> None:
    """Letters that only one language has make it the likeliest; the others stay possible."""
    names = {each: [place.names[each] for place in pack.places if each in place.names] for each in ("ur", "ps", "sd")}
    strangeness = Tongues(names).strangeness(text)
    assert strangeness[language] == 0
    assert all(0 < each <= MOST for other, each in strangeness.items() if other != language)


def test_latin_letters_are_everybodys() -> None:
    """Latin letters tell nothing."""
    tongues = Tongues({"ur": ["ہنگو"], "ps": ["هنګو"]})
    assert set(tongues.strangeness("Hangu").values()) == {0.0}
