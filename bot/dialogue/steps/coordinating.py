"""What a coordinator does; nothing of it is there for anybody else, and casework checks the areas again."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from bot.casework.coordinating import answers_for, label_of
from bot.casework.model import Accused
from bot.casework.routing import EVERYWHERE, FocalPoint, Role
from bot.dialogue import effects as do
from bot.dialogue.incoming import Incoming, Pressed, Said
from bot.dialogue.outgoing import Outgoing
from bot.dialogue.replies import coordinating, covering, digest, names
from bot.dialogue.session import Inviting, Session, Step
from bot.dialogue.turn import Turn, go
from bot.dialogue.world import World, provinces_of

CANDIDATES = 6
_HASH_LENGTH = 32


def is_coordinator(world: World) -> bool:
    """Whether whoever writes coordinates."""
    return world.speaker is not None and world.speaker.role == Role.coordinator


def take_press(session: Session, press: Pressed, world: World) -> Turn | None:
    """A button of a coordinator's; None when it is none of theirs, or whoever pressed it is no coordinator.

    Only the answer to the test message is everybody's who is enrolled; that they wrote the shell has noted by itself.
    """
    if press.action == "here" and world.speaker:
        return Turn(session, (coordinating.heard(world.words_of(session)),))
    act = _PRESSED.get(press.action) if is_coordinator(world) else None
    return act(session, press.argument, world) if act else None


def menu(session: Session, _argument: str, world: World) -> Turn:
    """What can be done."""
    return Turn(session, (coordinating.menu(world.words_of(session)),))


def me(session: Session, world: World) -> Turn | None:
    """How somebody is enrolled; None for anybody else."""
    if world.speaker is None:
        return None
    w = world.words_of(session)
    areas = names.areas(w, world.guide, world.speaker.areas)
    return Turn(session, (coordinating.me(w, world.speaker.role, areas, label_of(world.speaker.id)),))


def _begin(session: Session, _argument: str, _world: World) -> Turn:
    return go(replace(session, inviting=Inviting()), Step.inviting)


def _stop(session: Session, _argument: str, world: World) -> Turn:
    return Turn(replace(session, inviting=None, step=Step.menu), (coordinating.left(world.words_of(session)),))


def _people(session: Session, argument: str, _world: World) -> Turn:
    return Turn(session, effects=(do.ListPeople(int(argument) if argument.isdecimal() else 0),))


def _invitations(session: Session, _argument: str, _world: World) -> Turn:
    return Turn(session, effects=(do.ListInvitations(),))


def _yes(session: Session, argument: str, _world: World) -> Turn | None:
    token_hash = _hash_in(argument)
    return Turn(session, effects=(do.ConfirmInvitation(token_hash),)) if token_hash else None


def _no(session: Session, argument: str, _world: World) -> Turn | None:
    token_hash = _hash_in(argument)
    return Turn(session, effects=(do.RefuseInvitation(token_hash),)) if token_hash else None


def _hash_in(argument: str) -> bytes:
    """The hash a button carries; empty where it carries none."""
    try:
        found = urlsafe_b64decode(argument + "=")
    except ValueError:
        return b""
    return found if len(found) == _HASH_LENGTH else b""


def _person(session: Session, label: str, _world: World) -> Turn:
    return Turn(session, effects=(do.FindPerson(label),))


def _sure(session: Session, label: str, world: World) -> Turn:
    return Turn(session, (coordinating.sure_to_revoke(world.words_of(session), label),))


def _revoke(session: Session, label: str, _world: World) -> Turn:
    return Turn(session, effects=(do.Revoke(label),))


def digest_now(session: Session, _argument: str, _world: World) -> Turn:
    """The digest, whatever day it is."""
    return Turn(session, effects=(do.ReadDigest(),))


def coverage_now(session: Session, argument: str, _world: World) -> Turn:
    """All of it, or a page of one part, as `sindh.1`."""
    part, _, page = argument.partition(".")
    return Turn(session, effects=(do.ReadCoverage(part, int(page) if page.isdecimal() else 0),))


_PRESSED: Mapping[str, Callable[[Session, str, World], Turn | None]] = {
    "people": menu,
    "digest": digest_now,
    "coverage": coverage_now,
    "invite": _begin,
    "invite_stop": _stop,
    "enrolled": _people,
    "invitations": _invitations,
    "invite_yes": _yes,
    "invite_no": _no,
    "person": _person,
    "revoke": _sure,
    "revoke_now": _revoke,
}


def show_inviting(session: Session, world: World) -> tuple[Outgoing, ...]:
    """As what, for where, then all of it before the link is made."""
    w, inviting = world.words_of(session), session.inviting or Inviting()
    if inviting.role is None:
        return (coordinating.roles(w),)
    if inviting.asks_area or not inviting.areas:
        found = [(area, names.areas(w, world.guide, frozenset({area}))) for area in inviting.found]
        offers = world.speaker is not None and EVERYWHERE in world.speaker.areas
        return (coordinating.where(w, found, is_again=inviting.is_again, offers_country=offers),)
    areas = names.areas(w, world.guide, frozenset(inviting.areas))
    return (coordinating.review(w, inviting.role, areas, inviting.office),)


def take_inviting(session: Session, incoming: Incoming, world: World) -> Turn | None:
    """A name to look for, or one of the buttons."""
    inviting = session.inviting
    if world.speaker is None or inviting is None:
        return go(session, Step.menu)
    if isinstance(incoming, Said) and inviting.role:
        found = _areas_named(incoming.text, world.speaker, world)
        return _asked(session, replace(inviting, found=found, is_again=not found, asks_area=True))
    if not isinstance(incoming, Pressed):
        return None
    if incoming.action == "invite_make" and inviting.role and inviting.areas:
        done = replace(session, inviting=None, step=Step.menu)
        return Turn(done, effects=(do.Invite(inviting.role, frozenset(inviting.areas), inviting.office),))
    changed = _changed(inviting, incoming)
    return _asked(session, changed) if changed else None


def _changed(inviting: Inviting, press: Pressed) -> Inviting | None:
    """What a button changes in an invitation being made; None for none of its buttons."""
    action, argument = press.action, press.argument
    if action == "invite_role" and argument in set(Role):
        role = Role(argument)
        return replace(inviting, role=role, areas=(EVERYWHERE,) if role == Role.national else ())
    if action == "invite_area" and argument in inviting.found:
        areas = tuple(dict.fromkeys((*inviting.areas, argument)))
        return replace(inviting, areas=areas, found=(), asks_area=False)
    if action == "invite_country":
        return replace(inviting, areas=(EVERYWHERE,), found=(), asks_area=False)
    if action == "invite_more":
        return replace(inviting, asks_area=True, found=(), is_again=False)
    if action == "invite_office" and argument in set(Accused):
        office = Accused(argument)
        return replace(inviting, office=None if office == inviting.office else office)
    return None


def _asked(session: Session, inviting: Inviting) -> Turn:
    return go(replace(session, inviting=inviting), Step.inviting)


def _areas_named(text: str, speaker: FocalPoint, world: World) -> tuple[str, ...]:
    """The districts and provinces a text may mean, within the coordinator's own areas."""
    matches = world.guide.places_named(text, CANDIDATES)
    areas = dict.fromkeys(match.district.id if match.district else match.province for match in matches)
    provinces = provinces_of(world.guide)
    return tuple(area for area in areas if answers_for(speaker.areas, frozenset({area}), provinces))


