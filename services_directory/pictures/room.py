"""Room on a picture: what is taken, so that no word is written over another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

XY = tuple[float, float]
"""Pixels from the bottom left."""


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    def grown(self, by: float) -> Box:
        """The same with a margin."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def touches(self, other: Box) -> bool:
        """Whether they share any ground."""
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.top <= other.bottom or other.top <= self.bottom)

    def holds(self, other: Box) -> bool:
        """Whether the other lies inside."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.bottom <= other.bottom and other.top <= self.top


class Room:
    """The boxes taken so far on a sheet."""

    def __init__(self, sheet: Box) -> None:
        self._sheet, self._taken = sheet, list[Box]()

    def take(self, box: Box) -> None:
        """Let nothing else be put there."""
        self._taken.append(box)

    def is_free(self, box: Box) -> bool:
        """Whether all of it is on the sheet and free."""
        return self._sheet.holds(box) and not any(box.touches(each) for each in self._taken)

    def first_free(self, boxes: Iterable[Box]) -> int | None:
        """The place in the row of the first that is free."""
        return next((at for at, box in enumerate(boxes) if self.is_free(box)), None)
