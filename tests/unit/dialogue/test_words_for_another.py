"""Words for another person go to that person alone, whatever was begun before in the same chat."""

from dataclasses import replace

import pytest

from bot.casework.identifiers import IdentifierFinder
from bot.casework.model import FocalPointId
from bot.casework.routing import FocalPoint, Role
from bot.dialogue import effects as do
from bot.dialogue import engine
from bot.dialogue.incoming import Commanded, Pressed, Said
from bot.dialogue.session import OpenMailbox, Session, Step
from bot.dialogue.steps.relaying import LONGEST_MESSAGE
from bot.dialogue.world import World
from services_directory import Directory
from tests.unit.dialogue.walking import CASE, CODE, TODAY, Walk

WORDS = "He came back last night and it was worse than before."
RISKY = "My name is Gulmakai and I live behind the mill."
IN_A_MAILBOX = Session(language="en", was_promised=True, step=Step.mailbox, mailbox=OpenMailbox(b"l" * 16, b"w" * 32))


@pytest.fixture
def world(directory: Directory, identifiers: IdentifierFinder) -> World:
    somebody = FocalPoint(FocalPointId("f" * 22), Role.focal_point, frozenset({"swabi"}))
    return World(directory, identifiers, TODAY, "screen", somebody)


@pytest.mark.parametrize("begun", ["ask", "note", "transfer"])
@pytest.mark.parametrize("words", [WORDS, RISKY])
def test_a_reporters_words_never_go_to_another_case(world: World, begun: str, words: str) -> None:
    """A focal point begins something about a case, then opens their own report: what they write goes to that one."""
    walk = Walk(world.guide, world.identifiers, world.speaker, Session(language="en", was_promised=True))
    walk.take(Pressed(begun, CASE.ref))
    walk.take(Said(CODE))
    assert walk.session.step == Step.mailbox
    turn = engine.step(walk.session, Said(words), world)
    if turn.session.step == Step.sure_to_send:
        turn = engine.step(turn.session, Pressed("send_anyway", "", turn.session.screen), world)
    assert [type(each) for each in turn.effects] == [do.WriteToFocalPoint]


@pytest.mark.parametrize("words", [f"{WORDS} My code is 1234 5678 9012 3456.", "a" * (LONGEST_MESSAGE + 1)])
def test_what_is_written_again_is_looked_at_as_the_first_was(world: World, words: str) -> None:
    """Neither a receipt code nor a text that is too long passes by being written on the second screen."""
    sure = replace(IN_A_MAILBOX, step=Step.sure_to_send, unsent=RISKY)
    turn = engine.step(sure, Said(words), world)
    assert turn.outgoing
    assert (turn.effects, turn.session.unsent) == ((), RISKY)


def test_a_service_that_left_the_directory_is_no_longer_offered(world: World, directory: Directory) -> None:
    """A directory that changes between two messages leaves the other services on their buttons, and answers."""
    first = next(iter(directory.listing(each.id, None, today=TODAY) for each in directory._pack.services))
    referring = Session(language="en", step=Step.referring, asking_about=CASE.ref, choices=("gone", first.service.id))
    turn = engine.step(referring, Commanded("help"), world)
    assert turn.outgoing
    pressed = engine.step(replace(referring, screen="s"), Pressed("refer_to", "1", "s"), world)
    assert pressed.effects == (do.ReferCase(CASE.ref, first.service.id),)
