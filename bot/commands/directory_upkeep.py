"""`amaan directory check`: what wants a person's eye, grouped and counted."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from bot.bootstrap import now_utc, services_url
from bot.commands.directory_printing import print_json, say
from bot.config import Settings
from bot.refusals import Refusal
from services_directory.boundaries import BOUNDARIES_FILE, Boundaries
from services_directory.checks import Doubt, Finding, findings
from services_directory.errors import BoundariesError
from services_directory.loading import Pack, load_pack
from services_directory.store import STORE_FILE, DirectoryStore

SHOWN_OF_EACH = 10
"""Findings of a kind that are printed; all of them in JSON."""
HEADINGS = {
    Doubt.NO_PROTECTION: "Districts without a protection service within reach",
    Doubt.IMPOSSIBLE_NUMBER: "Numbers that nobody can dial",
    Doubt.SHARED_NUMBER: "One number of several organisations",
    Doubt.DOUBLE: "Two rows that seem to be one service",
    Doubt.OUTSIDE_DISTRICT: "Services that lie outside their district",
    Doubt.OVERLAP: "Outlines that overlap",
    Doubt.HOLE: "Holes between outlines",
    Doubt.OLD_RULE: "Rules not checked for 180 days",
    Doubt.OLD_HELPLINE: "Helplines not checked for 180 days",
    Doubt.NEVER_VERIFIED: "Services that nobody verified yet",
    Doubt.OLD_VERIFICATION: "Services not verified for 180 days",
    Doubt.UNREAD_HOURS: "Hours that could be opening_hours",
    Doubt.CALENDAR_ENDS: "The calendar",
}


def check(settings: Settings, chosen: argparse.Namespace) -> int:
    """Everything that wants a person's eye, grouped and counted; 1 where there is anything. Writes nothing."""
    pack = _as_it_stands(settings, load_pack(settings.pack))
    boundaries = _boundaries(settings, pack)
    found = findings(pack, boundaries, now_utc().date())
    groups = {doubt: list(those) for doubt, those in groupby(found, key=lambda each: each.doubt)}
    if chosen.json:
        print_json([_group(doubt, those) for doubt, those in groups.items()])
    else:
        say(*(line for doubt, those in groups.items() for line in _in_words(doubt, those)))
        say(*([] if boundaries else ["Not checked: outlines of districts, since none are imported."]))
        say(f"{len(found):,} to look at." if found else "Nothing to look at.")
    return 1 if found else 0


def _as_it_stands(settings: Settings, pack: Pack) -> Pack:
    """The pack with the services of the store, where there is one."""
    file = settings.data / STORE_FILE
    if not file.is_file():
        return pack
    store = DirectoryStore.open(services_url(settings))
    try:
        return replace(pack, services=store.services())
    finally:
        store.close()


def _boundaries(settings: Settings, pack: Pack) -> Boundaries | None:
    file = settings.data / BOUNDARIES_FILE
    try:
        return Boundaries.load(file, pack.districts) if file.is_file() else None
    except BoundariesError as broken:
        raise Refusal("The boundaries cannot be read:", str(broken)) from None


def _group(doubt: Doubt, those: list[Finding]) -> dict[str, object]:
    return {"kind": doubt, "count": len(those), "findings": [{"ids": each.ids, "says": each.says} for each in those]}


def _in_words(doubt: Doubt, those: list[Finding]) -> Iterator[str]:
    yield f"{HEADINGS[doubt]}: {len(those):,}"
    yield from (f"  {each.says}" for each in those[:SHOWN_OF_EACH])
    if len(those) > SHOWN_OF_EACH:
        yield f"  and {len(those) - SHOWN_OF_EACH:,} more (--json shows all)"
