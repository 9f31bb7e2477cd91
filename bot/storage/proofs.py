"""Proof that the keys are the ones this database was sealed with: for each, one known answer, sealed."""

from __future__ import annotations

from sqlalchemy import Engine, insert, select

from bot.storage import schema
from bot.storage.errors import KeysWrong, ReceiptCostChanged, SealBroken
from bot.storage.keys import Keys
from bot.storage.vault import seal, unseal


def prove(engine: Engine, keys: Keys, receipt_memory_mib: int) -> None:
    """Check each key against its known answer, or leave one where there is none yet.

    Raises KeysWrong for a key of another installation, and ReceiptCostChanged where codes already given out would open
    nothing any more.
    """
    answers = {"cases": "", "staff": "", "outbox": "", "receipts": str(receipt_memory_mib)}
    with engine.begin() as connection:
        kept = {row.name: row.sealed for row in connection.execute(select(schema.proofs))}
        for name, answer in answers.items():
            key, place = getattr(keys, name), f"proofs:{name}"
            if name not in kept:
                sealed = seal(key, answer.encode(), place)
                connection.execute(insert(schema.proofs).values(name=name, sealed=sealed))
            elif (was := _answer(keys, kept[name], key, place)) != answer:
                raise ReceiptCostChanged(int(was))


def _answer(keys: Keys, sealed: bytes, key: bytes, place: str) -> str:
    try:
        return unseal(key, sealed, place).decode()
    except SealBroken:
        raise KeysWrong(keys.folder) from None
