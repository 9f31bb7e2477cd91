"""Language, the promise, the menu."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.dialogue.effects import SpeakTo
from bot.dialogue.incoming import Incoming, Pressed, Said
from bot.dialogue.outgoing import Outgoing
from bot.dialogue.replies import opening
from bot.dialogue.replies.coordinating import people_button
from bot.dialogue.session import Session, Step
from bot.dialogue.steps import following
from bot.dialogue.steps import telling as report
from bot.dialogue.steps.coordinating import is_coordinator
from bot.dialogue.turn import Turn, go
from bot.dialogue.world import World
from bot.i18n import OFFERED_LANGUAGES

_ARABIC_SCRIPT = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")


def show_language(session: Session, world: World) -> tuple[Outgoing, ...]:
    """In each of the languages."""
    return (opening.language(),)


def take_language(session: Session, incoming: Incoming, world: World) -> Turn | None:
    """A language pressed; words that come first are kept for later."""
    if isinstance(incoming, Pressed) and incoming.argument in OFFERED_LANGUAGES:
        return _chosen(session, incoming.argument, world)
    if isinstance(incoming, Said):
        return _kept(session, incoming, Step.language, world)
    return go(session, Step.language)


def _kept(session: Session, said: Said, step: Step, world: World) -> Turn:
    """Words that came too early are kept; where they speak of danger, the numbers do not wait for a language."""
    spoken = replace(report.keeping(session, said), language=session.language or script_language(said.text))
    turn = report.numbers_first(go(spoken, step), world)
    return replace(turn, session=replace(turn.session, language=session.language))


def _chosen(session: Session, language: str, world: World) -> Turn:
    """Back to where they were; the promise comes once."""
    onward = session.back_to or (Step.menu if session.was_promised else Step.promise)
    there = replace(session, language=language, back_to=None)
    turn = following.status(there.at(onward)) if onward == Step.mailbox else go(there, onward)
    return replace(turn, effects=(*turn.effects, SpeakTo(language))) if world.speaker else turn


def script_language(text: str) -> str:
    """A language to answer in before one was chosen: by the script it is written in."""
    return "ur" if _ARABIC_SCRIPT.search(text) else "en"


def show_promise(session: Session, world: World) -> tuple[Outgoing, ...]:
    """What we keep; is it safe?"""
    return (opening.promise(world.words_of(session)),)


def take_promise(session: Session, incoming: Incoming, world: World) -> Turn | None:
    """Safe: on with what was begun. Not safe: nothing further is asked, and nothing is kept."""
    if isinstance(incoming, Said):
        answer = _yes_or_no(incoming)
        if answer is None:
            return _kept(session, incoming, Step.promise, world)
        return _answered(session, world, is_safe=answer)
    if isinstance(incoming, Pressed):
        return _answered(session, world, is_safe=incoming.action == "yes")
    return None


def _yes_or_no(said: Said) -> bool | None:
    if said.meaning is None or not said.meaning.is_sure:
        return None
    return {"affirm": True, "deny": False}.get(said.meaning.best[0])


def _answered(session: Session, world: World, *, is_safe: bool) -> Turn:
    if not is_safe:
        return go(session.cleared(), Step.unsafe)
    promised = session.at(session.step, was_promised=True)
    return report.taken_up(promised, world) if promised.draft.narrative else go(promised, Step.menu)


def show_unsafe(session: Session, world: World) -> tuple[Outgoing, ...]:
    """How to leave no trace, and how to come back."""
    return (opening.unsafe(world.words_of(session)),)


def take_unsafe(session: Session, incoming: Incoming, world: World) -> Turn | None:
    """They are back: ask again whether it is safe."""
    return _kept(session, incoming, Step.promise, world) if isinstance(incoming, Said) else go(session, Step.promise)


def show_menu(session: Session, world: World) -> tuple[Outgoing, ...]:
    """What can be done here."""
    w = world.words_of(session)
    own = ((people_button(w),),) if is_coordinator(world) else ()
    return (opening.menu(w, practises=session.practice is not None, own=own),)
