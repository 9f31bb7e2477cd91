"""What is done for a focal point; whoever is not enrolled is told no more than that there is no such case."""

from __future__ import annotations

from collections.abc import Mapping

from bot.casework import handling
from bot.dialogue import effects as do
from bot.turns.carrying.desk import Carries, Desk
from bot.turns.letters import TakeBack


def _list(_effect: do.ListCases, desk: Desk) -> do.Result:
    return do.CasesListed(desk.books.cases.open_for(desk.person))


def _open(effect: do.OpenCase, desk: Desk) -> do.Result:
    return do.CaseOpened(handling.open_case(desk.books, effect.ref, desk.person, desk.now))


def _acknowledge(effect: do.AcknowledgeCase, desk: Desk) -> do.Result:
    return do.CaseMoved("acknowledged", handling.acknowledge_case(desk.books, effect.ref, desk.person, desk.now))


def _ask(effect: do.AskReporter, desk: Desk) -> do.Result:
    return do.CaseMoved("asked", handling.ask_reporter(desk.books, effect.ref, desk.person, effect.text, desk.now))


def _close(effect: do.CloseCase, desk: Desk) -> do.Result:
    closed = handling.close_case(desk.books, effect.ref, desk.person, effect.outcome, desk.now)
    desk.acts.append((desk.chat, TakeBack(effect.ref)))
    return do.CaseMoved("closed", closed)


def _speak(effect: do.SpeakTo, desk: Desk) -> None:
    if desk.speaker:
        desk.books.roster.speak(desk.speaker.id, effect.language)


CARRIES: Mapping[type[do.Effect], Carries] = {
    do.ListCases: _list,
    do.OpenCase: _open,
    do.AcknowledgeCase: _acknowledge,
    do.AskReporter: _ask,
    do.CloseCase: _close,
    do.SpeakTo: _speak,
}
