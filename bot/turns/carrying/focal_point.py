"""What is done for a focal point; whoever is not enrolled is told no more than that there is no such case."""

from __future__ import annotations

from collections.abc import Mapping

from bot.casework import handling, passing_on
from bot.casework.errors import NoFocalPoint
from bot.casework.inbox import inbox, is_overdue
from bot.casework.model import Case, CaseRef, DistrictId
from bot.casework.moving import case_of
from bot.casework.routing import Whereabouts, kept_out
from bot.dialogue import effects as do
from bot.dialogue.replies import casework as replies
from bot.turns.carrying.desk import Carries, Desk
from bot.turns.letters import TakeBack
from services_directory.errors import UnknownDistrict
from services_directory.model import District

OFFERED = 6


def _list(effect: do.ListCases, desk: Desk) -> do.Result:
    cases = inbox(desk.books, desk.person, desk.now)
    overdue = frozenset(case.ref for case in cases if is_overdue(case, desk.now))
    return do.CasesListed(cases, overdue, effect.page)


def _open(effect: do.OpenCase, desk: Desk) -> do.Result:
    return do.CaseOpened(handling.open_case(desk.books, effect.ref, desk.person, desk.now))


def _acknowledge(effect: do.AcknowledgeCase, desk: Desk) -> do.Result:
    return do.CaseMoved("acknowledged", handling.acknowledge_case(desk.books, effect.ref, desk.person, desk.now))


def _take_over(effect: do.TakeOverCase, desk: Desk) -> do.Result:
    before = handling.take_over_case(desk.books, effect.ref, desk.person, effect.held_by, desk.now)
    if before.holder:
        desk.tell([before.holder], before, replies.notice_of_takeover)
    return _moved("taken_over", effect.ref, desk)


def _ask(effect: do.AskReporter, desk: Desk) -> do.Result:
    asked = handling.ask_reporter(desk.books, effect.ref, desk.person, effect.text, desk.now)
    desk.remind(effect.ref)
    return do.CaseMoved("asked", asked)


def _note(effect: do.WriteNote, desk: Desk) -> do.Result:
    return do.CaseMoved("noted", handling.write_note(desk.books, effect.ref, desk.person, effect.text, desk.now))


def _set_tier(effect: do.SetTier, desk: Desk) -> do.Result:
    return do.CaseMoved("urgency", handling.set_tier(desk.books, effect.ref, desk.person, effect.tier, desk.now))


def _history(effect: do.ReadHistory, desk: Desk) -> do.Result:
    return do.HistoryRead(handling.open_case(desk.books, effect.ref, desk.person, desk.now))


def _find_services(effect: do.FindServices, desk: Desk) -> do.Result:
    """Of the concern's pathway, near the case's district, without the body the danger may come from."""
    case = case_of(desk.books, effect.ref, desk.person)
    accused = desk.books.cases.report(effect.ref).child.accused
    excluding = kept_out(accused)
    district = _district(desk, case.district)
    found = desk.guide.services_for(case.concern, district, today=desk.now.date(), limit=OFFERED, excluding=excluding)
    return do.ServicesFound(case, found)


def _refer(effect: do.ReferCase, desk: Desk) -> do.Result:
    referred = passing_on.refer_case(desk.books, effect.ref, desk.person, effect.service, desk.now)
    desk.remind(effect.ref)
    return do.CaseMoved("referred", referred)


def _move_referral(effect: do.MoveReferral, desk: Desk) -> do.Result:
    passing_on.move_referral(desk.books, effect.ref, desk.person, effect.number, effect.state, desk.now, effect.reason)
    desk.remind(effect.ref)
    return _moved("referral", effect.ref, desk)


def _district(desk: Desk, id_: str | None) -> District | None:
    """None for no district, and for one that the directory of today no longer has."""
    try:
        return desk.guide.district(id_) if id_ else None
    except UnknownDistrict:
        return None


def _transfer(effect: do.TransferCase, desk: Desk) -> do.Result:
    known = _district(desk, effect.district)
    if known is None:
        raise NoFocalPoint
    where = Whereabouts(DistrictId(known.id), known.province)
    case, told = passing_on.transfer_case(desk.books, effect.ref, desk.person, where, desk.now)
    desk.tell(told, case, replies.notice_of_report, "filed")
    desk.remind(effect.ref)
    desk.acts.append((desk.chat, TakeBack(effect.ref)))
    return do.CaseMoved("transferred", case)


def _dismiss(effect: do.DismissCase, desk: Desk) -> do.Result:
    return _closed(handling.dismiss_case(desk.books, effect.ref, desk.person, effect.why, desk.now), desk)


def _close(effect: do.CloseCase, desk: Desk) -> do.Result:
    return _closed(handling.close_case(desk.books, effect.ref, desk.person, effect.outcome, desk.now), desk)


def _closed(case: Case, desk: Desk) -> do.Result:
    desk.acts.append((desk.chat, TakeBack(case.ref)))
    desk.remind(case.ref)
    return do.CaseMoved("closed", case)


def _moved(act: str, ref: CaseRef, desk: Desk) -> do.Result:
    return do.CaseMoved(act, case_of(desk.books, ref, desk.person))


def _keep_quiet(effect: do.KeepQuiet, desk: Desk) -> do.Result:
    desk.books.roster.keep_quiet(desk.person, effect.hours)
    return do.QuietKept(effect.hours)


def _speak(effect: do.SpeakTo, desk: Desk) -> None:
    if desk.speaker:
        desk.books.roster.speak(desk.speaker.id, effect.language)


CARRIES: Mapping[type[do.Effect], Carries] = {
    do.ListCases: _list,
    do.OpenCase: _open,
    do.AcknowledgeCase: _acknowledge,
    do.TakeOverCase: _take_over,
    do.AskReporter: _ask,
    do.WriteNote: _note,
    do.SetTier: _set_tier,
    do.ReadHistory: _history,
    do.FindServices: _find_services,
    do.ReferCase: _refer,
    do.MoveReferral: _move_referral,
    do.TransferCase: _transfer,
    do.DismissCase: _dismiss,
    do.CloseCase: _close,
    do.KeepQuiet: _keep_quiet,
    do.SpeakTo: _speak,
}
