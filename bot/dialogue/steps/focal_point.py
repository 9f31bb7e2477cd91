"""What a focal point does; their buttons never go stale, each names its case and casework checks the scope."""

from __future__ import annotations

from dataclasses import replace

from bot.casework.model import Case, CaseRef, Outcome
from bot.dialogue.effects import (
    AcknowledgeCase,
    AskReporter,
    CaseMoved,
    CaseOpened,
    CaseRefused,
    CasesListed,
    CloseCase,
    ListCases,
    OpenCase,
)
from bot.dialogue.incoming import Incoming, Pressed, Said
from bot.dialogue.outgoing import Outgoing
from bot.dialogue.replies import casework, following, names
from bot.dialogue.session import Session, Step
from bot.dialogue.steps import handing_over
from bot.dialogue.steps.following import LONGEST_MESSAGE
from bot.dialogue.turn import Turn, go
from bot.dialogue.world import World

_CLOSE = "close_"


def take_press(session: Session, press: Pressed, world: World) -> Turn | None:
    """A button of a focal point's; None when it is none of theirs, or whoever pressed it is not enrolled."""
    if world.speaker is None:
        return None
    ref = CaseRef(press.argument)
    if press.action == "ask":
        return go(replace(session, asking_about=ref), Step.asking)
    if press.action == "outcomes":
        return Turn(session, (casework.outcomes(world.words_of(session), ref),))
    if press.action == "stop_asking":
        dropped = replace(session, asking_about="", step=Step.menu)
        return Turn(dropped, (casework.not_asking(world.words_of(session)),))
    return _effect(session, press.action, ref) or handing_over.take_press(session, press, world)


def _effect(session: Session, action: str, ref: CaseRef) -> Turn | None:
    if action == "cases":
        return Turn(session, effects=(ListCases(),))
    if action == "open":
        return Turn(session, effects=(OpenCase(ref),))
    if action == "acknowledge":
        return Turn(session, effects=(AcknowledgeCase(ref),))
    outcome = action.removeprefix(_CLOSE)
    if action.startswith(_CLOSE) and outcome in set(Outcome):
        return Turn(session, effects=(CloseCase(ref, Outcome(outcome)),))
    return None


def show_asking(session: Session, world: World) -> tuple[Outgoing, ...]:
    """What do you want to ask?"""
    return (casework.ask_what(world.words_of(session)),)


def take_asking(session: Session, incoming: Incoming, world: World) -> Turn | None:
    """The question itself."""
    if not isinstance(incoming, Said):
        return None
    if len(incoming.text) > LONGEST_MESSAGE:
        return Turn(session, (following.too_long(world.words_of(session)),))
    asked = replace(session, asking_about="", step=Step.menu)
    return Turn(asked, effects=(AskReporter(CaseRef(session.asking_about), incoming.text),))


def listed(session: Session, result: CasesListed, world: World) -> Turn:
    """The inbox."""
    w = world.words_of(session)
    return Turn(
        session, (casework.inbox(w, result.cases, [district_of(session, case, world) for case in result.cases]),)
    )


def opened(session: Session, result: CaseOpened, world: World) -> Turn:
    """The case to read."""
    district = district_of(session, result.contents.case, world)
    return Turn(session, casework.content(world.words_of(session), result.contents, district))


def moved(session: Session, result: CaseMoved, world: World) -> Turn:
    """An act was carried out."""
    w = world.words_of(session)
    said = {
        "acknowledged": lambda: casework.acknowledged(w, result.case),
        "asked": lambda: casework.asked(w, result.case),
        "closed": lambda: casework.closed(w),
    }
    return Turn(session, (said[result.act](),))


def refused(session: Session, result: CaseRefused, world: World) -> Turn:
    """Somebody else was first, or it is not theirs."""
    return Turn(session, (casework.refused(world.words_of(session), result.stage),))


def district_of(session: Session, case: Case, world: World) -> str:
    """A case's district by name, empty where it is not known."""
    return names.district(world.words_of(session), world.guide.district, case.district)


def named_areas(session: Session, areas: frozenset[str], world: World) -> list[str]:
    """Districts and provinces by name; what the directory does not know stays as it is written."""
    w = world.words_of(session)
    provinces = {each.id: names.local(w, each.names) for each in world.guide.provinces()}
    districts = {
        each.id: names.local(w, each.names) for province in provinces for each in world.guide.districts_of(province)
    }
    return sorted(districts.get(area) or provinces.get(area) or area for area in areas)
