"""A place in a narrative is offered only where the words say that it is one."""

from __future__ import annotations

import time
from datetime import date

import pytest

from bot.casework.identifiers import IdentifierFinder
from bot.dialogue.incoming import Meaning, Said
from bot.dialogue.outgoing import Message, Outgoing
from bot.dialogue.places_said import places_said
from bot.dialogue.session import Session, Step
from bot.dialogue.world import World
from services_directory import Directory
from tests.unit.dialogue.walking import Walk

OFFERED = (
    ("a boy is beaten in Swabi every night", "swabi"),
    ("a girl works near Takht Bhai", "mardan"),
    ("Swabi: a boy is beaten", "swabi"),
    ("at Torkham a child is alone", "khyber"),
    ("a boy in the village of Topi, district Swabi, is beaten", "swabi"),
    ("صوابی میں لڑکا کام کرتا ہے", "swabi"),
    ("لنڈی کوتل کے قریب بچے بیچے جاتے ہیں", "khyber"),
    ("مردان سے بچی لائے ہیں", "mardan"),
    ("larka multan se laya gaya", "multan"),
    ("bachi Takht Bhai mein hai", "mardan"),
    ("په چارسده کې ماشوم وهي", "charsadda"),
    ("هلک مردان کې کار کوي", "mardan"),
    ("pa Kohat ke halak kar kawi", "kohat"),
    ("شڪارپور ۾ ٻار ڪم ڪري ٿو", "shikarpur"),
    ("فیصل آباد وچ منڈا کم کردا اے", "faisalabad"),
    ("طفل در پشاور تنها است", "peshawar"),
)
NOT_OFFERED = (
    "a boy is beaten every night",
    "a boy was brought from Swabi and begs in Lahore",
    "the children play in the bagh",
    "he is late, dir se aata hai",
    "they sit in the hujra",
    "هلک په کوټه کې بند دی",
    "از مردان می‌ترسد",
    "کسے دی مٹھ وچ گولیاں نیں",
    "تمبو وچ رہندے نیں",
    "rustam ne bache ko mara",
    "Abbas se bacha darta hai",
    "باغ میں بچے کھیلتے ہیں",
    "قصور میرا نہیں",
    "a child in Punjab",
    "",
)


def _world(directory: Directory, identifiers: IdentifierFinder) -> World:
    return World(directory, identifiers, date(2026, 11, 22), "screen01")


@pytest.mark.parametrize(("text", "district"), OFFERED)
def test_a_place_with_its_cue_is_found(
    directory: Directory, identifiers: IdentifierFinder, text: str, district: str
) -> None:
    """In, near, میں, کې, ۾, وچ, در, or a district's own name."""
    found = places_said(text, _world(directory, identifiers))
    assert [each.district.id for each in found if each.district] == [district]


@pytest.mark.parametrize("text", NOT_OFFERED)
def test_everyday_words_people_and_two_places_are_none(
    directory: Directory, identifiers: IdentifierFinder, text: str
) -> None:
    """Then the bare question is asked."""
    assert places_said(text, _world(directory, identifiers)) == ()


def test_the_narrowest_place_is_meant(directory: Directory, identifiers: IdentifierFinder) -> None:
    """A town and the district around it are one place."""
    (found,) = places_said("in Takht Bhai, district Mardan", _world(directory, identifiers))
    assert found.names["en"].startswith("Takht")


def test_it_costs_a_few_milliseconds(directory: Directory, identifiers: IdentifierFinder) -> None:
    """Also for the longest text that is read; the bound is generous for a busy machine."""
    world, text = _world(directory, identifiers), "A boy works all day in the fields and nobody helps him. " * 200
    began = time.process_time()
    places_said(text, world)
    assert time.process_time() - began < 0.25


def _told(directory: Directory, identifiers: IdentifierFinder, words: str) -> tuple[Walk, tuple[Outgoing, ...]]:
    walk = Walk(directory, identifiers, session=Session("en", Step.narrative, was_promised=True))
    walk.take(Said(words, Meaning((("child_labour", 0.95), ("neglect", 0.01)))))
    for label in ("Yes", "No"):
        walk.press(label)
    return walk, walk.press("No")


def test_a_report_that_says_it_all_takes_seven_taps(directory: Directory, identifiers: IdentifierFinder) -> None:
    """Place, age and girl or boy need not be given again, and arrive as if they had been pressed."""
    walk, shown = _told(directory, identifiers, "A girl of 9 works in a kiln near Swabi")
    assert any("You wrote of" in each.text for each in shown if isinstance(each, Message))
    for label in ("✔ Yes", "Continue", "Send"):
        walk.press(label)
    filed = walk.filed[0]
    assert (filed.district, filed.report.child.sex, filed.report.child.age) == ("swabi", "girl", "6-11")


@pytest.mark.parametrize(("answer", "step"), [("affirm", Step.child), ("deny", Step.province_list)])
def test_the_place_can_be_answered_in_words(
    directory: Directory, identifiers: IdentifierFinder, answer: str, step: Step
) -> None:
    """A plain yes or no does what the button does."""
    walk, _ = _told(directory, identifiers, "A girl works in a kiln near Swabi")
    walk.take(Said("indeed", Meaning(((answer, 0.95), ("neglect", 0.01)))))
    assert walk.session.step == step


def test_nothing_of_the_place_is_kept_beside_the_words(directory: Directory, identifiers: IdentifierFinder) -> None:
    """What the draft holds before an answer is what was told, and no more."""
    walk, _ = _told(directory, identifiers, "A girl of 9 works in a kiln near Swabi")
    draft = walk.session.draft
    assert (draft.candidates, draft.district, draft.nearest, draft.child.age) == ((), None, (), None)


def test_what_was_taken_back_is_not_put_back(directory: Directory, identifiers: IdentifierFinder) -> None:
    """Words added at the child's screen fill what was never said before, and leave a pressed answer alone."""
    walk, _ = _told(directory, identifiers, "A girl works in a kiln near Swabi")
    for label in ("✔ Yes", "✅ Girl"):
        walk.press(label)
    walk.take(Said("She is only 9 years old and coughs"))
    assert (walk.session.draft.child.sex, walk.session.draft.child.age) == (None, "6-11")


def test_what_was_heard_goes_with_words_thrown_away(directory: Directory, identifiers: IdentifierFinder) -> None:
    """A report written anew is not about the age of another child; what was pressed stays."""
    walk, _ = _told(directory, identifiers, "A girl of 9 works in a kiln near Swabi")
    for label in ("✔ Yes", "Has a disability", "Continue", "Write it anew"):
        walk.press(label)
    child = walk.session.draft.child
    assert (child.sex, child.age, child.has_disability) == (None, None, True)
