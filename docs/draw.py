"""Draws the pictures in docs/ that come from the code."""

from __future__ import annotations

import re
from pathlib import Path

from bot.casework.machine import drawing

CASE = Path(__file__).parent / "case.md"


def main() -> None:
    """Put the machine of today into docs/case.md."""
    before = CASE.read_text(encoding="utf-8")
    CASE.write_text(re.sub(r"(?s)(```mermaid\n).*?(\n```)", rf"\1{drawing()}\2", before), encoding="utf-8")


if __name__ == "__main__":
    main()
