"""What finding identifiers costs, also in text written to make it slow."""

import time
from pathlib import Path

import pytest

from bot.casework.identifiers import IdentifierFinder
from bot.casework.names import load_names

NAMES = Path(__file__).parents[2] / "services_directory" / "data" / "pk" / "given_names.csv"
FINDER = IdentifierFinder(load_names(NAMES), frozenset({"Dera Ismail Khan"}), load_names(NAMES, in_context=True))
LONGEST = 4096  # characters of a Telegram message
ORDINARY = "استاد کریم بچوں کو مارتا ہے، نمبر 0300 1234567۔ He is 12 and his name is Asad. "
HOSTILE = [
    *["1", "1 ", "1-", "0300 ", "1/2 ", "(", "(1", "+1 ", "a", "a@", "a.", "a-", "@1a", "@", "http://", "a at "],
    *["name ", "naam ", "s / o ", "Khan ", "Ali ", "name is ", "\u064b", "\u0316\u0301", "\ufdfa", "\u200b", " "],
    *["PK36", "account ", "insta id ", "abdul ", "3001", "1234 5678 "],
]


def seconds(text: str) -> float:
    """Processor time of one search: the best of three, so that a busy machine does not count."""
    best = float("inf")
    for _ in range(3):
        started = time.process_time()
        FINDER.find(text)
        best = min(best, time.process_time() - started)
    return best


def test_a_full_message_takes_less_than_fifty_milliseconds() -> None:
    """The reporter does not wait for the search of the longest ordinary message."""
    assert seconds((ORDINARY * LONGEST)[:LONGEST]) < 0.05


@pytest.mark.parametrize("part", HOSTILE)
def test_eight_times_the_text_is_no_more_than_sixteen_times_the_work(part: str) -> None:
    """No text makes the search grow much faster than the text: quadratic work would be 64 times as much."""
    short, long = (seconds((part * length)[:length]) for length in (LONGEST, 8 * LONGEST))
    assert long < 16 * short
