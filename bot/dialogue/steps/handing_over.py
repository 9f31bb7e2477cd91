"""Handing a case over, question by question; what was answered is in the buttons, so that none goes stale."""

from __future__ import annotations

import re

from bot.casework.handover import Consents, GivenBy, HandOverState
from bot.casework.model import CaseRef
from bot.dialogue.effects import (
    AskHandOver,
    HandOver,
    HandOverAsked,
    HandOverFile,
    HandOverPosted,
    HandOverRefused,
    Way,
)
from bot.dialogue.incoming import Pressed
from bot.dialogue.outgoing import Document
from bot.dialogue.replies import handing_over as replies
from bot.dialogue.replies.handed_over import standing
from bot.dialogue.session import Session
from bot.dialogue.turn import Turn
from bot.dialogue.world import World

_SAID = re.compile(
    r"(?P<ref>.{22})(?P<can_send>[+-])(?P<value>[\d-])?(?P<services>[gcn])?(?P<disclosure>[gcn])?(?P<words>[wo])?(?P<way>[sf])?",
    re.ASCII,
)
"""A case, then one letter for each answer so far."""
_BY = {"g": GivenBy.guardian, "c": GivenBy.child, "n": None}
_NOT_AGAIN = (HandOverState.waiting, HandOverState.sent)


def take_press(session: Session, press: Pressed, world: World) -> Turn | None:
    """One of these buttons; None when it is another."""
    if press.action == "hand_over":
        return Turn(session, effects=(AskHandOver(CaseRef(press.argument)),))
    said = _SAID.fullmatch(press.argument) if press.action == "handing" else None
    return _next(session, said, world) if said else None


def _next(session: Session, said: re.Match[str], world: World) -> Turn | None:
    """The next question, or the deed."""
    w, so_far = world.words_of(session), said[0]
    if "n" in (said["services"], said["disclosure"]):
        return Turn(session, (replies.not_agreed(w),))
    if said["way"]:
        return Turn(session, effects=(_deed(said),))
    if said["words"]:
        return Turn(session, (replies.ready(w, so_far, can_send=said["can_send"] == "+"),))
    if said["disclosure"]:
        return Turn(session, (replies.words_too(w, so_far),))
    if said["services"]:
        return Turn(session, (replies.disclosure_agreed(w, so_far),))
    return Turn(session, (replies.services_agreed(w, (), so_far),)) if said["value"] else None


def _deed(said: re.Match[str]) -> HandOver:
    value = said["value"] or "-"
    return HandOver(
        ref=CaseRef(said["ref"]),
        consents=Consents(_BY[said["services"] or "n"], _BY[said["disclosure"] or "n"]),
        value=int(value) if value.isdecimal() else None,
        with_words=said["words"] == "w",
        way=Way.site if said["way"] == "s" else Way.file,
    )


def asked(session: Session, result: HandOverAsked, world: World) -> Turn:
    """How it stands, and the first question."""
    w = world.words_of(session)
    handed = result.handed
    before = standing(w, handed) if handed else []
    can_send = result.can_send and not (handed and handed.state in _NOT_AGAIN)
    argument = result.case.ref + ("+" if can_send else "-")
    if result.values:
        return Turn(session, (replies.choosing(w, before, result.values, argument),))
    return Turn(session, (replies.services_agreed(w, before, argument + "-"),))


def posted(session: Session, result: HandOverPosted, world: World) -> Turn:
    """It is on its way."""
    return Turn(session, (replies.posted(world.words_of(session), result.case, result.handed, is_new=result.is_new),))


def filed(session: Session, result: HandOverFile, world: World) -> Turn:
    """Here it is."""
    caption = replies.file_caption(world.words_of(session))
    return Turn(session, (Document(result.name, result.content, caption, content_of=result.ref),))


def refused(session: Session, result: HandOverRefused, world: World) -> Turn:
    """It was not handed over, and why."""
    w = world.words_of(session)
    if result.is_practice:
        return Turn(session, (replies.only_practice(w),))
    if result.fact:
        return Turn(session, (replies.no_word_for(w, result.fact, result.value),))
    return Turn(session, (replies.not_agreed(w),))
