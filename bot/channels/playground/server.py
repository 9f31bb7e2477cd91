"""The page's server: the page, what the phones show, and what people do on them. Beside it, the simulated Bot API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.channels.emulator.chat import ShownMessage
from bot.channels.emulator.errors import Blocked, NotOnScreen
from bot.channels.emulator.phone import Phone
from bot.channels.playground.acts import ACTS, Act
from bot.channels.playground.gate import Gate
from bot.channels.playground.streams import HEARTBEAT_SECONDS, EventStream, Streams

STATIC = Path(__file__).parent / "static"
MOST_BODY_BYTES = 64 * 1024
_TO_SAVE = {"content-disposition": "attachment"}


def playground_app(
    phones: Mapping[str, Phone],
    bot_routes: Sequence[BaseRoute],
    *,
    links: Mapping[str, str],
    heartbeat_seconds: float = HEARTBEAT_SECONDS,
) -> Starlette:
    """The page over these phones, by role ("reporter", "focal_point").

    `links` holds, for a role, the t.me link that person was given, or only its start parameter: the Start button of
    their phone opens the chat through it. Call `end_streams` before the server is stopped.
    """
    streams = Streams(phones, links, heartbeat_seconds)

    async def page(request: Request) -> Response:
        return FileResponse(STATIC / "index.html")

    async def events(request: Request) -> Response:
        return EventStream(streams.events())

    async def act(request: Request) -> Response:
        phone = phones.get(request.path_params["role"])
        if phone is None:
            raise HTTPException(404, f"There is no such phone; there are {', '.join(phones)}.")
        _do(await _asked(request), phone)
        return Response(status_code=204)

    async def photo(request: Request) -> Response:
        """A picture that is on a phone's screen now; the page alone may load it."""
        message = _on_screen(phones, request)
        if message is None or message.photo is None:
            raise HTTPException(404, "There is no such picture on the screen.")
        return Response(message.photo.content, media_type="image/png")

    async def file(request: Request) -> Response:
        """A file that is on a phone's screen now, to be saved and never shown by the browser."""
        message = _on_screen(phones, request)
        if message is None or message.document is None:
            raise HTTPException(404, "There is no such file on the screen.")
        return Response(message.document.content, headers=_TO_SAVE, media_type="application/octet-stream")

    routes = [
        Route("/", page),
        Route("/phones/{role}/photos/{message:int}", photo),
        Route("/phones/{role}/files/{message:int}", file),
        Route("/events", events),
        Route("/phones/{role}/{act}", act, methods=["POST"]),
        Mount("/static", StaticFiles(directory=STATIC)),
        *bot_routes,
    ]
    app = Starlette(routes=routes, middleware=[Middleware(Gate)], exception_handlers={HTTPException: _as_json})
    app.state.streams = streams
    return app


def _on_screen(phones: Mapping[str, Phone], request: Request) -> ShownMessage | None:
    """The message a path names, as long as it is there."""
    phone, wanted = phones.get(request.path_params["role"]), request.path_params["message"]
    return next((each for each in phone.messages if each.message_id == wanted), None) if phone else None


def end_streams(app: Starlette) -> None:
    """Let every open page's stream finish; a server waits for them otherwise."""
    app.state.streams.end()


async def _asked(request: Request) -> Act:
    """The act of a request, decoded; raises HTTPException with the reason for a refusal."""
    kind = ACTS.get(request.path_params["act"])
    if kind is None:
        raise HTTPException(404, f"A phone cannot do that; it can {', '.join(ACTS)}.")
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise HTTPException(415, "Send JSON, with content-type application/json.")
    try:
        return msgspec.json.decode(await _body(request), type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError) as wrong:
        raise HTTPException(400, f"That is not what {request.path_params['act']} takes: {wrong}.") from None


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BODY_BYTES:
            raise HTTPException(413, "That is more than a phone sends at once.")
    return bytes(body)


def _do(act: Act, phone: Phone) -> None:
    try:
        act.on(phone)
    except NotOnScreen:
        raise HTTPException(409, "That button is no longer on the screen.") from None
    except Blocked:
        raise HTTPException(409, "The bot is blocked on this phone. Unblock it first.") from None
    except ValueError as refused:
        raise HTTPException(400, f"{refused}.") from None


async def _as_json(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    return JSONResponse({"error": error.detail}, error.status_code, error.headers)
