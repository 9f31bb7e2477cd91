"""What a step gives back: the session as it is now, what to show, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.dialogue.effects import Effect
from bot.dialogue.incoming import Incoming
from bot.dialogue.outgoing import Outgoing
from bot.dialogue.session import Session, Step
from bot.dialogue.world import World


@dataclass(frozen=True)
class Turn:
    """The answer to one incoming; with `draws`, the screen of the step it ends at comes last."""

    session: Session
    outgoing: tuple[Outgoing, ...] = ()
    effects: tuple[Effect, ...] = ()
    draws: bool = False

    def after(self, *first: Outgoing) -> Turn:
        """The same turn with something said before the rest."""
        return replace(self, outgoing=(*first, *self.outgoing))


def go(session: Session, step: Step) -> Turn:
    """Stand at a step, and draw its screen."""
    return Turn(session.at(step), draws=True)


Show = Callable[[Session, World], tuple[Outgoing, ...]]
"""Draws a step's screen."""
Take = Callable[[Session, Incoming, World], Turn | None]
"""Takes what came at a step; None when the step knows nothing to do with it."""


@dataclass(frozen=True)
class Stand:
    """One step of the conversation: how its screen looks, and what it takes."""

    show: Show
    take: Take
