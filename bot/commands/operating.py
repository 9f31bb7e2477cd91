"""What an operator does by hand: purge, and invite the first focal points."""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress
from difflib import get_close_matches

from bot.bootstrap import now_utc, open_reminders_of, open_store, pack_directory
from bot.casework.enrolling import INVITATION_VALID, invite_focal_point
from bot.casework.keeping import CASE_RETENTION
from bot.casework.model import Accused
from bot.casework.routing import EVERYWHERE, Role
from bot.channels.telegram.connection import connected
from bot.channels.telegram.errors import ChannelError
from bot.clock import Purged, confirm, purge
from bot.config import Settings
from bot.refusals import Refusal
from bot.storage.practice import PracticeRoom


def purge_now(settings: Settings) -> None:
    """Destroy everything whose time is over, and say how much it was."""
    store, now = open_store(settings), now_utc()
    try:
        confirm(store, now)
        _say(_purged(purge(store, now)))
        PracticeRoom(settings.data, settings.keys).purge(now.date())
        open_reminders_of(settings, now.date()).close()  # opening them purges them
    finally:
        store.close()


def _purged(gone: Purged) -> str:
    return (
        f"Destroyed: {gone.cases} cases closed more than {CASE_RETENTION.days} days ago, {gone.drafts} drafts, "
        f"{gone.trails} trails, {gone.marks} marks, {gone.set_aside} failed updates, {gone.invitations} unused links, "
        f"{gone.keys} old keys."
    )


def invite(settings: Settings, role: Role, areas: frozenset[str], office: Accused | None) -> None:
    """Make a one-time link and show it, once. Raises Refusal for an area nobody knows."""
    areas = _known_areas(settings, areas)
    store = open_store(settings)
    try:
        with store.transaction() as books:
            token = invite_focal_point(books, role, areas, now_utc(), office)
    finally:
        store.close()
    hours = int(INVITATION_VALID.total_seconds() // 3600)
    _say(f"Good once, within {hours} hours. In Telegram, let them write to the bot:\n/start {token}")
    if settings.token:
        with suppress(ChannelError):  # the link is a convenience; the words above do without Telegram
            _say(f"or open https://t.me/{asyncio.run(_bot_name(settings))}?start={token}")


def _known_areas(settings: Settings, areas: frozenset[str]) -> frozenset[str]:
    """The areas as the directory writes them: Dera Ismail Khan is dera-ismail-khan."""
    directory = pack_directory(settings)
    provinces = [each.id for each in directory.provinces()]
    known = {EVERYWHERE, *provinces, *(each.id for id_ in provinces for each in directory.districts_of(id_))}
    meant = frozenset("-".join(area.lower().split()) for area in areas)
    if unknown := sorted(meant - known):
        near = [each for area in unknown for each in get_close_matches(area, sorted(known))]
        raise Refusal(
            f"There is no district or province {', '.join(unknown)}.",
            *([f"Perhaps {' or '.join(near)}."] if near else []),
            f"Provinces are {', '.join(provinces)}; districts are written like swabi or dera-ismail-khan.",
        )
    return meant


async def _bot_name(settings: Settings) -> str:
    async with connected(settings.token, settings.api_base_url) as bot:
        return str(bot.username)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
