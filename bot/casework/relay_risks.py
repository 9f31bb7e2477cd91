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
    holds_place = "holds_place"
    asks_name = "asks_name"
    asks_number = "asks_number"
    asks_place = "asks_place"


_WHO = (
    r"\b(your|ur) ((full|real|good|first|last) )*name\b", r"\bwho is (this|that|writing|speaking|calling)\b",
    r"\b(what('s| is| are)|tell( me)?|give|send|write|share|know|have)\b[^.?!]{0,25}\bnames?\b",
    r"\bwho (are|r) (you|u)\b", r"\bwhat (is|are) (he|she|they) called\b", r"\b(aap|ap|tum) (kaun|kon)\b",
    r"\b(aap|ap|tum|tumhara|apka|aapka|apna|us|uska|un|bach\w+|lark\w+|walid) (ka |ki |ke )?(poora |pura )?naa?m\b",
    r"(آپ|بچے|بچی|لڑکے|لڑکی|اس|ان|والد|ماں) (کا|کی) (پورا |اصل |اصلی )?نام", r"آپ کون", r"نام کیا",
    r"(اپنا|تمہارا) (پورا |اصل |اصلی )?نام", r"اسم\W? ?گرامی",
    r"\bintroduce (yourself|urself)\b", r"\b(apna|aapka|apka) ta+['’]?a?r+uf\b", r"(اپنا|آپ کا) تعارف",
)  # fmt: skip
_NUMBER = (
    r"\b(your|ur|his|her|their|\w+'s) (phone|mobile|whatsapp|contact|telephone|cell|cnic|id)\b", r"\bcall me\b",
    r"\b(phone|mobile|contact|whatsapp|rabta) (number|nambar|no)\b", r"\b(what|which) number\b", r"\bon whatsapp\b",
    r"\b(number|nambar) (send|de|do|bhej|likh|bata)", r"\bmujhe (call|phone|fone) k",
    r"\b(apna|aapka|apka|(aap|ap) ka) (phone|mobile|number|nambar)\b",
    r"(آپ کا|اپنا) (فون|موبائل|نمبر|شناختی|واٹس)", r"(فون|موبائل|رابطہ|رابطے کا) نمبر", r"مجھے (فون|کال)",
    r"\bnumber\b[^.?!]{0,20}\b(ring|reach|call|text|contact)\b", r"\b(aap|ap) ka (no|nmbr)\b", r"نمبر جس پر",
)  # fmt: skip
_PLACE = (
    r"\b(your|ur) (home |exact |full )?(address|home|house|village|street)\b",
    r"\bwhich (house|village|street) (is|are)\b", r"\bwhere (r|are) (you|u)\b", r"\bwhere (you|u) (r|are|live|stay)\b",
    r"\b(do|does) (you|u|he|she|they) live\b", r"\b(aap|ap|tum) kis (jagah|ilaqe|mohall\w)\b", r"(آپ|اپنی) (کی )?رہائش",
    r"\bwhere (do|does|did) (\w+ )?\w+ (live|stay)\b",
    r"\bwhere('s| is) (his|her|their|the \w+'s) (address|home|house)\b",
    r"\b(aap|ap|tum) (kahan|kidhar)\b", r"\b(apna|aapka|apka|(aap|ap) ka) (ghar|pata|address|gaon)\b",
    r"\bghar (kahan|kidhar)\b", r"\bkis (gaon|gali|mohall\w+)\b",
    r"آپ (کہاں|کدھر)", r"(آپ کا|اپنا) (پتہ|پتا|گھر|گاؤں|ایڈریس)", r"گھر (کہاں|کدھر)", r"کس (گاؤں|گلی|محلے)",
)  # fmt: skip
_NAMED = re.compile(
    r"\b(in|at|near|from|behind|of) (?!(?:the|a|this|that|our|your|his|her|their|my|which|same|another)\b)\w+ "
    r"(village|town|colony|mohalla|muhalla|street|chowk|goth)\b|"
    r"\b(?!(?:is|us|isi|usi|kisi|kis|hamare|mere|apne|har|ek|ke|ka|pure)\b)\w+ (gaon|mohall\w|colony|chowk) "
    r"(mein|main|me|se|ke)\b|"
    r"\b(?!(?:اس|اسی|کسی|کس|ہمارے|میرے|اپنے|ہر|ایک|کے|پورے)\b)\w+ (گاؤں|محلے|کالونی|چوک) (میں|سے|کے)\b",
    re.IGNORECASE,
)
"""A village or street called by its name, whether or not any gazetteer has it."""
_ASKING: Mapping[Risk, re.Pattern[str]] = {
    risk: re.compile("|".join(phrases), re.IGNORECASE)
    for risk, phrases in (
        (Risk.asks_name, _WHO),
        (Risk.asks_number, _NUMBER),
        (Risk.asks_place, _PLACE),
    )
}
_FORBIDDING = re.compile(
    r"\b(do not|don'?t|need not|never|no need to|nobody|no one)\b[^,.?!]{0,15}"
    r"\b(tell|writ|send|giv|say|shar|learn|know)"
    r"|\b(na|mat) (bata|likh|de|bhej)|\bzar(oo|u)rat nah|(نہ|مت) (بتا|لکھ|دی|بھیج)|ضرورت نہیں",
    re.IGNORECASE,
)
"""Do not tell me your name: what a focal point ought to write."""
_SENTENCE_ENDS = re.compile(r"[.!?;,\n۔؟،]+")


def risks(text: str, find: Callable[[str], Iterable[Identifier]]) -> tuple[Risk, ...]:
    """What to point out before a message goes, in a fixed order; empty where there is nothing.

    `find` is an IdentifierFinder's. What asks is looked for in English, Urdu and Roman Urdu.
    """
    held = {Risk.holds_name if found.kind == IdentifierKind.name else Risk.holds_number for found in find(text)}
    parts = _SENTENCE_ENDS.split(plain(text)[0])
    asking = [part for part in parts if not _FORBIDDING.search(part)]
    asked = {risk for risk, phrases in _ASKING.items() if any(map(phrases.search, asking))}
    held |= {Risk.holds_place} if any(map(_NAMED.search, parts)) else set()
    return tuple(risk for risk in Risk if risk in held | asked)
