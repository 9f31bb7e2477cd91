"""`amaan doctor`: what is missing or unsafe in this installation, in sentences."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.bootstrap import NLU_PYTHON, open_office, pack_directory, services_url
from bot.casework.names import load_names
from bot.casework.routing import EVERYWHERE, LADDER
from bot.config import PLAY_KEYS, ROOT, Settings
from bot.dialogue.world import provinces_of
from bot.refusals import Refusal, in_sentences
from bot.storage.keys import open_keys
from bot.storage.migrate import is_new, is_up_to_date
from bot.storage.proofs import prove
from bot.storage.store import Store, open_engine
from nlu.freshness import fresh_model, newest_model
from services_directory.errors import DirectoryError
from services_directory.store import STORE_FILE, DirectoryStore
from services_directory.store.engine import is_up_to_date as services_are_up_to_date
from services_directory.store.engine import open_engine as open_services_engine


def examine(settings: Settings) -> int:
    """Say what is wrong, each in a sentence or two; 0 when nothing keeps the bot from running safely."""
    found = [sentence for check in _CHECKS for sentence in check(settings)]
    for sentence in found:
        sys.stdout.write(f"- {sentence}\n")
    if not found:
        sys.stdout.write("Everything that can be checked from here is in order.\n")
    return 1 if found else 0


def _token(settings: Settings) -> Iterator[str]:
    if not settings.token:
        yield "There is no bot token, so `amaan run` cannot start. @BotFather gives one: set AMAAN_TOKEN or its _FILE."


def _language_model(settings: Settings) -> Iterator[str]:
    if not settings.nlu:
        yield "The language model is switched off (AMAAN_NLU): people find their concern by menus."
    elif not NLU_PYTHON.is_file():
        yield "The language model's environment is missing: people find their concern by menus. Run: make setup"
    elif newest_model(ROOT) is None:
        yield "The language model is not trained: people find their concern by menus. Run: make train"
    elif not fresh_model(ROOT).is_file():
        yield "The language model is older than its sentences. Run: make train"


def _pack(settings: Settings) -> Iterator[str]:
    try:
        with in_sentences():
            open_office(settings, pack_directory(settings).pathway_for)
            load_names(settings.pack / "given_names.csv")
    except Refusal as refusal:
        yield " ".join(refusal.sentences)


def _services(settings: Settings) -> Iterator[str]:
    file = settings.data / STORE_FILE
    if not file.is_file():
        return  # made from the pack at the first start
    engine = open_services_engine(services_url(settings))
    try:
        with engine.connect() as connection:
            if not services_are_up_to_date(connection):
                yield f"{file.name} is of another version; an older one is brought up to date at the next start."
                return
        DirectoryStore(engine).services()
    except SQLAlchemyError as failure:
        yield (
            f"The services' database {file} cannot be read ({type(failure).__name__}), so the bot answers from the "
            "country pack alone. Put it back from a backup; or move it away: a new one is made, without what was "
            "corrected in it."
        )
    finally:
        engine.dispose()


def _keys(settings: Settings) -> Iterator[str]:
    if not settings.keys.exists():
        return  # missing only where a database was sealed with them: said there
    try:
        with in_sentences():
            open_keys(settings.keys, is_new=False)
    except Refusal as refusal:
        yield " ".join(refusal.sentences)
    if settings.keys.is_relative_to(settings.data):
        yield (
            f"The keys lie inside the data folder ({settings.keys}): a backup of one takes the other along, and "
            "together they open everything. Set AMAAN_KEYS to a folder elsewhere."
        )


def _data(settings: Settings) -> Iterator[str]:
    if in_the_way := _in_the_way(settings.data):
        yield in_the_way
    for folder in _data_folders(settings):
        if _others_may_read(folder):
            yield f"Others on this machine can read {folder}. Close it: chmod 700 {folder}"
    for folder in sorted({key.parent for each in _data_folders(settings) for key in each.rglob("*.key")}):
        if not folder.is_relative_to(settings.keys) and folder != settings.data / PLAY_KEYS:
            yield f"Keys lie beside the data: {folder}. Move them to the key folder's own backup."


def _data_folders(settings: Settings) -> list[Path]:
    """The data folder, and the database's where AMAAN_DATABASE puts it elsewhere; those that are there."""
    file = settings.database_file
    return sorted(each for each in {settings.data, file.parent.resolve() if file else settings.data} if each.is_dir())


