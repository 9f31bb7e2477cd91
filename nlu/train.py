"""Trains the language model when its sources have changed: `python -m nlu.train`, in Rasa's environment."""

import contextlib
import functools
import io
import os
import sys
import time
import warnings
from pathlib import Path

from nlu.freshness import fingerprint, fresh_model
from nlu.sentences import SentenceError, read_intents, read_sentences
from nlu.wording.lexicon import LexiconError, read_lexicon

_OUT = sys.stdout
REPO_ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    if fresh_model(REPO_ROOT).is_file():
        _say("The language model is up to date.")
        return
    check_sources(REPO_ROOT)
    _say("Training the language model (about two minutes) ...")
    started = time.monotonic()
    name = fingerprint(REPO_ROOT)
    model = _train(name)
    _drop_older_than(model)
    _say(f"The language model is ready after {time.monotonic() - started:.0f} s.")


def check_sources(repo_root: Path) -> None:
    """Reads every sentence and every word list; stops with a sentence that names file, line and reason."""
    try:
        read_sentences(repo_root / "nlu/data", set(read_intents(repo_root / "nlu/domain.yml")))
        for folder in sorted((repo_root / "nlu/lexicon").iterdir()):
            read_lexicon(folder)
    except (SentenceError, LexiconError) as wrong:
        raise SystemExit(str(wrong)) from None


def _train(name: str) -> Path:
    _step(1, "starting Rasa")
    _keep_quiet()
    # imported late: it takes 12 s, not to be spent when nothing changed
    from rasa.model_training import train_nlu  # noqa: PLC0415

    from nlu.registration import register_components  # noqa: PLC0415

    _announce_components()
    register_components()
    with contextlib.redirect_stdout(io.StringIO()):
        made = train_nlu("config.yml", "nlu/data", "nlu/models", fixed_model_name=name, domain="nlu/domain.yml")
    if made is None:
        raise SystemExit("Rasa made no model.")
    return REPO_ROOT / str(made)


def _keep_quiet() -> None:
    """Rasa reports usage to its makers, caches in the working folder and passes on its libraries' warnings."""
    os.chdir(REPO_ROOT)
    os.environ |= {"RASA_TELEMETRY_ENABLED": "false", "RASA_MAX_CACHE_SIZE": "0", "RASA_CACHE_DIRECTORY": "nlu/.rasa"}
    os.environ |= {"TF_CPP_MIN_LOG_LEVEL": "3", "OMP_NUM_THREADS": "1"}
    warnings.showwarning = lambda *_, **__: None


def _announce_components() -> None:
    """Prints a line as each component begins, by wrapping what Rasa calls."""
    from nlu.components.encoder import EncoderFeaturizer  # noqa: PLC0415
    from nlu.components.intent import IntentRanker  # noqa: PLC0415
    from nlu.components.urgency import UrgencyJudge  # noqa: PLC0415
    from nlu.components.wording import Wording  # noqa: PLC0415

    _announce(Wording, "train", 2, "learning languages and words")
    _announce(EncoderFeaturizer, "process_training_data", 3, "reading the examples (a minute and more)")
    _announce(IntentRanker, "train", 4, "learning what is meant")
    _announce(UrgencyJudge, "train", 5, "learning what is urgent")


def _announce(component: type, method: str, number: int, what: str) -> None:
    original = getattr(component, method)

    @functools.wraps(original)  # Rasa reads its type hints
    def announced(self: object, *args: object, **kwargs: object) -> object:
        _step(number, what)
        return original(self, *args, **kwargs)

    setattr(component, method, announced)


def _drop_older_than(model: Path) -> None:
    for other in model.parent.glob("*.tar.gz"):
        if other.name != model.name:
            other.unlink()


def _step(number: int, what: str) -> None:
    _say(f"  step {number}/5: {what} ...")


def _say(line: str) -> None:
    """Past the redirection: what Rasa prints in between is not ours."""
    _OUT.write(line + "\n")
    _OUT.flush()


if __name__ == "__main__":
    main()
