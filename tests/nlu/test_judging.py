"""The figures by which the model is judged, reckoned by hand on a few answers."""

import pytest

from nlu.judging import Answer, by_intent, calibration_error, failures, macro_f1, measures, report, urgency_at
from nlu.sentences import Sentence


def _answer(truth: str, said: str, confidence: float, *, urgency: float = 0.0, is_urgent: bool = False) -> Answer:
    sentence = Sentence("en", truth, is_urgent, "text", tells_of_a_child=truth == "neglect")
    second = "greet" if said != "greet" else "help"
    return Answer(sentence, [(said, confidence), (second, 1 - confidence)], urgency, urgency >= 0.5)


_GIVEN = [
    _answer("neglect", "neglect", 0.9, urgency=0.9, is_urgent=True),
    _answer("neglect", "out_of_scope", 0.6, urgency=0.2, is_urgent=True),
    _answer("greet", "neglect", 0.4, urgency=0.6),
    _answer("out_of_scope", "out_of_scope", 0.9),
]


def test_precision_recall_and_f1() -> None:
    """Of neglect one in two is found, and one in two that is called so is."""
    scores = by_intent(_GIVEN)
    assert (scores["neglect"].precision, scores["neglect"].recall, scores["neglect"].f1) == (0.5, 0.5, 0.5)
    assert scores["greet"].f1 == 0
    assert scores["out_of_scope"].f1 == pytest.approx(2 / 3)
    assert macro_f1(_GIVEN) == pytest.approx((0.5 + 0 + 2 / 3) / 3)


def test_every_measure() -> None:
    """As the sentences above have them."""
    measured = measures(_GIVEN)
    assert measured["among_three"] == 0.75
    assert measured["urgent_recall"] == 0.5
    assert measured["urgent_false_alarms"] == 0.5
    assert (measured["sure_right"], measured["sure_coverage"]) == (1.0, 0.5)
    assert measured["out_of_scope_recall"] == 1
    assert measured["concerns_lost"] == pytest.approx(0.5)
    assert measured["macro_f1_en"] == measured["macro_f1"]


def test_urgency_at_a_price() -> None:
    """No false alarm bought: the threshold lies at the highest calm one."""
    assert urgency_at(_GIVEN, 0.0) == (0.5, 0.6)


def test_calibration() -> None:
    """Nine in ten promised and all right, six in ten promised and none right: the gaps, by their share."""
    assert calibration_error(_GIVEN) == pytest.approx((0.2 + 0.6 + 0.4) / 4)


def test_failures_are_sentences() -> None:
    """Under, over, and unknown; what holds is not mentioned."""
    thresholds = {"a": {"at_least": 0.5}, "b": {"at_most": 0.1}, "c": {"at_least": 0.1}, "d": {"at_least": 0.1}}
    wrong = failures({"a": 0.4, "b": 0.2, "c": 0.3}, thresholds)
    assert [sentence.split()[0] for sentence in wrong] == ["a", "b", "d:"]


def test_report_shows_languages_intents_and_confusions() -> None:
    """One table each."""
    shown = report(_GIVEN, measures(_GIVEN))
    assert "was taken for" in shown
    assert "macro_f1_en" in shown
