"""Words in the person's language; the only module that knows Babel."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, format_timedelta
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations

LOCALES = Path(__file__).parents[1] / "locales"
SOURCE_LANGUAGE = "en"
OFFERED_LANGUAGES = ("en", "ur")
"""Reviewed languages, in the order offered; a folder under locales/ alone does not offer one."""

_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_LEFT_TO_RIGHT = re.compile(r"[A-Za-z0-9+]")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def n_(message: str) -> str:
    """Mark a sentence for the catalogues where it is only looked up later."""
    return message


@dataclass(frozen=True)
class Words:
    """One language: sentences from the catalogue, values put in safely, numbers and dates as it writes them."""

    language: str
    catalogue: NullTranslations

    @property
    def is_right_to_left(self) -> bool:
        """Whether the language runs from right to left."""
        return Locale.parse(self.language).text_direction == "rtl"

    def gettext(self, message: str, /, **values: object) -> str:
        """A whole sentence as HTML; values are escaped, and kept whole against the run of the text."""
        return self._fill(self.catalogue.gettext(message), values)

    def ngettext(self, one: str, many: str, count: int, /, **values: object) -> str:
        """The sentence for a count, which is `{count}` in it."""
        counted = {"count": self.number(count), **values}
        return self._fill(self.catalogue.ngettext(one, many, count), counted)

    def number(self, value: float) -> str:
        """A number with the language's digits and separators."""
        return format_decimal(value, locale=self.language)

    def day(self, day: date) -> str:
        """A date without a time."""
        return format_date(day, format="medium", locale=self.language)

    def month(self, day: date, *, short: bool = False) -> str:
        """The month of a day: with its year, or short and alone."""
        return format_skeleton("MMM" if short else "yMMMM", day, locale=self.language)

    def weekday(self, day: date) -> str:
        """The name of its weekday."""
        return format_date(day, format="EEEE", locale=self.language)

    def time(self, time: time) -> str:
        """A time of day without its seconds."""
        return format_time(time, format="short", locale=self.language)

    def ago(self, days: int) -> str:
        """A number of days back, in the largest unit that fits: 3 months ago."""
        return format_timedelta(timedelta(days=-days), granularity="day", add_direction=True, locale=self.language)

    def listing(self, parts: Iterable[str]) -> str:
        """Several things in a row, separated as the language separates them."""
        comma = "، " if self.is_right_to_left else ", "
        return comma.join(parts)

    def _fill(self, sentence: str, values: dict[str, object]) -> str:
        return sentence.format(**{name: self.isolated(str(value)) for name, value in values.items()})

    def isolated(self, value: str) -> str:
        """A value escaped for HTML, and isolated where it runs against the sentence around it."""
        against = _LEFT_TO_RIGHT if self.is_right_to_left else _RIGHT_TO_LEFT
        escaped = html.escape(value, quote=False)
        return f"{_FIRST_STRONG_ISOLATE}{escaped}{_POP_ISOLATE}" if against.search(value) else escaped


@cache
def words(language: str) -> Words:
    """The words of a language; one that is not offered falls back to the source language."""
    offered = language if language in OFFERED_LANGUAGES else SOURCE_LANGUAGE
    return Words(offered, _catalogue(offered))


def _catalogue(language: str) -> NullTranslations:
    if language == SOURCE_LANGUAGE:
        return NullTranslations()
    with (LOCALES / language / "LC_MESSAGES" / "bot.po").open("rb") as source:
        catalogue = read_po(source, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)
