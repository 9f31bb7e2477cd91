"""Who may talk to the page's server: this computer, and this page in it; the rest of the web may not."""

from __future__ import annotations

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOOPBACK = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:[0-9]{1,5})?", re.IGNORECASE)
_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}


class Gate:
    """Middleware: refuses foreign hosts and origins, and tells the browser to load nothing from elsewhere."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI calls it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        refusal = _refusal(Headers(scope=scope))
        await (refusal or self._app)(scope, receive, send_with_headers)


def _refusal(headers: Headers) -> JSONResponse | None:
    """A name that resolves here is not enough (DNS rebinding), and no other page may act through the browser."""
    host = headers.get("host", "")
    if not _LOOPBACK.fullmatch(host):
        return JSONResponse({"error": "This page is only served to this computer, at 127.0.0.1."}, 421)
    if headers.get("origin", f"http://{host}") != f"http://{host}":
        return JSONResponse({"error": "Only the playground's own page may do this."}, 403)
    return None
