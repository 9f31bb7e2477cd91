"""What is done for a coordinator; casework looks at the roster of this very transaction, and denies by default."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.casework import coordinating
from bot.casework.covering import coverage
from bot.casework.enrolling import hash_of
from bot.casework.model import FocalPointId
from bot.casework.ports import Invitation
from bot.dialogue import effects as do
from bot.dialogue.outgoing import Message
from bot.dialogue.replies import casework as of_cases
from bot.dialogue.replies import coordinating as replies
from bot.dialogue.replies import names
from bot.dialogue.world import provinces_of
from bot.i18n import Words, words
from bot.turns.carrying.desk import Carries, Desk
from bot.turns.letters import Send, TakeBack
from bot.turns.regular import digest_of


def _invite(effect: do.Invite, desk: Desk) -> do.Result:
    token, others = coordinating.invite_as_coordinator(
        desk.books,
        desk.person,
        effect.role,
        effect.areas,
        provinces_of(desk.guide),
        desk.now,
        office=effect.office,
    )
    invitation = next(each for each in desk.books.roster.waiting(desk.now) if each.token_hash == hash_of(token))
    _tell(desk, others, invitation, replies.notice_of_invitation)
    return do.Invited(token, effect.role, effect.areas)


def _list_invitations(_effect: do.ListInvitations, desk: Desk) -> do.Result:
    return do.InvitationsListed(
        coordinating.waiting_invitations(desk.books, desk.person, provinces_of(desk.guide), desk.now)
    )


def _confirm(effect: do.ConfirmInvitation, desk: Desk) -> do.Result:
    provinces = provinces_of(desk.guide)
    invitation = coordinating.confirm_invitation(desk.books, desk.person, effect.token_hash, provinces, desk.now)
    _tell_inviter(desk, invitation, replies.notice_of_confirmation)
    return do.InvitationDecided(invitation, is_confirmed=True)


def _refuse(effect: do.RefuseInvitation, desk: Desk) -> do.Result:
    provinces = provinces_of(desk.guide)
    invitation = coordinating.refuse_invitation(desk.books, desk.person, effect.token_hash, provinces, desk.now)
    _tell_inviter(desk, invitation, replies.notice_of_refusal)
    return do.InvitationDecided(invitation, is_confirmed=False)


def _list_people(effect: do.ListPeople, desk: Desk) -> do.Result:
    people = coordinating.people_of(desk.books, desk.person, provinces_of(desk.guide))
    today = desk.now.date()
    dead = frozenset(coordinating.label_of(each.person.id) for each in people if coordinating.is_dead(each, today))
    return do.PeopleListed(people, dead, effect.page)


def _find_person(effect: do.FindPerson, desk: Desk) -> do.Result:
    found = coordinating.person_of(desk.books, desk.person, effect.label, provinces_of(desk.guide))
    return do.PersonFound(found, coordinating.is_dead(found, desk.now.date()))


def _revoke(effect: do.Revoke, desk: Desk) -> do.Result:
    """What was on the screen of the revoked goes too: their chat is known until it is forgotten here."""
    provinces = provinces_of(desk.guide)
    whom = coordinating.person_of(desk.books, desk.person, effect.label, provinces).person.id
    if chat := desk.books.contacts.chat_of(whom):
        desk.acts.extend((chat, TakeBack(case.ref)) for case in desk.books.cases.open_for(whom))
    revoked, told = coordinating.revoke_as_coordinator(desk.books, desk.person, effect.label, provinces, desk.now)
    for case, people in told:
        desk.tell(people, case, of_cases.notice_of_report, "filed")
    desk.books.contacts.forget(whom)
    return do.Revoked(revoked, len(told))


def _read_coverage(effect: do.ReadCoverage, desk: Desk) -> do.Result:
    me, today = coordinating.coordinator_of(desk.books, desk.person), desk.now.date()
    found = coverage(desk.books, me.areas, provinces_of(desk.guide), today)
    return do.CoverageRead(found, effect.part, effect.page)


def _read_digest(_effect: do.ReadDigest, desk: Desk) -> do.Result:
    me = coordinating.coordinator_of(desk.books, desk.person)
    return digest_of(desk.books, desk.guide, me.areas, desk.now)


def _tell_inviter(desk: Desk, invitation: Invitation, notice: replies.InvitationNotice) -> None:
    if invitation.invited_by and invitation.invited_by != desk.person:
        _tell(desk, (invitation.invited_by,), invitation, notice)


def _tell(desk: Desk, people: Iterable[FocalPointId], invitation: Invitation, notice: replies.InvitationNotice) -> None:
    for person in people:
        colleague, chat = desk.books.roster.find(person), desk.books.contacts.chat_of(person)
        if colleague and chat:
            desk.acts.append((chat, Send(_worded(desk, words(colleague.language), invitation, notice))))


def _worded(desk: Desk, w: Words, invitation: Invitation, notice: replies.InvitationNotice) -> Message:
    return notice(w, invitation, names.areas(w, desk.guide, invitation.areas))


CARRIES: Mapping[type[do.Effect], Carries] = {
    do.Invite: _invite,
    do.ListInvitations: _list_invitations,
    do.ConfirmInvitation: _confirm,
    do.RefuseInvitation: _refuse,
    do.ListPeople: _list_people,
    do.FindPerson: _find_person,
    do.Revoke: _revoke,
    do.ReadCoverage: _read_coverage,
    do.ReadDigest: _read_digest,
}
