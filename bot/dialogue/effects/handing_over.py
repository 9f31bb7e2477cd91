"""Handing a case over to another system: what is asked for, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.casework.handover import Consents, HandedOver
from bot.casework.model import Case, CaseRef


class Way(StrEnum):
    """How a case goes over."""

    site = "site"
    file = "file"


@dataclass(frozen=True)
class AskHandOver:
    """See how it stands, and what must be said first."""

    ref: CaseRef


@dataclass(frozen=True)
class HandOver:
    """Do it: `value` counts the values the other system has for the concern, from 0, where there are several."""

    ref: CaseRef
    consents: Consents
    value: int | None
    with_words: bool
    way: Way


Effect = AskHandOver | HandOver


@dataclass(frozen=True)
class HandOverAsked:
    """How it stands; `values`: one of which must be chosen; `can_send`: whether a site is known."""

    case: Case
    handed: HandedOver | None
    values: tuple[str, ...]
    can_send: bool


@dataclass(frozen=True)
class HandOverPosted:
    """It is on its way, or was before (`is_new` is false then)."""

    case: Case
    handed: HandedOver
    is_new: bool


@dataclass(frozen=True)
class HandOverFile:
    """The signed file."""

    ref: CaseRef
    name: str
    content: bytes


@dataclass(frozen=True)
class HandOverRefused:
    """A consent is missing; or, with a `value`, the mapping has no word for a fact; or it is only practice."""

    fact: str = ""
    value: str = ""
    is_practice: bool = False


Result = HandOverAsked | HandOverPosted | HandOverFile | HandOverRefused
