"""Reading cells."""

from datetime import date

import pytest

from services_directory.tables import PAKISTAN, first_day, is_plausible_phone


@pytest.mark.parametrize("number", ["15", "115", "1121", "0800-22227", "111-247-786", "0943-412959", "0309-0000015"])
def test_numbers_people_dial_are_plausible(number: str) -> None:
    """Short codes, toll-free, city and mobile numbers all pass."""
    assert is_plausible_phone(number, PAKISTAN)


@pytest.mark.parametrize("number", ["", "5", "12345", "15 (press 3)", "control room", "0800-2222"])
def test_what_nobody_could_dial_is_not(number: str) -> None:
    """Remarks and numbers with a digit missing do not pass."""
    assert not is_plausible_phone(number, PAKISTAN)


@pytest.mark.parametrize(
    ("text", "day"),
    [("2026", date(2026, 1, 1)), ("2026-11", date(2026, 11, 1)), ("2026-11-22", date(2026, 11, 22))],
)
def test_a_coarse_date_means_its_first_day(text: str, day: date) -> None:
    """A year or month counts from its beginning: never fresher than known."""
    assert first_day(text) == day


@pytest.mark.parametrize(
    "text", ["soon", "2026-13", "2026-11-22-1", "22.11.2026", "2147483648", "20261122", "9" * 5000]
)
def test_other_dates_are_refused(text: str) -> None:
    """Anything else is an error, not a guess."""
    with pytest.raises(ValueError, match=r".*"):
        first_day(text)
