"""What is counted for the statistics, and nothing finer: never whose case, never a day."""

from __future__ import annotations

from enum import StrEnum

from bot.casework.model import Outcome


class Filed(StrEnum):
    """A report, and what it said of the child or met with; each is counted beside `report`, not in its place."""

    report = "report"
    girl = "girl"
    boy = "boy"
    disability = "disability"
    uncovered = "uncovered"


class Answered(StrEnum):
    """How long it took until somebody acknowledged; a case that waits comes into one of these, once."""

    under_1_hour = "under 1 h"
    under_3_hours = "under 3 h"
    under_1_day = "under 1 day"
    day_or_more = "1 day or more"
    never = "never"
    """Everybody on the ladder was asked, and nobody came."""


class Again(StrEnum):
    """A case that was closed runs again."""

    reopened = "reopened"


class Safer(StrEnum):
    """What was said when it was asked whether the child is safer now."""

    yes = "safer"
    no = "not safer"
    unknown = "safer or not is unknown"


class NoReport(StrEnum):
    """What somebody wrote who made no report."""

    test = "test"
    prank = "prank"
    silence = "silence"
    question = "question"
    wrong_place = "wrong place"
    out_of_scope = "out of scope"


Measure = Filed | Answered | Outcome | Again | Safer | NoReport
"""Whatever a counter counts; its value names it, and no two have the same."""
