"""A row's hours: read, refused by column, and shared by the services that keep them."""

from datetime import UTC, datetime

import pytest

from services_directory import Category, Directory, PackError
from services_directory.loading import Pack, load_pack
from services_directory.schedule import ALWAYS, State
from tests.unit.services_directory.conftest import Breaker

SUNDAY_NIGHT = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
MONDAY_TEN = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("opening_hours", "when it suits"),
        ("opening_hours", "sunrise-sunset"),
        ("ramazan_hours", "Mar 09:00-12:00"),
        ("always_open", "yes"),
    ],
)
def test_hours_that_cannot_be_believed_are_refused(with_cell: Breaker, pack: Pack, column: str, value: str) -> None:
    """Hours that are not understood, or that contradict "always open", stop the pack and name the column."""
    row = next(number for number, each in enumerate(pack.services, start=2) if each.hours == "office hours")
    with pytest.raises(PackError) as refused:
        load_pack(with_cell("services.csv", row, column, value))
    assert f"row {row}, column " in str(refused.value)


def test_the_pack_reads_what_its_free_text_says(pack: Pack) -> None:
    """Every plain 24/7 is always open, every office and court closed at night, and what is vague stays unknown."""
    for service in pack.services:
        if service.hours in ("24/7", "24/7 emergency"):
            assert service.schedule is ALWAYS
        elif service.hours in ("office hours", "court hours"):
            assert service.schedule
            assert service.schedule.state_at(SUNDAY_NIGHT, pack.calendar) is State.CLOSED
            assert service.schedule.state_at(MONDAY_TEN, pack.calendar) is State.OPEN
        elif service.hours is None or "confirm" in service.hours:
            assert service.schedule is None


def test_an_office_that_answers_by_telephone_at_night_is_not_called_closed(pack: Pack) -> None:
    """Where 1121 answers for the office at any hour, nobody is told at night that it is closed."""
    answering = [each for each in pack.services if each.hours and "1121" in each.hours]
    assert answering
    for service in answering:
        assert service.schedule is None or service.schedule.state_at(SUNDAY_NIGHT, pack.calendar) is State.UNKNOWN


def test_a_listing_says_whether_it_is_open(directory: Directory, pack: Pack) -> None:
    """True, false or None as the service's own hours say at the moment asked about; None for a moment not named."""
    swabi = directory.district("swabi")
    asked = directory.services_near(swabi, list(Category), today=MONDAY_TEN.date(), limit=40, at=MONDAY_TEN)
    assert {each.open_now for each in asked} == {True, None}
    asleep = directory.services_near(swabi, list(Category), today=MONDAY_TEN.date(), limit=40, at=SUNDAY_NIGHT)
    assert {each.open_now for each in asleep} == {True, False, None}
    unasked = directory.services_near(swabi, list(Category), today=MONDAY_TEN.date(), limit=40)
    assert {each.open_now for each in unasked} == {True, None}


def test_open_now_leaves_out_what_is_closed_or_unknown(directory: Directory) -> None:
    """Asked on Monday morning the legal aid of a court is among the open ones, on Sunday night it is not."""
    swabi = directory.district("swabi")
    day = MONDAY_TEN.date()
    open_ones = directory.services_near(swabi, [Category.LEGAL_AID], today=day, open_now=True, at=MONDAY_TEN)
    assert open_ones
    assert all(each.open_now for each in open_ones)
    asleep = directory.services_near(swabi, [Category.LEGAL_AID], today=day, open_now=True, at=SUNDAY_NIGHT)
    assert {each.service.id for each in asleep}.isdisjoint(each.service.id for each in open_ones)