def _secrets(settings: Settings) -> Iterator[str]:
    address = urlsplit(settings.api_base_url)
    if address.scheme == "http" and address.hostname not in ("127.0.0.1", "localhost", "::1"):
        yield "AMAAN_API_BASE_URL is http://, so the token and all that is said cross the network in the clear."
    for name, what in (("AMAAN_TOKEN_FILE", "the token"), ("AMAAN_PRIMERO_PASSWORD_FILE", "Primero's password")):
        named = os.environ.get(name, "")
        if named and Path(named).is_file() and _others_may_read(Path(named)):
            yield f"Others on this machine can read {what}. Close it: chmod 600 {named}"


def _in_the_way(folder: Path) -> str:
    """Why this folder cannot be made or written to; nothing where it can."""
    existing = next(each for each in (folder, *folder.parents) if each.exists())
    if not existing.is_dir():
        return f"A folder is needed, but a file is in the way: {existing}. Move it, or set AMAAN_DATA."
    if not os.access(existing, os.W_OK | os.X_OK):
        return f"This account cannot write to {existing}. Give it the right to, or set AMAAN_DATA."
    return ""


def _others_may_read(folder: Path) -> bool:
    return bool(stat.S_IMODE(folder.stat().st_mode) & 0o077)


def _database(settings: Settings) -> Iterator[str]:
    file = settings.database_file
    if file and not file.exists():
        if not _in_the_way(file.parent):
            yield "There is no database yet; it is made at the first start."
        return
    try:
        with in_sentences():
            engine = open_engine(settings.database)
            try:
                yield from _inside(engine, settings)
            finally:
                engine.dispose()
    except Refusal as refusal:
        yield " ".join(refusal.sentences)


def _inside(engine: Engine, settings: Settings) -> Iterator[str]:
    if is_new(engine):
        yield "The database is empty; it is made at the first start."
        return
    if not is_up_to_date(engine):
        yield (
            "The database is of another version. An older one is brought up to date at the next start, so make a "
            "backup first; a newer one is not opened."
        )
        return
    try:
        with in_sentences():
            keys = open_keys(settings.keys, is_new=False)
    except Refusal as refusal:
        if not settings.keys.exists():  # what is wrong with keys that are there is said by their own check
            yield " ".join(refusal.sentences)
        return
    try:
        with in_sentences():
            prove(engine, keys, settings.receipt_memory_mib)
    except Refusal as refusal:
        yield " ".join(refusal.sentences)
        return
    with closing(Store(engine, keys)) as store:
        yield from _people(store)
        yield from _areas(settings, store)
        yield from _hand_overs(settings, store)


def _people(store: Store) -> Iterator[str]:
    with store.transaction() as books:
        left, gaps = books.set_aside.count(), books.cases.gaps()
        everyone = [person for person in books.roster.everyone() if person.role in LADDER]
    if not everyone:
        yield "Nobody is enrolled to act on reports. Make a link: amaan focal-points invite --area swabi"
    elif not any(EVERYWHERE in person.areas for person in everyone):
        yield "Nobody answers for the whole country, so a report without a place reaches no one."
    if gaps:
        where = ", ".join(f"{district or 'no place'} ({count})" for district, count in gaps.items())
        yield f"Reports came for places where nobody was enrolled, and nobody was told of them: {where}."
    if left:
        yield f"{left} updates failed and were set aside, sealed; they hold what people wrote. The log says why."


def _areas(settings: Settings, store: Store) -> Iterator[str]:
    """Whoever answers for an area that is not in the directory gets no report from there, and nobody would notice."""
    try:
        directory = pack_directory(settings)
    except DirectoryError:
        return  # said by its own check
    provinces = provinces_of(directory)
    known = {EVERYWHERE, *provinces, *provinces.values(), *directory.renamed}
    with store.transaction() as books:
        unknown = sorted({area for person in books.roster.everyone() for area in person.areas} - known)
    if unknown:
        yield (
            f"People are enrolled for areas that the directory does not know: {', '.join(unknown)}. Give renamed "
            "districts a row in renamed_districts.csv, or revoke them (amaan focal-points list) and invite them anew."
        )


def _hand_overs(settings: Settings, store: Store) -> Iterator[str]:
    with store.transaction() as books:
        waiting = books.handovers.count()
    if waiting and not settings.primero_url:
        yield (
            f"{waiting} cases wait to be handed over, but no site is set any more, so nobody sends them. "
            "Set AMAAN_PRIMERO_URL, AMAAN_PRIMERO_USER and AMAAN_PRIMERO_PASSWORD again."
        )


_CHECKS = (_token, _language_model, _pack, _services, _keys, _secrets, _data, _database)
