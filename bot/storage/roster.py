"""The roster over SQLAlchemy: who is enrolled to act, and the links that are out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from bot.casework.model import Accused, FocalPointId
from bot.casework.ports import Invitation
from bot.casework.routing import FocalPoint, QuietHours, Role
from bot.storage import schema
from bot.storage.rows import from_row, to_row


class StoredRoster:
    """Focal points inside one transaction (casework.ports.Roster); the revoked are not in it."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def everyone(self) -> tuple[FocalPoint, ...]:
        """Everybody enrolled and not revoked."""
        return tuple(_person(row) for row in self._db.execute(_enrolled()))

    def find(self, person: FocalPointId) -> FocalPoint | None:
        """Somebody enrolled, or None."""
        row = self._db.execute(_enrolled().where(schema.focal_points.c.id == person)).one_or_none()
        return _person(row) if row else None

    def enrol(self, person: FocalPoint, on: date) -> None:
        """Enrol, or enrol anew in another role."""
        self._db.execute(delete(schema.focal_points).where(schema.focal_points.c.id == person.id))
        values = {
            "areas": _join(person.areas),
            "language": person.language,
            "office": person.office,
            "quiet": _written(person.quiet),
        }
        self._db.execute(insert(schema.focal_points).values(id=person.id, role=person.role, enrolled_on=on, **values))

    def revoke(self, person: FocalPointId, on: date) -> bool:
        """Withdraw somebody's access, at once; whether there was one."""
        table = schema.focal_points
        statement = update(table).where(table.c.id == person, table.c.revoked_on.is_(None))
        return self._db.execute(statement.values(revoked_on=on)).rowcount == 1

    def invite(self, invitation: Invitation) -> None:
        """Keep an invitation until it is used or over."""
        self._db.execute(
            insert(schema.invitations).values(
                token_hash=invitation.token_hash,
                role=invitation.role,
                areas=_join(invitation.areas),
                office=invitation.office,
                expires_at=to_row(invitation.expires_at),
            )
        )

    def claim(self, token_hash: bytes, now: datetime) -> Invitation | None:
        """Use an invitation up; the row that is deleted is the proof that nobody else did."""
        table = schema.invitations
        row = self._db.execute(
            select(table).where(table.c.token_hash == token_hash, table.c.expires_at > to_row(now))
        ).one_or_none()
        used = self._db.execute(delete(table).where(table.c.token_hash == token_hash)).rowcount
        expires_at = from_row(row.expires_at) if row else None
        if row is None or expires_at is None or used != 1:
            return None
        return Invitation(token_hash, Role(row.role), frozenset(row.areas.split()), expires_at, _office(row))

    def forget_old_invitations(self, now: datetime) -> int:
        """Remove invitations that nobody used in time."""
        table = schema.invitations
        return self._db.execute(delete(table).where(table.c.expires_at <= to_row(now))).rowcount

    def speak(self, person: FocalPointId, language: str) -> None:
        """Remember the language in which a focal point wants notices."""
        table = schema.focal_points
        self._db.execute(update(table).where(table.c.id == person).values(language=language))

    def keep_quiet(self, person: FocalPointId, quiet: QuietHours | None) -> None:
        """Remember in which hours only urgent notices come."""
        table = schema.focal_points
        self._db.execute(update(table).where(table.c.id == person).values(quiet=_written(quiet)))


def _enrolled() -> Any:
    return select(schema.focal_points).where(schema.focal_points.c.revoked_on.is_(None))


def _join(areas: frozenset[str]) -> str:
    return " ".join(sorted(areas))


def _person(row: Row[Any]) -> FocalPoint:
    return FocalPoint(
        FocalPointId(row.id),
        Role(row.role),
        frozenset(row.areas.split()),
        row.language,
        _office(row),
        _quiet(row),
    )


def _office(row: Row[Any]) -> Accused | None:
    return Accused(row.office) if row.office else None


def _written(quiet: QuietHours | None) -> str | None:
    return f"{quiet.start:02}-{quiet.end:02}" if quiet else None


def _quiet(row: Row[Any]) -> QuietHours | None:
    return QuietHours(*map(int, row.quiet.split("-"))) if row.quiet else None
