"""Sentences authored for training, as tab-separated files: each line is whole, known, and said only once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.config import ROOT

DATA = ROOT / "nlu" / "data"
JUDGES = ROOT / "tests" / "nlu"
INTENTS = {path.stem for path in (DATA / "en").glob("*.yml")}
CONCERNS = {path.stem for path in (DATA / "en").glob("*.yml") if "urgent:" in path.read_text(encoding="utf-8")}
MOST_LINES = 60
FILES = sorted(DATA.glob("*/*.tsv"))


@dataclass(frozen=True)
class Line:
    """One authored sentence."""

    where: str
    fields: tuple[str, ...]

    @property
    def text(self) -> str:
        """The sentence."""
        return self.fields[-1]


def lines(path: Path) -> Iterator[Line]:
    """The lines of a file."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        yield Line(f"{path.relative_to(ROOT)}:{number}", tuple(line.split("\t")))


def folded(text: str) -> str:
    """A sentence as it is compared: letters and digits alone."""
    return re.sub(r"\W+", " ", unicodedata.normalize("NFKC", text)).strip().casefold()


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_each_line_is_an_intent_its_urgency_and_a_sentence(path: Path) -> None:
    """Concerns say whether they are urgent, nothing else does; a file stays short enough to be read at one sitting."""
    wrong = [line.where for line in lines(path) if not _is_whole(line)]
    assert wrong == []
    assert len(list(lines(path))) <= MOST_LINES


def _is_whole(line: Line) -> bool:
    if len(line.fields) != 3 or line.fields[0] not in INTENTS or not line.text.strip():
        return False
    return line.fields[1] in (("true", "false") if line.fields[0] in CONCERNS else ("",))


@pytest.mark.parametrize("language", sorted({path.parent.name for path in FILES}))
def test_no_sentence_stands_twice(language: str) -> None:
    """Neither among a language's own sentences, nor among any that judge the model."""
    seen = {folded(line.text): line.where for path in JUDGES.glob("evaluation_*.tsv") for line in lines(path)}
    twice = []
    for line in (line for path in FILES if path.parent.name == language for line in lines(path)):
        key = folded(line.text)
        if key in seen:
            twice.append((line.where, seen[key]))
        seen[key] = line.where
    assert twice == []
