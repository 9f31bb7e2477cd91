"""Each case's own key, wrapped once for its district and once for its receipt: without a wrap the words stay shut."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from bot.casework.errors import NoSuchCase
from bot.casework.model import CaseRef, DistrictId
from bot.storage import schema
from bot.storage.vault import keyed, new_key, seal, unseal

_RECEIPT = "receipt"


class CaseKeys:
    """Keys of cases inside one transaction."""

    def __init__(self, connection: Connection, cases_key: bytes) -> None:
        self._db, self._cases_key = connection, cases_key

    def add(self, ref: CaseRef, district: DistrictId | None, receipt_wrap: bytes) -> bytes:
        """A fresh key for a new case."""
        key = new_key()
        self._wrap(ref, _holder(district), key)
        self._keep(ref, _RECEIPT, seal(receipt_wrap, key, _place(ref, _RECEIPT)))
        return key

    def of(self, ref: CaseRef) -> bytes:
        """The key of a case; raises NoSuchCase where it is destroyed."""
        held = schema.case_keys.c.held_by.startswith("district:")
        row = self._db.execute(select(schema.case_keys).where(_of(ref), held)).one_or_none()
        if row is None:
            raise NoSuchCase
        return unseal(self._district_key(row.held_by), row.wrapped, _place(ref, row.held_by))

    def resettle(self, ref: CaseRef, district: DistrictId) -> None:
        """Wrap a case's key for another district, and for the old one no longer."""
        key = self.of(ref)
        held = schema.case_keys.c.held_by.startswith("district:")
        self._db.execute(delete(schema.case_keys).where(_of(ref), held))
        self._wrap(ref, _holder(district), key)

    def destroy(self, ref: CaseRef) -> None:
        """What a backup still holds of the case stays shut from now on."""
        self._db.execute(delete(schema.case_keys).where(_of(ref)))

    def _wrap(self, ref: CaseRef, holder: str, key: bytes) -> None:
        self._keep(ref, holder, seal(self._district_key(holder), key, _place(ref, holder)))

    def _keep(self, ref: CaseRef, held_by: str, wrapped: bytes) -> None:
        self._db.execute(insert(schema.case_keys).values(case_ref=ref, held_by=held_by, wrapped=wrapped))

    def _district_key(self, held_by: str) -> bytes:
        return keyed(self._cases_key, "district", held_by.encode())


def _of(ref: CaseRef) -> ColumnElement[bool]:
    return schema.case_keys.c.case_ref == ref


def _holder(district: DistrictId | None) -> str:
    return f"district:{district or ''}"


def _place(ref: CaseRef, held_by: str) -> str:
    return f"case_keys:{ref}:{held_by}"
