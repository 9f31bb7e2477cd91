"""What was carried out comes back into the conversation."""

from __future__ import annotations

from bot.dialogue.effects import (
    CaseMoved,
    CaseOpened,
    CaseRefused,
    CaseReopened,
    CasesListed,
    Enrolled,
    LinkRefused,
    MailboxNotFound,
    MailboxOpened,
    MessagePassedOn,
    ReportFiled,
    Result,
)
from bot.dialogue.replies import casework, following
from bot.dialogue.session import Session, Step
from bot.dialogue.steps import focal_point, sending
from bot.dialogue.steps import following as reading
from bot.dialogue.turn import Turn
from bot.dialogue.world import World
from bot.i18n import SOURCE_LANGUAGE


def take(session: Session, result: Result, world: World) -> Turn:  # noqa: PLR0911, C901  one line for each result there is
    """The turn after something was carried out."""
    w = world.words_of(session)
    match result:
        case ReportFiled():
            return sending.filed(session, result)
        case MailboxOpened():
            return reading.opened(session, result, world)
        case MailboxNotFound():
            return reading.not_found(session, world)
        case MessagePassedOn():
            return Turn(session, (following.passed_on(w),))
        case CaseReopened():
            return Turn(session, (following.reopened(w),))
        case Enrolled():
            there = session.at(Step.menu, was_promised=True, language=session.language or SOURCE_LANGUAGE)
            return Turn(
                there, (casework.enrolled(w, result.role, focal_point.named_areas(session, result.areas, world)),)
            )
        case LinkRefused():
            return Turn(session, (world.said_to(session, casework.link_refused),))
        case CasesListed():
            return focal_point.listed(session, result, world)
        case CaseOpened():
            return focal_point.opened(session, result, world)
        case CaseMoved():
            return focal_point.moved(session, result, world)
        case CaseRefused():
            return Turn(session, (casework.refused(w, result.stage),))
