"""The bot's side of the language service: an answer within the budget, or none."""

import asyncio
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Literal

import httpx
import msgspec

_MOST_CHARACTERS = 4096
_MOST_BYTES = 64 * 1024
_DEFAULT_BUDGET = timedelta(milliseconds=800)

Certainty = Literal["sure", "unsure", "lost"]
Probability = Annotated[float, msgspec.Meta(ge=0, le=1)]


@dataclass(frozen=True)
class Understanding:
    """What a message may mean."""

    ranking: tuple[tuple[str, float], ...]  # (intent, probability), best first, at least one
    urgency: float  # probability that a child is in danger now
    is_urgent: bool  # whether that is enough for the alarm
    certainty: Certainty  # sure of the best, unsure which of the best three, or lost


class _Ranked(msgspec.Struct):
    name: str
    confidence: Probability


class _Parsed(msgspec.Struct):
    intent_ranking: Annotated[list[_Ranked], msgspec.Meta(min_length=1)]
    urgency: Probability
    urgent: bool
    certainty: Certainty


class _AnswerTooLong(Exception):
    pass


class NluClient:
    """Asks the service at `base_url`; an empty one means that there is none at present."""

    def __init__(
        self,
        base_url: str,
        token: str,
        budget: timedelta = _DEFAULT_BUDGET,
        http: httpx.AsyncClient | None = None,
    ) -> None:
        self.base_url = base_url
        self._headers = {"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"}
        self._budget = budget.total_seconds()
        # trust_env off: a proxy named in the environment must never be shown a message
        self._http = http or httpx.AsyncClient(trust_env=False, timeout=self._budget)

    async def understand(self, text: str) -> Understanding | None:
        """None when the service is down, slower than the budget, or answers nonsense; never raises."""
        try:
            body = json.dumps({"text": text[:_MOST_CHARACTERS]}).encode()
            return _understanding(await self._ask("POST", "/parse", body))
        except Exception:  # whatever went wrong, the conversation goes on by menus
            return None

    async def is_healthy(self) -> bool:
        """Whether the service answers within the budget; never raises."""
        try:
            await self._ask("GET", "/health", b"")
        except Exception:  # as above
            return False
        return True

    async def close(self) -> None:
        await self._http.aclose()

    async def _ask(self, method: str, path: str, body: bytes) -> bytes:
        if not self.base_url:
            raise httpx.ConnectError("no language service")
        url = self.base_url.rstrip("/") + path
        async with (
            asyncio.timeout(self._budget),
            self._http.stream(method, url, content=body, headers=self._headers) as answer,
        ):
            answer.raise_for_status()
            return await _short_body(answer)


async def _short_body(answer: httpx.Response) -> bytes:
    """Raw, not decompressed: a small answer cannot grow large here."""
    body = b""
    async for piece in answer.aiter_raw():
        body += piece
        if len(body) > _MOST_BYTES:
            raise _AnswerTooLong
    return body


def _understanding(body: bytes) -> Understanding:
    parsed = msgspec.json.decode(body, type=_Parsed)
    ranking = sorted(((ranked.name, ranked.confidence) for ranked in parsed.intent_ranking), key=lambda pair: -pair[1])
    return Understanding(tuple(ranking), parsed.urgency, parsed.urgent, parsed.certainty)
