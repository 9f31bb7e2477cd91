"""`amaan focal-points list | revoke | coverage`: who is enrolled, and who covers what, for whoever runs the bot."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date

from bot.bootstrap import now_utc, open_store, pack_directory
from bot.casework.coordinating import is_dead, label_of
from bot.casework.covering import WANTED, Coverage, coverage
from bot.casework.enrolling import revoke_focal_point
from bot.casework.ports import Enrolment
from bot.casework.routing import EVERYWHERE
from bot.config import Settings
from bot.dialogue.world import provinces_of
from bot.refusals import Refusal
from bot.storage.store import StoredBooks

FEW = "under 5"
"""In place of a number that could be a single case to whoever knows the place."""


def list_people(settings: Settings, _chosen: argparse.Namespace) -> None:
    """Everybody enrolled, by the sign they see with /me: no names are kept."""
    today = now_utc().date()
    with _books(settings) as books:
        people = books.roster.enrolments()
    if not people:
        _say("Nobody is enrolled. Make a one-time link with: amaan focal-points invite")
        return
    _say(f"{'ID':7}{'role':13}{'since':9}{'reachable':11}areas")
    for each in sorted(people, key=lambda each: (each.person.role, sorted(each.person.areas))):
        _say(_line(each, today))


def _line(each: Enrolment, today: date) -> str:
    areas = "everywhere" if EVERYWHERE in each.person.areas else " ".join(sorted(each.person.areas))
    reach = "no" if is_dead(each, today) else "yes"
    return f"{label_of(each.person.id):7}{each.person.role:13}{each.since:%Y-%m}  {reach:11}{areas}"


def revoke(settings: Settings, chosen: argparse.Namespace) -> None:
    """End somebody's access at once. Raises Refusal for an ID that is nobody's.

    What they held waits again for the others, whom the running bot tells with its next tick.
    """
    now = now_utc()
    with _books(settings) as books:
        person = _called(books, chosen.id).person
        told = revoke_focal_point(books, person.id, now)
        for case, people in told:
            for each in people:
                books.pages.hold(each, case.ref)
        books.contacts.forget(person.id)
    _say(f"The access of {label_of(person.id)} ({person.role}) has ended. Cases that wait again: {len(told)}.")


def _called(books: StoredBooks, label: str) -> Enrolment:
    found = [each for each in books.roster.enrolments() if label_of(each.person.id) == label.upper()]
    if len(found) != 1:
        raise Refusal(f"Nobody enrolled has the ID {label}.", "See the IDs with: amaan focal-points list")
    return found[0]


def show_coverage(settings: Settings, chosen: argparse.Namespace) -> None:
    """Districts with two contacts, one, none; and how many reports found nobody."""
    directory = pack_directory(settings)
    with _books(settings) as books:
        found = coverage(books, frozenset({EVERYWHERE}), provinces_of(directory), now_utc().date())
    if chosen.json:
        _say(json.dumps({"districts": [asdict(each) for each in found.districts], "gaps": _gaps(found)}, indent=2))
        return
    _say(f"{'province':30}{'two':>5}{'one':>5}{'none':>6}")
    for province in directory.provinces():
        contacts = [min(each.contacts, WANTED) for each in found.of(province.id)]
        _say(f"{province.id:30}{contacts.count(WANTED):>5}{contacts.count(1):>5}{contacts.count(0):>6}")
    for district, count in _gaps(found).items():
        _say(f"Reports from {district or 'no district'} that found nobody: {FEW if count is None else count}")


def _gaps(found: Coverage) -> Mapping[str, int | None]:
    return dict(sorted(found.gaps.items()))


@contextmanager
def _books(settings: Settings) -> Iterator[StoredBooks]:
    store = open_store(settings)
    try:
        with store.transaction() as books:
            yield books
    finally:
        store.close()


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


ACTS = {"list": list_people, "revoke": revoke, "coverage": show_coverage}
