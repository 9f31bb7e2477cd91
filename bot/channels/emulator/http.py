"""The simulated Telegram over HTTP: in process through an ASGI transport, or on a port."""

from __future__ import annotations

import asyncio
import errno
import json
import re
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager, suppress
from hmac import compare_digest
from typing import Any
from urllib.parse import parse_qsl

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from bot.channels.emulator.errors import ApiError, PortTaken, bad_request
from bot.channels.emulator.faults import Fault
from bot.channels.emulator.methods import call
from bot.channels.emulator.multipart import read_multipart
from bot.channels.emulator.telegram import Call, EmulatedTelegram

_TOKEN = re.compile(r"\d+:[\w-]+")


def emulator_routes(telegram: EmulatedTelegram) -> list[BaseRoute]:
    """The Bot API at /bot<token>/<method>."""

    async def answer(request: Request) -> Response:
        method = request.path_params["method"]
        if method != "getUpdates":
            telegram.under_way += 1
            telegram.touched += 1
        try:
            return await _answer(telegram, request, method)
        finally:
            if method != "getUpdates":
                telegram.under_way -= 1
                telegram.touched += 1

    return [Route("/bot{token}/{method}", answer, methods=["GET", "POST"])]


async def _answer(telegram: EmulatedTelegram, request: Request, method: str) -> Response:
    try:
        _check_token(telegram, request.path_params["token"])
        params = await _params(request)
    except ApiError as error:
        return _refused(error)
    fault = telegram.faults.draw(method)
    if fault and not fault.after_delivery:
        return await _struck(fault, request)
    try:
        result = await call(telegram, method, params)
    except ApiError as error:
        telegram.calls.append(Call(method, params, error.description))
        return _refused(error)
    telegram.calls.append(Call(method, params))
    return await _struck(fault, request) if fault else JSONResponse({"ok": True, "result": result})


def _check_token(telegram: EmulatedTelegram, token: str) -> None:
    if not compare_digest(token.encode(), telegram.token.encode()):
        raise ApiError(401, "Unauthorized") if _TOKEN.fullmatch(token) else ApiError(404, "Not Found")


async def _params(request: Request) -> dict[str, Any]:
    content_type = request.headers.get("content-type", "")
    kind = content_type.partition(";")[0].strip().lower()
    body, query = await request.body(), dict(request.query_params)
    if kind == "application/json":
        return query | _json(body)
    if kind == "multipart/form-data":
        return query | read_multipart(content_type, body)
    if body and kind != "application/x-www-form-urlencoded":
        raise bad_request("content type of the body is neither a form nor JSON")
    try:
        return query | dict(parse_qsl(body.decode(), keep_blank_values=True, errors="strict"))
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None


def _json(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise bad_request("can't parse the body as a JSON object")
    return {name: value for name, value in found.items() if value is not None}


async def _struck(fault: Fault, request: Request) -> Response:
    if fault.status == 429:  # noqa: PLR2004
        return _refused(ApiError(429, f"Too Many Requests: retry after {fault.retry_after}", fault.retry_after))
    if fault.status:
        page = f"<html><head><title>{fault.status}</title></head><body><center>nginx</center></body></html>"
        return HTMLResponse(page, fault.status)
    await _silence(fault.hang, request)
    return StreamingResponse(_cut_short(), headers={"content-length": "1000"}, media_type="application/json")


async def _silence(seconds: float, request: Request) -> None:
    """Say nothing, until the caller gives up."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while (await request.receive())["type"] != "http.disconnect":
                pass


async def _cut_short() -> AsyncIterator[bytes]:
    yield b'{"ok":'
    raise ConnectionResetError


def _refused(error: ApiError) -> JSONResponse:
    return JSONResponse(error.body(), error.code)


def in_process_transport(telegram: EmulatedTelegram) -> httpx.AsyncBaseTransport:
    """For an HTTP client in the same event loop: nothing touches a socket."""
    return _InProcess(Starlette(routes=emulator_routes(telegram)))


class _InProcess(httpx.ASGITransport):
    """A connection that is cut, or silent, looks to the client as it would on a socket."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        patience = request.extensions.get("timeout", {}).get("read")
        try:
            async with asyncio.timeout(patience):
                return await super().handle_async_request(request)
        except TimeoutError:
            raise httpx.ReadTimeout("no answer in time", request=request) from None
        except ConnectionResetError:
            raise httpx.ReadError("connection reset", request=request) from None


@asynccontextmanager
async def serve(telegram: EmulatedTelegram, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serve on a port (0: a free one); yields the base URL. Raises PortTaken."""
    telegram.updates.pick_up()
    async with serve_app(Starlette(routes=emulator_routes(telegram)), host, port) as url:
        try:
            yield url
        finally:
            telegram.updates.hang_up()


@asynccontextmanager
async def serve_app(app: ASGIApp, host: str, port: int) -> AsyncIterator[str]:
    """Serve any app in this event loop, and stop it at once when left. Raises PortTaken."""
    with closing(_listening(host, port)) as listener:
        config = uvicorn.Config(
            app, log_config=None, access_log=False, lifespan="off", ws="none", timeout_graceful_shutdown=1
        )
        server = _Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            await server.is_up.wait()
            yield f"http://{host}:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            await serving


class _Server(uvicorn.Server):
    """Says when it is up, and leaves signals to whoever runs the event loop."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.is_up = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn calls it."""
        try:
            await super().startup(sockets)
        finally:
            self.is_up.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


def _listening(host: str, port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(port) from None
        raise
    return listener
