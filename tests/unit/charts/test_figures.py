"""Figures in the order they are drawn in."""

from __future__ import annotations

from datetime import date

from bot.charts.figures import DistrictCount, MonthlyCount, months_of, most, series_of

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def test_all_reports_come_first_then_what_is_reported_most() -> None:
    """The sum of all leads, whatever its counts; what may not be told counts for nothing; a missing row is untold."""
    rows = [
        MonthlyCount("neglect", NOVEMBER, 7),
        MonthlyCount("missing_child", OCTOBER, 9),
        MonthlyCount("missing_child", NOVEMBER, None),
        MonthlyCount("", NOVEMBER, 5),
    ]
    assert months_of(rows) == (OCTOBER, NOVEMBER)
    assert [(each.concern, each.counts) for each in series_of(rows)] == [
        ("", (None, 5)),
        ("missing_child", (9, None)),
        ("neglect", (None, 7)),
    ]


def test_most_are_those_that_may_be_told() -> None:
    """The greatest first, of equals by name; an untold district is not among them."""
    rows = [
        DistrictCount("swabi", 5),
        DistrictCount("lahore", None),
        DistrictCount("mardan", 5),
        DistrictCount("kech", 9),
    ]
    assert most(rows) == (("kech", 9), ("mardan", 5), ("swabi", 5))
