"""Words: values put in safely, kept whole against the run of the text, numbers and dates as CLDR has them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.plain_text import digits
from bot.dialogue.replies import names, sending
from bot.dialogue.session import Receipt
from bot.i18n import OFFERED_LANGUAGES, n_, words

FSI, PDI = "\u2068", "\u2069"


def test_values_are_escaped() -> None:
    """What somebody wrote cannot become markup, in any language."""
    for language in OFFERED_LANGUAGES:
        shown = words(language).gettext("Place: {place}", place="<b>A & B</b>")
        assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in shown
        assert "<b>" not in shown


@given(st.text(max_size=50))
def test_no_value_breaks_a_sentence(value: str) -> None:
    """Braces, tags and isolates in a value are only letters."""
    for language in OFFERED_LANGUAGES:
        shown = words(language).gettext("Place: {place}", place=value)
        assert "<" not in shown
        assert shown.count(FSI) - value.count(FSI) == shown.count(PDI) - value.count(PDI) <= 1


def test_a_telephone_number_is_isolated_in_urdu() -> None:
    """A number is dialled as it is written: its parts do not change places among Urdu letters."""
    shown = words("ur").gettext("Ask through {number}.", number="+92 21 111-247-786")
    assert f"{FSI}+92 21 111-247-786{PDI}" in shown


def test_an_urdu_name_is_isolated_in_english() -> None:
    """A name from right to left leaves the English sentence around it in order."""
    assert words("en").gettext("Place: {place}", place="مردان") == f"Place: {FSI}مردان{PDI}"


@pytest.mark.parametrize(("language", "value"), [("en", "Mardan 15"), ("ur", "مردان")])
def test_a_value_that_runs_with_the_sentence_stays_bare(language: str, value: str) -> None:
    """No invisible characters where none are needed."""
    assert words(language).isolated(value) == value


def test_isolated_values_are_still_the_code() -> None:
    """A receipt code tapped and copied out of an Urdu sentence, isolates and all, is read as its sixteen digits."""
    message = sending.receipt(words("ur"), Receipt("1234567890123456", is_covered=True))
    copied = message.text.partition("<code>")[2].partition("</code>")[0]
    assert digits(copied) == "1234567890123456"


def test_right_to_left_is_known() -> None:
    """The direction comes from CLDR, and lists are separated accordingly."""
    assert words("ur").is_right_to_left
    assert not words("en").is_right_to_left
    assert words("ur").listing(["الف", "ب"]) == "الف، ب"
    assert words("en").listing(["a", "b"]) == "a, b"


@pytest.mark.parametrize(("language", "shown"), [("en", "1,234.5"), ("ur", "1,234.5")])
def test_numbers_by_cldr(language: str, shown: str) -> None:
    """In Pakistan Urdu is written with the digits of the telephone."""
    assert words(language).number(1234.5) == shown


@pytest.mark.parametrize(("language", "shown"), [("en", "Nov 22, 2026"), ("ur", "22 نومبر، 2026")])
def test_days_by_cldr(language: str, shown: str) -> None:
    """A day reads as people of the language write it."""
    assert words(language).day(date(2026, 11, 22)) == shown


@pytest.mark.parametrize(
    ("language", "count", "shown"),
    [
        ("en", 1, "You have 1 open case."),
        ("en", 2, "You have 2 open cases."),
        ("ur", 1, f"آپ کے پاس {FSI}1{PDI} کھلا کیس ہے۔"),
        ("ur", 2, f"آپ کے پاس {FSI}2{PDI} کھلے کیس ہیں۔"),
    ],
)
def test_plurals(language: str, count: int, shown: str) -> None:
    """One case and several are each said rightly."""
    assert words(language).ngettext("You have {count} open case.", "You have {count} open cases.", count) == shown


@pytest.mark.parametrize("language", ["", "xx", "ps", "ur_PK", "../../etc"])
def test_a_language_that_is_not_offered_falls_back_to_english(language: str) -> None:
    """Whatever a client says its language is, there are words; no file is looked for by that name."""
    assert words(language).language == "en"
    assert words(language).gettext("Yes") == "Yes"


def test_every_offered_language_has_its_own_name() -> None:
    """Whoever looks for a language finds it written as they read it, and no other is shown."""
    assert tuple(names.LANGUAGES) == OFFERED_LANGUAGES


def test_a_marked_sentence_is_unchanged() -> None:
    """Marking is for the extraction only."""
    assert n_("Girl") == "Girl"
