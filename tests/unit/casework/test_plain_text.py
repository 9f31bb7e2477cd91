"""One form for every spelling of a text, and the way back to what was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.plain_text import digits, original_span, plain


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("۰۳۰۰ ٠٣٠٠ ０３００ ०३००", "0300 0300 0300 0300"),
        ("34101\u200b-1\u2060-\u20681\u2069", "34101-1-1"),
        ("0️⃣3️⃣", "03"),
        ("cafe\u0301", "café"),
        ("\u0627\u0653", "آ"),
        ("ﷲ", "الله"),
        ("\ufdfa", "\ufdfa"),
        ("", ""),
    ],
)
def test_one_form(text: str, form: str) -> None:
    """Digits of any script, invisible characters and composed letters come out in one form."""
    assert plain(text)[0] == form


@given(st.text())
def test_every_character_knows_where_it_came_from(text: str) -> None:
    """There is one index for each character, in the text, and they never fall."""
    form, origins = plain(text)
    assert len(form) == len(origins)
    assert list(origins) == sorted(origins)
    assert all(0 <= index < len(text) for index in origins)


@given(st.text(min_size=1))
def test_the_way_back_is_inside_the_text(text: str) -> None:
    """Each character of the plain form has a part of the original that is not empty."""
    form, origins = plain(text)
    for index in range(len(form)):
        first, last = original_span(text, origins, index, index + 1)
        assert 0 <= first < last <= len(text)


def test_many_marks_stay_cheap() -> None:
    """A letter under thousands of marks is cut into clusters: composing a whole one would sort them all."""
    text = "a" + "\u0316\u0301" * 2000
    assert len(plain(text)[0]) >= 3900


def test_digits_of_any_script() -> None:
    """Only digits are left, and ASCII ones."""
    assert digits("+۹۲ (3٠٠) a1\u200b2") == "9230012"
