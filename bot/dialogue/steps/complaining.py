"""Says that a number in a listing is wrong: good at any time, and nothing of who says it is kept."""

from __future__ import annotations

from bot.dialogue.effects import ComplainOf
from bot.dialogue.incoming import Pressed
from bot.dialogue.replies import complaining
from bot.dialogue.session import Session
from bot.dialogue.turn import Turn
from bot.dialogue.world import World
from bot.i18n import words
from services_directory.errors import UnknownService
from services_directory.references import LETTERS


def take_press(session: Session, press: Pressed, world: World) -> Turn | None:
    """The button under a listing, then the number itself; None for all other buttons and those we did not make."""
    if press.action not in ("wrong", "wrong_is"):
        return None
    language, _, references = press.argument.partition(".")
    short = [references[at : at + LETTERS] for at in range(0, len(references), LETTERS)]
    try:
        services = [world.guide.service_referred(each) for each in short]
    except UnknownService:
        return None
    w = words(language)
    if press.action == "wrong":
        return Turn(session, (complaining.which(w, services),)) if services else None
    return Turn(session, (complaining.thanks(w),), tuple(ComplainOf(each.id) for each in services[:1]))
