"""About the child, review, sending, and the receipt."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from bot.casework.identifiers import Identifier, without
from bot.casework.model import AboutChild, Accused, AgeBand, Report, Sex
from bot.casework.plain_text import digits
from bot.dialogue.effects import FileReport, ReportFiled
from bot.dialogue.incoming import Incoming, Pressed, Said
from bot.dialogue.outgoing import Outgoing, Redraw
from bot.dialogue.replies import names, sending
from bot.dialogue.session import Draft, Receipt, Session, Step
from bot.dialogue.steps import looking_up, passing, practising, reminding, telling
from bot.dialogue.turn import Turn, go
from bot.dialogue.world import World

Choice = TypeVar("Choice", bound=StrEnum)
PROOF_DIGITS = 4


def show_child(session: Session, world: World) -> tuple[Outgoing, ...]:
    """One screen, every answer of which may be left out."""
    return (sending.child(world.words_of(session), session.draft.child),)


def take_child(session: Session, incoming: Incoming, world: World) -> Turn | None:
    """Press and press again; the screen is drawn anew in its place."""
    if isinstance(incoming, Said) and telling.has_substance(incoming):
        added = telling.add_words(session, incoming, world)
        return replace(added, session=passing.filled_anew(session, added.session))
    if not isinstance(incoming, Pressed):
        return None
    if incoming.action == "next":
        return telling.numbers_first(go(session, Step.review), world)
    child = _pressed(session.draft.child, incoming)
    if child is None:
        return None
    chosen = session.drafting(child=child)
    return Turn(chosen, (Redraw(sending.child(world.words_of(session), child)),))


def _pressed(child: AboutChild, press: Pressed) -> AboutChild | None:
    if press.action == "disability":
        return replace(child, has_disability=not child.has_disability)
    if press.action == "self":
        return replace(child, is_reporter=not child.is_reporter)
    try:
        if press.action == "sex":
            return replace(child, sex=_toggled(child.sex, Sex(press.argument)))
        if press.action == "age":
            return replace(child, age=_toggled(child.age, AgeBand(press.argument)))
        return replace(child, accused=_toggled(child.accused, Accused(press.argument)))
    except ValueError:
        return None


def _toggled(chosen: Choice | None, pressed: Choice) -> Choice | None:
    return None if chosen == pressed else pressed


def show_review(session: Session, world: World) -> tuple[Outgoing, ...]:
    """All that will be sent."""
    w, draft = world.words_of(session), session.draft
    district = names.local(w, world.guide.district(draft.district).names) if draft.district else ""
    return sending.review(w, draft, district, _unsettled(session, world))


def _unsettled(session: Session, world: World) -> tuple[Identifier, ...]:
    draft = session.draft
    return () if draft.were_identifiers_settled else world.identifiers.find(draft.narrative)


def take_review(session: Session, incoming: Incoming, world: World) -> Turn | None:
    """Take out, keep, write it anew, or send."""
    if not isinstance(incoming, Pressed):
        return None
    if incoming.action == "take_out":
        told = without(session.draft.narrative, _unsettled(session, world))
        return go(session.drafting(narrative=told, were_identifiers_settled=True), Step.review)
    if incoming.action == "keep":
        return go(session.drafting(were_identifiers_settled=True), Step.review)
    if incoming.action == "rewrite":
        # What the old words said of the child goes with them; the screen that could change it is passed.
        anew = passing.emptied(session).drafting(narrative="", were_identifiers_settled=False)
        return go(anew, Step.narrative)
    if incoming.action == "send" and not _unsettled(session, world):
        return _send(session)
    return None


def _send(session: Session) -> Turn | None:
    draft = session.draft
    if draft.concern is None:
        return None
    report = Report(
        narrative=draft.narrative,
        language=session.language,
        child=draft.child,
        said_in_danger=draft.said_in_danger,
        tier_answer=draft.tier_answer,
        reads_urgent=draft.reads_urgent,
    )
    return Turn(session, effects=(FileReport(report, draft.concern, draft.district, _reads_clearly(draft)),))


def _reads_clearly(draft: Draft) -> bool:
    return draft.is_sure and draft.concern in draft.likely[:1]


def filed(session: Session, result: ReportFiled, world: World) -> Turn:
    """It is safe: the words leave the draft at once, only what the services need stays."""
    kept, learnt = (
        replace(session.draft, narrative="", likely=(), candidates=()),
        practising.learnt(session, result, world),
    )
    return go(replace(learnt, draft=kept, receipt=Receipt(result.code, result.is_covered, result.lane)), Step.receipt)


def show_receipt(session: Session, world: World) -> tuple[Outgoing, ...]:
    """The code again, while it has not been proved."""
    return sending.receipt_of(world.words_of(session), session)


def take_receipt(session: Session, incoming: Incoming, world: World) -> Turn | None:
    """The last four digits, or later; then the nearest services."""
    w = world.words_of(session)
    if isinstance(incoming, Pressed):
        code = session.receipt.code if session.receipt else ""
        return reminding.take_press(session, incoming, code=code) or _finished(session, world)
    if not isinstance(incoming, Said):
        return None
    said, code = digits(incoming.text), session.receipt.code if session.receipt else ""
    if said and said in (code, code[-PROOF_DIGITS:]):
        return _finished(session, world).after(sending.proved(w))
    return go(session, Step.receipt).after(sending.not_the_digits(w)) if said else None


def _finished(session: Session, world: World) -> Turn:
    answer = looking_up.after_report(session, world)
    shown = (*answer.outgoing, *practising.debrief(session, world))
    return Turn(session.cleared().at(Step.menu), shown, answer.effects)
