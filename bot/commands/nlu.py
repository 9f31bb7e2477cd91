"""`amaan nlu …`: carried out in Rasa's own environment, with this terminal's input and output."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping

from bot.bootstrap import NLU_PYTHON
from bot.config import ROOT
from bot.refusals import Refusal

_SECRETS = "AMAAN_"
_OWN = "AMAAN_NLU_"


def run_in_rasas_environment(module: str, asked: Mapping[str, object]) -> int:
    """The module's own exit code; `asked` are its options, `text` its words. Refuses without the environment."""
    if not NLU_PYTHON.is_file():
        raise Refusal("The language model's environment is missing: run `make setup`.")
    passed_on = {name: value for name, value in os.environ.items() if _may_be_seen(name)}
    command_line = [str(NLU_PYTHON), "-m", module, *_arguments(asked)]
    done = subprocess.run(command_line, cwd=ROOT, env=passed_on, check=False)  # noqa: S603  our own modules
    return done.returncode


def _arguments(asked: Mapping[str, object]) -> Iterator[str]:
    for name, value in asked.items():
        if name == "text" or value is None or value is False:
            continue
        yield f"--{name}" if value is True else f"--{name}={value}"
    text = asked.get("text")
    if isinstance(text, list) and text:
        yield from ("--", *text)


def _may_be_seen(variable: str) -> bool:
    """The bot's secrets stay with the bot."""
    return not variable.startswith(_SECRETS) or variable.startswith(_OWN)
