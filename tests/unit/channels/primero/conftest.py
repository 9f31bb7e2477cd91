"""A site of Primero for each test, on a real socket."""

from collections.abc import Iterator

import pytest

from tests.primero_server import Primero, primero_running


@pytest.fixture
def primero() -> Iterator[Primero]:
    with primero_running() as site:
        yield site
