"""A conversation written down: who does what, what must be seen, what must not, and what must hold afterwards."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

FOLDER = Path(__file__).parent / "transcripts"
_LINE = re.compile(r"(?P<who>[a-z_]*)(?P<mark>[><!@])(?: (?P<text>.*))?")
REPORTER = "reporter"


class Kind(StrEnum):
    """What a line is for, by its mark."""

    does = ">"
    sees = "<"
    sees_not = "!"
    holds = "@"


@dataclass(frozen=True)
class Line:
    """One line of a transcript; `who` names a phone."""

    number: int
    who: str
    kind: Kind
    text: str


def parse(source: str) -> tuple[Line, ...]:
    """The lines of a transcript; comments and blank lines are left out. Raises ValueError with the line's number."""
    numbered = ((number, line.strip()) for number, line in enumerate(source.splitlines(), 1))
    return tuple(_parsed(number, line) for number, line in numbered if line and not line.startswith("#"))


def _parsed(number: int, line: str) -> Line:
    found = _LINE.fullmatch(line)
    if found is None:
        raise ValueError(f"line {number} is no line of a transcript: {line}")
    return Line(number, found["who"] or REPORTER, Kind(found["mark"]), found["text"] or "")


def every_transcript() -> list[Path]:
    """All there are, in order."""
    return sorted(FOLDER.glob("*/*.txt"))
