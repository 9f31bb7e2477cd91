"""Logging as it was before a test set it up as a process does."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_HOOKS: tuple[tuple[object, str], ...] = (
    (sys, "excepthook"),
    (sys, "unraisablehook"),
    (threading, "excepthook"),
    (logging, "raiseExceptions"),
)
_FLOORS = ("httpx", "httpcore", "telegram", "sqlalchemy", "alembic", "uvicorn.access", "uvicorn.error")


@contextmanager
def logging_put_back() -> Iterator[None]:
    """Whatever is set within is undone when left; pytest's own handlers stay out of it, or they would be closed."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    floors = {name: logging.getLogger(name).level for name in _FLOORS}
    hooks = [getattr(place, name) for place, name in _HOOKS]
    root.handlers.clear()
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        for name, floor in floors.items():
            logging.getLogger(name).setLevel(floor)
        for (place, name), hook in zip(_HOOKS, hooks, strict=True):
            setattr(place, name, hook)
