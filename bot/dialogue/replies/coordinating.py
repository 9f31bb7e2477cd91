"""What a coordinator reads: invitations, the people of their areas; no case and nobody's name."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping, Sequence

from bot.casework.coordinating import label_of
from bot.casework.errors import Denial
from bot.casework.model import Accused
from bot.casework.ports import Enrolment, Invitation
from bot.casework.routing import Role
from bot.dialogue.outgoing import Button, Message, Row
from bot.dialogue.replies import names
from bot.dialogue.replies.common import in_pairs, one_each
from bot.i18n import Words, n_

LISTED = 8
"""People of one screen."""
InvitationNotice = Callable[[Words, Invitation, str], Message]
"""How something about an invitation is told, with its areas by name."""
_DENIED: Mapping[Denial, str] = {
    Denial.not_theirs: n_("This lies outside your areas."),
    Denial.own: n_("Not for yourself: another coordinator must do this."),
    Denial.gone: n_("This is no longer there: somebody else was first, or its time is over."),
    Denial.nobody_confirms: n_(
        "There is no second coordinator for this area who could confirm it. Please ask whoever runs this bot."
    ),
}


def people_button(w: Words) -> Button:
    """To everything a coordinator can do."""
    return Button("👥 " + w.gettext("People"), "people", always=True)


def menu(w: Words) -> Message:
    """What a coordinator can do."""
    text = w.gettext("You coordinate. What do you need?")
    return Message(
        text,
        one_each(
            Button("➕ " + w.gettext("Invite somebody"), "invite", always=True, style="primary"),
            Button("👥 " + w.gettext("Who is enrolled"), "enrolled", always=True),
            Button("✉️ " + w.gettext("Invitations that wait"), "invitations", always=True),
            Button("🗺 " + w.gettext("Who covers what"), "coverage", always=True),
            Button("📊 " + w.gettext("The week"), "digest", always=True),
        ),
    )


def enrolled(w: Words, areas: str) -> Message:
    """Welcome to a coordinator."""
    text = w.gettext("You are enrolled as {role} for {areas}.", role=names.role(w, Role.coordinator), areas=areas)
    rules = w.gettext("You see who is enrolled and what is overdue, and no report.")
    language = Button("🌐 " + w.gettext("Language"), "languages", always=True)
    return Message(f"✔ <b>{text}</b>\n{rules}", ((people_button(w), language),))


def me(w: Words, role: Role, areas: str, label: str) -> Message:
    """How somebody is enrolled, and the sign by which coordinators tell people apart."""
    lines = (
        w.gettext("You are enrolled as {role} for {areas}.", role=names.role(w, role), areas=areas),
        w.gettext("Coordinators see no name of yours, only this sign: {label}", label=label),
    )
    return Message("\n".join(lines))


def roles(w: Words) -> Message:
    """As what?"""
    buttons = (Button(_capital(names.role(w, role)), "invite_role", role) for role in Role)
    return Message(w.gettext("As what do you invite them?"), (*in_pairs(*buttons), _stop(w)))


def where(w: Words, found: Sequence[tuple[str, str]], *, is_again: bool, offers_country: bool) -> Message:
    """For which area? Those that a name may mean, once one was written."""
    text = (
        w.gettext("Which of them?")
        if found
        else w.gettext("I found no such place in your areas. Please write the district or the province again.")
        if is_again
        else w.gettext("Write the name of the district or the province, in any script.")
    )
    buttons = [Button(name, "invite_area", area) for area, name in found]
    country = ((Button(w.gettext("The whole country"), "invite_country"),),) if offers_country else ()
    return Message(text, (*one_each(*buttons), *country, _stop(w)))


def review(w: Words, role: Role, areas: str, office: Accused | None) -> Message:
    """What the link will say, before it is made."""
    lines = [
        w.gettext("{role} for {areas}", role=_capital(names.role(w, role)), areas=areas),
        w.gettext("Do they work in one of these bodies? They get no report about it."),
    ]
    bodies = [
        Button(("✔ " if kind == office else "") + names.about_child(w, kind), "invite_office", kind) for kind in Accused
    ]
    more = Button("➕ " + w.gettext("Another area"), "invite_more")
    make = Button("✔ " + w.gettext("Make the link"), "invite_make", style="success")
    return Message("\n".join(lines), (*in_pairs(*bodies), (more,), (make,), _stop(w)))


def _stop(w: Words) -> Row:
    return (Button(w.gettext("Leave it"), "invite_stop", always=True),)


def left(w: Words) -> Message:
    """Nothing was made."""
    return Message(w.gettext("Nothing was changed."), ((people_button(w),),))


def invited(w: Words, token: str, role: Role, areas: str) -> Message:
    """The link, this once."""
    start = f"/start {token}"
    lines = (
        w.gettext("{role} for {areas}", role=_capital(names.role(w, role)), areas=areas),
        w.gettext("Let them write this to the bot. It works once, within 72 hours, and is not shown again:"),
        f"<code>{w.isolated(start)}</code>",
        w.gettext("It works when a second coordinator has confirmed it. They are told."),
    )
    copy = Button("📋 " + w.gettext("Copy"), copy=start)
    return Message("\n".join(lines), ((copy,), (people_button(w),)))


def notice_of_invitation(w: Words, invitation: Invitation, areas: str) -> Message:
    """A colleague invites somebody; it waits for a second coordinator."""
    lines = [
        w.gettext("Another coordinator invites somebody. Do you know of it?"),
        w.gettext("{role} for {areas}", role=_capital(names.role(w, invitation.role)), areas=areas),
    ]
    if invitation.office:
        lines.append(w.gettext("They work in: {body}", body=names.about_child(w, invitation.office)))
    return Message("\n".join(lines), (_decide(w, invitation),))


def _decide(w: Words, invitation: Invitation) -> Row:
    name = handle_of(invitation)
    return (
        Button("✔ " + w.gettext("Confirm"), "invite_yes", name, style="success", always=True),
        Button("✖ " + w.gettext("Refuse"), "invite_no", name, style="danger", always=True),
    )


def handle_of(invitation: Invitation) -> str:
    """What a button carries of an invitation: the hash, from which nobody makes the token."""
    return urlsafe_b64encode(invitation.token_hash).decode().rstrip("=")


def notice_of_confirmation(w: Words, invitation: Invitation, areas: str) -> Message:
    """Whoever invited learns that the link works."""
    role = names.role(w, invitation.role)
    text = w.gettext("Your invitation works now: {role} for {areas}", role=role, areas=areas)
    return Message("✔ " + text, ((people_button(w),),))


def notice_of_refusal(w: Words, invitation: Invitation, areas: str) -> Message:
    """Whoever invited learns that the link is worthless."""
    role = names.role(w, invitation.role)
    text = w.gettext("Another coordinator refused your invitation: {role} for {areas}", role=role, areas=areas)
    return Message("✖ " + text, ((people_button(w),),))


def invitations(w: Words, waiting: Sequence[tuple[Invitation, str]], mine: str) -> tuple[Message, ...]:
    """Those that wait, each with its buttons; one's own can only be taken back."""
    if not waiting:
        return (Message(w.gettext("No invitation waits."), ((people_button(w),),)),)
    return tuple(
        own_invitation(w, each, areas) if each.invited_by == mine else notice_of_invitation(w, each, areas)
        for each, areas in waiting[:LISTED]
    )


