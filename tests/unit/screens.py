"""Every screen there is, drawn with real cases and services, for tests that read all the bot says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import cycle

from bot.casework.covering import Coverage, Covered
from bot.casework.errors import Denial
from bot.casework.following import OpenedMailbox
from bot.casework.handling import OpenedCase
from bot.casework.identifiers import Identifier, IdentifierKind
from bot.casework.lanes import Lane
from bot.casework.model import (
    AboutChild,
    Accused,
    AgeBand,
    Author,
    Case,
    CaseRef,
    Concern,
    DistrictId,
    FocalPointId,
    Happened,
    Note,
    Outcome,
    Referral,
    ReferralState,
    RelayMessage,
    Report,
    Sex,
    Stage,
    Tier,
)
from bot.casework.ports import Enrolment, Invitation
from bot.casework.relay_risks import Risk
from bot.casework.routing import EVERYWHERE, FocalPoint, Role
from bot.casework.tracing import Trace
from bot.dialogue.incoming import MediaKind
from bot.dialogue.outgoing import Button, Message, Outgoing
from bot.dialogue.replies import (
    case_acts,
    casework,
    common,
    coordinating,
    covering,
    following,
    history,
    linking,
    names,
    opening,
    placing,
    practising,
    referrals,
    relaying,
    reminding,
    sending,
    services,
    telling,
)
from bot.dialogue.session import Draft, Lesson, Reason, Receipt
from bot.i18n import Words
from services_directory import Directory

TODAY = date(2026, 11, 22)
ME = "me-me-me"
EVENTS = (
    *(
        "filed",
        "opened",
        "acknowledge",
        "take over",
        "ask",
        "noted",
        "refer",
        "hand over",
        "reporter wrote",
        "reopened",
    ),
    *("routed anew", "escalated:1", "nobody did: waiting", "linked", "transferred:swabi", "closed:resolved", "odd"),
    *("urgency:T1", "no report:test", "safer:no", "referral:accepted"),
    *("unlinked", "told apart", "may be traced", "tracing agreed", "tracing declined", "traced report read"),
)
TOLD = {"en": "The neighbour's child is left alone.", "ur": "پڑوس کا بچہ اکیلا رہتا ہے۔"}
CHILD = AboutChild(Sex.girl, AgeBand.to_11, has_disability=True, is_reporter=True, accused=Accused.police)


def screens(w: Words, directory: Directory) -> list[Message]:
    """All messages in one language; whatever the reporter or the focal point wrote is in that language too."""
    drawn = [
        *_opening(w),
        *_telling(w, directory),
        *_placing(w, directory),
        *_sending(w),
        *_following(w),
        *_practising(w),
    ]
    return [*drawn, *_services(w, directory), *_casework(w), *_coordinating(w)]


def buttons(messages: list[Message]) -> list[Button]:
    """The buttons of some screens."""
    return [button for message in messages for row in message.rows for button in row]


def _case(stage: Stage = Stage.waiting, tier: Tier = Tier.T1, outcome: Outcome | None = None) -> Case:
    return Case(CaseRef("x" * 22), DistrictId("mardan"), Concern.neglect, tier, stage, TODAY, outcome=outcome)


def _relayed(w: Words) -> tuple[RelayMessage, ...]:
    return tuple(RelayMessage(author, TOLD[w.language], TODAY) for author in Author)


def _opening(w: Words) -> Iterator[Message]:
    simple = (opening.promise, opening.unsafe, opening.menu, opening.help_text, opening.anonymity, opening.person)
    short = (opening.welcome, opening.cancelled, opening.not_understood)
    anywhere = (common.stale, common.please_press, common.trouble, common.too_busy)
    yield from (draw(w) for draw in (*simple, *short, *anywhere))
    yield from (common.declined(w, kind) for kind in MediaKind)


def _telling(w: Words, directory: Directory) -> Iterator[Message]:
    simple = (telling.narrative, telling.all_concerns, telling.danger, telling.added, telling.too_long)
    yield from (draw(w) for draw in (*simple, telling.forgotten, telling.is_it_a_report, telling.wedding_noted))
    yield from (telling.concern(w, kind) for kind in Concern)
    yield telling.likely_concerns(w, list(Concern)[:3])
    keys = (directory.pathway_for(kind).question for kind in Concern)
    yield from (telling.question(w, key) for key in keys if key and telling.has_question(key))
    for kind in Concern:
        yield telling.numbers_first(w, directory.helplines_for(kind, directory.district("lahore")))


def _placing(w: Words, directory: Directory) -> Iterator[Message]:
    provinces = {each.id: names.local(w, each.names) for each in directory.provinces()}
    yield from (*placing.place(w), *placing.lookup_place(w), placing.unknown_place(w), placing.outside(w))
    yield placing.province_list(w, directory.provinces())
    for province in directory.provinces():
        districts = directory.districts_of(province.id)
        yield placing.district_list(w, districts)
        for candidates in (districts[:1], districts[:3]):
            yield placing.district(w, candidates, provinces)
            yield from placing.place_said(w, names.local(w, candidates[0].names), candidates, provinces)
    yield from (placing.noted(w, ""), placing.noted(w, next(iter(provinces.values()))))


def _sending(w: Words) -> Iterator[Message]:
    found = [Identifier(IdentifierKind.phone, 0, 12, "0300-1234567")]
    draft = Draft(narrative=TOLD[w.language], concern=Concern.sexual_abuse, child=CHILD)
    yield sending.child(w, CHILD)
    yield from (*sending.review(w, draft, "", []), *sending.review(w, draft, "", found))
    for is_covered in (True, False):
        for lane in Lane:
            given = Receipt("1234567890123456", is_covered, lane, is_told=is_covered)
            yield sending.receipt(w, given, offers_news=lane == Lane.fast)
    yield from (sending.not_the_digits(w), sending.proved(w))


def _following(w: Words) -> Iterator[Message]:
    simple = (
        following.code,
        following.unknown_code,
        following.codes_busy,
        following.here,
        following.passed_on,
        following.reopened,
    )
    yield from (draw(w) for draw in (*simple, following.too_long))
    standing = [_case(stage, tier) for stage in Stage for tier in Tier if stage != Stage.closed]
    for case in (*standing, *(_case(Stage.closed, outcome=outcome) for outcome in Outcome)):
        yield from _mailboxes(w, case)
    yield following.mailbox(w, OpenedMailbox(_case(), (), is_covered=False), lambda _: TOLD[w.language])
    yield from (reminding.news(w), *(reminding.is_set(w, is_on=is_on) for is_on in (True, False)))
    yield from (draw(w) for draw in (following.withdrawing, following.erasing, following.erased))
    yield from (following.changed(w, what) for what in ("consented", "refused", "safer", "not_safer", "withdrawn"))


def _mailboxes(w: Words, case: Case) -> Iterator[Message]:
    passed = [Referral(at, "a", state, TODAY, "full") for at, state in enumerate(ReferralState)]
    for asks in (False, True):
        opened = OpenedMailbox(case, _relayed(w), True, (*passed, passed[0]), asks_if_safer=asks, was_transferred=asks)
        opened = replace(opened, may_be_told=True, told_until=TODAY if asks else None)
        yield following.mailbox(w, opened, lambda _: TOLD[w.language])


def _practising(w: Words) -> Iterator[Message]:
    simple = (practising.begun, practising.ended, practising.over_by_itself, practising.over_for_real)
    yield from (draw(w) for draw in (*simple, practising.not_now, practising.only_practice_codes))
    yield Message(practising.watermark(w))
    yield opening.menu(w, practises=True)
    for read_as in (None, *Concern):
        for tier in Tier:
            for reason in Reason:
                lesson = Lesson(Concern.neglect, read_as, tier, reason, holds_identifiers=reason == Reason.danger)
                yield practising.debrief(w, lesson, "~" * 22)


def _services(w: Words, directory: Directory) -> Iterator[Message]:
    yield services.kinds(w)
    drawn: list[Outgoing] = [*services.listings(w, (), directory.helplines_for(None, None), place="")]
    for kind in Concern:
        where = directory.district("mardan")
        found = directory.services_for(kind, where, today=TODAY)
        place = names.local(w, where.names)
        drawn += services.listings(w, found, directory.helplines_for(kind, where), place=place)
    yield from (each for each in drawn if isinstance(each, Message))


def _casework(w: Words) -> Iterator[Message]:
    simple = (casework.link_refused, casework.ask_what, casework.not_asking, casework.closed)
    yield from (draw(w) for draw in simple)
    yield from (casework.enrolled(w, role, [EVERYWHERE]) for role in Role)
    notices = (
        casework.notice_of_report,
        casework.notice_of_escalation,
        casework.notice_of_message,
        casework.notice_of_takeover,
        casework.notice_of_withdrawal,
        casework.notice_of_erasure,
    )
    yield from (draw(w, _case(tier=tier), "") for draw in notices for tier in Tier)
    for count in (1, 2, 100):
        yield from casework.notices_of_urgent(w, [_case()] * count, [""] * count)
    crowd = [replace(_case(), ref=CaseRef(f"{at:022}")) for at in range(25)]
    late = frozenset({crowd[0].ref})
    yield from (casework.inbox(w, crowd[:count], {}, late, page) for count in (0, 1, 25) for page in range(3))
    yield from (casework.quiet_hours(w, hours) for hours in casework.QUIET_HOURS)
    yield from (casework.quiet_kept(w, hours) for hours in casework.QUIET_HOURS)
    yield from (casework.notice_of_many(w, count) for count in (1, 12))
    for stage in Stage:
        for holder in (None, ME, "another"):
            yield from _opened(w, replace(_case(stage), holder=FocalPointId(holder) if holder else None))
        yield from (casework.refused(w, stage, is_held=held) for held in (True, False))
    yield from (casework.outcomes(w, "x" * 22), casework.refused(w, None), casework.nobody_there(w))
    yield from (*_acts(w), *_linking(w))


def _opened(w: Words, case: Case) -> Iterator[Message]:
    """A case to read and what can be done with it, with a referral in every state and everything that can happen."""
    passed = [Referral(at, "a", state, TODAY) for at, state in enumerate(ReferralState)]
    rejected = [Referral(9, "a", ReferralState.rejected, TODAY, reason) for reason in referrals.REASONS]
    happened = tuple(Happened(event, by, TODAY) for event, by in zip(EVENTS, cycle(("", ME, "another")), strict=False))
    notes = (Note(FocalPointId(ME), TOLD[w.language], TODAY),)
    told = Report(TOLD[w.language], w.language, CHILD)
    opened = OpenedCase(case, told, _relayed(w), notes, (*passed, *rejected), happened)
    rows = (*referrals.rows(w, opened), *case_acts.act_rows(w, case, ME))
    yield from casework.content(w, opened, "", referrals.lines(w, opened, lambda _: TOLD[w.language]), rows)
    yield from (casework.acknowledged(w, case, rows), casework.asked(w, rows), case_acts.taken_over(w, case, rows))
    yield from (case_acts.done(w, act, rows) for act in ("noted", "referred", "referral", "urgency"))
    yield from history.history(w, opened, lambda _: TOLD[w.language], ME)


def _linking(w: Words) -> Iterator[Message]:
    case, places = _case(), ("", TOLD[w.language])
    yield from (linking.may_be_the_same(w, case, case), linking.is_linked(w, case, case))
    for here, both in ((False, False), (True, False), (True, True)):
        found = Trace(case.ref, case.district, case.concern, Sex.girl, AgeBand.to_5, TODAY, here, both)
        yield from (linking.trace(w, case.ref, found, place) for place in places)
    yield from linking.traced(w, case.ref, Report(TOLD[w.language], w.language))
    yield from (linking.decided(w, act, case.ref) for act in ("link", "unlink", "tell_apart", "trace", "not_traced"))
    notices = (linking.notice_of_trace, linking.notice_of_agreement, linking.notice_of_refusal)
    yield from (notice(w, case, place) for notice in notices for place in places)


def _acts(w: Words) -> Iterator[Message]:
    ref = CaseRef("x" * 22)
    yield from (case_acts.tiers(w, ref), case_acts.no_reports(w, ref), case_acts.note_what(w))
    yield from (case_acts.transferred(w), referrals.reasons(w, ref, 0), case_acts.refer_to(w, ()))
    yield from (case_acts.transfer_to(w, places) for places in ((), [("swabi", TOLD[w.language])]))
    yield from (relaying.sure_to_send(w, TOLD[w.language], Risk, case=case) for case in ("", "r" * 22))


def _covering(w: Words) -> Iterator[Message]:
    here = "Sindh" if w.language == "en" else "سندھ"
    districts = tuple(Covered(DistrictId(f"d{at}"), "sindh", at % 3, at % 2) for at in range(40))
    found = Coverage(districts, {"": 7, "d1": None})
    yield covering.summary(w, found, [("sindh", here), ("punjab", here)])
    yield covering.part(w, found, "punjab", 0, lambda _: here)
    for wanted in ("sindh", covering.GAPS):
        yield from (covering.part(w, found, wanted, page, lambda id_: here if id_ else "") for page in range(3))


def _coordinating(w: Words) -> Iterator[Message]:
    simple = (coordinating.menu, coordinating.roles, coordinating.left, coordinating.waits)
    yield from (draw(w) for draw in (*simple, coordinating.still_there, coordinating.heard))
    yield from _covering(w)
    where = "Swabi" if w.language == "en" else "صوابی"
    yield coordinating.enrolled(w, where)
    for again in (True, False):
        for found in ([], [("swabi", where)]):
            yield coordinating.where(w, found, is_again=again, offers_country=again)
    ends = datetime(2026, 11, 25, tzinfo=UTC)
    for role in Role:
        someone = FocalPoint(FocalPointId(ME), role, frozenset({"swabi"}))
        enrolment = Enrolment(someone, TODAY)
        invitation = Invitation(b"x" * 32, role, someone.areas, ends, Accused.police, someone.id)
        yield coordinating.me(w, role, where, "ABCDE")
        yield coordinating.review(w, role, where, Accused.police)
        yield coordinating.invited(w, "A" * 22, role, where)
        notices = (coordinating.notice_of_invitation, coordinating.notice_of_confirmation)
        yield from (draw(w, invitation, where) for draw in (*notices, coordinating.notice_of_refusal))
        yield from (coordinating.decided(w, invitation, where, is_confirmed=so) for so in (True, False))
        for mine in (ME, "another"):
            yield from coordinating.invitations(w, [(invitation, where)], mine)
        for count in (0, 1, 20):
            yield coordinating.people(w, [(enrolment, where)] * count, frozenset({"ABCDE"}), 1)
        yield from (coordinating.person(w, enrolment, where, is_dead=dead) for dead in (True, False))
    yield from coordinating.invitations(w, [], ME)
    yield coordinating.sure_to_revoke(w, "ABCDE")
    yield from (coordinating.revoked(w, "ABCDE", count) for count in (0, 1, 3))
    yield from (coordinating.denied(w, why) for why in Denial)
