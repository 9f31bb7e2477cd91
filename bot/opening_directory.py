"""Opens the services directory: from its store, or from the country pack alone."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path

from bot.clock import now_utc
from bot.config import Settings
from services_directory.boundaries import BOUNDARIES_FILE, Boundaries
from services_directory.directory import Directory
from services_directory.live import LiveDirectory
from services_directory.loading import Pack, load_pack
from services_directory.store import STORE_FILE, DirectoryStore

log = logging.getLogger(__name__)


def open_directory(settings: Settings, today: date | None = None) -> LiveDirectory:
    """The directory as it is kept in its store, the country pack's where the store cannot be read.

    Raises PackError or BoundariesError.
    """
    pack = load_pack(settings.pack)
    outlines = _outlines_file(settings)
    boundaries = Boundaries.load(outlines, pack.districts) if outlines else None
    return LiveDirectory(pack, boundaries, lambda: _services_store(settings, pack, today or now_utc().date()))


def pack_directory(settings: Settings) -> Directory:
    """The country pack alone, with the districts' outlines where they were imported; writes nothing.

    Raises PackError or BoundariesError.
    """
    return Directory.load(settings.pack, _outlines_file(settings))


def open_services_store(settings: Settings) -> DirectoryStore:
    """The database of the services, the country pack in it; raises PackError, or SQLAlchemyError where it is broken."""
    return _services_store(settings, load_pack(settings.pack), now_utc().date())


def services_url(settings: Settings) -> str:
    """Where the services are kept."""
    return f"sqlite:///{settings.data / STORE_FILE}"


def _services_store(settings: Settings, pack: Pack, today: date) -> DirectoryStore:
    store = DirectoryStore.open(services_url(settings))
    seeded = store.seed(pack, today)
    if seeded.kept:
        log.warning("the country pack changed services edited here, which stay: %s", ", ".join(seeded.kept))
    return store


def _outlines_file(settings: Settings) -> Path | None:
    file = settings.data / BOUNDARIES_FILE
    return file if file.is_file() else None
