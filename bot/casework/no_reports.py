"""What came and was no report: tests, pranks, silence, and talk of other things, so that each can be counted apart."""

from __future__ import annotations

import re
import unicodedata

from bot.casework.measures import NoReport
from bot.casework.plain_text import plain

_TESTS = frozenset({"test", "tests", "testing", "check", "checking", "ٹیسٹ", "ٹیسٹنگ", "ٹسٹ", "چیک", "ٽيسٽ", "تست"})
_LAUGHTER = re.compile(r"(?:h+a+|h+e+|x+d+|l+o+l+|l+m+a+o+|ہ+ا+|ه+ا+|خ+)+")


def kind_of(text: str, *, is_out_of_scope: bool) -> NoReport | None:
    """What a text is that was not taken for a report; None for a greeting, and for what is only too short."""
    written = plain(text)[0].casefold()
    letters = "".join(char for char in written if char.isalpha())
    if not letters:
        return NoReport.prank if any(unicodedata.category(char) == "So" for char in written) else _unspoken(written)
    words = re.findall(r"[^\W\d_]+", written)
    if all(word in _TESTS for word in words):
        return NoReport.test
    if all(_LAUGHTER.fullmatch(word) for word in words):
        return NoReport.prank
    return NoReport.out_of_scope if is_out_of_scope else None


def _unspoken(written: str) -> NoReport | None:
    """Dots and dashes are silence; digits may be a number that somebody asks about."""
    return None if any(char.isdigit() for char in written) else NoReport.silence
