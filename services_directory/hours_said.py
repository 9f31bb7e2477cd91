"""Hours in plain English as `opening_hours`, where they leave nothing open."""

import re

from services_directory.errors import UnreadableHours
from services_directory.osm_hours import ALWAYS_WRITTEN, read_hours, write_hours

_DAYS = {
    "Mo": r"mon(?:day)?s?", "Tu": r"tue(?:s|sday)?s?", "We": r"wed(?:nesday)?s?", "Th": r"thu(?:r|rs|rsday)?s?",
    "Fr": r"fri(?:day)?s?", "Sa": r"sat(?:urday)?s?", "Su": r"sun(?:day)?s?",
}  # fmt: skip
_CLOCK = re.compile(r"\b(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?m\.?\b", re.IGNORECASE)
_ALWAYS = re.compile(r"24\s*(?:/\s*7|hours?(?: a day)?(?:,? (?:7|seven) days(?: a week)?)?)", re.IGNORECASE)
_DAILY = re.compile(r"^\s*(?:daily|every day)\b", re.IGNORECASE)


def hours_said(text: str) -> str | None:
    """Such as "Mon-Fri 9 am to 5 pm" as Mo-Fr 09:00-17:00; None where a word is left that we do not understand."""
    if _ALWAYS.fullmatch(text.strip()):
        return ALWAYS_WRITTEN
    plain = _CLOCK.sub(_clock, _DAILY.sub("Mo-Su", text))
    for day, word in _DAYS.items():
        plain = re.sub(rf"\b{word}\b\.?", day, plain, flags=re.IGNORECASE)
    try:
        return write_hours(read_hours(re.sub(r"(?<=[a-z])\s+to\s+(?=[A-Z])", "-", plain)))
    except UnreadableHours:
        return None


def _clock(found: re.Match[str]) -> str:
    hour = int(found[1]) % 12 + (12 if found[3] in "pP" else 0)
    return f"{hour:02}:{found[2] or '00'}"
