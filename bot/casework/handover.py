"""What is handed over of a case to another system: the two consents, the fewest fields, and no word nobody chose."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from bot.casework.errors import CaseworkError
from bot.casework.model import Case, Report
from bot.casework.primero import PrimeroMapping


class Consent(StrEnum):
    """Primero's two preconditions, by its own names."""

    services = "consent_for_services"
    disclosure = "disclosure_other_orgs"


class GivenBy(StrEnum):
    """Who can give a consent; whoever reported cannot."""

    guardian = "guardian"
    child = "child"


@dataclass(frozen=True)
class Consents:
    """Who gave each consent, as the focal point records it; None where nobody did."""

    services: GivenBy | None = None
    disclosure: GivenBy | None = None

    def given(self) -> Mapping[Consent, GivenBy]:
        """Those that were given, by whom."""
        both = {Consent.services: self.services, Consent.disclosure: self.disclosure}
        return {consent: by for consent, by in both.items() if by}

    def missing(self) -> tuple[Consent, ...]:
        """Those that were not."""
        return tuple(consent for consent in Consent if consent not in self.given())


@dataclass(frozen=True)
class Decision:
    """What the focal point decided: the consents, which of several values fits, whether the report's words go along."""

    consents: Consents
    concern_value: str = ""
    with_words: bool = False


class HandOverState(StrEnum):
    """What became of sending a case."""

    waiting = "waiting"
    sent = "sent"
    refused = "refused"
    given_up = "given_up"
    taken_back = "taken_back"


class Refusal(StrEnum):
    """Why the other system did not take a case."""

    login = "login"
    forbidden = "forbidden"
    fields = "fields"
    other = "other"


@dataclass(frozen=True)
class HandedOver:
    """What is kept with a case: the name it has in the other system, and what became of sending it.

    `uuid` is random and stays the same however often it is tried; `state` is None where only a file was made.
    `fields` are the fields the other system refused, by its own names.
    """

    uuid: str
    state: HandOverState | None = None
    on: date | None = None
    refusal: Refusal | None = None
    fields: tuple[str, ...] = ()
    file_on: date | None = None


class ConsentMissing(CaseworkError):
    """Without both consents nothing is handed over; `missing` names those that are not there."""

    def __init__(self, missing: tuple[Consent, ...]) -> None:
        super().__init__("a consent is missing")
        self.missing = missing


class AlreadyHandedOver(CaseworkError):
    """It is on its way or there; `handed` says how it stands."""

    def __init__(self, handed: HandedOver) -> None:
        super().__init__("the case has been handed over already")
        self.handed = handed


class ValueNotChosen(CaseworkError):
    """The other system has several values for this concern, and only the focal point knows which is true."""

    def __init__(self, values: tuple[str, ...]) -> None:
        super().__init__("several values are possible")
        self.values = values


class ValueUnknown(CaseworkError):
    """The mapping has nothing to say for a fact of this case; `fact` and `value` name it."""

    def __init__(self, fact: str, value: str) -> None:
        super().__init__(f"the mapping has no value for {fact} {value!r}")
        self.fact, self.value = fact, value


Body = dict[str, Any]


def case_body(
    case: Case, report: Report, decision: Decision, mapping: PrimeroMapping, *, uuid: str, district: str, on: date
) -> Body:
    """The body of POST /api/v2/cases (Primero's doc/api/cases/post.md); `district` by name, "" where none is known.

    Raises ConsentMissing, ValueNotChosen or ValueUnknown: nothing is dropped in silence.
    """
    if missing := decision.consents.missing():
        raise ConsentMissing(missing)
    facts: Body = {"id": uuid, **mapping.constants}
    _put(facts, mapping, "consent_services", True)
    _put(facts, mapping, "consent_disclosure", True)
    _put(facts, mapping, "registered_on", on.isoformat())
    concern = _put_concern(facts, case, decision, mapping)
    _put(facts, mapping, "urgent", _value(mapping, "urgent", case.tier.name))
    _put(facts, mapping, "risk", _value(mapping, "risk", case.tier.name))
    _put_child(facts, report, mapping)
    _put_place(facts, case, district, mapping)
    if decision.with_words:
        _put(facts, mapping, "words", [_words(case, report, concern, mapping)])
    return {"data": facts}


def canonical(body: Mapping[str, Any]) -> bytes:
    """The one way to write a body down: keys in order, no spaces, UTF-8."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _put(facts: Body, mapping: PrimeroMapping, fact: str, value: object) -> None:
    """Under the site's name for it; "" for the name or the value was written down on purpose and sends nothing."""
    name = mapping.fields[fact]
    if not name or value == "":
        return
    if not mapping.takes_several(name):
        facts[name] = value
        return
    several = facts.setdefault(name, [])
    if value not in several:
        several.append(value)


def _value(mapping: PrimeroMapping, fact: str, ours: str) -> object:
    if not mapping.fields[fact]:
        return ""
    try:
        return mapping.values[fact][ours]
    except KeyError:
        raise ValueUnknown(fact, ours) from None


def _put_concern(facts: Body, case: Case, decision: Decision, mapping: PrimeroMapping) -> str:
    field, possible = mapping.concern(case.concern)
    if not possible:
        raise ValueUnknown("concern", case.concern)
    if len(possible) > 1 and decision.concern_value not in possible:
        raise ValueNotChosen(possible)
    value = decision.concern_value if len(possible) > 1 else possible[0]
    facts[field] = [value] if mapping.takes_several(field) else value
    if value == mapping.other:
        _put(facts, mapping, "concern_other", _value(mapping, "concern_other", case.concern))
    return value


def _put_child(facts: Body, report: Report, mapping: PrimeroMapping) -> None:
    child = report.child
    if child.sex:
        _put(facts, mapping, "sex", _value(mapping, "sex", child.sex))
    if child.age and (years := _value(mapping, "age", child.age)) != "":
        _put(facts, mapping, "age", years)
        _put(facts, mapping, "age_is_estimated", True)
    if child.has_disability:
        _put(facts, mapping, "disability", _value(mapping, "disability", "yes"))


def _put_place(facts: Body, case: Case, district: str, mapping: PrimeroMapping) -> None:
    if case.district:
        _put(facts, mapping, "location", _value(mapping, "location", case.district))
        _put(facts, mapping, "address", district)


def _words(case: Case, report: Report, concern: str, mapping: PrimeroMapping) -> Body:
    inside = {"concern": concern, "reported_on": case.filed_on.isoformat(), "text": report.narrative}
    return {mapping.words[fact]: value for fact, value in inside.items() if mapping.words[fact]}
