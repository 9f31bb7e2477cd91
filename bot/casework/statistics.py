"""The statistics: what may be told of a month without exposing anybody."""

from __future__ import annotations

from dataclasses import dataclass

ALL = "*"
"""Every place, or every concern."""


@dataclass(frozen=True)
class PublishedCell:
    """One number that may be told; a cell that may not is not there at all.

    `place` is a district, a province or ALL, `concern` a concern or ALL, `measure` what was counted.
    """

    place: str
    concern: str
    measure: str
    count: int
