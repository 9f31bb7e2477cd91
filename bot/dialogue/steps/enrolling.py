"""Somebody comes with a one-time link."""

from __future__ import annotations

from bot.dialogue.effects import Enrolled, LinkRefused
from bot.dialogue.replies import casework
from bot.dialogue.session import Session, Step
from bot.dialogue.steps.focal_point import named_areas
from bot.dialogue.turn import Turn
from bot.dialogue.world import World
from bot.i18n import SOURCE_LANGUAGE


def enrolled(session: Session, result: Enrolled, world: World) -> Turn:
    """Welcome."""
    there = session.at(Step.menu, was_promised=True, language=session.language or SOURCE_LANGUAGE)
    areas = named_areas(session, result.areas, world)
    return Turn(there, (casework.enrolled(world.words_of(session), result.role, areas),))


def refused(session: Session, _result: LinkRefused, world: World) -> Turn:
    """The link is no good; why is not said."""
    return Turn(session, (world.said_to(session, casework.link_refused),))
