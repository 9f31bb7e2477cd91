"""What is on a picture, pixel by pixel."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageColor

KEPT = Path(__file__).parents[0] / ".output"
"""Where pictures are kept for people to look at."""
Pixels = NDArray[np.int16]


def pixels(png: bytes) -> Pixels:
    """Rows from the top, columns from the left, red green blue."""
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(np.int16)


def near_colour(png: bytes, colour: str, within: int = 24) -> NDArray[np.bool_]:
    """Where a pixel has about this colour."""
    wanted = np.array(ImageColor.getrgb(colour), np.int16)
    return np.asarray(np.abs(pixels(png) - wanted).max(axis=2) <= within)


def ink_columns(png: bytes) -> NDArray[np.int_]:
    """How many dark pixels each column has."""
    return np.asarray((pixels(png).sum(axis=2) < 384).sum(axis=0))  # darker than half


def stretches(columns: Sequence[int] | NDArray[np.int_]) -> int:
    """How many runs of columns with ink there are."""
    is_inked = np.concatenate(([0], np.asarray(columns) > 0)).astype(np.int8)
    return int((np.diff(is_inked) == 1).sum())


def keep(name: str, png: bytes) -> None:
    """Keep a picture for a person to look at."""
    KEPT.mkdir(exist_ok=True)
    (KEPT / f"{name}.png").write_bytes(png)
