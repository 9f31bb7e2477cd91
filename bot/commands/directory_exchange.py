"""`amaan directory import` and `export`: services from a file, shown before they are taken, and to a file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TextIO

from tqdm import tqdm  # type: ignore[import-untyped]  # has no types

from bot.bootstrap import now_utc, open_services_store, pack_directory, services_url
from bot.config import Settings
from bot.refusals import Refusal
from services_directory import Organisation, Point, Service
from services_directory.errors import ExchangeError, StoreError
from services_directory.exchange.difference import Difference, difference, news_of
from services_directory.exchange.exchanging import SUFFIXES, Format, carried, ground_of, read_file, write_services
from services_directory.exchange.records import Ground
from services_directory.loading import Pack, load_pack
from services_directory.store import STORE_FILE, DirectoryStore

STANDARD_OUTPUT = "-"
BY = "import"
"""Who changed it, as the store's history has it: the command, not a person."""


def import_services(settings: Settings, chosen: argparse.Namespace) -> int:
    """Shows what the file would change, and changes it, whole or not at all."""
    if not chosen.file.is_file():
        raise Refusal(f"There is no file {chosen.file}.")
    pack = load_pack(settings.pack)
    try:
        held = partial(_as_it_stands, settings, pack)
        given = read_file(chosen.file, _format(chosen), _ground(settings, pack), held, _bar)
    except ExchangeError as wrong:
        raise Refusal("The file cannot be taken, so nothing was changed:", str(wrong)) from None
    with _store(settings, is_trial=chosen.dry_run) as store:
        changes = difference(store.services() if store else pack.services, given.services, is_whole=chosen.whole)
        owners = news_of(given.organisations, store.organisations() if store else pack.organisations.values())
        _say(*changes.lines(), *(f"~ organisation {owner.id}: {owner.names['en']}" for owner in owners))
        if store is None or chosen.dry_run:
            _say("Nothing was written: this was a trial.")
        elif owners or not changes.is_empty:
            _carry_out(store, changes, owners, chosen)
    return 0


def export_services(settings: Settings, chosen: argparse.Namespace) -> int:
    """Writes all services by their ids, so that the same directory makes the same file; whole or not at all."""
    format, pack = _format(chosen), load_pack(settings.pack)
    with _store(settings, is_trial=True) as store:
        services = store.services() if store else pack.services
        organisations = {each.id: each for each in store.organisations()} if store else pack.organisations
    written = sorted(carried(services, format), key=lambda service: service.id)
    with _written_whole(chosen.file) as out:
        write_services(written, out, format, replace(_ground(settings, pack), organisations=organisations))
    if chosen.file != STANDARD_OUTPUT:
        _say(f"Written: {chosen.file}, {len(written):,} services.")
    if left_out := len(services) - len(written):
        sys.stderr.write(
            f"Left out: {left_out:,} services that are not of health; OpenStreetMap has no tags for them.\n"
        )
    return 0


def _carry_out(
    store: DirectoryStore, changes: Difference, owners: Sequence[Organisation], chosen: argparse.Namespace
) -> None:
    today = now_utc().date()
    try:
        if chosen.as_proposals:
            _say(f"Proposed, for somebody else to confirm: {store.propose(changes, by=BY, on=today)}")
            _say(*("What is new of organisations is no part of a proposal." for _ in owners[:1]))
        else:
            version = store.apply(changes, by=BY, on=today, organisations=owners)
            _say(f"Written: the directory is at version {version}.")
    except StoreError as refused:
        raise Refusal("The directory refuses it, so nothing was changed:", str(refused)) from None


def _as_it_stands(settings: Settings, pack: Pack) -> Sequence[Service]:
    """All services of the directory, without writing anything."""
    with _store(settings, is_trial=True) as store:
        return store.services() if store else pack.services


@contextmanager
def _store(settings: Settings, *, is_trial: bool) -> Iterator[DirectoryStore | None]:
    """The directory's database with all that is new in the pack; for a trial as it stands, None where there is none."""
    if is_trial and not (settings.data / STORE_FILE).is_file():
        yield None
        return
    store = DirectoryStore.open(services_url(settings)) if is_trial else open_services_store(settings)
    try:
        yield store
    finally:
        store.close()


def _ground(settings: Settings, pack: Pack) -> Ground:
    directory = pack_directory(settings)

    def district_at(point: Point) -> str | None:
        return next((district.id for district in directory.district_at(point, 1)), None)

    return ground_of(pack, district_at)


def _format(chosen: argparse.Namespace) -> Format:
    if chosen.format:
        return Format(chosen.format)
    if format := SUFFIXES.get(Path(chosen.file).suffix.lower()):
        return format
    raise Refusal(f"Say which format {chosen.file} has: --format {', '.join(Format)}.")


def _bar(services: Iterator[Service], total: int) -> Iterable[Service]:
    """A progress bar, where somebody looks."""
    bar: Iterable[Service] = tqdm(services, total=total, unit=" services", disable=None, leave=False, file=sys.stderr)
    return bar


@contextmanager
def _written_whole(file: str) -> Iterator[TextIO]:
    if file == STANDARD_OUTPUT:
        yield sys.stdout
        return
    part = Path(file).with_name(f".{Path(file).name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as out:
            yield out
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
