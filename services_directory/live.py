"""A directory that follows its store: what is changed there is answered here a moment later, without a restart."""

import logging
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace

from services_directory.boundaries import Boundaries
from services_directory.directory import Directory, Offer
from services_directory.loading import Pack
from services_directory.model import Service
from services_directory.store import DirectoryStore

log = logging.getLogger(__name__)


class LiveDirectory(Directory):
    """Answers from memory, as any directory; `refresh` reads the store again where its version is another.

    Questions are answered by the old services until the new ones are ready, each by one or the other as a whole.
    Where the store cannot be read the last services answer on, at first those of the pack, and the log says so.
    """

    def __init__(self, pack: Pack, boundaries: Boundaries | None, open_store: Callable[[], DirectoryStore]) -> None:
        super().__init__(pack, boundaries)
        self._open, self._refreshing = open_store, threading.Lock()
        self._opened: DirectoryStore | None = None
        self._version: int | None = None
        self._is_well = True
        self.refresh()

    @property
    def store(self) -> DirectoryStore:
        """The store it follows; raises what opening it raises where it is broken."""
        if self._opened is None:
            self._opened = self._open()
        return self._opened

    def refresh(self) -> bool:
        """Takes what was changed in the store since; whether anything was. Blocks while it reads and builds."""
        with self._refreshing:
            try:
                is_new = self._follow()
            except Exception as failure:  # whatever it is: services that are out of date help more than none
                self._opened = None
                self._say(failure)
                return False
            self._say(None)
            return is_new

    def close(self) -> None:
        """Lets go of the store; what is in memory answers on."""
        if self._opened is not None:
            self._opened.close()

    def _follow(self) -> bool:
        if self.store.version() == self._version:
            return False
        version, services = self.store.edition()
        self._offer = Offer(replace(self._pack, services=self._with_a_place_here(services)))
        self._version = version
        return True

    def _with_a_place_here(self, services: Iterable[Service]) -> tuple[Service, ...]:
        """Without those of a district that the country pack of today no longer has."""
        by_place = defaultdict(list)
        for service in services:
            by_place[service.district is None or service.district in self._pack.districts].append(service)
        if lost := by_place[False]:
            log.warning("not offered, their district is not in the country pack: %s", ", ".join(s.id for s in lost))
        return tuple(by_place[True])

    def _say(self, failure: Exception | None) -> None:
        """Once when it fails and once when it is well again, not every few seconds."""
        was_well, self._is_well = self._is_well, failure is None
        if failure is not None and was_well:
            log.error("the services' store cannot be read (%s); those in memory answer on", type(failure).__name__)
        elif failure is None and not was_well:
            log.info("the services' store can be read again")
