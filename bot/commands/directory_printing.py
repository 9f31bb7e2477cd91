"""What the commands of the directory print."""

from __future__ import annotations

import json
import sys


def say(*lines: str) -> None:
    """Lines on standard output."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def print_json(value: object) -> None:
    """For programs."""
    say(json.dumps(value, ensure_ascii=False, indent=2))
