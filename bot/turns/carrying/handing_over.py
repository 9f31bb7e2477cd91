"""Handing a case over: into the post of the other system, or into a signed file."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import uuid4

from bot.casework.errors import NoSuchCase
from bot.casework.handing_over import Wanted, hand_over, make_file
from bot.casework.handover import AlreadyHandedOver, ConsentMissing, Decision, ValueNotChosen, ValueUnknown
from bot.casework.model import Case, CaseRef
from bot.dialogue import effects as do
from bot.dialogue.replies import names
from bot.i18n import words
from bot.turns.carrying.desk import Carries, Desk

_FILE_NAME_DIGITS = 8


def _ask(effect: do.AskHandOver, desk: Desk) -> do.Result:
    office, case = desk.office, _case(desk, effect.ref)
    _field, values = office.mapping.concern(case.concern)
    handed = desk.books.handovers.find(case.ref)
    return do.HandOverAsked(case, handed, values if len(values) > 1 else (), office.can_send)


def _hand_over(effect: do.HandOver, desk: Desk) -> do.Result:
    if desk.is_practice:
        return do.HandOverRefused(is_practice=True)
    try:
        return _posted(effect, desk) if effect.way == do.Way.site and desk.office.can_send else _filed(effect, desk)
    except AlreadyHandedOver as before:
        return do.HandOverPosted(_case(desk, effect.ref), before.handed, is_new=False)
    except ValueUnknown as unknown:
        return do.HandOverRefused(unknown.fact, unknown.value)
    except (ConsentMissing, ValueNotChosen):
        return do.HandOverRefused()


def _posted(effect: do.HandOver, desk: Desk) -> do.Result:
    handed = hand_over(desk.books, _wanted(effect, desk), desk.office.mapping, desk.now)
    return do.HandOverPosted(_case(desk, effect.ref), handed, is_new=True)


def _filed(effect: do.HandOver, desk: Desk) -> do.Result:
    office = desk.office
    body = make_file(desk.books, _wanted(effect, desk), office.mapping, desk.now)
    name = f"handover-{body['data']['id'][:_FILE_NAME_DIGITS]}.json"
    return do.HandOverFile(effect.ref, name, office.signer.sign(body))


def _wanted(effect: do.HandOver, desk: Desk) -> Wanted:
    case = _case(desk, effect.ref)
    _field, values = desk.office.mapping.concern(case.concern)
    chosen = values[effect.value] if effect.value is not None and effect.value < len(values) else ""
    district = names.district(words("en"), desk.guide.district, case.district)
    decision = Decision(effect.consents, chosen, effect.with_words)
    return Wanted(case.ref, desk.person, decision, district, str(uuid4()))


def _case(desk: Desk, ref: CaseRef) -> Case:
    case = desk.books.cases.find_for(ref, desk.person)
    if case is None:
        raise NoSuchCase
    return case


CARRIES: Mapping[type[do.Effect], Carries] = {do.AskHandOver: _ask, do.HandOver: _hand_over}
