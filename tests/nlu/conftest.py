"""One language service for all the tests beside this file."""

from collections.abc import AsyncIterator

import pytest_asyncio

from nlu.supervisor import NluSupervisor
from tests.real_nlu import running_nlu


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def supervisor() -> AsyncIterator[NluSupervisor]:
    async with running_nlu() as running:
        yield running
