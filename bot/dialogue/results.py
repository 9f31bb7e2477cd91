"""What was carried out comes back into the conversation: for each result the step that takes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.dialogue import effects as did
from bot.dialogue.effects import Result
from bot.dialogue.session import Session
from bot.dialogue.steps import (
    case_acts,
    coordinating,
    enrolling,
    focal_point,
    following,
    handing_over,
    linking,
    mailbox_acts,
    practising,
    reminding,
    sending,
)
from bot.dialogue.turn import Turn
from bot.dialogue.world import World

Takes = Callable[[Session, Any, World], Turn]


def take(session: Session, result: Result, world: World) -> Turn:
    """The turn after something was carried out."""
    return _TAKEN_BY[type(result)](session, result, world)


_TAKEN_BY: Mapping[type[Result], Takes] = {
    did.ReportFiled: sending.filed,
    did.MailboxOpened: following.opened,
    did.MailboxChanged: mailbox_acts.changed,
    did.ReminderSet: reminding.is_set,
    did.MailboxNotFound: following.not_found,
    did.CodesBusy: following.busy,
    did.MessagePassedOn: following.passed_on,
    did.CaseReopened: following.reopened,
    did.Enrolled: enrolling.enrolled,
    did.LinkRefused: enrolling.refused,
    did.CasesListed: focal_point.listed,
    did.HistoryRead: case_acts.history,
    did.ServicesFound: case_acts.services_found,
    did.QuietKept: focal_point.quiet_kept,
    did.CaseOpened: focal_point.opened,
    did.CaseMoved: focal_point.moved,
    did.CaseRefused: focal_point.refused,
    did.Invited: coordinating.invited,
    did.InvitationsListed: coordinating.invitations_listed,
    did.InvitationDecided: coordinating.decided,
    did.PeopleListed: coordinating.people_listed,
    did.PersonFound: coordinating.person_found,
    did.Revoked: coordinating.revoked,
    did.CoverageRead: coordinating.coverage_read,
    did.DigestRead: coordinating.digest_read,
    did.Denied: coordinating.denied,
    did.NoticeSeen: practising.noticed,
    did.HandOverAsked: handing_over.asked,
    did.HandOverPosted: handing_over.posted,
    did.HandOverFile: handing_over.filed,
    did.HandOverRefused: handing_over.refused,
    did.AlikeFound: linking.alike_found,
    did.LinkDecided: linking.decided,
    did.TracedRead: linking.read,
}
