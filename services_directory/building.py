"""Making many lasting things at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def nothing_thrown_away() -> Iterator[None]:
    """Building makes no garbage, and Python looking for some would take longer than the building.

    Nor is it looked for at the end: what was built is put at once with what has been there for long.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.unfreeze()
            gc.enable()
