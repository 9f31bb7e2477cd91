"""A parse-only service over the trained model, for this machine alone; runs in Rasa's environment.

`rasa run` would do, but whoever holds its token may load any model path. Message texts are never logged.
"""

import argparse
import asyncio
import hmac
import json
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from aiohttp import web

from nlu.model import Parse, load_model, trained_model
from nlu.silence import keep_quiet

_ROOT = Path(__file__).resolve().parent.parent
_HOST = "127.0.0.1"
_MOST_CHARACTERS = 4096  # Telegram's own longest message
_MOST_BYTES = 64 * 1024
_RANKED = 10


def main() -> None:
    arguments = _arguments()
    token = os.environ.pop("AMAAN_NLU_TOKEN", "")
    if not token:
        raise SystemExit("AMAAN_NLU_TOKEN is not set: choose a secret that whoever asks will send")
    if arguments.exit_with_stdin:
        threading.Thread(target=_exit_at_end_of_stdin, daemon=True).start()
    keep_quiet()
    model = arguments.model or trained_model(_ROOT)
    asyncio.run(_serve(_loaded(model), _fingerprint(model), token, arguments.port))


def application(parse: Parse, model: str, token: str) -> web.Application:
    """`GET /health` and `POST /parse`; `parse` runs in one thread of its own, so that health still answers."""
    thread = ThreadPoolExecutor(max_workers=1)

    async def health(_: web.Request) -> web.Response:
        return web.json_response({"model": model})

    async def parsed(request: web.Request) -> web.Response:
        text = _text_of(await request.read())
        return web.json_response(await asyncio.get_running_loop().run_in_executor(thread, parse, text))

    app = web.Application(client_max_size=_MOST_BYTES, middlewares=[_silent_failures, _bearer(token)])
    app.add_routes([web.get("/health", health), web.post("/parse", parsed)])
    return app


def _text_of(body: bytes) -> str:
    try:
        text = json.loads(body)["text"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise web.HTTPBadRequest from None
    if not isinstance(text, str):
        raise web.HTTPBadRequest
    return text[:_MOST_CHARACTERS]


def _bearer(token: str) -> Any:
    expected = f"Bearer {token}".encode()

    @web.middleware
    async def check(request: web.Request, handler: Any) -> web.StreamResponse:
        given = request.headers.get("Authorization", "").encode(errors="surrogateescape")
        if not hmac.compare_digest(given, expected):
            raise web.HTTPUnauthorized
        return await handler(request)

    return check


@web.middleware
async def _silent_failures(request: web.Request, handler: Any) -> web.StreamResponse:
    """aiohttp would log the traceback of a failure, and exceptions may quote the message."""
    try:
        return await handler(request)
    except web.HTTPException:
        raise
    except Exception as failure:
        _say(f"failed: {type(failure).__name__}")
        return web.Response(status=500)


def _loaded(model: Path) -> Parse:
    try:
        parse = load_model(model)
    except Exception as failure:  # no message has been seen yet: its words may be shown
        _say(f"cannot start: {type(failure).__name__}: {failure}".replace("\n", " "))
        raise SystemExit(1) from None
    return lambda text: _shortened(parse(text))


def _shortened(output: dict[str, Any]) -> dict[str, Any]:
    return {**output, "intent_ranking": output["intent_ranking"][:_RANKED]}


async def _serve(parse: Parse, model: str, token: str, port: int) -> None:
    runner = web.AppRunner(application(parse, model, token), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, _HOST, port).start()
    _say(f"The language service is healthy on http://{_HOST}:{runner.addresses[0][1]}")
    await asyncio.Event().wait()


def _exit_at_end_of_stdin() -> None:
    """The other end of stdin closes when whoever started us dies, however it dies."""
    sys.stdin.buffer.read()
    os._exit(0)


def _fingerprint(model: Path) -> str:
    return model.name.removesuffix(".tar.gz")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m nlu.server", description=__doc__)
    parser.add_argument("--model", type=Path, help="a .tar.gz (default: the newest)")
    parser.add_argument("--port", type=int, default=0, help="on loopback; 0 takes a free one and says which")
    parser.add_argument("--exit-with-stdin", action="store_true", help="stop when stdin closes")
    return parser.parse_args()


if __name__ == "__main__":
    main()
