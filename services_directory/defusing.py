"""Cells that a spreadsheet would run: led by an apostrophe where a table goes out, which is taken off on the way in."""

import re

_FORMULA = "=+-@\t\r＝＋－＠"
"""What a spreadsheet takes for the start of a formula (OWASP, CSV injection)."""
_DEFUSED = re.compile(rf"'+[{re.escape(_FORMULA)}]")
_DANGEROUS = re.compile(rf"'*[{re.escape(_FORMULA)}]")
_HARMLESS = re.compile(r"[+-]\d+(?:\.\d+)?|\+\d[\d ()-]*(?:; \+?\d[\d ()-]*)*")
_NUMBER = re.compile(r"-\d+(?:\.\d+)?")


def defused(cell: str) -> str:
    """The cell as it goes out; one that is led by an apostrophe itself gets one more, so that `plain` gives it back."""
    return f"'{cell}" if _DANGEROUS.match(cell) and not _NUMBER.fullmatch(cell) else cell


def plain(cell: str) -> str:
    """The cell as it was meant, with lines that end as ours do."""
    cell = cell.replace("\r\n", "\n")
    return cell[1:] if cell[:1] == "'" and _DEFUSED.match(cell) else cell


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would run it: numbers and telephone numbers do no harm."""
    return bool(cell) and cell[:1] in _FORMULA and not _HARMLESS.fullmatch(cell)
