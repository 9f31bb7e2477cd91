"""What finding identifiers costs, also in text written to make it slow: quadratic work would show as a growth of 64."""

from __future__ import annotations

import sys
import time

from bot.casework.identifiers import IdentifierFinder
from bot.casework.names import load_names
from bot.config import ROOT

NAMES = ROOT / "services_directory" / "data" / "pk" / "given_names.csv"
LONGEST = 4096  # characters of a Telegram message
ORDINARY = "استاد کریم بچوں کو مارتا ہے، نمبر 0300 1234567۔ He is 12 and his name is Asad. "
HOSTILE = (
    *("1", "1 ", "1-", "0300 ", "1/2 ", "(", "(1", "+1 ", "a", "a@", "a.", "a-", "@1a", "@", "http://", "a at "),
    *("name ", "naam ", "s / o ", "Khan ", "Ali ", "name is ", "\u064b", "\u0316\u0301", "\ufdfa", "\u200b", " "),
    *("PK36", "account ", "insta id ", "abdul ", "3001", "1234 5678 "),
)


def main() -> None:
    """Print the cost of the longest ordinary message, and of the worst hostile ones with their growth."""
    finder = IdentifierFinder(load_names(NAMES), frozenset({"Dera Ismail Khan"}), load_names(NAMES, in_context=True))
    ordinary = seconds(finder, (ORDINARY * LONGEST)[:LONGEST])
    sys.stdout.write(f"longest ordinary message {ordinary * 1000:6.1f} ms of processor time\n")
    measured = [(part, *_short_and_long(finder, part)) for part in HOSTILE]
    for part, short, long in sorted(measured, key=lambda each: -each[2] / each[1])[:5]:
        growth = long / short
        sys.stdout.write(
            f"hostile {part!r:<14} {short * 1000:6.1f} ms; eight times the text: {growth:4.1f} times the work\n"
        )


def _short_and_long(finder: IdentifierFinder, part: str) -> tuple[float, float]:
    return seconds(finder, (part * LONGEST)[:LONGEST]), seconds(finder, (part * 8 * LONGEST)[: 8 * LONGEST])


def seconds(finder: IdentifierFinder, text: str) -> float:
    """Processor time of one search: the best of three, so that a busy machine does not count."""
    best = float("inf")
    for _ in range(3):
        started = time.process_time()
        finder.find(text)
        best = min(best, time.process_time() - started)
    return best


if __name__ == "__main__":
    main()
