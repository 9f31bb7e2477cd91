"""`amaan directory verify` and `show`: whom to ask next, who was asked, and all that is known of one service."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from contextlib import closing

from rapidfuzz import process

from bot.bootstrap import now_utc, open_services_store
from bot.commands.directory_printing import print_json, say
from bot.config import Settings
from bot.refusals import Refusal
from services_directory.errors import UnknownService
from services_directory.exchange.cells import Cells, cells_of
from services_directory.model import Service
from services_directory.store import DirectoryStore, Due, Past, Verification

LIKE = 70
"""Ids at least so like (of 100) are offered in place of one that is not known."""


def verify(settings: Settings, chosen: argparse.Namespace) -> int:
    """The queue of services to verify, or the note that one was."""
    with closing(open_services_store(settings)) as store:
        return _note(store, chosen) if chosen.id else _queue(store, chosen)


def show(settings: Settings, chosen: argparse.Namespace) -> int:
    """All that is known of one service, and what it was."""
    with closing(open_services_store(settings)) as store:
        service = store.service(chosen.id)
        if service is None:
            raise _no_such(store, chosen.id)
        verified, past = store.verifications(service.id), store.history(service.id)
    if chosen.json:
        print_json(_told(service, verified, past))
    else:
        say(*_told_in_words(service, verified, past))
    return 0


def _queue(store: DirectoryStore, chosen: argparse.Namespace) -> int:
    if chosen.by or chosen.method:
        raise Refusal("Say which service was verified: amaan directory verify ID --by NAME --phone-answered")
    due = store.verification_queue(now_utc().date())
    if chosen.json:
        print_json([_due(each) for each in due[: chosen.limit]])
    else:
        say(*(_due_in_words(each) for each in due[: chosen.limit]))
        say(f"{len(due):,} to verify." if due else "Nothing to verify.")
    return 0


def _note(store: DirectoryStore, chosen: argparse.Namespace) -> int:
    if not (chosen.by and chosen.method):
        raise Refusal("Say who verified it and how: --by NAME and --phone-answered, --visited or --wrote-back")
    try:
        store.verify(chosen.id, on=now_utc().date(), by=chosen.by, method=chosen.method)
    except UnknownService:
        raise _no_such(store, chosen.id) from None
    say(f"Noted: {chosen.id} is as written ({chosen.method}).")
    return 0


def _no_such(store: DirectoryStore, id: str) -> Refusal:
    likely = process.extract(id, [service.id for service in store.services()], limit=3, score_cutoff=LIKE)
    hint = f" Is it {' or '.join(each for each, *_ in likely)}?" if likely else ""
    return Refusal(f"There is no service {id!r} in the directory.{hint}")


def _due(due: Due) -> dict[str, object]:
    service = due.service
    return {
        "id": service.id,
        "name": service.names.get("en"),
        "reason": due.reason,
        "phones": list(service.phones),
        "complaints": service.complaints,
        "verified_on": service.verified_on and service.verified_on.isoformat(),
        "district": service.district,
    }


def _due_in_words(due: Due) -> str:
    service = due.service
    numbers = "; ".join(service.phones) or "no number known"
    return f"{due.reason.replace('_', ' '):>15}  {service.id}  {numbers}"


def _told(service: Service, verified: Iterable[Verification], past: Iterable[Past]) -> dict[str, object]:
    return {
        **cells_of(service),
        "complaints": service.complaints,
        "verifications": [{"on": str(each.on), "by": each.by, "method": each.method} for each in verified],
        "history": [_past(each) for each in past],
    }


def _past(past: Past) -> dict[str, object]:
    return {"version": past.version, "act": past.act, "by": past.by, "on": str(past.on), "was": cells_of(past.was)}


def _told_in_words(service: Service, verified: Iterable[Verification], past: Iterable[Past]) -> Iterator[str]:
    """The cells, one a line; then who asked it, and from the latest change back what was otherwise before it."""
    yield from (f"{column}: {cell}" for column, cell in cells_of(service).items())
    yield f"complaints: {service.complaints}"
    for each in verified:
        yield f"verified on {each.on} by {each.by}: {each.method}"
    later = cells_of(service)
    for change in past:
        before = cells_of(change.was)
        yield f"version {change.version}, {change.on}, {change.by}: {change.act}"
        yield from (f"  {line}" for line in _changes(before, later))
        later = before


def _changes(before: Cells, after: Cells) -> Iterator[str]:
    for column in dict.fromkeys((*before, *after)):
        if before.get(column) != after.get(column):
            yield f"{column}: {before.get(column, '(empty)')} -> {after.get(column, '(empty)')}"
