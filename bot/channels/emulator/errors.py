"""What the Bot API refuses, and what a phone cannot do."""

from __future__ import annotations

from collections.abc import Iterable


class ApiError(Exception):
    """An answer with ok=false: HTTP code, description as Telegram words it, and perhaps retry_after in seconds."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code, self.description, self.retry_after = code, description, retry_after

    def body(self) -> dict[str, object]:
        """The JSON of the answer."""
        answer: dict[str, object] = {"ok": False, "error_code": self.code, "description": self.description}
        return answer | ({"parameters": {"retry_after": self.retry_after}} if self.retry_after is not None else {})


def bad_request(what: str) -> ApiError:
    """The commonest refusal."""
    return ApiError(400, f"Bad Request: {what}")


class NotOnScreen(Exception):
    """What was to be pressed is not shown, or more than one is; `shown` lists the labels that are."""

    def __init__(self, wanted: str, shown: Iterable[str]) -> None:
        self.shown = tuple(shown)
        super().__init__(f"not one {wanted!r}; shown are {self.shown}")


class Blocked(Exception):
    """Somebody who blocked the bot cannot write to it."""


class PortTaken(Exception):
    """Another program listens on this port."""

    def __init__(self, port: int) -> None:
        super().__init__(f"port {port} is taken")
        self.port = port
