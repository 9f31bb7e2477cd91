"""What is still to be sent, and what was set aside."""

import pytest

from bot.storage.store import Store
from tests.stores import NOW


def test_kept_until_erased(store: Store) -> None:
    """A letter waits until it is delivered; erasing one leaves the others."""
    with store.transaction() as books:
        names = [books.outbox.add(letter) for letter in (b"one", b"two", b"three")]
    with store.transaction() as books:
        books.outbox.erase(names[1])
        books.outbox.erase("no such letter")
        assert dict(books.outbox.waiting()) == {names[0]: b"one", names[2]: b"three"}


def test_sent_with_the_turn_or_not_at_all(store: Store) -> None:
    """Nothing is sent of a turn that was rolled back."""

    def fails() -> None:
        with store.transaction() as books:
            books.outbox.add(b"thank you for your report")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    with store.transaction() as books:
        assert list(books.outbox.waiting()) == []


def test_set_aside(store: Store) -> None:
    """An update that failed is kept for the operator, whole, until it has been carried out."""
    with store.transaction() as books:
        books.set_aside.add(b'{"update_id": 1}', NOW.date())
        books.set_aside.add(b'{"update_id": 2}', NOW.date())
        assert books.set_aside.count() == 2
        kept = {update: name for name, update in books.set_aside.waiting()}
        assert set(kept) == {b'{"update_id": 1}', b'{"update_id": 2}'}
        books.set_aside.erase(kept[b'{"update_id": 1}'])
        assert [update for _name, update in books.set_aside.waiting()] == [b'{"update_id": 2}']
