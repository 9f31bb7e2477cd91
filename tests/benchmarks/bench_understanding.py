"""Our language model beside its peers, on the same sentences: quality, latency, memory, training time."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.real_nlu import PYTHON, REPO_ROOT

CONTENDERS = {
    "letters": "pieces of letters, linear",
    "frozen": "frozen e5, linear head",
    "diet": "Rasa's default: sparse + DIET",
    "ours": "ours",
}


_RASA = {"RASA_TELEMETRY_ENABLED": "false", "RASA_MAX_CACHE_SIZE": "0", "RASA_CACHE_DIRECTORY": "nlu/.rasa"}


def main() -> None:
    """Each in a process of its own; name some to run only those."""
    for name in sys.argv[1:] or CONTENDERS:
        measured = json.loads(_measured(name))
        _say(f"{CONTENDERS[name]}:")
        _say("  " + "  ".join(f"{key} {value:.3g}" for key, value in measured.items()))


def _measured(name: str) -> str:
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "TF_CPP_MIN_LOG_LEVEL": "3", **_RASA}
    command = [str(PYTHON), "-m", "tests.benchmarks.understanding_contender", name]
    done = subprocess.run(command, cwd=REPO_ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return str(done.stdout).splitlines()[-1]


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
