"""A person who does anything at all, in the pure dialogue, and a shell around it that answers every effect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import msgspec

from bot.casework.covering import Coverage, Covered
from bot.casework.digesting import Digest
from bot.casework.errors import Denial
from bot.casework.following import OpenedMailbox
from bot.casework.handling import OpenedCase
from bot.casework.handover import HandedOver, HandOverState, Refusal
from bot.casework.linking import Alike
from bot.casework.model import (
    Accused,
    AgeBand,
    Case,
    CaseRef,
    DistrictId,
    FocalPointId,
    Outcome,
    Report,
    Sex,
    Stage,
    Tier,
)
from bot.casework.model import Concern as Kind
from bot.casework.ports import Enrolment, Invitation, Mailbox
from bot.casework.routing import FocalPoint, Role
from bot.casework.tracing import Trace
from bot.channels.emulator.html_text import parse_html, utf16
from bot.channels.emulator.markup import MOST_BUTTONS, MOST_CALLBACK_BYTES, MOST_IN_A_ROW
from bot.channels.telegram.translation import to_inline
from bot.charts.figures import MonthlyCount
from bot.dialogue import effects as do
from bot.dialogue import engine
from bot.dialogue.incoming import Incoming, Pressed
from bot.dialogue.outgoing import Button, Document, Message, Outgoing, Picture, Pin, Redraw
from bot.dialogue.replies import practising
from bot.dialogue.session import Session
from bot.dialogue.turn import Turn
from bot.dialogue.world import Guide, IdentifierFinder, World

TODAY = date(2026, 11, 22)
CODE = "1234567890123456"
LONGEST, LONGEST_CAPTION = 4096, 1024
CASE = Case(CaseRef("r" * 22), DistrictId("swabi"), Kind.neglect, Tier.T1, Stage.waiting, TODAY)
CLOSED = Case(CASE.ref, None, Kind.neglect, Tier.T3, Stage.closed, TODAY, outcome=Outcome.referred)


@dataclass
class Walk:
    """One conversation; `shown` is every button there ever was, with the screen it stood on."""

    guide: Guide
    identifiers: IdentifierFinder
    speaker: FocalPoint | None = None
    session: Session = field(default_factory=Session)
    shown: list[tuple[str, Button]] = field(default_factory=list)
    newest: list[tuple[str, Button]] = field(default_factory=list)
    filed: list[do.FileReport] = field(default_factory=list)
    screens: int = 0

    def take(self, incoming: Incoming) -> tuple[Outgoing, ...]:
        """One incoming, with all that follows from it; checks every promise a turn makes."""
        self.screens += 1
        world = World(self.guide, self.identifiers, TODAY, f"screen{self.screens:02}", self.speaker)
        turn = engine.step(self.session, incoming, world)
        assert turn.outgoing or turn.effects, f"no answer to {incoming} at {self.session.step}"
        shown = self._carried_out(turn, world)
        assert shown or any(isinstance(each, do.WipeChat) for each in turn.effects)
        self._check(shown)
        return shown

    def press(self, label: str) -> tuple[Outgoing, ...]:
        """Press a button of the newest answer by its label."""
        screen, button = next(each for each in self.newest if each[1].label.endswith(label))
        return self.take(pressed(screen, button))

    def _carried_out(self, turn: Turn, world: World) -> tuple[Outgoing, ...]:
        outgoing, waiting, self.session = list(turn.outgoing), list(turn.effects), turn.session
        while waiting:
            effect = waiting.pop(0)
            if isinstance(effect, do.FileReport):
                self.filed.append(effect)
            if result := _result_of(effect, is_known=bool(self.speaker)):
                onward = engine.resume(self.session, result, world)
                self.session = onward.session
                outgoing += onward.outgoing
                waiting += onward.effects
        return tuple(outgoing)

    def _check(self, shown: Sequence[Outgoing]) -> None:
        assert msgspec.json.decode(msgspec.json.encode(self.session), type=Session) == self.session
        messages = [
            each.message if isinstance(each, Redraw) else each for each in shown if not isinstance(each, Pin | Document)
        ]
        for message in messages:
            _is_sendable(message, self.session.screen)
            assert self.session.practice is None or message.text.startswith(practising.MARK)
        if self.speaker is None and any(message.rows for message in messages):
            actions = {button.action for message in messages for row in message.rows for button in row}
            assert "clear" in actions, f"no Clear at {self.session.step}"
        self.newest = [
            ("" if button.always else self.session.screen, button)
            for message in messages
            for row in message.rows
            for button in row
            if button.action
        ]
        self.shown += self.newest


def pressed(screen: str, button: Button) -> Pressed:
    """What a press of a button is."""
    return Pressed(button.action, button.argument, screen)


def _is_sendable(message: Message | Picture, screen: str) -> None:
    """Telegram would take it."""
    is_picture = isinstance(message, Picture)
    assert 0 < utf16(parse_html(message.text).text) <= (LONGEST_CAPTION if is_picture else LONGEST)
    to_inline(message, screen)
    buttons = [button for row in message.rows for button in row]
    assert len(buttons) <= MOST_BUTTONS
    assert all(len(row) <= MOST_IN_A_ROW for row in message.rows)
    for button in buttons:
        assert button.label.strip()
        named = "" if button.always else screen
        assert len("|".join((named, button.action, button.argument)).encode()) <= MOST_CALLBACK_BYTES


COLLEAGUE = FocalPoint(FocalPointId("c" * 22), Role.deputy, frozenset({"swabi"}))
ENROLMENT = Enrolment(COLLEAGUE, TODAY)
INVITATION = Invitation(
    b"\xff" * 32, Role.deputy, frozenset({"swabi"}), datetime(2026, 11, 25, tzinfo=UTC), Accused.police, COLLEAGUE.id
)
COVERAGE = Coverage((Covered(DistrictId("swabi"), "khyber-pakhtunkhwa", 1, 1),), {"": None, "swabi": 7})
HANDED = HandedOver("uuid", HandOverState.refused, CASE.filed_on, Refusal.login)
TRACES = tuple(
    Trace(CASE.ref, CASE.district, Kind.street_child, Sex.boy, AgeBand.to_5, TODAY, here, both)
    for here, both in ((False, False), (True, False), (True, True))
)
_MAILBOX = Mailbox(b"l" * 16, b"w" * 32)
_OPENED = do.MailboxOpened(_MAILBOX, OpenedMailbox(CLOSED, (), is_covered=True, may_be_told=True))
_ANSWERS: dict[type, do.Result] = {
    do.FileReport: do.ReportFiled(CODE, is_covered=True, practised=CASE),
    do.SeeNotice: do.NoticeSeen(CASE),
    do.WriteToFocalPoint: do.MessagePassedOn(),
    do.ReopenCase: do.CaseReopened(),
    do.AnswerReferral: do.MailboxChanged("consented"),
    do.SayIfSafer: do.MailboxChanged("safer"),
    do.WithdrawCase: do.MailboxChanged("erased"),
    do.SetReminder: do.ReminderSet(is_on=True),
    do.Enrol: do.Enrolled(Role.focal_point, frozenset({"swabi"})),
    do.ListCases: do.CasesListed((CASE,)),
    do.OpenCase: do.CaseOpened(OpenedCase(CASE, Report(narrative="words", language="en"), ())),
    do.AcknowledgeCase: do.CaseRefused(Stage.closed),
    do.TakeOverCase: do.CaseRefused(Stage.acting, is_held=True),
    do.AskReporter: do.CaseMoved("asked", CASE),
    do.WriteNote: do.CaseMoved("noted", CASE),
    do.SetTier: do.CaseMoved("urgency", CASE),
    do.ReadHistory: do.HistoryRead(OpenedCase(CASE, Report(narrative="words", language="en"), ())),
    do.FindServices: do.ServicesFound(CASE, ()),
    do.ReferCase: do.CaseMoved("referred", CASE),
    do.MoveReferral: do.CaseMoved("referral", CASE),
    do.TransferCase: do.CaseRefused(is_uncovered=True),
    do.DismissCase: do.CaseMoved("closed", CLOSED),
    do.KeepQuiet: do.QuietKept(None),
    do.FindAlike: do.AlikeFound(CASE, Alike((CASE, CASE), (CASE,)), TRACES),
    do.LinkCases: do.LinkDecided("link", CASE.ref),
    do.UnlinkCases: do.LinkDecided("unlink", CASE.ref),
    do.TellApart: do.LinkDecided("tell_apart", CASE.ref),
    do.AgreeToTrace: do.LinkDecided("trace", CASE.ref),
    do.DeclineToTrace: do.LinkDecided("not_traced", CASE.ref),
    do.ReadTraced: do.TracedRead(CASE.ref, Report(narrative="words", language="en")),
    do.CloseCase: do.CaseMoved("closed", CLOSED),
    do.Invite: do.Invited("A" * 22, Role.deputy, frozenset({"swabi"})),
    do.ListInvitations: do.InvitationsListed((INVITATION, INVITATION)),
    do.ConfirmInvitation: do.InvitationDecided(INVITATION, is_confirmed=True),
    do.RefuseInvitation: do.Denied(Denial.gone),
    do.ListPeople: do.PeopleListed((ENROLMENT,) * 20, frozenset(), 1),
    do.FindPerson: do.PersonFound(ENROLMENT, is_dead=True),
    do.Revoke: do.Revoked(ENROLMENT, 2),
    do.ReadCoverage: do.CoverageRead(COVERAGE),
    do.ReadDigest: do.DigestRead(
        Digest(((DistrictId("swabi"), 2),), 5, (), (), 1), (MonthlyCount("", TODAY.replace(day=1), 7),)
    ),
    do.AskHandOver: do.HandOverAsked(CASE, HANDED, ("unaccompanied", "separated"), can_send=True),
    do.HandOver: do.HandOverPosted(CASE, HANDED, is_new=True),
}


def _result_of(effect: do.Effect, *, is_known: bool) -> do.Result | None:
    """What the shell might answer; None for what needs no answer. One code opens a mailbox, every other none."""
    if isinstance(effect, do.ReadMailbox):
        return _OPENED if effect.mailbox or effect.code == CODE else do.MailboxNotFound()
    if isinstance(effect, do.Enrol) and not is_known:
        return do.LinkRefused()
    return _ANSWERS.get(type(effect))
