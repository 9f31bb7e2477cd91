"""Faults to inject: what a network and a busy server do to a bot."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass
class Fault:
    """What goes wrong, where, and how often.

    `status` 429 answers with `retry_after`; 5xx answers with an HTML page; 0 with `hang` seconds of silence, then the
    connection is dropped. With `after_delivery` the effect happens and only the answer is lost.
    """

    method: str = "*"
    status: int = 0
    retry_after: int = 1
    times: int = 1
    hang: float = 0.0
    after_delivery: bool = False
    probability: float = 1.0


class Faults:
    """The faults that are still to happen."""

    def __init__(self, seed: int) -> None:
        self._rng = random.Random(seed)  # noqa: S311  made-up chance, repeatable
        self._waiting: list[Fault] = []

    def add(self, **what: object) -> None:
        """Let a fault happen: the fields of Fault by name."""
        self._waiting.append(Fault(**what))  # type: ignore[arg-type]

    def clear(self) -> None:
        """No more faults."""
        self._waiting.clear()

    def draw(self, method: str) -> Fault | None:
        """The fault that strikes this call, if one does."""
        for fault in self._waiting:
            if fault.method in ("*", method) and self._rng.random() < fault.probability:
                fault.times -= 1
                if fault.times <= 0:
                    self._waiting.remove(fault)
                return fault
        return None
