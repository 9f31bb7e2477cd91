"""Delivering."""

from bot.turns.postman import LONGEST_WAIT, pause_after


def test_the_pause_grows_and_stays_bounded() -> None:
    """What is never given up may fail thousands of times and is still tried once a minute."""
    pauses = [pause_after(tries) for tries in range(1, 5000)]
    assert pauses == sorted(pauses)
    assert pauses[0] < 1
    assert pauses[-1] == LONGEST_WAIT
