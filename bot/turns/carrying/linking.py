"""What is done about two cases that may be of one child."""

from __future__ import annotations

from collections.abc import Mapping

from bot.casework import linking, tracing
from bot.casework.moving import case_of
from bot.dialogue import effects as do
from bot.dialogue.replies import linking as replies
from bot.turns.carrying.desk import Carries, Desk
from bot.turns.notices import NoticeText


def _find(effect: do.FindAlike, desk: Desk) -> do.Result:
    alike = linking.alike_to(desk.books, effect.ref, desk.person)
    traces = tracing.traces_of(desk.books, effect.ref, desk.person)
    return do.AlikeFound(case_of(desk.books, effect.ref, desk.person), alike, traces)


def _link(effect: do.LinkCases, desk: Desk) -> do.Result:
    linking.link_cases(desk.books, effect.ref, effect.other, desk.person, desk.now)
    return do.LinkDecided("link", effect.ref)


def _unlink(effect: do.UnlinkCases, desk: Desk) -> do.Result:
    linking.unlink_cases(desk.books, effect.ref, effect.other, desk.person, desk.now)
    return do.LinkDecided("unlink", effect.ref)


def _tell_apart(effect: do.TellApart, desk: Desk) -> do.Result:
    linking.tell_apart(desk.books, effect.ref, effect.other, desk.person, desk.now)
    return do.LinkDecided("tell_apart", effect.ref)


def _agree(effect: do.AgreeToTrace, desk: Desk) -> do.Result:
    told = tracing.agree_to_trace(desk.books, effect.ref, effect.other, desk.person, desk.now)
    return _answered(told, desk, replies.notice_of_agreement, "trace", effect)


def _decline(effect: do.DeclineToTrace, desk: Desk) -> do.Result:
    told = tracing.decline_to_trace(desk.books, effect.ref, effect.other, desk.person, desk.now)
    return _answered(told, desk, replies.notice_of_refusal, "not_traced", effect)


def _answered(
    told: tracing.Told, desk: Desk, notice: NoticeText, act: str, effect: do.AgreeToTrace | do.DeclineToTrace
) -> do.Result:
    case, _own, people = told
    desk.tell(people, case, notice)
    return do.LinkDecided(act, effect.ref)


def _read(effect: do.ReadTraced, desk: Desk) -> do.Result:
    report = tracing.read_traced(desk.books, effect.ref, effect.other, desk.person, desk.now)
    return do.TracedRead(effect.other, report)


CARRIES: Mapping[type[do.Effect], Carries] = {
    do.FindAlike: _find,
    do.LinkCases: _link,
    do.UnlinkCases: _unlink,
    do.TellApart: _tell_apart,
    do.AgreeToTrace: _agree,
    do.DeclineToTrace: _decline,
    do.ReadTraced: _read,
}
