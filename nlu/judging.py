"""Measures a trained model on sentences it has not seen: tables by language and intent, against thresholds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nlu.sentences import Sentence

_SURE = 0.8
_MOST_CONFUSIONS = 15
_BINS = 10


@dataclass(frozen=True)
class Answer:
    """What the model said of a sentence."""

    sentence: Sentence
    ranking: list[tuple[str, float]]  # best first
    urgency: float
    is_urgent: bool

    @property
    def best(self) -> str:
        return self.ranking[0][0]

    @property
    def is_right(self) -> bool:
        return self.best == self.sentence.intent

    @property
    def is_among_three(self) -> bool:
        return self.sentence.intent in [intent for intent, _ in self.ranking[:3]]


def answers(parse: Callable[[str], dict[str, Any]], sentences: Sequence[Sentence]) -> list[Answer]:
    """Each sentence put to the model."""
    return [_answer(parse(sentence.text), sentence) for sentence in sentences]


def _answer(output: dict[str, Any], sentence: Sentence) -> Answer:
    ranking = [(each["name"], each["confidence"]) for each in output["intent_ranking"]]
    return Answer(sentence, ranking, output["urgency"], output["urgent"])


@dataclass(frozen=True)
class Score:
    """Of one intent: shares from 0 to 1, and how many sentences bear it."""

    precision: float
    recall: float
    f1: float
    count: int


def by_intent(given: Sequence[Answer]) -> dict[str, Score]:
    """Precision, recall and F1 of each intent that occurs."""
    truth = Counter(each.sentence.intent for each in given)
    said = Counter(each.best for each in given)
    right = Counter(each.best for each in given if each.is_right)
    return {intent: _score(right[intent], said[intent], truth[intent]) for intent in sorted(truth)}


def _score(right: int, said: int, truth: int) -> Score:
    precision = right / said if said else 0.0
    recall = right / truth
    return Score(precision, recall, 2 * right / (said + truth), truth)


def macro_f1(given: Sequence[Answer]) -> float:
    """The mean of the intents' F1."""
    scores = by_intent(given)
    return sum(score.f1 for score in scores.values()) / len(scores)


def measures(given: Sequence[Answer]) -> dict[str, float]:
    """Every figure that has a threshold, by its name in `thresholds.toml`."""
    by_language = _by_language(given)
    sure = [each for each in given if each.ranking[0][1] >= _SURE]
    told = [each for each in given if each.sentence.tells_of_a_child]
    urgent, calm = ([each for each in given if each.sentence.is_urgent is wanted] for wanted in (True, False))
    outside = [each for each in given if each.sentence.intent == "out_of_scope"]
    return {
        "macro_f1": macro_f1(given),
        **{f"macro_f1_{language}": macro_f1(theirs) for language, theirs in by_language.items()},
        "among_three": _share(each.is_among_three for each in given),
        "urgent_recall": _share(each.is_urgent for each in urgent),
        "urgent_false_alarms": _share(each.is_urgent for each in calm),
        "sure_right": _share(each.is_right for each in sure),
        "sure_coverage": len(sure) / len(given),
        "out_of_scope_recall": _share(each.is_right for each in outside),
        "concerns_lost": _share(each.best == "out_of_scope" for each in told),
        "calibration_error": calibration_error(given),
    }


def urgency_at(given: Sequence[Answer], most_false_alarms: float) -> tuple[float, float]:
    """The recall that can be had at so many false alarms, and the threshold that gives it."""
    calm = sorted((each.urgency for each in given if not each.sentence.is_urgent), reverse=True)
    threshold = calm[int(len(calm) * most_false_alarms)]
    return _share(each.urgency > threshold for each in given if each.sentence.is_urgent), threshold


def calibration_error(given: Sequence[Answer]) -> float:
    """Mean distance between what is promised and what holds, over ten equal steps of confidence."""
    confidences = np.array([each.ranking[0][1] for each in given])
    right = np.array([each.is_right for each in given])
    bins = np.minimum((confidences * _BINS).astype(int), _BINS - 1)
    gaps = (abs(confidences[bins == step].sum() - right[bins == step].sum()) for step in range(_BINS))
    return float(sum(gaps) / len(given))


def failures(measured: dict[str, float], thresholds: dict[str, dict[str, float]]) -> list[str]:
    """A sentence for each figure on the wrong side of its threshold, or without one measured."""
    wrong = []
    for name, bounds in thresholds.items():
        value = measured.get(name)
        if value is None:
            wrong.append(f"{name}: nothing measured bears this name")
        elif value < bounds.get("at_least", value):
            wrong.append(f"{name} is {value:.3f}, wanted at least {bounds['at_least']}")
        elif value > bounds.get("at_most", value):
            wrong.append(f"{name} is {value:.3f}, wanted at most {bounds['at_most']}")
    return wrong


def report(given: Sequence[Answer], measured: dict[str, float]) -> str:
    """The tables, as text for a terminal."""
    return "\n\n".join([_language_table(given), _intent_table(given), _confusions(given), _figures(measured)])


def _language_table(given: Sequence[Answer]) -> str:
    rows = [("language", "texts", "right", "macro-F1", "among 3")]
    for language, theirs in {**_by_language(given), "all": list(given)}.items():
        right, three = _share(each.is_right for each in theirs), _share(each.is_among_three for each in theirs)
        rows.append((language, str(len(theirs)), f"{right:.3f}", f"{macro_f1(theirs):.3f}", f"{three:.3f}"))
    return _table(rows)


def _intent_table(given: Sequence[Answer]) -> str:
    rows = [("intent", "texts", "precision", "recall", "F1")]
    for intent, score in sorted(by_intent(given).items(), key=lambda pair: pair[1].f1):
        rows.append((intent, str(score.count), f"{score.precision:.2f}", f"{score.recall:.2f}", f"{score.f1:.2f}"))
    return _table(rows)


def _confusions(given: Sequence[Answer]) -> str:
    wrong = Counter((each.sentence.intent, each.best) for each in given if not each.is_right)
    rows = [("is", "was taken for", "times")]
    rows += [(truth, said, str(count)) for (truth, said), count in wrong.most_common(_MOST_CONFUSIONS)]
    return _table(rows)


def _figures(measured: dict[str, float]) -> str:
    return _table([("measure", "value"), *((name, f"{value:.3f}") for name, value in measured.items())])


def _table(rows: Sequence[tuple[str, ...]]) -> str:
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _by_language(given: Sequence[Answer]) -> dict[str, list[Answer]]:
    languages = sorted({each.sentence.language for each in given})
    return {language: [each for each in given if each.sentence.language == language] for language in languages}


def _share(holds: Any) -> float:
    held = list(holds)
    return sum(held) / len(held) if held else 0.0
