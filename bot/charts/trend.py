"""Reports by concern and month: a row of bars for each concern, with its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.charts.figures import MonthlyCount, Series, months_of, series_of
from bot.charts.words import MOST_MONTHS, TrendWords
from services_directory.pictures.canvas import Canvas
from services_directory.pictures.room import Box

WIDTH, HEAD, ROW, FOOT = 1000, 84, 86, 92
NAMES, EDGE, LARGEST_NAME = 370, 26, 22.0
"""Pixels for the names of concerns, and free at the edges."""
MOST_ROWS = 9
TALLEST, UNTOLD_HEIGHT = 44, 9
INK, SOFT_INK, LINE, PAPER = "#20242a", "#5d646e", "#d9dde2", "#ffffff"
BAR, BAR_OF_ALL, UNTOLD = "#2b6cb0", "#0b2f57", "#8a919b"


def draw_trend(rows: Sequence[MonthlyCount], words: TrendWords) -> bytes:
    """A PNG of the newest twelve months; time runs as the language is read. Those with few reports are left out."""
    months = months_of(rows)[-MOST_MONTHS:]
    series = [each for each in series_of(row for row in rows if row.month in months) if each.told][:MOST_ROWS]
    return _Drawing(months, series, words).png()


class _Drawing:
    def __init__(self, months: Sequence[date], series: Sequence[Series], words: TrendWords) -> None:
        self._months, self._series, self._words = months, series, words
        self._canvas = Canvas(WIDTH, HEAD + ROW * max(1, len(series)) + FOOT, PAPER)
        self._size = self._fitting_size()
        self._step = (WIDTH - NAMES - 2 * EDGE) / max(1, len(months))

    def png(self) -> bytes:
        self._write(EDGE, self._canvas.height - HEAD / 2, self._words.title, 28, bold=True)
        for at, series in enumerate(self._series):
            self._draw_row(series, self._canvas.height - HEAD - ROW * (at + 1))
        for at, month in enumerate(self._months):
            self._canvas.text((self._middle(at), FOOT - 20), self._words.month(month), 16, ink=SOFT_INK)
        self._draw_key()
        return self._canvas.png()

    def _fitting_size(self) -> float:
        """The largest letters in which every name has room."""
        names = [self._words.concern(each.concern) for each in self._series]
        widest = max((self._canvas.box_of((0, 0), name, LARGEST_NAME).width for name in names), default=1.0)
        return min(LARGEST_NAME, LARGEST_NAME * (NAMES - 16) / widest)

    def _draw_row(self, series: Series, low: float) -> None:
        self._write(EDGE, low + 24, self._words.concern(series.concern), self._size, bold=not series.concern)
        self._canvas.polygon(self._across(low, low + 1.5), fill=LINE)
        highest = max((count or 0 for count in series.counts), default=0)
        for at, count in enumerate(series.counts):
            self._draw_bar(self._middle(at), low + 1.5, count, highest, is_of_all=not series.concern)

    def _draw_bar(self, middle: float, low: float, count: int | None, highest: int, *, is_of_all: bool) -> None:
        """Each row has its own height: the course of a concern is read from it, and numbers are compared as numbers."""
        half = min(0.36 * self._step, 24)
        if count is None:
            self._canvas.hatched(Box(middle - half, low, middle + half, low + UNTOLD_HEIGHT), edge=UNTOLD)
            return
        top = low + TALLEST * count / max(1, highest)
        corners = [(middle - half, low), (middle + half, low), (middle + half, top), (middle - half, top)]
        self._canvas.polygon(corners, fill=BAR_OF_ALL if is_of_all else BAR)
        self._canvas.text((middle, top + 14), self._words.number(count), 21, ink=INK)

    def _draw_key(self) -> None:
        if any(count is None for series in self._series for count in series.counts) or not self._series:
            left = self._mirrored(EDGE + 18) - 18
            self._canvas.hatched(Box(left, 22, left + 36, 22 + UNTOLD_HEIGHT), edge=UNTOLD)
            self._write(EDGE + 50, 27, self._words.untold, 21)

    def _write(self, indent: float, height: float, words: str, size: float, *, bold: bool = False) -> None:
        """From the side the language begins at."""
        align = "right" if self._words.is_right_to_left else "left"
        self._canvas.text((self._mirrored(indent), height), words, size, ink=INK, bold=bold, align=align)

    def _middle(self, at: int) -> float:
        return self._mirrored(EDGE + NAMES + self._step * (at + 0.5))

    def _across(self, low: float, high: float) -> list[tuple[float, float]]:
        left, right = sorted((self._mirrored(EDGE + NAMES), self._mirrored(WIDTH - EDGE)))
        return [(left, low), (right, low), (right, high), (left, high)]

    def _mirrored(self, x: float) -> float:
        return WIDTH - x if self._words.is_right_to_left else x
