"""What is no report is told apart, whatever script it is in; what might be one is nobody's joke."""

from __future__ import annotations

import pytest

from bot.casework.measures import NoReport
from bot.casework.no_reports import kind_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("test", NoReport.test),
        ("Test test!!", NoReport.test),
        ("ٹیسٹ", NoReport.test),
        ("hahaha", NoReport.prank),
        ("ہاہاہا", NoReport.prank),
        ("😂😂", NoReport.prank),
        ("...", NoReport.silence),
        ("؟", NoReport.silence),
        ("1121", None),
        ("salam", None),
        ("bacha", None),
    ],
)
def test_what_was_no_report(text: str, kind: NoReport | None) -> None:
    """Tests, laughter and silence are each their own; a greeting and a single word are none of them."""
    assert kind_of(text, is_out_of_scope=False) == kind


def test_what_the_model_calls_out_of_scope() -> None:
    """Talk of other things counts as that, and a test stays a test."""
    assert kind_of("How is the cricket going today?", is_out_of_scope=True) == NoReport.out_of_scope
    assert kind_of("testing", is_out_of_scope=True) == NoReport.test
