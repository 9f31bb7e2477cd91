"""A sheet to draw on in pixels from the bottom left: shapes, and text that is shaped in any of our scripts."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Circle, FancyBboxPatch, PathPatch, Polygon, Rectangle
from matplotlib.path import Path as Outline
from matplotlib.text import Text
from PIL import Image

from services_directory.pictures.room import XY, Box

FONTS = Path(__file__).parent / "fonts"
COLOURS = 64
DPI = 72
"""So that a point is a pixel."""


def font(size: float, *, bold: bool = False) -> FontProperties:
    """Our own font, so that a picture is the same on every machine; `size` in pixels."""
    weight = "Bold" if bold else "Regular"
    return FontProperties(fname=FONTS / f"NotoSansArabic-{weight}.ttf", size=size)


def png_of(figure: Figure) -> bytes:
    """A figure as PNG with a palette, a third as large; without a word on what drew it and when.

    The quickest way to a palette: the best one takes as long as all the drawing, and nobody sees the difference.
    """
    drawn, written = FigureCanvasAgg(figure), io.BytesIO()
    drawn.draw()  # type: ignore[no-untyped-call]  # matplotlib leaves it out
    pixels = np.asarray(drawn.buffer_rgba())  # type: ignore[no-untyped-call]  # the same
    image = Image.fromarray(pixels).convert("RGB")
    image.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(written, "PNG")
    return written.getvalue()


class Canvas:
    """One picture; what is drawn later lies above."""

    def __init__(self, width: int, height: int, ground: str) -> None:
        self.width, self.height = width, height
        self._figure = Figure(figsize=(width / DPI, height / DPI), dpi=DPI, facecolor=ground)
        self._renderer = FigureCanvasAgg(self._figure).get_renderer()  # type: ignore[no-untyped-call]  # the same

    def circle(
        self, at: XY, radius: float, *, fill: str, edge: str = "none", width: float = 0.0, alpha: float = 1.0
    ) -> None:
        """A disc or, with fill "none", a ring."""
        self._add(Circle(at, radius, facecolor=fill, edgecolor=edge, linewidth=width, alpha=alpha))

    def dashed_ring(self, at: XY, radius: float, *, edge: str) -> None:
        """A thin broken ring."""
        self._add(Circle(at, radius, facecolor="none", edgecolor=edge, linewidth=1.5, linestyle=(0, (6, 5))))

    def polygon(self, corners: Sequence[XY], *, fill: str, edge: str = "none", width: float = 0.0) -> None:
        """A closed shape."""
        self._add(Polygon(corners, facecolor=fill, edgecolor=edge, linewidth=width, joinstyle="round"))

    def shape(self, rings: Iterable[Sequence[XY]], *, fill: str, edge: str, width: float) -> None:
        """Several closed rings as one shape, holes left open."""
        whole = Outline.make_compound_path(*(Outline(ring, closed=True) for ring in rings))
        self._add(PathPatch(whole, facecolor=fill, edgecolor=edge, linewidth=width, joinstyle="round"))

    def plate(self, box: Box, *, fill: str, alpha: float = 1.0, edge: str = "none") -> None:
        """A rectangle with round corners."""
        rounded = f"round,pad=0,rounding_size={min(9.0, box.height / 2)}"
        plate = FancyBboxPatch((box.left, box.bottom), box.width, box.height, boxstyle=rounded)
        plate.set(facecolor=fill, edgecolor=edge, alpha=alpha)
        self._add(plate)

    def hatched(self, box: Box, *, edge: str) -> None:
        """A rectangle of slanting lines."""
        bar = Rectangle((box.left, box.bottom), box.width, box.height)
        bar.set(facecolor="none", edgecolor=edge, linewidth=1.0, hatch="/////")
        self._add(bar)

    def text(self, at: XY, words: str, size: float, *, ink: str, bold: bool = False, align: str = "center") -> None:
        """Words on one line; `at` is the middle of their height, and of their width unless aligned left or right."""
        self._add(self._lettered(at, words, size, ink=ink, bold=bold, align=align))

    def box_of(self, at: XY, words: str, size: float, *, bold: bool = False, align: str = "center") -> Box:
        """The room these words would take."""
        extent = self._lettered(at, words, size, ink="black", bold=bold, align=align).get_window_extent(self._renderer)
        return Box(extent.x0, extent.y0, extent.x1, extent.y1)

    def png(self) -> bytes:
        """The picture."""
        return png_of(self._figure)

    def _lettered(self, at: XY, words: str, size: float, *, ink: str, bold: bool, align: str) -> Text:
        lettering = font(size, bold=bold)
        text = Text(*at, words, color=ink, fontproperties=lettering, va="center", ha=align, parse_math=False)
        text.set_figure(self._figure)
        return text

    def _add(self, artist: Artist) -> None:
        artist.set_transform(None)
        artist.set_figure(self._figure)
        self._figure.add_artist(artist)
