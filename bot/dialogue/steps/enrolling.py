"""Somebody comes with a one-time link."""

from __future__ import annotations

from bot.casework.routing import Role
from bot.dialogue.effects import Enrolled, LinkRefused
from bot.dialogue.replies import casework, coordinating, names
from bot.dialogue.session import Session, Step
from bot.dialogue.steps.focal_point import named_areas
from bot.dialogue.turn import Turn
from bot.dialogue.world import World
from bot.i18n import SOURCE_LANGUAGE


def enrolled(session: Session, result: Enrolled, world: World) -> Turn:
    """Welcome."""
    there = session.at(Step.menu, was_promised=True, language=session.language or SOURCE_LANGUAGE)
    if result.role == Role.coordinator:
        w = world.words_of(there)
        return Turn(there, (coordinating.enrolled(w, names.areas(w, world.guide, result.areas)),))
    areas = named_areas(session, result.areas, world)
    return Turn(there, (casework.enrolled(world.words_of(session), result.role, areas),))


def refused(session: Session, result: LinkRefused, world: World) -> Turn:
    """The link is no good, and why is not said; or it waits for a second coordinator."""
    if result.is_waiting:
        return Turn(session, (world.said_to(session, coordinating.waits),))
    return Turn(session, (world.said_to(session, casework.link_refused),))
