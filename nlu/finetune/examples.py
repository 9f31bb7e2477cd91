"""The sentences as the encoder learns them: prepared as in serving, as word pieces, in batches of like length."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer

from nlu.finetune.variety import Variety
from nlu.sentences import Sentence, read_sentences
from nlu.wording.preparation import learn_preparation, read_list

_PADDING = 1
_LENGTH_BLUR = 8  # batches hold sentences of nearly one length, never quite the same ones


_NEIGHBOURS = ("pa-Arab", "ps", "sd")


@dataclass(frozen=True)
class Example:
    """Word pieces, the intent's number, and 1.0 where urgent."""

    pieces: list[int]
    intent: int
    urgent: float


@dataclass(frozen=True)
class Corpus:
    """What is learnt from, typed in another way each time it is asked for, and what is kept back to measure by."""

    sentences: list[Sentence]
    variety: Variety
    intents: dict[str, int]
    tokenizer: Tokenizer
    unseen: list[Example]

    def seen(self, rng: random.Random) -> list[Example]:
        """One variant of each sentence."""
        return [self._example(each, self.variety.variant(each, rng)) for each in self.sentences]

    def _example(self, sentence: Sentence, text: str) -> Example:
        return example(sentence, text, self.intents, self.tokenizer)


def example(sentence: Sentence, text: str, intents: dict[str, int], tokenizer: Tokenizer) -> Example:
    """A sentence as it is learnt, `text` being one way to type it."""
    return Example(tokenizer.encode(text).ids, intents[sentence.intent], float(sentence.is_urgent))


def read_corpus(repo_root: Path, intents: list[str], tokenizer: Tokenizer) -> Corpus:
    """Raises SentenceError or LexiconError, naming file and line."""
    sentences = read_sentences(repo_root / "nlu/data", set(intents))
    preparation = learn_preparation(sentences, repo_root / "nlu/lexicon")
    numbers = {intent: number for number, intent in enumerate(intents)}
    variety = Variety(
        preparation, {language: read_list(repo_root / "nlu/lexicon" / language) for language in _NEIGHBOURS}
    )
    unseen = [
        example(each, preparation.prepared(each.text).text, numbers, tokenizer)
        for each in sentences
        if each.is_held_out
    ]
    return Corpus([each for each in sentences if not each.is_held_out], variety, numbers, tokenizer, unseen)


def batches(examples: list[Example], size: int, rng: random.Random) -> Iterator[list[Example]]:
    """Each example once, those of like length together, in a new order every time."""
    order = sorted(examples, key=lambda each: len(each.pieces) + rng.random() * _LENGTH_BLUR)
    starts = list(range(0, len(order), size))
    rng.shuffle(starts)
    return (order[start : start + size] for start in starts)


def padded(batch: list[Example]) -> tuple[torch.Tensor, torch.Tensor]:
    """Ids and mask, each of shape (batch, longest)."""
    longest = max(len(each.pieces) for each in batch)
    ids = torch.full((len(batch), longest), _PADDING)
    mask = torch.zeros(len(batch), longest)
    for row, each in enumerate(batch):
        ids[row, : len(each.pieces)] = torch.tensor(each.pieces)
        mask[row, : len(each.pieces)] = 1
    return ids, mask


def checksum(repo_root: Path) -> str:
    """SHA-256 over everything that is learnt from: sentences and word lists."""
    digest = hashlib.sha256()
    files = [*(repo_root / "nlu/data").glob("*/*.tsv"), *(repo_root / "nlu/lexicon").glob("*/*.tsv")]
    for path in sorted(files):
        digest.update(f"{path.relative_to(repo_root).as_posix()}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
