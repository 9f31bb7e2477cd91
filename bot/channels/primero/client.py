"""Speaks Primero's API v2 (doc/api of primeroIMS/primero): tokens, cases, lookups."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import httpx

from bot.casework.handover import Refusal
from bot.turns.handing_over import Declined, NotReached

log = logging.getLogger(__name__)

ANSWERS_WITHIN = 20.0
WHOLE_ANSWERS_WITHIN = 3
"""Times as long as any one step of it may take: a login and two tries."""
LONGEST_ANSWER = 1024 * 1024
PAGE = 1000
_AGAIN = (408, 425, 429)
_CONFLICT = 409
"""A case of this UUID is there already. It is random and ours: an answer to an earlier try never reached us."""


class PrimeroClient:
    """One installation of Primero, with the account that Amaan has there."""

    def __init__(self, base_url: str, user_name: str, password: str, answers_within: float = ANSWERS_WITHIN) -> None:
        self._account = {"user_name": user_name, "password": password}
        self._authorization, self._answers_within = "", answers_within
        # trust_env only where the connection is sealed: a proxy must never be shown a case
        is_sealed = base_url.startswith("https://")
        self._http = httpx.AsyncClient(base_url=base_url, trust_env=is_sealed, timeout=answers_within)

    async def take(self, body: bytes) -> None:
        """Create a case; raises Declined where it will never be taken as it is, NotReached where it may be later."""
        status, answer = await self._authorized("POST", "/api/v2/cases", content=body)
        if status != _CONFLICT and not httpx.codes.is_success(status):
            raise _declined(status, answer, body)

    async def lookups(self) -> dict[str, tuple[str, ...]]:
        """Every list of the site: its values by its unique id; raises as `take` does."""
        found: dict[str, tuple[str, ...]] = {}
        for page in range(1, 100):
            status, answer = await self._authorized("GET", f"/api/v2/lookups?per={PAGE}&page={page}")
            if not httpx.codes.is_success(status):
                raise _declined(status, answer, b"{}")
            some = {str(each["unique_id"]): _ids(each["values"]) for each in _listed(answer)}
            found |= some
            if len(some) < PAGE:
                break
        return found

    async def close(self) -> None:
        """Let go of the connections."""
        await self._http.aclose()

    async def _authorized(self, method: str, path: str, content: bytes | None = None) -> tuple[int, bytes]:
        """One request, within a time that a site which answers letter by letter cannot stretch."""
        try:
            async with asyncio.timeout(WHOLE_ANSWERS_WITHIN * self._answers_within):
                return await self._with_token(method, path, content)
        except TimeoutError:
            log.warning("Primero takes too long")
            raise NotReached from None

    async def _with_token(self, method: str, path: str, content: bytes | None) -> tuple[int, bytes]:
        """A token that has run out (they live an hour) is asked for anew, once."""
        for _ in range(2):
            self._authorization = self._authorization or await self._log_in()
            headers = {"Authorization": self._authorization, "Content-Type": "application/json"}
            async with self._sent(method, path, content=content, headers=headers) as response:
                if response.status_code != httpx.codes.UNAUTHORIZED:
                    return response.status_code, await _read(response)
            self._authorization = ""
        raise Declined(Refusal.login)

    async def _log_in(self) -> str:
        async with self._sent("POST", "/api/v2/tokens", json={"user": self._account}) as response:
            if not response.is_success:
                raise Declined(Refusal.login)
            if authorization := response.headers.get("Authorization"):
                return str(authorization)
            raise Declined(Refusal.other)

    @asynccontextmanager
    async def _sent(self, method: str, path: str, **parts: Any) -> AsyncIterator[httpx.Response]:
        try:
            async with self._http.stream(method, path, **parts) as response:
                if response.is_server_error or response.is_redirect or response.status_code in _AGAIN:
                    log.warning("Primero is not ready for a request (%d)", response.status_code)
                    raise NotReached(_retry_after(response))
                yield response
        except (httpx.HTTPError, httpx.InvalidURL) as trouble:
            log.warning("Primero cannot be reached (%s)", type(trouble).__name__)
            raise NotReached from None


async def _read(response: httpx.Response) -> bytes:
    """An answer, or nothing of one that is longer than any of Primero's."""
    read = b""
    async for piece in response.aiter_bytes():
        read += piece
        if len(read) > LONGEST_ANSWER:
            return b""
    return read


def _retry_after(response: httpx.Response) -> timedelta:
    """Whole seconds; a date in its place is as good as nothing, for then our own pause stands."""
    said = response.headers.get("Retry-After", "")
    return timedelta(seconds=min(int(said), 24 * 3600)) if said.isascii() and said.isdecimal() else timedelta()


def _declined(status: int, answer: bytes, body: bytes) -> Declined:
    log.warning("Primero refused a request (%d)", status)
    if status in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
        return Declined(Refusal.forbidden)
    if status == httpx.codes.UNPROCESSABLE_ENTITY:
        return Declined(Refusal.fields, _fields(answer, body))
    return Declined(Refusal.other)


def _fields(answer: bytes, body: bytes) -> tuple[str, ...]:
    """Which of the fields we sent were refused; whatever else the answer says may quote the case."""
    try:
        details = [each.get("detail") for each in json.loads(answer)["errors"]]
    except (ValueError, LookupError, TypeError, AttributeError):
        return ()
    named = {name for each in details for name in (each if isinstance(each, list) else [each])}
    return tuple(sorted(field for field in json.loads(body)["data"] if field in named))


def _listed(answer: bytes) -> list[Any]:
    try:
        return list(json.loads(answer)["data"])
    except (ValueError, LookupError, TypeError):
        raise Declined(Refusal.other) from None


def _ids(values: Iterable[Any]) -> tuple[str, ...]:
    return tuple(str(value["id"]) for value in values)
