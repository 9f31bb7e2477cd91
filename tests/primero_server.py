"""A Primero v2 in miniature over real HTTP: answers as its documentation and error service say, fails on demand.

Sources: doc/api/tokens/post.md, doc/api/cases/post.md, doc/api/lookups/get.md, app/services/error_service.rb of
primeroIMS/primero.
"""

from __future__ import annotations

import asyncio
import secrets
import socket
import threading
import time
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

USER, PASSWORD = "amaan", "planted-password"
FIELDS = frozenset(
    {
        "id", "module_id", "registration_date", "protection_concerns", "protection_concerns_other", "protection_status",
        "urgent_protection_concern", "risk_level", "sex", "age", "estimated", "address_current", "location_current",
        "consent_for_services", "disclosure_other_orgs", "protection_concern_detail_subform_section",
    }
)  # fmt: skip
LOOKUPS: dict[str, tuple[str, ...]] = {
    "lookup-protection-concerns": (
        "sexually_exploited", "gbv_survivor", "trafficked_smuggled", "statelessness", "arrested_detained", "migrant",
        "disabled", "serious_health_issue", "refugee", "caafag", "street_child", "child_mother",
        "physically_or_mentally_abused", "living_with_vulnerable_person", "worst_forms_of_child_labor",
        "child_headed_household", "mentally_distressed", "other",
    ),
    "lookup-protection-status": ("unaccompanied", "separated"),
    "lookup-risk-level": ("high", "medium", "low"),
    "lookup-gender": ("male", "female"),
}  # fmt: skip
_LISTED = {
    "protection_concerns": "lookup-protection-concerns",
    "protection_status": "lookup-protection-status",
    "risk_level": "lookup-risk-level",
    "sex": "lookup-gender",
}


@dataclass(frozen=True)
class Trouble:
    """What happens to one request instead of its answer, or, where it `stores`, after what it asked for was done."""

    status: int = 0
    retry_after: str = ""
    stores: bool = False
    seconds: float = 0.0
    echoes: bool = False
    drips: bool = False


@dataclass
class Primero:
    """One site: what it holds, who may do what, and the troubles still to come for POST /api/v2/cases."""

    url: str = ""
    cases: dict[str, dict[str, Any]] = field(default_factory=dict)
    posts: int = 0
    log_ins: int = 0
    troubles: deque[Trouble] = field(default_factory=deque)
    may_create: bool = True
    lookups: dict[str, tuple[str, ...]] = field(default_factory=lambda: dict(LOOKUPS))
    tokens: set[str] = field(default_factory=set)

    def app(self) -> Starlette:
        """The site as a web application."""
        return Starlette(
            routes=[
                Route("/api/v2/tokens", self._log_in, methods=["POST"]),
                Route("/api/v2/cases", self._create, methods=["POST"]),
                Route("/api/v2/lookups", self._lookups, methods=["GET"]),
            ]
        )

    async def _log_in(self, request: Request) -> Response:
        self.log_ins += 1
        account = (await request.json()).get("user", {})
        if account != {"user_name": USER, "password": PASSWORD}:
            return JSONResponse({"error": "Invalid User name or password."}, 401)
        token = f"Bearer {secrets.token_urlsafe(16)}"
        self.tokens.add(token)
        return JSONResponse({"user_name": USER}, headers={"Authorization": token})

    def _is_known(self, request: Request) -> bool:
        return request.headers.get("Authorization") in self.tokens

    async def _create(self, request: Request) -> Response:
        self.posts += 1
        if not self._is_known(request):
            return _errors(401, "You need to sign in or sign up before continuing.")
        trouble = self.troubles.popleft() if self.troubles else None
        body = await request.json()
        if trouble is None:
            return self._created(body["data"])
        if trouble.stores:
            self._created(body["data"])
        await asyncio.sleep(trouble.seconds)
        if trouble.drips:
            return StreamingResponse(_drops(), trouble.status)
        said = str(body) if trouble.echoes else "Trouble"
        headers = {"Retry-After": trouble.retry_after} if trouble.retry_after else {}
        return _errors(trouble.status, said, headers=headers) if trouble.status else self._created(body["data"])

    def _created(self, data: dict[str, Any]) -> Response:
        if not self.may_create:
            return _errors(403, "Forbidden")
        if unknown := sorted(data.keys() - FIELDS):
            return _errors(422, "Invalid Record JSON", unknown)
        for name, problem in self._problems(data):
            return _errors(422, [problem], name)
        if data["id"] in self.cases:
            return _errors(409, "Conflict: A record with this id already exists")
        self.cases[data["id"]] = data
        return Response(status_code=204)

    def _problems(self, data: dict[str, Any]) -> Iterator[tuple[str, str]]:
        try:
            UUID(data["id"])
        except ValueError:
            yield "id", "must be a UUID"
        try:
            date.fromisoformat(data["registration_date"])
        except ValueError:
            yield "registration_date", "Please enter the date in a valid format (dd-mmm-yyyy)"
        for name, lookup in _LISTED.items():
            values = data.get(name, [])
            if not set(values if isinstance(values, list) else [values]) <= set(self.lookups[lookup]):
                yield name, f"{values} is not in the list"

    async def _lookups(self, request: Request) -> Response:
        if not self._is_known(request):
            return _errors(401, "You need to sign in or sign up before continuing.")
        per, page = int(request.query_params.get("per", 20)), int(request.query_params.get("page", 1))
        some = list(self.lookups.items())[per * (page - 1) : per * page]
        found = [
            {"id": at, "unique_id": name, "values": [{"id": value, "display_text": {"en": value}} for value in values]}
            for at, (name, values) in enumerate(some, 1)
        ]
        return JSONResponse({"data": found, "metadata": {"total": len(self.lookups), "per": per, "page": page}})


async def _drops() -> AsyncIterator[bytes]:
    """An answer that never ends, a blank at a time."""
    while True:
        yield b" "
        await asyncio.sleep(0.05)


def _errors(code: int, message: object, detail: object = None, headers: dict[str, str] | None = None) -> JSONResponse:
    error = {"code": code, "resource": "/api/v2/cases", "message": message}
    return JSONResponse({"errors": [error | ({"detail": detail} if detail else {})]}, code, headers=headers)


@contextmanager
def primero_running() -> Iterator[Primero]:
    """A site that listens on loopback."""
    primero = Primero()
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        primero.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        server = uvicorn.Server(uvicorn.Config(primero.app(), log_config=None, lifespan="off", ws="none"))
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield primero
        finally:
            server.should_exit = True
            thread.join(10)