def own_invitation(w: Words, invitation: Invitation, areas: str) -> Message:
    """One's own, which another coordinator must confirm."""
    lines = (
        w.gettext("{role} for {areas}", role=_capital(names.role(w, invitation.role)), areas=areas),
        w.gettext("It waits for a second coordinator."),
    )
    taking_back = Button("✖ " + w.gettext("Take it back"), "invite_no", handle_of(invitation), always=True)
    return Message("\n".join(lines), ((taking_back,),))


def decided(w: Words, invitation: Invitation, areas: str, *, is_confirmed: bool) -> Message:
    """A coordinator has confirmed or refused."""
    role = names.role(w, invitation.role)
    text = (
        w.gettext("Confirmed: {role} for {areas}. The link works now.", role=role, areas=areas)
        if is_confirmed
        else w.gettext("The link for {role}, {areas}, is worthless now.", role=role, areas=areas)
    )
    return Message("✔ " + text, ((people_button(w),),))


def waits(w: Words) -> Message:
    """Somebody came with a link that is not confirmed yet."""
    return Message(w.gettext("This link waits for a second coordinator. Please open it again later; it is still good."))


def people(w: Words, listed: Sequence[tuple[Enrolment, str]], dead: frozenset[str], page: int) -> Message:
    """One page of those enrolled; each by the sign that they see in /me themselves."""
    if not listed:
        return Message(w.gettext("Nobody is enrolled in your areas."), ((people_button(w),),))
    page = min(page, (len(listed) - 1) // LISTED)
    shown = listed[page * LISTED : (page + 1) * LISTED]
    head = w.ngettext(
        "{count} person is enrolled in your areas.", "{count} people are enrolled in your areas.", len(listed)
    )
    head += "\n" + w.gettext("Each sees their own sign with {command}.", command="/me")
    rows = [
        (Button(_label(w, each, areas, dead), "person", label_of(each.person.id), always=True),)
        for each, areas in shown
    ]
    return Message(head, (*rows, *_pager(w, page, len(listed))))


def _label(w: Words, enrolment: Enrolment, areas: str, dead: frozenset[str]) -> str:
    sign = label_of(enrolment.person.id)
    mark = "⚠️" if sign in dead else "✔"
    return f"{mark} {w.isolated(sign)} · {names.role(w, enrolment.person.role)} · {areas}"


def _pager(w: Words, page: int, count: int) -> tuple[Row, ...]:
    last = (count - 1) // LISTED
    back = [Button("◀ " + w.gettext("Back"), "enrolled", str(page - 1), always=True)] if page else []
    on = [Button(w.gettext("More") + " ▶", "enrolled", str(page + 1), always=True)] if page < last else []
    return ((*back, *on),) if back or on else ()


def person(w: Words, enrolment: Enrolment, areas: str, *, is_dead: bool) -> Message:
    """One of them, and the way to end their access."""
    sign = label_of(enrolment.person.id)
    reach = w.gettext("This contact cannot be reached.") if is_dead else w.gettext("This contact can be reached.")
    lines = [
        w.gettext("{role} for {areas}", role=_capital(names.role(w, enrolment.person.role)), areas=areas),
        w.gettext("Sign: {label}. Since {month}.", label=sign, month=w.month(enrolment.since)),
        reach,
    ]
    revoke = Button(w.gettext("End their access"), "revoke", sign, style="danger", always=True)
    return Message("\n".join(lines), ((revoke,), (people_button(w),)))


def sure_to_revoke(w: Words, label: str) -> Message:
    """Asked once more."""
    text = w.gettext("End the access of {label} now? The cases they hold go to the others.", label=label)
    yes = Button(w.gettext("Yes, end it"), "revoke_now", label, style="danger", always=True)
    return Message(text, ((yes,), _stop(w)))


def revoked(w: Words, label: str, released: int) -> Message:
    """It has ended."""
    text = "✔ " + w.gettext("The access of {label} has ended.", label=label)
    if released:
        text += " " + w.ngettext("{count} case waits again.", "{count} cases wait again.", released)
    return Message(text, ((people_button(w),),))


def still_there(w: Words) -> Message:
    """The test message of the month; nothing in it tells what this bot is for."""
    text = w.gettext("Are you still there? Please press the button, so that notices keep reaching you.")
    return Message("👋 " + text, ((Button("✔ " + w.gettext("I am here"), "here", style="success", always=True),),))


def heard(w: Words) -> Message:
    """They are."""
    return Message("✔ " + w.gettext("Thank you. Notices reach you."))


def denied(w: Words, why: Denial) -> Message:
    """Why not."""
    return Message(w.gettext(_DENIED[why]), ((people_button(w),),))


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
