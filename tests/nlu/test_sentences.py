"""Sentences that train the model and sentences that judge it: whole, enough, said only once, and kept apart."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from rapidfuzz import fuzz, process

from bot.casework.model import Concern
from nlu.sentences import Sentence, read_intents, read_judging, read_sentences
from tests.real_nlu import REPO_ROOT

DATA = REPO_ROOT / "nlu/data"
INTENTS = read_intents(REPO_ROOT / "nlu/domain.yml")
MOST_LINES = 60
FEWEST = {"ps-Latn": 20}
FEWEST_ELSEWHERE = 40
OUTSIDE = "out_of_scope"
OUTSIDE_TIMES = 3
FEWEST_JUDGING = 6
# From here on (of 100) two sentences of more than a few words are one sentence, typed twice.
TOO_ALIKE = 88
SHORT = 24
"""Characters: below, people do say the same, and only the very same sentence counts as a copy."""

TRAINING = read_sentences(DATA, set(INTENTS))
JUDGING = read_judging(REPO_ROOT / "tests/nlu/judging", set(INTENTS))
LANGUAGES = sorted({sentence.language for sentence in TRAINING})


def folded(sentence: Sentence) -> str:
    """A sentence as it is compared: letters and digits alone."""
    return re.sub(r"\W+", " ", unicodedata.normalize("NFKC", sentence.text)).strip().casefold()


@pytest.mark.parametrize("path", sorted(DATA.glob("*/*.tsv")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_file_can_be_read_at_one_sitting(path: Path) -> None:
    """So that a native speaker will."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_concerns_say_whether_they_are_urgent_and_nothing_else_does() -> None:
    """A service or a greeting has no urgency of its own."""
    wrong = [each for each in TRAINING + JUDGING if each.tells_of_a_child != (each.intent in set(Concern))]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough(language: str) -> None:
    """Of each intent in each language; three times as many of what lies outside."""
    fewest = FEWEST.get(language, FEWEST_ELSEWHERE)
    counts = Counter(each.intent for each in TRAINING if each.language == language)
    few = {intent: counts[intent] for intent in INTENTS if counts[intent] < fewest}
    assert few == {}
    assert counts[OUTSIDE] >= OUTSIDE_TIMES * fewest


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_to_judge_by(language: str) -> None:
    """At least six of each intent."""
    counts = Counter(each.intent for each in JUDGING if each.language == language)
    assert min(counts[intent] for intent in INTENTS) >= FEWEST_JUDGING


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_stands_twice(language: str) -> None:
    """Neither among those that train, nor among those that judge."""
    for sentences in (TRAINING, JUDGING):
        counts = Counter(folded(each) for each in sentences if each.language == language)
        assert [text for text, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_judges_was_learnt_from(language: str) -> None:
    """No judging sentence, nor one nearly the same, is among any language's training sentences."""
    judging = [folded(each) for each in JUDGING if each.language == language]
    trained = [folded(each) for each in TRAINING]
    assert set(judging).isdisjoint(trained)
    long = [text for text in judging if len(text) >= SHORT]
    alike = process.cdist(long, trained, scorer=fuzz.ratio, score_cutoff=TOO_ALIKE, dtype=np.uint8, workers=-1)
    copies = [(long[row], trained[column]) for row, column in zip(*np.nonzero(alike), strict=True)]
    assert copies == []
