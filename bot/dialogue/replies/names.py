"""What things are called, in the person's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Protocol

from bot.casework.model import Accused, AgeBand, Concern, Outcome, Safer, Sex, Tier
from bot.casework.routing import EVERYWHERE, Role
from bot.i18n import Words, n_
from services_directory.errors import UnknownDistrict
from services_directory.model import Category, District, Listing, Province


class Listings(Protocol):
    """Services by their ids."""

    def listing(self, service_id: str, district: District | None, *, today: date) -> Listing: ...


LANGUAGES = {"en": "English", "ur": "اردو"}
"""Each language in its own words, so that whoever reads it finds it."""

_CONCERNS: Mapping[StrEnum, str] = {
    Concern.physical_abuse: n_("a child being beaten or hurt"),
    Concern.sexual_abuse: n_("a child being touched or used wrongly"),
    Concern.emotional_abuse: n_("a child being humiliated or threatened"),
    Concern.neglect: n_("a child left without care"),
    Concern.child_labour: n_("a child at work"),
    Concern.bonded_labour: n_("a child or family held for a debt"),
    Concern.child_marriage: n_("a child being married"),
    Concern.trafficking: n_("a child being sold or taken away"),
    Concern.missing_child: n_("a missing child"),
    Concern.family_separation: n_("a child separated from the family"),
    Concern.street_child: n_("a child living or begging on the street"),
    Concern.no_documents: n_("a child without papers"),
    Concern.out_of_school: n_("a child kept out of school"),
    Concern.child_in_conflict_with_law: n_("a child arrested or accused"),
    Concern.online_exploitation: n_("a child threatened or used online"),
    Concern.psychosocial_distress: n_("a child in deep distress"),
    Concern.armed_recruitment: n_("a child drawn into an armed group"),
    Concern.discrimination: n_("a child shut out for faith or disability"),
    Concern.substance_abuse: n_("a child and drugs"),
}
_CATEGORIES: Mapping[StrEnum, str] = {
    Category.PROTECTION: n_("Child protection"),
    Category.LEGAL_AID: n_("Legal aid"),
    Category.PSYCHOSOCIAL: n_("Counselling"),
    Category.HEALTH: n_("Health care"),
    Category.SHELTER: n_("Shelter"),
    Category.DOCUMENTATION: n_("Identity papers"),
    Category.POLICE: n_("Police"),
    Category.HELPLINE: n_("Helpline"),
}
_TIERS: Mapping[Tier, str] = {
    Tier.T0: n_("Danger now: acknowledge within 1 hour"),
    Tier.T1: n_("Urgent: acknowledge within 1 hour, act within 24 hours"),
    Tier.T2: n_("Acknowledge within 3 hours, act within 3 days"),
    Tier.T3: n_("Acknowledge within 1 day, act within 7 days"),
}
_TIER_BUTTONS: Mapping[Tier, str] = {
    Tier.T0: n_("Danger now"),
    Tier.T1: n_("Urgent: act within 24 hours"),
    Tier.T2: n_("Act within 3 days"),
    Tier.T3: n_("Act within 7 days"),
}
_OUTCOMES: Mapping[StrEnum, str] = {
    Outcome.resolved: n_("The child is safer now."),
    Outcome.partly: n_("Part of the trouble is solved."),
    Outcome.referred: n_("The case was passed to a service that can help."),
    Outcome.not_in_mandate: n_("This office is not the right one for this concern."),
    Outcome.could_not_reach: n_("The child or the family could not be reached."),
    Outcome.withdrawn: n_("The report was taken back."),
    Outcome.unfounded: n_("It was looked into, and no harm was found. Reporting it was right."),
}
_OUTCOME_BUTTONS: Mapping[StrEnum, str] = {
    Outcome.resolved: n_("Resolved"),
    Outcome.partly: n_("Partly"),
    Outcome.referred: n_("Referred"),
    Outcome.not_in_mandate: n_("Not in mandate"),
    Outcome.could_not_reach: n_("Could not reach"),
    Outcome.withdrawn: n_("Withdrawn"),
    Outcome.unfounded: n_("Unfounded, in good faith"),
}
_SAFER: Mapping[StrEnum, str] = {
    Safer.yes: n_("Yes, safer"),
    Safer.no: n_("No, not safer"),
    Safer.unsure: n_("I do not know"),
}
_ABOUT_CHILD: Mapping[StrEnum, str] = {
    Sex.girl: n_("Girl"),
    Sex.boy: n_("Boy"),
    Sex.other: n_("Other"),
    AgeBand.to_5: n_("0-5 years"),
    AgeBand.to_11: n_("6-11 years"),
    AgeBand.to_14: n_("12-14 years"),
    AgeBand.to_17: n_("15-17 years"),
    Accused.police: n_("Police"),
    Accused.teacher: n_("Teacher"),
    Accused.official: n_("Official"),
    Accused.protection_office: n_("Protection office"),
}
_ROLES: Mapping[StrEnum, str] = {
    Role.focal_point: n_("focal point"),
    Role.deputy: n_("deputy focal point"),
    Role.province: n_("provincial focal point"),
    Role.national: n_("national focal point"),
    Role.coordinator: n_("coordinator"),
}


def concern(w: Words, kind: Concern) -> str:
    """A concern, as a few plain words within a sentence."""
    return w.gettext(_CONCERNS[kind])


def concern_button(w: Words, kind: Concern) -> str:
    """A concern as the label of a button."""
    label = concern(w, kind)
    return label[0].upper() + label[1:]


def category(w: Words, kind: Category) -> str:
    """A kind of service."""
    return w.gettext(_CATEGORIES[kind])


def tier(w: Words, kind: Tier) -> str:
    """How fast a focal point must act."""
    return w.gettext(_TIERS[kind])


def tier_button(w: Words, kind: Tier) -> str:
    """How fast a focal point must act, as the label of a button."""
    return w.gettext(_TIER_BUTTONS[kind])


def outcome(w: Words, kind: Outcome) -> str:
    """How a case ended, as its reporter reads it."""
    return w.gettext(_OUTCOMES[kind])


def outcome_button(w: Words, kind: Outcome) -> str:
    """How a case ended, as its focal point presses it."""
    return w.gettext(_OUTCOME_BUTTONS[kind])


def safer(w: Words, answer: Safer) -> str:
    """Whether the child is safer, weeks later."""
    return w.gettext(_SAFER[answer])


def about_child(w: Words, kind: Sex | AgeBand | Accused) -> str:
    """One coarse answer about the child."""
    return w.gettext(_ABOUT_CHILD[kind])


def role(w: Words, kind: Role) -> str:
    """What somebody is enrolled as."""
    return w.gettext(_ROLES[kind])


def district(w: Words, known: Callable[[str], District], id_: str | None) -> str:
    """A district's name; empty for none, and as it is written where the pack of today no longer has it."""
    if not id_:
        return ""
    try:
        return local(w, known(id_).names)
    except UnknownDistrict:
        return id_


def service(w: Words, guide: Listings, today: date, id_: str) -> str:
    """A service's name; as it is written where the directory of today no longer has it."""
    try:
        return local(w, guide.listing(id_, None, today=today).service.names)
    except LookupError:
        return id_


class Places(Protocol):
    """What there is to know of districts and provinces."""

    def provinces(self) -> tuple[Province, ...]: ...
    def district(self, id: str, /) -> District: ...


def areas(w: Words, places: Places, asked: frozenset[str]) -> str:
    """Areas by name, in one line; what the directory does not know stays as it is written."""
    if EVERYWHERE in asked:
        return w.gettext("the whole country")
    provinces = {each.id: local(w, each.names) for each in places.provinces()}
    return w.listing(sorted(provinces.get(area) or district(w, places.district, area) for area in asked))


def local(w: Words, names: Mapping[str, str]) -> str:
    """A proper name in the person's language, or in English where there is none."""
    return names.get(w.language) or names.get("en", "")
