"""The authored sentences: `data/<language>/*.tsv`, each line an intent, whether it is urgent, and the sentence."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

URGENT = {"true": True, "false": False, "": False}
_HELD_OUT_OF = 12


class SentenceError(ValueError):
    """A line that cannot be used; says which and why."""


@dataclass(frozen=True)
class Sentence:
    """One authored sentence; `language` is the name of its folder."""

    language: str
    intent: str
    is_urgent: bool
    text: str
    tells_of_a_child: bool = False  # one of the concerns: only they say whether it is urgent

    @property
    def is_held_out(self) -> bool:
        """About one in twelve, always the same ones: the encoder never learns them, so they can measure it."""
        return hashlib.sha256(self.text.encode()).digest()[0] % _HELD_OUT_OF == 0


def read_sentences(folder: Path, intents: set[str]) -> list[Sentence]:
    """All languages' sentences, in the order of their files: `<language>/*.tsv`. Raises SentenceError."""
    files = sorted(folder.glob("*/*.tsv"))
    return [sentence for path in files for sentence in _sentences(path, path.parent.name, intents)]


def read_judging(folder: Path, intents: set[str]) -> list[Sentence]:
    """The sentences that judge the model, one file a language: `<language>.tsv`. Raises SentenceError."""
    files = sorted(folder.glob("*.tsv"))
    return [sentence for path in files for sentence in _sentences(path, path.stem, intents)]


def read_intents(domain: Path) -> list[str]:
    """The intents that `domain.yml` lists, in its order."""
    lines = (line.strip() for line in domain.read_text(encoding="utf-8").splitlines())
    return [line.removeprefix("- ") for line in lines if line.startswith("- ")]


def _sentences(path: Path, language: str, intents: set[str]) -> Iterator[Sentence]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as wrong:
        raise SentenceError(f"{path}: not UTF-8 at byte {wrong.start}; save it as UTF-8") from None
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _sentence(language, line, intents, f"{path}:{number}")


def _sentence(language: str, line: str, intents: set[str], where: str) -> Sentence:
    fields = line.rstrip("\r").split("\t")
    if len(fields) != len(("intent", "urgent", "text")):
        raise SentenceError(f"{where}: {len(fields)} fields; write intent, urgent and sentence with a tab between")
    intent, urgent, text = (field.strip() for field in fields)
    if intent not in intents:
        raise SentenceError(f"{where}: no intent is called {intent!r}; they are listed in nlu/domain.yml")
    if urgent not in URGENT:
        raise SentenceError(f"{where}: urgent is {urgent!r}; write true or false, or nothing where no child is told of")
    if not text:
        raise SentenceError(f"{where}: the sentence is empty")
    return Sentence(language, intent, URGENT[urgent], text, tells_of_a_child=bool(urgent))
