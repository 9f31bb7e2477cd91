"""The simulated Telegram over HTTP: in process through an ASGI transport, or on a port."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
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

from bot.channels.emulator.errors import ApiError, PortTaken
from bot.channels.emulator.faults import Fault
from bot.channels.emulator.methods import call
from bot.channels.emulator.telegram import Call, EmulatedTelegram


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
    if not compare_digest(request.path_params["token"].encode(), telegram.token.encode()):
        return _refused(ApiError(401, "Unauthorized"))
    params = await _params(request)
    fault = telegram.faults.draw(method)
    if fault and not fault.after_delivery:
        return await _struck(fault)
    try:
        result = await call(telegram, method, params)
    except ApiError as error:
        telegram.calls.append(Call(method, params, error.description))
        return _refused(error)
    telegram.calls.append(Call(method, params))
    return await _struck(fault) if fault else JSONResponse({"ok": True, "result": result})


async def _params(request: Request) -> dict[str, Any]:
    if request.headers.get("content-type", "").startswith("application/json"):
        return dict(await request.json())
    form = parse_qsl((await request.body()).decode(), keep_blank_values=True)
    return dict(request.query_params) | dict(form)


async def _struck(fault: Fault) -> Response:
    if fault.status == 429:  # noqa: PLR2004
        return _refused(ApiError(429, f"Too Many Requests: retry after {fault.retry_after}", fault.retry_after))
    if fault.status:
        page = f"<html><head><title>{fault.status}</title></head><body><center>nginx</center></body></html>"
        return HTMLResponse(page, fault.status)
    await asyncio.sleep(fault.hang)
    return StreamingResponse(_cut_short(), headers={"content-length": "1000"}, media_type="application/json")


async def _cut_short() -> AsyncIterator[bytes]:
    yield b'{"ok":'
    raise ConnectionResetError


def _refused(error: ApiError) -> JSONResponse:
    return JSONResponse(error.body(), error.code)


def in_process_transport(telegram: EmulatedTelegram) -> httpx.AsyncBaseTransport:
    """For an HTTP client in the same event loop: nothing touches a socket."""
    return _InProcess(Starlette(routes=emulator_routes(telegram)))


class _InProcess(httpx.ASGITransport):
    """A connection that is cut looks to the client as it would on a socket."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        try:
            return await super().handle_async_request(request)
        except ConnectionResetError:
            raise httpx.ReadError("connection reset", request=request) from None


@asynccontextmanager
async def serve(telegram: EmulatedTelegram, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serve on a port (0: a free one); yields the base URL. Raises PortTaken."""
    async with serve_app(Starlette(routes=emulator_routes(telegram)), host, port) as url:
        yield url


@asynccontextmanager
async def serve_app(app: ASGIApp, host: str, port: int) -> AsyncIterator[str]:
    """Serve any app in this event loop, and stop it at once when left."""
    with closing(_listening(host, port)) as listener:
        config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=1)
        server = _Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        while not server.started:
            await asyncio.sleep(0.005)
        try:
            yield f"http://{host}:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            await asyncio.gather(serving, return_exceptions=True)


class _Server(uvicorn.Server):
    """Leaves signals to whoever runs the event loop."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _listening(host: str, port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise PortTaken(port) from None
    return listener
