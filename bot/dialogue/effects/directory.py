"""What the shell is asked to note about the services directory; nothing comes back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ComplainOf:
    """Somebody found a service's number wrong."""

    service: str


@dataclass(frozen=True)
class NoteGap:
    """Nothing was within reach; `need` is a concern or a category. Of who asked there is nothing."""

    district: str | None
    need: str


Effect = ComplainOf | NoteGap
