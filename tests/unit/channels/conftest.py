"""How the library is to behave in the tests of channels."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _lengths_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library warns, which is an error here, at each 429 and live location unless asked for timedelta."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
