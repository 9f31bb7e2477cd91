"""Puts sentences it has not seen to the trained model: `amaan nlu test`, in Rasa's environment.

The judging sentences are held against thresholds. `python -m nlu.examine --kept-back` asks the training sentences that
neither encoder nor classifier learnt from instead: by those, and never by the judging ones, is anything chosen.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from pathlib import Path

from nlu.judging import Answer, answers, failures, measures, report, urgency_at
from nlu.model import load_model, trained_model
from nlu.sentences import Sentence, SentenceError, read_intents, read_judging, read_sentences
from nlu.silence import keep_quiet

_ROOT = Path(__file__).resolve().parent.parent
_TESTS = _ROOT / "tests/nlu"
_MOST_FALSE_ALARMS = 0.10


def main() -> None:
    parser = argparse.ArgumentParser(prog="amaan nlu test")
    parser.add_argument("--kept-back", action="store_true", help="ask the training sentences that were kept back")
    kept_back = parser.parse_args().kept_back
    keep_quiet()
    given = answers(load_model(trained_model(_ROOT)), _sentences(kept_back=kept_back))
    measured = measures(given)
    sys.stdout.write(report(given, measured) + "\n" + _urgency(given) + "\n")
    thresholds = {} if kept_back else tomllib.loads((_TESTS / "thresholds.toml").read_text(encoding="utf-8"))
    wrong = failures(measured, thresholds)
    sys.exit("\n".join(["", *wrong]) if wrong else 0)


def _sentences(*, kept_back: bool) -> list[Sentence]:
    intents = set(read_intents(_ROOT / "nlu/domain.yml"))
    try:
        if kept_back:
            return [each for each in read_sentences(_ROOT / "nlu/data", intents) if each.is_held_out]
        return read_judging(_TESTS / "judging", intents)
    except SentenceError as wrong:
        sys.exit(str(wrong))


def _urgency(given: list[Answer]) -> str:
    recall, threshold = urgency_at(given, _MOST_FALSE_ALARMS)
    return f"urgent at {_MOST_FALSE_ALARMS:.0%} false alarms: {recall:.3f} heard, from {threshold:.3f} on"


if __name__ == "__main__":
    main()
