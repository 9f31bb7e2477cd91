"""The keys and the price of receipts are checked against the database before anything is read or written."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.bootstrap import open_store
from bot.refusals import Refusal, in_sentences
from bot.storage.errors import KeysWrong, ReceiptCostChanged
from bot.storage.vault import new_key
from tests.world import settings_in

NAMES = ("cases", "staff", "outbox", "receipts")


@pytest.mark.parametrize("name", NAMES)
def test_a_key_of_another_installation_is_refused(tmp_path: Path, name: str) -> None:
    """Whichever key was mixed up, the start is refused instead of every report failing later."""
    settings = settings_in(tmp_path)
    open_store(settings).close()
    (settings.keys / f"{name}.key").write_bytes(new_key())
    with pytest.raises(KeysWrong):
        open_store(settings)


def test_codes_given_out_keep_their_price(tmp_path: Path) -> None:
    """Receipts stretched at another price would open nothing; the refusal names the setting and its old value."""
    settings = settings_in(tmp_path)
    open_store(settings).close()
    dearer = replace(settings, receipt_memory_mib=settings.receipt_memory_mib * 2)
    with pytest.raises(ReceiptCostChanged):
        open_store(dearer)
    with (
        pytest.raises(Refusal, match=f"AMAAN_RECEIPT_MEMORY_MIB back to {settings.receipt_memory_mib}"),
        in_sentences(),
    ):
        open_store(dearer)


def test_the_same_keys_open_again(tmp_path: Path) -> None:
    """A restart is not a change."""
    settings = settings_in(tmp_path)
    for _ in range(2):
        open_store(settings).close()
