"""Word lists kept in `nlu/lexicon/<name>/*.tsv`: spellings of a word, a tab, and what is read in its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


class LexiconError(ValueError):
    """A line that cannot be used; says which and why."""


def read_lexicon(folder: Path) -> dict[str, str]:
    """Each spelling, with its gloss. Raises LexiconError."""
    entries: dict[str, str] = {}
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.tsv")):
        for where, word, gloss in _entries(path):
            if word in seen:
                raise LexiconError(f"{where}: {word!r} stands already at {seen[word]}; keep one of the two")
            seen[word], entries[word] = where, gloss
    return entries


def _entries(path: Path) -> Iterator[tuple[str, str, str]]:
    """Where it stands, the spelling, the gloss."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as wrong:
        raise LexiconError(f"{path}: not UTF-8 at byte {wrong.start}; save it as UTF-8") from None
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"{path}:{number}"
        spellings, tab, gloss = line.rstrip("\r").partition("\t")
        if not tab or "\t" in gloss:
            raise LexiconError(f"{where}: write the spellings, one tab, and the gloss")
        if not spellings.strip() or not gloss.strip():
            raise LexiconError(f"{where}: a spelling or the gloss is missing")
        yield from ((where, word, gloss.strip()) for word in spellings.split())
