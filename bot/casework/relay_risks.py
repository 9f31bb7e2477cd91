"""What in a message between reporter and focal point could tell who or where somebody is, or asks for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from bot.casework.identifiers import Identifier, IdentifierKind
from bot.casework.plain_text import plain


class Risk(StrEnum):
    """Why a message is shown again before it goes."""

    holds_name = "holds_name"
    holds_number = "holds_number"
    asks_name = "asks_name"
    asks_number = "asks_number"
    asks_place = "asks_place"


_WHO = (
    r"\b(your|ur) (full |real )?name\b", r"\bwho (are|r) (you|u)\b", r"\b(aap|ap|tum|tumhara|apka|aapka) (ka )?naa?m\b",
    r"\b(aap|ap|tum) (kaun|kon)\b", r"آپ کا (پورا |اصل )?نام", r"آپ کون", r"اپنا نام", r"تمہارا نام",
)  # fmt: skip
_NUMBER = (
    r"\b(your|ur) (phone|mobile|whatsapp|contact|telephone|cnic|id)\b", r"\bcall me\b", r"\bnumber (do|bhej|send)\b",
    r"\b(apna|aapka|apka) (phone|mobile|number|nambar)\b", r"(آپ کا|اپنا) (فون|موبائل|نمبر|شناختی)",
)  # fmt: skip
_PLACE = (
    r"\b(your|ur) (home |exact )?(address|house|village|street)\b", r"\bwhere (do|r|are) (you|u)\b", r"\bwhich house\b",
    r"\b(aap|ap|tum) (kahan|kidhar)\b", r"\b(apna|aapka|apka) (ghar|pata|address|gaon)\b", r"آپ (کہاں|کدھر)",
    r"(آپ کا|اپنا) (پتہ|پتا|گھر|گاؤں|ایڈریس)",
)  # fmt: skip
_ASKING: Mapping[Risk, re.Pattern[str]] = {
    risk: re.compile("|".join(phrases), re.IGNORECASE)
    for risk, phrases in ((Risk.asks_name, _WHO), (Risk.asks_number, _NUMBER), (Risk.asks_place, _PLACE))
}


def risks(text: str, find: Callable[[str], Iterable[Identifier]]) -> tuple[Risk, ...]:
    """What to point out before a message goes, in a fixed order; empty where there is nothing.

    `find` is an IdentifierFinder's. What asks is looked for in English, Urdu and Roman Urdu.
    """
    held = {Risk.holds_name if found.kind == IdentifierKind.name else Risk.holds_number for found in find(text)}
    spoken, _origins = plain(text)
    asked = {risk for risk, phrases in _ASKING.items() if phrases.search(spoken)}
    return tuple(risk for risk in Risk if risk in held | asked)
