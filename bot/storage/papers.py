"""What lies in a case beside its report: relay messages, notes, referrals; all sealed under the case's own key."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Table, func, insert, select, update

from bot.casework.model import (
    Author,
    CaseRef,
    FocalPointId,
    Note,
    Referral,
    ReferralState,
    RelayMessage,
)
from bot.storage import schema
from bot.storage.case_keys import CaseKeys
from bot.storage.rows import seal_shape, unseal_shape
from bot.storage.vault import seal, unseal


class _Passed(msgspec.Struct, frozen=True):
    """The part of a referral that is nobody's business."""

    service: str
    reason: str = ""


class StoredPapers:
    """Papers inside one transaction (casework.ports.Papers)."""

    def __init__(self, connection: Connection, keys: CaseKeys) -> None:
        self._db, self._keys = connection, keys

    def relay(self, ref: CaseRef, message: RelayMessage) -> None:
        """Add a message to a case."""
        self._add_text(schema.relay_messages, ref, message.text, author=message.author, written_on=message.written_on)

    def relayed(self, ref: CaseRef) -> tuple[RelayMessage, ...]:
        """The messages of a case, oldest first."""
        rows = self._texts(schema.relay_messages, ref)
        return tuple(RelayMessage(Author(row.author), text, row.written_on) for row, text in rows)

    def note(self, ref: CaseRef, note: Note) -> None:
        """Add a note to a case."""
        self._add_text(schema.case_notes, ref, note.text, by=note.by, written_on=note.written_on)

    def notes(self, ref: CaseRef) -> tuple[Note, ...]:
        """The notes of a case, oldest first."""
        rows = self._texts(schema.case_notes, ref)
        return tuple(Note(FocalPointId(row.by), text, row.written_on) for row, text in rows)

    def refer(self, ref: CaseRef, referral: Referral) -> None:
        """Add a referral to a case."""
        sealed = self._sealed(ref, referral)
        values = {"state": referral.state, "changed_on": referral.changed_on, "sealed": sealed}
        self._db.execute(insert(schema.referrals).values(case_ref=ref, position=referral.number, **values))

    def referrals(self, ref: CaseRef) -> tuple[Referral, ...]:
        """The referrals of a case, oldest first."""
        return tuple(self._referral(ref, row) for row in self._rows(schema.referrals, ref))

    def move_referral(self, ref: CaseRef, referral: Referral, *, while_in: ReferralState) -> bool:
        """Compare and set; whether it still stood so."""
        table = schema.referrals
        which = (table.c.case_ref == ref, table.c.position == referral.number, table.c.state == while_in)
        values = {"state": referral.state, "changed_on": referral.changed_on, "sealed": self._sealed(ref, referral)}
        return self._db.execute(update(table).where(*which).values(**values)).rowcount == 1

    def _add_text(self, table: Table, ref: CaseRef, text: str, **values: Any) -> None:
        counted = select(func.count()).select_from(table).where(table.c.case_ref == ref)
        position = int(self._db.execute(counted).scalar_one())
        sealed = seal(self._keys.of(ref), text.encode(), f"{table.name}:{ref}:{position}")
        self._db.execute(insert(table).values(case_ref=ref, position=position, sealed=sealed, **values))

    def _texts(self, table: Table, ref: CaseRef) -> list[tuple[Row[Any], str]]:
        key = self._keys.of(ref)
        rows = self._rows(table, ref)
        return [(row, unseal(key, row.sealed, f"{table.name}:{ref}:{row.position}").decode()) for row in rows]

    def _rows(self, table: Table, ref: CaseRef) -> list[Row[Any]]:
        return list(self._db.execute(select(table).where(table.c.case_ref == ref).order_by(table.c.position)))

    def _sealed(self, ref: CaseRef, referral: Referral) -> bytes:
        passed = _Passed(referral.service, referral.reason)
        return seal_shape(self._keys.of(ref), passed, f"referrals:{ref}:{referral.number}")

    def _referral(self, ref: CaseRef, row: Row[Any]) -> Referral:
        passed = unseal_shape(self._keys.of(ref), row.sealed, f"referrals:{ref}:{row.position}", _Passed)
        return Referral(row.position, passed.service, ReferralState(row.state), row.changed_on, passed.reason)
