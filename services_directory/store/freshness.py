"""What is known of whether the directory is still true: verifications, complaints, and what to verify next."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import Connection, insert, select, update

from services_directory.errors import UnknownService
from services_directory.model import Service, Status
from services_directory.store import tables
from services_directory.store.reading import ENOUGH_TO_SUSPEND, live_services

VERIFY_AGAIN_AFTER = timedelta(days=180)


@dataclass(frozen=True)
class Verification:
    """Somebody (an opaque name) asked the service itself, by telephone or on the spot."""

    on: date
    by: str
    method: str


class Reason(StrEnum):
    """Why a service is to be verified, the most pressing first."""

    SUSPENDED = "suspended"
    COMPLAINED_OF = "complained_of"
    NEVER_VERIFIED = "never_verified"
    STALE = "stale"


@dataclass(frozen=True)
class Due:
    """A service to verify."""

    service: Service
    reason: Reason


def verify(db: Connection, service_id: str, verification: Verification) -> None:
    """Notes it: the complaints are answered, and what they suspended is offered again. Raises UnknownService."""
    _live(db, service_id)
    row = {"id": secrets.token_urlsafe(16), "service_id": service_id}
    said = {"on": verification.on, "by": verification.by, "method": verification.method}
    db.execute(insert(tables.verifications).values(**row, **said))
    answered, services = tables.complaints, tables.services
    db.execute(update(answered).where(answered.c.service_id == service_id).values(open=0))
    suspended = (services.c.id == service_id) & (services.c.status == Status.SUSPENDED.value)
    db.execute(update(services).where(suspended).values(status=Status.ACTIVE.value))


def verifications(db: Connection, service_id: str) -> tuple[Verification, ...]:
    """Every one of a service, the last first."""
    table = tables.verifications
    its = select(table.c.on, table.c.by, table.c.method).where(table.c.service_id == service_id)
    return tuple(Verification(*row) for row in db.execute(its.order_by(table.c.on.desc(), table.c.id)))


def complain(db: Connection, service_id: str, on: date) -> bool:
    """Counts one more complaint of the day; whether it suspended the service. Raises UnknownService."""
    before = _live(db, service_id)
    table = tables.complaints
    of_the_day = (table.c.service_id == service_id) & (table.c.on == on)
    if not db.execute(update(table).where(of_the_day).values(count=table.c.count + 1, open=table.c.open + 1)).rowcount:
        db.execute(insert(table).values(service_id=service_id, on=on, count=1, open=1))
    return before.status is Status.ACTIVE and before.complaints + 1 >= ENOUGH_TO_SUSPEND


def verification_queue(db: Connection, today: date) -> tuple[Due, ...]:
    """What to verify, the most pressing first: most complaints, then longest without word of it."""
    due = [Due(service, reason) for service in live_services(db).values() if (reason := _reason(service, today))]
    return tuple(sorted(due, key=_urgency))


def _reason(service: Service, today: date) -> Reason | None:
    """None for what is fresh, and for what is known to be closed: nobody is sent there."""
    if service.status is Status.SUSPENDED:
        return Reason.SUSPENDED
    if service.status is not Status.ACTIVE:
        return None
    if service.complaints:
        return Reason.COMPLAINED_OF
    if service.verified_on is None:
        return Reason.NEVER_VERIFIED
    return Reason.STALE if today - service.verified_on > VERIFY_AGAIN_AFTER else None


def _urgency(due: Due) -> tuple[int, int, date, str]:
    service = due.service
    return list(Reason).index(due.reason), -service.complaints, service.known_on or date.min, service.id


def _live(db: Connection, service_id: str) -> Service:
    found = live_services(db, {service_id}).get(service_id)
    if found is None:
        raise UnknownService(service_id)
    return found
