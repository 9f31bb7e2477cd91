"""What is understood on any screen: commands, buttons that never go stale, a code, a question, a concern."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.casework.model import Concern
from bot.casework.no_reports import kind_of
from bot.dialogue.effects import CountNoReport, Enrol, ListCases, WipeChat
from bot.dialogue.incoming import Commanded, Incoming, Pressed, Said, SentMedia, SharedPoint
from bot.dialogue.outgoing import Message, Outgoing
from bot.dialogue.replies import common, opening, telling
from bot.dialogue.session import Draft, Lookup, Session, Step
from bot.dialogue.steps import complaining, coordinating, focal_point, following, looking_up, placing, practising
from bot.dialogue.steps import telling as report
from bot.dialogue.turn import Turn, go
from bot.dialogue.world import World
from bot.i18n import SOURCE_LANGUAGE

_COMMANDS = {
    "start": "start", "help": "help", "cancel": "cancel", "clear": "clear", "x": "clear", "status": "status",
    "code": "status", "language": "languages", "report": "report", "services": "lookup", "menu": "start",
    "cases": "cases", "people": "people", "me": "me",
    "digest": "digest", "coverage": "coverage", "practice": "practice", "practise": "practice",
}  # fmt: skip
_PRESSES = frozenset(
    {
        "clear",
        "report",
        "lookup",
        "code",
        "status",
        "languages",
        "help",
        "cancel",
        "report_this",
        "practise",
        "end_practice",
    }
)
_INTENT_ACTS = {"help": "help", "cancel": "cancel", "check_status": "status"}
_WORDS_FOR_SOMEBODY = frozenset(
    {Step.mailbox, Step.asking, Step.noting, Step.transferring, Step.sure_to_send, Step.inviting}
)
_SHORT = 60
"""Characters; a long text that reads like "help" is a report, a short one is a call for the help screen."""


def take(session: Session, incoming: Incoming, world: World) -> Turn | None:
    """What is good at any time; None for what belongs to the step."""
    match incoming:
        case Commanded():
            return _command(session, incoming, world)
        case Pressed() if not incoming.screen:
            return _press(session, incoming, world)
        case SentMedia() if incoming.said is None:
            return _declined(session, incoming, world)
        case Said() if session.step != Step.receipt and (code := following.code_in(incoming.text)):
            return following.read(session, code)
    return None


def _command(session: Session, command: Commanded, world: World) -> Turn:
    if command.name == "start" and command.argument:
        return Turn(session, effects=(Enrol(command.argument, session.language or SOURCE_LANGUAGE),))
    return _act(session, _COMMANDS.get(command.name, "start"), world)


def _press(session: Session, press: Pressed, world: World) -> Turn:
    theirs = (
        practising.take_press(session, press)
        or coordinating.take_press(session, press, world)
        or focal_point.take_press(session, press, world)
    )
    if theirs:
        return theirs
    if complaint := complaining.take_press(session, press, world):
        return complaint
    if press.action == "map" and (shown := looking_up.on_a_map(press, world)):
        return Turn(session, shown)
    return _act(session, press.action if press.action in _PRESSES else "start", world)


def _act(session: Session, act: str, world: World) -> Turn:
    """Something that can be asked for on any screen."""
    if act in _BEFORE_ALL:
        return _BEFORE_ALL[act](session, world)
    if not session.language and world.speaker is None:
        return go(session, Step.language)
    if not session.was_promised and act not in _BEFORE_THE_PROMISE:
        return go(session, Step.promise)
    if act in _LEAVES_A_REPORT and session.is_reporting:
        return stale(session, world)
    return _ACTS.get(act, _menu)(session, world)


def _clear(_session: Session, _world: World) -> Turn:
    return Turn(Session(), effects=(WipeChat(),))


def _languages(session: Session, _world: World) -> Turn:
    return go(replace(session, back_to=session.step if session.language else None), Step.language)


def _menu(session: Session, world: World) -> Turn:
    """Where everything begins; a report under way is gone on with instead."""
    return go(session, session.step if session.is_reporting else Step.menu)


def _help(session: Session, world: World) -> Turn:
    return _aside(session, opening.help_text(world.words_of(session)))


def _aside(session: Session, reply: Message) -> Turn:
    """Something said in passing; afterwards the question we stand at is asked again, so that nobody is lost."""
    return Turn(session, (reply,), draws=session.step not in (Step.start, Step.menu, Step.unsafe))


def _cancel(session: Session, world: World) -> Turn:
    return go(session.cleared(), Step.menu).after(opening.cancelled(world.words_of(session)))


def _status(session: Session, world: World) -> Turn:
    return following.status(session)


def _code(session: Session, world: World) -> Turn:
    return go(session, Step.code)


def _cases(session: Session, world: World) -> Turn:
    return Turn(session, effects=(ListCases(),)) if world.speaker else go(session, Step.menu)


def _people(session: Session, world: World) -> Turn:
    return coordinating.menu(session, "", world) if coordinating.is_coordinator(world) else go(session, Step.menu)


def _digest(session: Session, world: World) -> Turn:
    return coordinating.digest_now(session, "", world) if coordinating.is_coordinator(world) else go(session, Step.menu)


def _coverage(session: Session, world: World) -> Turn:
    is_theirs = coordinating.is_coordinator(world)
    return coordinating.coverage_now(session, "", world) if is_theirs else go(session, Step.menu)


def _me(session: Session, world: World) -> Turn:
    return coordinating.me(session, world) or go(session, Step.menu)


def _lookup(session: Session, world: World) -> Turn:
    return go(replace(session, lookup=Lookup(), draft=Draft()), Step.lookup_kind)


def _report(session: Session, world: World) -> Turn:
    """Begin a report, go on with one, or take up words that were written before."""
    if session.is_reporting:
        return go(session, session.step)
    return report.begin(session if session.draft.narrative else session.cleared(), world)


_ACTS: Mapping[str, Callable[[Session, World], Turn]] = {
    "start": _menu,
    "help": _help,
    "cancel": _cancel,
    "status": _status,
    "code": _code,
    "cases": _cases,
    "people": _people,
    "me": _me,
    "digest": _digest,
    "coverage": _coverage,
    "lookup": _lookup,
    "report": _report,
    "report_this": _report,
}
_BEFORE_ALL: Mapping[str, Callable[[Session, World], Turn]] = {
    "clear": _clear,
    "languages": _languages,
    **practising.ACTS,
}
"""Good before a language is chosen."""
_BEFORE_THE_PROMISE = frozenset({"help", "status", "cases", "people", "me", "digest", "coverage", "cancel"})
_LEAVES_A_REPORT = frozenset({"lookup", "code"})


def _declined(session: Session, media: SentMedia, world: World) -> Turn:
    return go(session, session.step).after(declining(session, media, world))


def declining(session: Session, media: SentMedia, world: World) -> Message:
    """Why it is not taken."""
    return world.said_to(session, lambda w: common.declined(w, media.kind))


def meant(session: Session, said: Said, world: World) -> Turn | None:
    """A text that means something on any screen: a question for a service, or a short call for help or an end."""
    meaning = said.meaning
    if meaning is None or not meaning.is_sure or session.step in _WORDS_FOR_SOMEBODY:
        return None
    intent = meaning.best[0]
    if intent in looking_up.CATEGORY_OF_INTENT and session.step not in (Step.lookup_place, Step.place):
        return looking_up.asked(session, said, world)
    if len(said.text) > _SHORT or not session.language:
        return None
    if intent in _INTENT_ACTS:
        return _act(session, _INTENT_ACTS[intent], world)
    answers = {
        "ask_anonymity": opening.anonymity,
        "talk_to_human": opening.person,
        "thanks": opening.welcome,
    }
    reply = answers.get(intent)
    return _aside(session, reply(world.words_of(session))) if reply else None


def stale(session: Session, world: World) -> Turn:
    """A button of an earlier screen: say so, and show where we are."""
    if session.step == Step.start:
        return go(session, Step.language).after(world.said_to(session, telling.forgotten))
    return go(session, session.step).after(common.stale(world.words_of(session)))


def otherwise(session: Session, incoming: Incoming, world: World) -> Turn:
    """What neither the step nor anything else knew what to do with."""
    if isinstance(incoming, SharedPoint) and not session.is_reporting:
        return placing.pinned_first(session, incoming, world)
    if not isinstance(incoming, Said):
        return report.please_press(session, world)
    if session.is_reporting and report.has_substance(incoming):
        return report.add_words(session, incoming, world)
    if session.is_reporting:
        return report.please_press(session, world)
    return _out_of_nowhere(session, incoming, world)


def _out_of_nowhere(session: Session, said: Said, world: World) -> Turn:
    """Words at the menu: a concern starts a report, a guess is asked about, anything else shows the menu."""
    intent, w = _sure_intent(said), world.words_of(session)
    if intent in set(Concern):
        return report.tell(session.cleared(), said, world).after(*_owed(session, world))
    kind = kind_of(said.text, is_out_of_scope=intent == "out_of_scope")
    if kind or not report.has_substance(said):
        if session.receipt:
            return go(session, Step.receipt)
        reply = () if intent == "greet" else (opening.not_understood(w),)
        counted = (CountNoReport(kind),) if kind else ()
        return replace(go(session, Step.menu), effects=counted).after(*reply)
    told = report.understood(session.cleared().drafting(narrative=said.text), said.meaning)
    return Turn(told.at(Step.menu), (*_owed(session, world), telling.is_it_a_report(w)))


def _sure_intent(said: Said) -> str:
    return said.meaning.best[0] if said.meaning and said.meaning.is_sure else ""


def _owed(session: Session, world: World) -> tuple[Outgoing, ...]:
    """The services for a report that was just sent, when the next one begins before the code was proved."""
    return looking_up.for_report(session, world) if session.receipt else ()
