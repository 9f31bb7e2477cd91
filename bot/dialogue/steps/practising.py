"""Practice mode: the same conversation, marked on every message, with whoever practises in both parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from msgspec.structs import replace as redrawn

from bot.casework.model import CaseRef, Tier
from bot.casework.practising import names_real_case, trainee
from bot.casework.routing import FocalPoint
from bot.dialogue.effects import NoticeSeen, ReportFiled, SeeNotice
from bot.dialogue.incoming import Commanded, Incoming, Pressed
from bot.dialogue.outgoing import Document, Message, Outgoing, Picture, Pin, Redraw
from bot.dialogue.replies import casework, practising
from bot.dialogue.replies.common import clear_button, clear_in_each_language
from bot.dialogue.session import Draft, Lesson, Practice, Reason, Session, Step
from bot.dialogue.steps.focal_point import district_of
from bot.dialogue.turn import Turn, go
from bot.dialogue.world import World
from bot.i18n import OFFERED_LANGUAGES, words

Shown = TypeVar("Shown", bound=Message | Picture)


def goes_on(session: Session, incoming: Incoming, world: World) -> tuple[Session, tuple[Outgoing, ...]]:
    """The session, out of practice where its day is over or what came is real, and what is said then."""
    if session.practice is None:
        return session, ()
    if session.practice.since != world.today:
        return _left(session), (world.said_to(session, practising.over_by_itself),)
    if _is_real(incoming, world):
        return _left(session), (world.said_to(session, practising.over_for_real),)
    return session, ()


def _is_real(incoming: Incoming, world: World) -> bool:
    """A one-time link, or a button of a notice that came in earnest: neither may be lost to an exercise."""
    if isinstance(incoming, Commanded):
        return incoming.name == "start" and bool(incoming.argument)
    if not isinstance(incoming, Pressed) or incoming.screen or world.speaker is None:
        return False
    return names_real_case(incoming.argument)


def speaker_of(session: Session, known: FocalPoint | None) -> FocalPoint | None:
    """Who acts: in practice whoever practises, as soon as there is a language to speak to them in."""
    if session.practice is None or not session.language:
        return known
    return trainee(session.practice.trainee, session.language)


def seen_by(session: Session, world: World) -> World:
    """The world as a step may see it."""
    return replace(world, speaker=speaker_of(session, world.speaker))


def _begin(session: Session, world: World) -> Turn:
    """On; what was begun in earnest is finished or stopped first."""
    if session.practice:
        return go(session, session.step)
    if session.draft.narrative or session.is_reporting or session.receipt:
        return go(session, session.step).after(practising.not_now(world.words_of(session)))
    fresh = Session(language=session.language, practice=Practice(world.token, world.today))
    step = Step.promise if session.language else Step.language
    return go(fresh, step).after(world.said_to(session, practising.begun))


def _end(session: Session, world: World) -> Turn:
    """Off; nothing of it comes along."""
    if session.practice is None:
        return go(session, session.step)
    return Turn(_left(session), draws=True).after(world.said_to(session, practising.ended))


def _toggle(session: Session, world: World) -> Turn:
    return _end(session, world) if session.practice else _begin(session, world)


ACTS: Mapping[str, Callable[[Session, World], Turn]] = {"practice": _toggle, "practise": _begin, "end_practice": _end}
"""Good on any screen, before a language is chosen too."""


def _left(session: Session) -> Session:
    step = Step.menu if session.was_promised else Step.promise if session.language else Step.language
    return Session(language=session.language, was_promised=session.was_promised, step=step)


def take_press(session: Session, press: Pressed) -> Turn | None:
    """The debrief's own button; out of practice it opens nothing."""
    if press.action != "see_notice" or session.practice is None:
        return None
    return Turn(session, effects=(SeeNotice(CaseRef(press.argument)),))


def noticed(session: Session, result: NoticeSeen, world: World) -> Turn:
    """The notice, whose button opens the case as in earnest."""
    district = district_of(session, result.case, world)
    return Turn(session, (casework.notice_of_report(world.words_of(session), result.case, district),))


def learnt(session: Session, result: ReportFiled, world: World) -> Session:
    """What there will be to say of a report sent in practice; anybody else's session stays as it is."""
    case, practice = result.practised, session.practice
    if practice is None or case is None:
        return session
    draft = session.draft
    read_as = draft.likely[0] if draft.is_sure and draft.likely else None
    holds = bool(world.identifiers.find(draft.narrative))
    lesson = Lesson(case.concern, read_as, case.tier, _reason(draft, world), holds)
    return replace(session, practice=replace(practice, case=case.ref, lesson=lesson))


def _reason(draft: Draft, world: World) -> Reason:
    if draft.said_in_danger:
        return Reason.danger
    pathway = world.guide.pathway_for(draft.concern) if draft.concern else None
    if pathway and draft.tier_answer and pathway.lifted_tier != pathway.base_tier:
        return Reason.answer
    is_lifted_by_words = draft.reads_urgent and pathway is not None and Tier[pathway.base_tier] > Tier.T1
    return Reason.words if is_lifted_by_words else Reason.concern


def debrief(session: Session, world: World) -> tuple[Outgoing, ...]:
    """What there is to learn from the report just sent; nothing outside of practice."""
    practice = session.practice
    if practice is None or practice.lesson is None:
        return ()
    return (practising.debrief(world.words_of(session), practice.lesson, practice.case),)


def marked(turn: Turn) -> Turn:
    """The turn with the mark of practice on every message, and Clear under each that has buttons."""
    if turn.session.practice is None:
        return turn
    return replace(turn, outgoing=tuple(_marked(each, turn.session.language) for each in turn.outgoing))


def marked_message(session: Session, message: Message) -> Message:
    """One message, marked where the session is an exercise's."""
    return _with_mark(message, session.language) if session.practice else message


def _marked(each: Outgoing, language: str) -> Outgoing:
    if isinstance(each, Pin):
        return redrawn(each, title=practising.MARK + each.title)
    if isinstance(each, Document):
        return redrawn(each, caption=f"{practising.MARK}{each.caption}")
    return Redraw(_with_mark(each.message, language)) if isinstance(each, Redraw) else _with_mark(each, language)


def _with_mark(message: Shown, language: str) -> Shown:
    languages = (language,) if language else OFFERED_LANGUAGES
    mark = "\n".join(practising.watermark(words(each)) for each in languages)
    lacks_clear = bool(message.rows) and not any(button.action == "clear" for row in message.rows for button in row)
    clear = (clear_button(words(language)),) if language else clear_in_each_language()
    return redrawn(message, text=f"{mark}\n\n{message.text}", rows=(*message.rows, *((clear,) if lacks_clear else ())))
