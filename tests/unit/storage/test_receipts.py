"""Receipt codes and the mailboxes they open."""

import re
from collections import Counter

from bot.casework.model import ReceiptCode
from bot.storage.receipts import KdfCost, Receipts, mint_receipt
from bot.storage.vault import new_key
from tests.stores import QUICK, quick_receipts

CODE = ReceiptCode("1234567812345678")
PEPPER = bytes(32)


def test_sixteen_digits() -> None:
    """Codes are sixteen ASCII digits, none twice, each digit about as often as any other."""
    codes = [mint_receipt() for _ in range(2000)]
    assert all(re.fullmatch(r"[0-9]{16}", code) for code in codes)
    assert len(set(codes)) == 2000
    share = Counter("".join(codes))
    assert len(share) == 10
    assert all(2900 < count < 3500 for count in share.values())


def test_the_same_code_the_same_mailbox() -> None:
    """A code opens the same mailbox for ever, after a restart as well."""
    assert Receipts(PEPPER, QUICK).mailbox_of(CODE) == Receipts(PEPPER, QUICK).mailbox_of(CODE)


def test_known_answer() -> None:
    """Codes that were given out by the first version open their mailbox in every later one."""
    mailbox = Receipts(PEPPER, QUICK).mailbox_of(CODE)
    assert mailbox.lookup.hex() == "27b160732c3300b9e8b7781c9456df87"
    assert mailbox.wrap.hex() == "2e74f0d9383c766fa8d3f0f20ef7c173ac28a2d2d8ec29366c9b8aa77b03de5c"


def test_looking_up_does_not_unwrap() -> None:
    """What lies in the database is another value than the key that unwraps, and shorter."""
    mailbox = quick_receipts().mailbox_of(CODE)
    assert (len(mailbox.lookup), len(mailbox.wrap)) == (16, 32)
    assert mailbox.wrap[:16] != mailbox.lookup != mailbox.wrap[16:]


def test_another_pepper_another_mailbox() -> None:
    """Without the pepper a stolen database cannot be searched by guessing codes."""
    one, other = (quick_receipts(new_key()).mailbox_of(CODE) for _ in range(2))
    assert one.lookup != other.lookup
    assert one.wrap != other.wrap


def test_a_digit_is_another_mailbox() -> None:
    """Codes a digit apart have nothing in common."""
    receipts = quick_receipts(PEPPER)
    boxes = [receipts.mailbox_of(ReceiptCode(f"{number:016}")) for number in range(20)]
    assert len({box.lookup for box in boxes}) == len({box.wrap for box in boxes}) == 20


def test_the_real_price() -> None:
    """Guessing costs three passes over 128 MiB a code, unless a test says otherwise."""
    assert KdfCost() == KdfCost(passes=3, memory=128 * 1024 * 1024)
