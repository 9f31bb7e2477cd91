"""What a focal point does; their buttons never go stale, each names its case and casework checks the scope."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from bot.casework.model import Case, CaseRef, Outcome
from bot.dialogue import effects as do
from bot.dialogue.incoming import Incoming, Pressed, Said
from bot.dialogue.outgoing import Message, Outgoing, Row
from bot.dialogue.replies import case_acts, casework, names, referrals
from bot.dialogue.session import Session, Step
from bot.dialogue.steps import case_acts as acting
from bot.dialogue.steps import handing_over, linking, relaying
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
        dropped = replace(session, asking_about="", choices=(), unsent="", step=Step.menu)
        return Turn(dropped, (casework.not_asking(world.words_of(session)),))
    if press.action == "quiet":
        return _quiet(session, press.argument, world)
    return (
        acting.take_press(session, press, world)
        or _effect(session, press, ref)
        or handing_over.take_press(session, press, world)
        or linking.take_press(session, press)
    )


def _effect(session: Session, press: Pressed, ref: CaseRef) -> Turn | None:
    action = press.action
    if action == "cases":
        return Turn(session, effects=(do.ListCases(int(press.argument) if press.argument.isdecimal() else 0),))
    if action == "open":
        return Turn(session, effects=(do.OpenCase(ref),))
    if action == "acknowledge":
        return Turn(session, effects=(do.AcknowledgeCase(ref),))
    outcome = action.removeprefix(_CLOSE)
    if action.startswith(_CLOSE) and outcome in set(Outcome):
        return Turn(session, effects=(do.CloseCase(ref, Outcome(outcome)),))
    return None


def _quiet(session: Session, wanted: str, world: World) -> Turn:
    """Which hours? Then those."""
    offered = {casework.quiet_key(hours): hours for hours in casework.QUIET_HOURS}
    if wanted in offered:
        return Turn(session, effects=(do.KeepQuiet(offered[wanted]),))
    present = world.speaker.quiet if world.speaker else None
    return Turn(session, (casework.quiet_hours(world.words_of(session), present),))


def show_asking(session: Session, world: World) -> tuple[Outgoing, ...]:
    """What do you want to ask?"""
    return (casework.ask_what(world.words_of(session)),)


def take_asking(session: Session, incoming: Incoming, world: World) -> Turn | None:
    """The question itself."""
    return relaying.checked(session, incoming.text, world) if isinstance(incoming, Said) else None


def listed(session: Session, result: do.CasesListed, world: World) -> Turn:
    """One page of the inbox."""
    places = {case.ref: district_of(session, case, world) for case in result.cases}
    return Turn(session, (casework.inbox(world.words_of(session), result.cases, places, result.overdue, result.page),))


def opened(session: Session, result: do.CaseOpened, world: World) -> Turn:
    """The case to read."""
    w, contents = world.words_of(session), result.contents
    is_theirs = world.speaker is not None and contents.case.holder == world.speaker.id
    answers = referrals.rows(w, contents) if is_theirs else ()
    rows = (*answers, *_rows(session, contents.case, world))
    lines = referrals.lines(w, contents, partial(names.service, w, world.guide, world.today))
    shown = casework.content(w, contents, district_of(session, contents.case, world), lines, rows)
    return Turn(session, shown, effects=(do.FindAlike(contents.case.ref),))


def _rows(session: Session, case: Case, world: World) -> tuple[Row, ...]:
    return case_acts.act_rows(world.words_of(session), case, world.speaker.id if world.speaker else "")


def moved(session: Session, result: do.CaseMoved, world: World) -> Turn:
    """An act was carried out."""
    return Turn(session, (_said(session, result, world),))


def _said(session: Session, result: do.CaseMoved, world: World) -> Message:
    w, rows = world.words_of(session), _rows(session, result.case, world)
    match result.act:
        case "acknowledged":
            return casework.acknowledged(w, result.case, rows)
        case "asked":
            return casework.asked(w, rows)
        case "closed":
            return casework.closed(w)
        case "taken_over":
            return case_acts.taken_over(w, result.case, rows)
        case "transferred":
            return case_acts.transferred(w)
    return case_acts.done(w, result.act, rows)


def refused(session: Session, result: do.CaseRefused, world: World) -> Turn:
    """Somebody else was first, nobody covers the place, or it is not theirs."""
    w = world.words_of(session)
    if result.is_uncovered:
        return Turn(session, (casework.nobody_there(w),))
    return Turn(session, (casework.refused(w, result.stage, is_held=result.is_held),))


def quiet_kept(session: Session, result: do.QuietKept, world: World) -> Turn:
    """The hours are remembered."""
    return Turn(session, (casework.quiet_kept(world.words_of(session), result.hours),))


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
