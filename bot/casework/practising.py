"""Practice: a case of an exercise says so by its very name, and only whoever practises stands on its ladder."""

from __future__ import annotations

import re

from bot.casework.model import CaseRef, FocalPointId
from bot.casework.routing import EVERYWHERE, FocalPoint, Role

_MARK = "~"
"""No name of a real case begins with it: those are URL-safe characters."""
_REAL_REF = re.compile(r"[A-Za-z0-9_-]{22}")


def practice_ref(key: str) -> CaseRef:
    """The name of an exercise's case, made of a random key of 22 characters."""
    return CaseRef(_MARK + key[1:])


def is_practice(ref: str) -> bool:
    """Whether this names a case of an exercise."""
    return ref.startswith(_MARK)


def names_real_case(argument: str) -> bool:
    """Whether a button with this argument belongs to a real case: it begins with a reference."""
    return bool(_REAL_REF.match(argument))


def trainee(person: str, language: str) -> FocalPoint:
    """Whoever practises, as the focal point of their own exercise: of that rank no body that is accused is left out."""
    return FocalPoint(FocalPointId(person), Role.national, frozenset({EVERYWHERE}), language)