def invited(session: Session, result: do.Invited, world: World) -> Turn:
    """The link."""
    w = world.words_of(session)
    return Turn(
        session, (coordinating.invited(w, result.token, result.role, names.areas(w, world.guide, result.areas)),)
    )


def invitations_listed(session: Session, result: do.InvitationsListed, world: World) -> Turn:
    """Those that wait."""
    w = world.words_of(session)
    waiting = [(each, names.areas(w, world.guide, each.areas)) for each in result.invitations]
    return Turn(session, coordinating.invitations(w, waiting, world.speaker.id if world.speaker else ""))


def decided(session: Session, result: do.InvitationDecided, world: World) -> Turn:
    """Confirmed or refused."""
    w, invitation = world.words_of(session), result.invitation
    areas = names.areas(w, world.guide, invitation.areas)
    return Turn(session, (coordinating.decided(w, invitation, areas, is_confirmed=result.is_confirmed),))


def people_listed(session: Session, result: do.PeopleListed, world: World) -> Turn:
    """One page of those enrolled."""
    w = world.words_of(session)
    listed = [(each, names.areas(w, world.guide, each.person.areas)) for each in result.people]
    return Turn(session, (coordinating.people(w, listed, result.dead, result.page),))


def person_found(session: Session, result: do.PersonFound, world: World) -> Turn:
    """One of them."""
    w = world.words_of(session)
    areas = names.areas(w, world.guide, result.person.person.areas)
    return Turn(session, (coordinating.person(w, result.person, areas, is_dead=result.is_dead),))


def revoked(session: Session, result: do.Revoked, world: World) -> Turn:
    """Their access has ended."""
    label = label_of(result.person.person.id)
    return Turn(session, (coordinating.revoked(world.words_of(session), label, result.released),))


def coverage_read(session: Session, result: do.CoverageRead, world: World) -> Turn:
    """Who covers what."""
    w = world.words_of(session)
    if result.part:
        name = partial(names.district, w, world.guide.district)
        return Turn(session, (covering.part(w, result.coverage, result.part, result.page, name),))
    provinces = [(each.id, names.local(w, each.names)) for each in world.guide.provinces()]
    return Turn(session, (covering.summary(w, result.coverage, provinces),))


def digest_read(session: Session, result: do.DigestRead, world: World) -> Turn:
    """The digest with its pictures."""
    return Turn(session, digest.whole(world.words_of(session), result, world.guide.district))


def denied(session: Session, result: do.Denied, world: World) -> Turn:
    """Not theirs, or no longer there."""
    return Turn(session, (coordinating.denied(world.words_of(session), result.why),))
