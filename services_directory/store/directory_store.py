"""The directory's own database: services as they are offered, what they were, what is proposed and what is in doubt."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Self

from sqlalchemy import Connection, Engine

from services_directory.exchange.difference import Difference
from services_directory.loading import Pack
from services_directory.model import Organisation, Service
from services_directory.store.applying import Hand, apply_difference
from services_directory.store.engine import migrate, open_engine, reading, writing
from services_directory.store.freshness import (
    Due,
    Verification,
    complain,
    verification_queue,
    verifications,
    verify,
)
from services_directory.store.gaps import Gap, all_gaps, note_gap
from services_directory.store.history import Past, history_of
from services_directory.store.proposals import Decision, Proposal, decide, open_proposals, propose
from services_directory.store.reading import live_services, organisations
from services_directory.store.seeding import PACK, Seeded, checksum, seed_from
from services_directory.store.versions import next_version, note_pack, pack_of, version_of

STORE_FILE = "directory.sqlite3"


class DirectoryStore:
    """Each call is one transaction, done whole or not at all; any number of threads and processes may call.

    `by` is an opaque name of whoever does it, never a person's; days are given by the caller. Every call raises
    SQLAlchemyError where the database cannot be used.
    """

    def __init__(self, engine: Engine) -> None:
        self._reading, self._writing, self._engine = reading(engine), writing(engine), engine

    @classmethod
    def open(cls, url: str) -> Self:
        """The database at a URL as SQLAlchemy writes it, made where there is none and brought up to date."""
        engine = open_engine(url)
        try:
            migrate(engine)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine)

    def close(self) -> None:
        self._engine.dispose()

    def version(self) -> int:
        """Another number whenever something that is offered changed; cheap enough to ask every second."""
        with self._reading.begin() as db:
            return version_of(db)

    def services(self) -> tuple[Service, ...]:
        """All that are part of the directory, by id: also those suspended or closed, which nobody is sent to."""
        return self.edition()[1]

    def edition(self) -> tuple[int, tuple[Service, ...]]:
        """The services, and the version they are."""
        with self._reading.begin() as db:
            return version_of(db), tuple(live_services(db).values())

    def service(self, service_id: str) -> Service | None:
        """None where it is not part of the directory."""
        with self._reading.begin() as db:
            return live_services(db, {service_id}).get(service_id)

    def organisations(self) -> tuple[Organisation, ...]:
        """Every organisation, by id, also those without services."""
        with self._reading.begin() as db:
            return tuple(organisations(db).values())

    def seed(self, pack: Pack, on: date) -> Seeded:
        """Takes what is new in the country pack; nothing where it is the pack that was taken last.

        What nobody edited here follows the pack. What somebody edited stays, and is told in `kept` if the pack has
        something new to say of it.
        """
        said = checksum(pack)
        with self._reading.begin() as db:
            if pack_of(db) == said:
                return Seeded()
        with self._changing() as (db, version):
            seeded = seed_from(db, pack, Hand(PACK, on, version, is_pack=True))
            note_pack(db, said)
        return seeded

    def apply(self, difference: Difference, *, by: str, on: date, organisations: Iterable[Organisation] = ()) -> int:
        """Carries out the difference and keeps what was before; the new version.

        `complaints` of its services are not written: they are counted here. `organisations` are written as they
        are; others by what their services say. Raises Outdated, OrganisationsDisagree.
        """
        with self._changing() as (db, version):
            apply_difference(db, difference, Hand(by, on, version), organisations)
        return version

    def history(self, service_id: str) -> tuple[Past, ...]:
        """What a service was before each change, the latest first."""
        with self._reading.begin() as db:
            return history_of(db, service_id)

    def propose(self, difference: Difference, *, by: str, on: date) -> str:
        """Notes a change for somebody else to confirm; its id. The old version stays live."""
        with self._writing.begin() as db:
            return propose(db, difference, by, on)

    def proposals(self) -> tuple[Proposal, ...]:
        """Those nobody decided, the oldest first."""
        with self._reading.begin() as db:
            return open_proposals(db)

    def confirm(self, proposal_id: str, *, by: str, on: date) -> int:
        """Carries out a proposal; the new version.

        Raises NotProposed, OwnProposal, and what `apply` raises: then the proposal is still open.
        """
        with self._changing() as (db, version):
            difference = decide(db, proposal_id, Decision.CONFIRMED, by, on)
            apply_difference(db, difference, Hand(by, on, version))
        return version

    def reject(self, proposal_id: str, *, by: str, on: date) -> None:
        """Puts a proposal aside; whoever made it may do so too. Raises NotProposed."""
        with self._writing.begin() as db:
            decide(db, proposal_id, Decision.REJECTED, by, on)

    def verify(self, service_id: str, *, on: date, by: str, method: str) -> int:
        """Somebody asked the service itself and all is as written; the new version.

        Complaints are answered by it, and a suspended service is offered again. Raises UnknownService.
        """
        with self._changing() as (db, version):
            verify(db, service_id, Verification(on, by, method))
        return version

    def verifications(self, service_id: str) -> tuple[Verification, ...]:
        """Every one of a service, the last first."""
        with self._reading.begin() as db:
            return verifications(db, service_id)

    def complain(self, service_id: str, *, on: date) -> bool:
        """Counts a complaint, and nothing of who made it; whether it suspended the service.

        Three since the last verification do. Raises UnknownService.
        """
        with self._writing.begin() as db:
            is_suspended = complain(db, service_id, on)
            if is_suspended:
                next_version(db)
        return is_suspended

    def verification_queue(self, today: date) -> tuple[Due, ...]:
        """Suspended ones first, then those complained of, those never verified, those not for 180 days."""
        with self._reading.begin() as db:
            return verification_queue(db, today)

    def note_gap(self, district: str | None, need: str, day: date) -> None:
        """Counts that nothing was within reach; `need` is a concern or a category. Of the day its month is kept."""
        with self._writing.begin() as db:
            note_gap(db, district, need, day)

    def gaps(self) -> tuple[Gap, ...]:
        """The latest month first, then the most frequent."""
        with self._reading.begin() as db:
            return all_gaps(db)

    @contextmanager
    def _changing(self) -> Iterator[tuple[Connection, int]]:
        with self._writing.begin() as db:
            yield db, next_version(db)
