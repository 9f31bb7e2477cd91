"""Speaking to Primero as its documentation says, over real HTTP."""

from __future__ import annotations

import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from bot.casework.handover import Refusal, canonical
from bot.channels.primero.client import PrimeroClient
from bot.turns.handing_over import Declined, NotReached
from tests.primero_server import LOOKUPS, PASSWORD, USER, Primero, Trouble

UUID = "b3222e84-a5d7-4692-a643-1ab3d41f17d6"
DATA = {"id": UUID, "registration_date": "2026-11-23", "sex": "female", "address_current": "planted-place"}
BODY = canonical({"data": DATA})


@asynccontextmanager
async def connected(url: str, password: str = PASSWORD, answers_within: float = 5.0) -> AsyncIterator[PrimeroClient]:
    client = PrimeroClient(url, USER, password, answers_within)
    try:
        yield client
    finally:
        await client.close()


async def test_a_case_arrives_whole(primero: Primero) -> None:
    """What was written down is what the site holds."""
    async with connected(primero.url) as client:
        await client.take(BODY)
    assert primero.cases == {UUID: DATA}


async def test_the_same_again_is_no_failure(primero: Primero) -> None:
    """A case whose UUID is there already arrived with an answer that was lost: it is taken, once."""
    async with connected(primero.url) as client:
        await client.take(BODY)
        await client.take(BODY)
    assert (len(primero.cases), primero.posts, primero.log_ins) == (1, 2, 1)


async def test_a_token_that_ran_out(primero: Primero) -> None:
    """Tokens live for an hour: another is asked for and the case is sent all the same."""
    async with connected(primero.url) as client:
        await client.take(BODY)
        primero.tokens.clear()
        await client.take(canonical({"data": {**DATA, "id": UUID.replace("b", "c")}}))
    assert (len(primero.cases), primero.log_ins) == (2, 2)


async def test_a_wrong_password(primero: Primero) -> None:
    """No case is shown to a site that does not let us in."""
    async with connected(primero.url, "wrong") as client:
        with pytest.raises(Declined) as refused:
            await client.take(BODY)
    assert refused.value.refusal == Refusal.login
    assert (primero.posts, primero.cases) == (0, {})


async def test_tokens_that_are_never_good(primero: Primero) -> None:
    """A site that forgets each token it gives is not asked for ever."""
    primero.tokens = type("Forgets", (set,), {"add": lambda _self, _token: None})()
    async with connected(primero.url) as client:
        with pytest.raises(Declined) as refused:
            await client.take(BODY)
    assert refused.value.refusal == Refusal.login
    assert primero.log_ins == 2


async def test_an_account_that_may_not(primero: Primero) -> None:
    """An account without the right to create cases is told apart from a wrong password."""
    primero.may_create = False
    async with connected(primero.url) as client:
        with pytest.raises(Declined) as refused:
            await client.take(BODY)
    assert refused.value.refusal == Refusal.forbidden


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"sex": "woman"}, ("sex",)),
        ({"registration_date": "23-nov"}, ("registration_date",)),
        ({"nickname": "x", "shoe_size": 3}, ("nickname", "shoe_size")),
    ],
)
async def test_refused_fields_are_named(primero: Primero, change: dict[str, object], fields: tuple[str, ...]) -> None:
    """Fields the site refuses come back by name: one by its error, or several that it does not know."""
    async with connected(primero.url) as client:
        with pytest.raises(Declined) as refused:
            await client.take(canonical({"data": DATA | change}))
    assert (refused.value.refusal, refused.value.fields) == (Refusal.fields, fields)
    assert primero.cases == {}


@pytest.mark.parametrize("status", [400, 404, 410, 413, 422])
async def test_refusals_that_name_nothing(primero: Primero, status: int, caplog: pytest.LogCaptureFixture) -> None:
    """An answer that quotes the case instead of naming a field adds nothing to what is said or logged."""
    caplog.set_level(logging.DEBUG)
    primero.troubles.append(Trouble(status, echoes=True))
    async with connected(primero.url) as client:
        with pytest.raises(Declined) as refused:
            await client.take(BODY)
    assert refused.value.fields == ()
    assert (
        "planted"
        not in f"{refused.value!r}{[each.getMessage() for each in caplog.records if each.name.startswith('bot')]}"
    )


@pytest.mark.parametrize("status", [301, 408, 425, 429, 500, 502, 503, 504])
async def test_what_may_be_better_later(primero: Primero, status: int) -> None:
    """A site that is away, busy or being moved is asked again later; nothing follows a redirection."""
    primero.troubles.append(Trouble(status))
    async with connected(primero.url) as client:
        with pytest.raises(NotReached) as trouble:
            await client.take(BODY)
        assert trouble.value.after == timedelta()
        await client.take(BODY)
    assert len(primero.cases) == 1


@pytest.mark.parametrize(
    ("said", "after"), [("120", 120), ("0", 0), ("Mon, 23 Nov 2026 00:00:00 GMT", 0), ("-5", 0), ("9" * 30, 86400)]
)
async def test_how_long_to_wait(primero: Primero, said: str, after: int) -> None:
    """Seconds that it names are heard, anything else is our own affair."""
    primero.troubles.append(Trouble(503, retry_after=said))
    async with connected(primero.url) as client:
        with pytest.raises(NotReached) as trouble:
            await client.take(BODY)
    assert trouble.value.after == timedelta(seconds=after)


async def test_an_answer_that_comes_too_late(primero: Primero) -> None:
    """The case arrived but its answer did not: it is asked again, and the site still holds one."""
    primero.troubles.append(Trouble(204, stores=True, seconds=2))
    async with connected(primero.url, answers_within=0.3) as client:
        with pytest.raises(NotReached):
            await client.take(BODY)
        await client.take(BODY)
    assert len(primero.cases) == 1


async def test_an_answer_that_never_ends(primero: Primero) -> None:
    """A site that answers letter by letter holds nobody up for ever, nor fills the memory."""
    primero.troubles.append(Trouble(422, drips=True))
    async with connected(primero.url, answers_within=0.3) as client:
        with pytest.raises(NotReached):
            await client.take(BODY)


async def test_nobody_there(caplog: pytest.LogCaptureFixture) -> None:
    """A site that cannot be reached may be later; the log names the kind of trouble and no address."""
    caplog.set_level(logging.INFO)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        async with connected(f"http://127.0.0.1:{port}") as client:
            with pytest.raises(NotReached):
                await client.take(BODY)
    said = [each.getMessage() for each in caplog.records if each.name.startswith("bot")]
    assert said == ["Primero cannot be reached (ConnectError)"]


async def test_the_sites_lists(primero: Primero) -> None:
    """All pages of the lists are read."""
    primero.lookups |= {f"lookup-{number}": ("a", "b") for number in range(1500)}
    async with connected(primero.url) as client:
        found = await client.lookups()
    assert found == primero.lookups
    assert found.items() >= LOOKUPS.items()
