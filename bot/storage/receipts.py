"""Receipt codes: sixteen digits for the reporter, and what they open, by Argon2id and a pepper."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from nacl.pwhash import argon2id

from bot.casework.model import ReceiptCode
from bot.casework.ports import Mailbox
from bot.storage.vault import keyed

CODE_DIGITS = 16
_LOOKUP_BYTES = 16


@dataclass(frozen=True)
class KdfCost:
    """Argon2id's price a code: passes and bytes of memory. Only tests pay less."""

    passes: int = 3
    memory: int = 128 * 1024 * 1024


def mint_receipt() -> ReceiptCode:
    """A fresh code of 16 random digits (53 bits)."""
    return ReceiptCode("".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS)))


class Receipts:
    """Turns a code into the mailbox it opens; slow on purpose (about 0.3 s), so call it off the loop."""

    def __init__(self, pepper: bytes, cost: KdfCost | None = None) -> None:
        self._pepper, self._cost = pepper, cost or KdfCost()
        self._salt = keyed(pepper, "receipt salt", b"", argon2id.SALTBYTES)

    def mailbox_of(self, code: ReceiptCode) -> Mailbox:
        """The mailbox of a code of exactly 16 ASCII digits."""
        cost = self._cost
        stretched = argon2id.kdf(32, code.encode(), self._salt, opslimit=cost.passes, memlimit=cost.memory)
        lookup = keyed(self._pepper, "receipt lookup", stretched, _LOOKUP_BYTES)
        return Mailbox(lookup, keyed(self._pepper, "receipt wrap", stretched))
