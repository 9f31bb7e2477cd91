"""Text on pictures, in every script we write."""

from __future__ import annotations

import numpy as np
from matplotlib.ft2font import FT2Font
from numpy.typing import NDArray

from services_directory.loading import Pack
from services_directory.pictures.canvas import FONTS, Canvas
from tests.seeing import ink_columns, pixels, stretches

UNJOINED = "\u200c"
"""Keeps two letters from joining."""


def _written(words: str) -> bytes:
    canvas = Canvas(400, 80, "white")
    canvas.text((200, 40), words, 40, ink="black")
    return canvas.png()


def _from_first_ink(words: str) -> NDArray[np.int_]:
    return np.trim_zeros(ink_columns(_written(words)))[:80]


def test_letters_join() -> None:
    """An Urdu word is one stroke where its letters join, and shorter than its letters one by one."""
    joined, apart = _written("ششش"), _written(UNJOINED.join("ششش"))
    assert stretches(ink_columns(joined)) < stretches(ink_columns(apart)) == 3
    assert (ink_columns(joined) > 0).sum() < (ink_columns(apart) > 0).sum()


def test_words_run_from_the_right() -> None:
    """The first letter of an Urdu word stands at its right end, of an English one at its left."""
    for word, is_first_at_right in (("اسسس", True), ("Ieee", False)):
        columns = ink_columns(_written(word))
        inked = np.flatnonzero(columns)
        tallest = np.flatnonzero(columns == columns.max())[0]
        assert bool(tallest > inked.mean()) is is_first_at_right


def test_numbers_inside_urdu_run_from_the_left() -> None:
    """A number keeps the order of its digits in an Urdu line, also where it is marked off with isolates."""
    plain, isolated = _written("فون 1799"), _written("فون \u20681799\u2069")
    assert np.array_equal(pixels(plain), pixels(isolated))
    right, wrong = _from_first_ink("1799"), _from_first_ink("9971")
    shown = np.trim_zeros(ink_columns(plain))[: len(right)]
    assert np.abs(shown - right).mean() < np.abs(shown - wrong).mean() / 2  # drawn a fraction of a pixel aside


def test_a_dollar_is_no_formula() -> None:
    """What somebody wrote in a name is drawn as it stands."""
    assert ink_columns(_written("$x^2$")).sum() > ink_columns(_written("x2")).sum()


def test_the_fonts_have_every_letter(pack: Pack) -> None:
    """No name of a place or a service shows a box for a letter, in any of its languages."""
    names = [*(each.names for each in pack.places), *(each.names for each in pack.services)]
    letters = {letter for each in names for name in each.values() for letter in name}
    for weight in ("Regular", "Bold"):
        known = set(map(chr, FT2Font(FONTS / f"NotoSansArabic-{weight}.ttf").get_charmap()))
        assert not {letter for letter in letters - known if not letter.isspace()}
