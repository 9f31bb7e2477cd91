"""The marks of services on a map: a pin where the door is known, a soft disc over a town where only that is."""

from __future__ import annotations

import math
from collections.abc import Sequence

from services_directory.pictures.canvas import Canvas
from services_directory.pictures.plan import Mark
from services_directory.pictures.room import XY

PIN, DISC, ON_PIN, ON_DISC = "#0b4f8a", "#f5b757", "white", "#3d2600"
PIN_RADIUS, DISC_RADIUS = 21.0, 34.0


def radius_of(mark: Mark) -> float:
    """Pixels around its point that a mark covers."""
    return (PIN_RADIUS * 2 if mark.is_exact else DISC_RADIUS) + 7 * max(0, len(mark.label) - 3)


def draw_marks(canvas: Canvas, placed: Sequence[tuple[Mark, XY]], scale: float = 1.0) -> None:
    """Discs below, pins above."""
    for mark, at in placed:
        if mark.is_exact:
            _draw_pin(canvas, mark, at, scale)
        else:
            _draw_disc(canvas, mark, at, scale)


def _draw_disc(canvas: Canvas, mark: Mark, at: XY, scale: float) -> None:
    radius = radius_of(mark) * scale
    canvas.circle(at, radius, fill=DISC, alpha=0.35)
    canvas.circle(at, radius * 0.7, fill=DISC)
    canvas.text(at, mark.label, 24, ink=ON_DISC, bold=True)


def _draw_pin(canvas: Canvas, mark: Mark, at: XY, scale: float) -> None:
    """Its tip is the point."""
    radius = (PIN_RADIUS + 5 * max(0, len(mark.label) - 2)) * scale
    x, y = at
    head = (x, y + radius * 1.75) if mark.numbers else (x, y + radius * 0.4)
    tip = (x, head[1] - radius * 1.75)
    touch = math.radians(35)
    left, right = ((head[0] + side * radius * math.cos(touch), head[1] - radius * math.sin(touch)) for side in (-1, 1))
    canvas.polygon([left, tip, right], fill=PIN)
    canvas.circle(head, radius, fill=PIN, edge="white", width=1.5)
    canvas.polygon([left, tip, right], fill=PIN)
    canvas.text(head, mark.label, 22, ink=ON_PIN, bold=True)
