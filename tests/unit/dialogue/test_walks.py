"""Whatever a person does, in whatever order, there is an answer Telegram takes, and a way on."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.casework.identifiers import IdentifierFinder
from bot.casework.model import Accused, Concern, FocalPointId
from bot.casework.routing import FocalPoint, Role
from bot.dialogue.incoming import (
    Certainty,
    Commanded,
    Incoming,
    Meaning,
    MediaKind,
    Pressed,
    Said,
    SentMedia,
    SharedPoint,
)
from services_directory import Directory
from tests.unit.dialogue.walking import CODE, Walk, pressed

_INTENTS = (
    *Concern,
    *("find_legal_aid", "find_health", "greet", "thanks", "help", "cancel", "check_status", "talk_to_human"),
    *("ask_anonymity", "affirm", "deny", "out_of_scope"),
)
_COMMANDS = (
    "start",
    "help",
    "cancel",
    "clear",
    "status",
    "language",
    "report",
    "services",
    "cases",
    "people",
    "me",
    "digest",
    "coverage",
    "menu",
    "practice",
    "bogus",
)
_TEXTS = (
    *("A boy is beaten in Swabi every night", "Swabi", "Karachi", "صوابی", "Qxzvw", "lawyer near Mardan", "😀" * 2048),
    *(CODE, CODE[-4:], "9999 8888 7777 6666", "<b>&", "a" * 4096),
)


def _meaning(first: str, second: str, is_urgent: bool, certainty: Certainty) -> Meaning:
    return Meaning(((first, 0.6), (second, 0.3)), is_urgent, certainty)


_MEANINGS = st.none() | st.builds(
    _meaning, st.sampled_from(_INTENTS), st.sampled_from(_INTENTS), st.booleans(), st.sampled_from(Certainty)
)
_SAID = st.builds(
    Said,
    st.sampled_from(_TEXTS) | st.text(st.characters(codec="utf-8"), min_size=1, max_size=60).filter(str.strip),
    _MEANINGS,
)
_DEEDS = st.one_of(
    _SAID,
    st.integers(0, 10_000),
    st.integers(0, 10_000),
    st.integers(0, 10_000),
    st.integers(-10_000, -1),
    st.builds(Commanded, st.sampled_from(_COMMANDS), st.sampled_from(("", "token"))),
    st.builds(SharedPoint, st.floats(20, 40), st.floats(58, 80)),
    st.builds(SentMedia, st.sampled_from(MediaKind), st.none() | _SAID),
    st.builds(Pressed, st.text(max_size=8), st.text(max_size=8), st.sampled_from(("", "screen01", "bogus"))),
)
"""What comes next: something sent, or a number: a button of the newest answer, below 0 any button there ever was."""
COORDINATOR = FocalPoint(FocalPointId("k" * 22), Role.coordinator, frozenset({"khyber-pakhtunkhwa"}), language="ur")
SPEAKER = FocalPoint(FocalPointId("f" * 22), Role.focal_point, frozenset({"swabi"}), language="ur")


def _incoming(walk: Walk, deed: Incoming | int) -> Incoming | None:
    if not isinstance(deed, int):
        return deed
    buttons = walk.newest if deed >= 0 else walk.shown
    return pressed(*buttons[deed % len(buttons)]) if buttons else None


def _walked(walk: Walk, deeds: list[Incoming | int]) -> None:
    for deed in deeds:
        if incoming := _incoming(walk, deed):
            walk.take(incoming)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(_DEEDS, min_size=1, max_size=40))
def test_a_reporter_may_do_anything(
    directory: Directory, identifiers: IdentifierFinder, deeds: list[Incoming | int]
) -> None:
    """Nothing raises, everything is answered, every answer can be sent and has Clear, every session can be kept."""
    _walked(Walk(directory, identifiers), deeds)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(_DEEDS, min_size=1, max_size=40))
def test_a_focal_point_may_do_anything(
    directory: Directory, identifiers: IdentifierFinder, deeds: list[Incoming | int]
) -> None:
    """The same for somebody who is enrolled, who may have no conversation of their own yet."""
    _walked(Walk(directory, identifiers, SPEAKER), deeds)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(_DEEDS, min_size=1, max_size=40))
def test_a_coordinator_may_do_anything(
    directory: Directory, identifiers: IdentifierFinder, deeds: list[Incoming | int]
) -> None:
    """The same for a coordinator, from the screen that shows all they can do."""
    walk = Walk(directory, identifiers, COORDINATOR)
    walk.take(Commanded("people"))
    _walked(walk, deeds)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(_DEEDS, max_size=30))
def test_from_anywhere_a_report_can_still_be_made(
    directory: Directory, identifiers: IdentifierFinder, deeds: list[Incoming | int]
) -> None:
    """There is no dead end: whatever came before, Clear and ten taps bring a report through."""
    walk = Walk(directory, identifiers)
    _walked(walk, deeds)
    walk.take(Commanded("clear"))
    walk.take(Commanded("start"))
    filed = len(walk.filed)
    taps = ("English", "Yes", "I am worried about a child")
    for label in taps:
        walk.press(label)
    walk.take(Said("A boy works in a brick kiln", Meaning((("child_labour", 0.95), ("neglect", 0.01)))))
    for label in ("Yes", "No", "No", "Skip", "Continue", "Send"):
        walk.press(label)
    assert len(walk.filed) == filed + 1


def test_a_full_report_takes_at_most_ten_taps(directory: Directory, identifiers: IdentifierFinder) -> None:
    """From the first screen to the receipt, with a place typed and confirmed."""
    walk = Walk(directory, identifiers)
    walk.take(Commanded("start"))
    taps = ["English", "Yes", "I am worried about a child"]
    for label in taps:
        walk.press(label)
    walk.take(Said("A boy works in a brick kiln", Meaning((("child_labour", 0.95), ("neglect", 0.01)))))
    for label in ("Yes", "No", "No"):
        walk.press(label)
    walk.take(Said("Swabi"))
    for label in ("Yes", "Continue", "Send"):
        walk.press(label)
    assert walk.session.receipt
    assert walk.filed[0].district == "swabi"
    assert len(taps) + 6 <= 10


def test_the_accused_body_is_neither_told_nor_named(directory: Directory, identifiers: IdentifierFinder) -> None:
    """When the danger comes from the police, no police is among the services shown after sending."""
    walk = Walk(directory, identifiers)
    walk.take(Commanded("start"))
    for label in ("English", "Yes", "I am worried about a child"):
        walk.press(label)
    walk.take(Said("He is locked up at the station", Meaning((("child_marriage", 0.95), ("neglect", 0.01)))))
    for label in ("Yes", "No", "No"):
        walk.press(label)
    walk.take(Said("Swabi"))
    for label in ("Yes", "Police", "Continue", "Send"):
        walk.press(label)
    shown = walk.press("Later")
    assert walk.filed[0].report.child.accused == Accused.police
    assert not any("Police ·" in getattr(each, "text", "") for each in shown)
