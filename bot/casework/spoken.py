"""A reporter's words one by one, in a form in which every keyboard's spelling is the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.casework import passing_words as w
from bot.casework.plain_text import plain

LONGEST_READ = 4000
"""Characters; facts about the child stand near the beginning, and a very long text tells of many people."""
_SHORT_FORMS = (
    (re.compile("\u200c"), " "),
    (re.compile(r"(?<=\d)\s*y\s?[./]?\s?o\b\.?", re.IGNORECASE), " yo "),
    (re.compile(r"\by/o\b", re.IGNORECASE), "yo"),
    (re.compile(r"\b(yrs?)\.", re.IGNORECASE), r"\1 "),
    (re.compile(r"\b(s?he)['’]s\b", re.IGNORECASE), r"\1 is "),
    (re.compile(r"\b(i)['’]m\b", re.IGNORECASE), r"\1 am "),
)
_TOKEN = re.compile(r"\d+(?:[./]\d+)?|[^\W\d_]+|[.!?۔؟؛;:\n]|[,،()۽]|(?<=\d)\s*[-–]\s*(?=\d)")
_STOPS, _COMMAS = frozenset(".!?۔؟؛;\n"), frozenset(",،():")


def tokens_of(text: str) -> list[str]:
    """The folded words of a text, numbers in ASCII digits, `w.STOP` and `w.COMMA` for what parts them."""
    for pattern, plainly in _SHORT_FORMS:
        text = pattern.sub(plainly, text)
    spoken = w.folded(plain(text[:LONGEST_READ].replace("۽", " او "))[0])
    return [_token(each) for each in _TOKEN.findall(spoken)]


def _token(found: str) -> str:
    if found in _STOPS:
        return w.STOP
    return w.COMMA if found in _COMMAS else found.strip().replace("–", "-")


def token_at(tokens: Sequence[str], at: int) -> str:
    """The token there; beyond either end of the text, what ends a sentence."""
    return tokens[at] if 0 <= at < len(tokens) else w.STOP
