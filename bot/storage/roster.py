"""The roster over SQLAlchemy: who is enrolled to act, and the links that are out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, or_, select, update

from bot.casework.model import Accused, FocalPointId
from bot.casework.ports import Enrolment, Invitation
from bot.casework.routing import FocalPoint, QuietHours, Role
from bot.storage import schema
from bot.storage.rows import to_row


class StoredRoster:
    """Focal points inside one transaction (casework.ports.Roster); the revoked are not in it."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def everyone(self) -> tuple[FocalPoint, ...]:
        """Everybody enrolled and not revoked."""
        return tuple(_person(row) for row in self._db.execute(_enrolled()))

    def enrolments(self) -> tuple[Enrolment, ...]:
        """Everyone, with what is known of whether they can be reached."""
        rows = self._db.execute(_enrolled().order_by(schema.focal_points.c.id))
        return tuple(Enrolment(_person(row), row.enrolled_on, row.asked_on, row.is_blocked) for row in rows)

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
                invited_by=invitation.invited_by,
                is_confirmed=invitation.is_confirmed,
            )
        )

    def claim(self, token_hash: bytes, now: datetime) -> Invitation | None:
        """Use an invitation up; the row that is deleted is the proof that nobody else did."""
        table = schema.invitations
        good = (table.c.token_hash == token_hash, table.c.expires_at > to_row(now), table.c.is_confirmed)
        row = self._db.execute(select(table).where(*good)).one_or_none()
        used = self._db.execute(delete(table).where(*good)).rowcount
        return _invitation(row) if row and used == 1 else None

    def waiting(self, now: datetime) -> tuple[Invitation, ...]:
        """The invitations that nobody has confirmed yet."""
        table = schema.invitations
        still = select(table).where(table.c.is_confirmed.is_(False), table.c.expires_at > to_row(now))
        return tuple(_invitation(row) for row in self._db.execute(still.order_by(table.c.token_hash)))

    def confirm(self, token_hash: bytes, now: datetime) -> bool:
        """Compare and set; whether it was still waiting."""
        table = schema.invitations
        still = (table.c.token_hash == token_hash, table.c.is_confirmed.is_(False), table.c.expires_at > to_row(now))
        return self._db.execute(update(table).where(*still).values(is_confirmed=True)).rowcount == 1

    def refuse(self, token_hash: bytes) -> bool:
        """Forget an invitation while nobody has confirmed it; whether it was still waiting."""
        table = schema.invitations
        still = (table.c.token_hash == token_hash, table.c.is_confirmed.is_(False))
        return self._db.execute(delete(table).where(*still)).rowcount == 1

    def forget_invitations_of(self, person: FocalPointId) -> None:
        """Forget what somebody whose access ended had invited, confirmed or not."""
        table = schema.invitations
        self._db.execute(delete(table).where(table.c.invited_by == person))

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

    def ask(self, person: FocalPointId, on: date) -> None:
        """Note that a test message goes out; one that is not answered yet stays the earlier."""
        table = schema.focal_points
        self._db.execute(update(table).where(table.c.id == person, table.c.asked_on.is_(None)).values(asked_on=on))

    def lose(self, person: FocalPointId) -> None:
        """Note that their chat refuses what is sent."""
        table = schema.focal_points
        self._db.execute(update(table).where(table.c.id == person).values(is_blocked=True))

    def revive(self, person: FocalPointId) -> None:
        """They wrote: they can be reached, and no test message is open."""
        table = schema.focal_points
        open_ones = (table.c.id == person, or_(table.c.is_blocked, table.c.asked_on.is_not(None)))
        self._db.execute(update(table).where(*open_ones).values(is_blocked=False, asked_on=None))

    def settle_renamed(self, renamed: Mapping[str, tuple[str, ...]]) -> None:
        """In areas, enrolled and invited, put in place of a district that is no more all those that took its place."""
        for table in (schema.focal_points, schema.invitations):
            (key,) = table.primary_key.columns
            for row in self._db.execute(select(key, table.c.areas)).all():
                areas = frozenset(row.areas.split())
                settled = frozenset(new for area in areas for new in renamed.get(area, (area,)))
                if settled != areas:
                    self._db.execute(update(table).where(key == row[0]).values(areas=_join(settled)))


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


def _invitation(row: Row[Any]) -> Invitation:
    return Invitation(
        row.token_hash,
        Role(row.role),
        frozenset(row.areas.split()),
        row.expires_at.replace(tzinfo=UTC),
        _office(row),
        row.invited_by,
        row.is_confirmed,
    )


def _office(row: Row[Any]) -> Accused | None:
    return Accused(row.office) if row.office else None


def _written(quiet: QuietHours | None) -> str | None:
    return f"{quiet.start:02}-{quiet.end:02}" if quiet else None


def _quiet(row: Row[Any]) -> QuietHours | None:
    return QuietHours(*map(int, row.quiet.split("-"))) if row.quiet else None
