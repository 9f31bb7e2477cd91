"""`amaan handover …`: the key that signs files, whether a file is genuine, and whether the site knows our words."""

from __future__ import annotations

import asyncio
import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from bot.bootstrap import open_office, pack_directory, primero_of
from bot.casework.handover import Refusal as WhyRefused
from bot.casework.primero import PrimeroMapping
from bot.config import Settings
from bot.refusals import Refusal
from bot.storage.signing import LARGEST_FILE, NotGenuine, Signer, is_public_key, verified
from bot.turns.handing_over import Declined, NotReached


def show_key(settings: Settings, _chosen: Namespace) -> int:
    """Print the public key; 0. Raises Refusal before the first start."""
    _say(_own_key(settings))
    return 0


def _own_key(settings: Settings) -> str:
    if not settings.keys.is_dir():
        raise Refusal(f"There is no key folder yet ({settings.keys}); it is made at the first start.")
    return Signer(settings.keys).public_key


def verify(settings: Settings, chosen: Namespace) -> int:
    """Say whether a file was signed with a key and is as it was then: 0 if so, 1 if not. Raises Refusal."""
    key = chosen.key or _own_key(settings)
    if not is_public_key(key):
        raise Refusal("--key must be 64 hexadecimal digits, small letters, as `amaan handover key` prints them.")
    try:
        body = verified(_read(chosen.file), key)
    except NotGenuine:
        _say("Not genuine: changed or damaged since it was signed, signed with another key, or no such file at all.")
        return 1
    _say("Genuine: signed with this key, and not a byte has changed.")
    if chosen.show:
        _say(json.dumps(body, ensure_ascii=False, indent=2, sort_keys=True))
    return 0


def _read(path: Path) -> bytes:
    """A file of ordinary size; one that is larger cannot be ours and is not read to its end."""
    with path.open("rb") as file:
        return file.read(LARGEST_FILE + 1)


def check(settings: Settings, _chosen: Namespace) -> int:
    """Ask the site for its lists and say which of our values it lacks; 0 when it has all of them. Raises Refusal."""
    if not settings.primero_url:
        raise Refusal("No site is set: AMAAN_PRIMERO_URL, AMAAN_PRIMERO_USER and AMAAN_PRIMERO_PASSWORD.")
    mapping = open_office(settings, pack_directory(settings).pathway_for).mapping
    lacking = list(_lacking(mapping, asyncio.run(_lookups(settings))))
    for sentence in lacking:
        _say(f"- {sentence}")
    if not lacking:
        _say("The site lets us in, and its lists hold every value of primero.toml and pathways.toml.")
    return 1 if lacking else 0


async def _lookups(settings: Settings) -> Mapping[str, tuple[str, ...]]:
    async with primero_of(settings) as primero:
        try:
            return await primero.lookups() if primero else {}
        except NotReached:
            raise Refusal("The site of AMAAN_PRIMERO_URL does not answer, or is not ready.") from None
        except Declined as declined:
            raise Refusal(_WHY.get(declined.refusal, "The site's answer is not one of Primero v2's.")) from None


_WHY: Mapping[WhyRefused, str] = {
    WhyRefused.login: "The site does not accept AMAAN_PRIMERO_USER with AMAAN_PRIMERO_PASSWORD.",
    WhyRefused.forbidden: "The account may not read the site's lists; it may yet be allowed to create cases.",
}


def _lacking(mapping: PrimeroMapping, site: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for field, ours in mapping.lookups.items():
        if ours.id not in site:
            yield f"The site has no list {ours.id} (for {field}): correct lookups.{field}.id in primero.toml."
        elif unknown := [value for value in mapping.used(field) if value not in site[ours.id]]:
            yield f"The site's list {ours.id} (for {field}) lacks: {', '.join(unknown)}."


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


ACTS: Mapping[str, Callable[[Settings, Namespace], int]] = {"key": show_key, "verify": verify, "check": check}
