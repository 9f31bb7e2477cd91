"""The relay points out what gives somebody away, in English, Urdu and Roman Urdu, and lets the rest pass."""

from __future__ import annotations

from datetime import date

import pytest

from bot.casework.identifiers import IdentifierFinder
from bot.casework.names import load_names
from bot.dialogue.steps.relaying import risks_of
from bot.dialogue.world import World
from services_directory import Directory
from services_directory.loading import PAKISTAN_PACK
from tests.unit.dialogue.relay_labelled import HARMLESS, LATER_HARMLESS, LATER_RISKY, RISKY

ALL_RISKY, ALL_HARMLESS = (*RISKY, *LATER_RISKY), (*HARMLESS, *LATER_HARMLESS)
MOST_MISSED, MOST_FALSE_ALARMS = 1, 1
"""ٹوپی is a town and a cap; بتانے stands where a name would. What is met in earnest is added to the messages."""


@pytest.fixture(scope="module")
def world(directory: Directory) -> World:
    names = PAKISTAN_PACK / "given_names.csv"
    finder = IdentifierFinder(load_names(names), frozenset(), load_names(names, in_context=True))
    return World(directory, finder, date(2026, 11, 22), "screen")


def test_what_asks_or_tells_too_much_is_pointed_out(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """Who somebody is, a number, where they live, a place finer than a district: asked for or told, by either side."""
    missed = [(text, risk) for text, risk in ALL_RISKY if risk not in risks_of(text, world)]
    with capsys.disabled():
        print(f"\nrelay: {len(ALL_RISKY) - len(missed)} of {len(ALL_RISKY)} pointed out")  # noqa: T201
    assert len(missed) <= MOST_MISSED, missed


def test_ordinary_questions_and_answers_pass(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """A warning that comes for nothing is soon pressed away unread."""
    alarmed = [(text, found) for text in ALL_HARMLESS if (found := risks_of(text, world))]
    with capsys.disabled():
        print(f"\nrelay: {len(alarmed)} false alarms of {len(ALL_HARMLESS)}")  # noqa: T201
    assert len(alarmed) <= MOST_FALSE_ALARMS, alarmed


def test_the_district_alone_is_no_place_that_tells(world: World) -> None:
    """Both sides know it already."""
    assert risks_of("Is there a hospital in Swabi?", world) == ()
    assert risks_of("صوابی میں کوئی ڈاکٹر ہے؟", world) == ()
