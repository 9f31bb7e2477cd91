"""Which chat a focal point reads in."""

from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from bot.casework.model import FocalPointId
from bot.storage.store import Store
from tests.stores import opened

ALI, SANA, CHAT = FocalPointId("ali"), FocalPointId("sana"), 7_000_000_123


def test_found_both_ways(tmp_path: Path, store: Store) -> None:
    """Person to chat and chat to person, after a restart as well; strangers are nobody."""
    with store.transaction() as books:
        books.contacts.remember(ALI, CHAT)
        books.contacts.remember(SANA, -CHAT)
    with opened(tmp_path) as again, again.transaction() as books:
        assert (books.contacts.whose(CHAT), books.contacts.chat_of(ALI)) == (ALI, CHAT)
        assert (books.contacts.whose(-CHAT), books.contacts.chat_of(SANA)) == (SANA, -CHAT)
        assert books.contacts.whose(CHAT + 1) is None
        assert books.contacts.chat_of(FocalPointId("stranger")) is None


def test_a_new_phone(store: Store) -> None:
    """Whoever moves to another chat is no longer known in the old one."""
    with store.transaction() as books:
        books.contacts.remember(ALI, CHAT)
        books.contacts.remember(ALI, CHAT + 1)
        assert books.contacts.whose(CHAT) is None
        assert books.contacts.chat_of(ALI) == CHAT + 1


def test_forgotten(store: Store) -> None:
    """Forgetting leaves nobody behind the chat."""
    with store.transaction() as books:
        books.contacts.remember(ALI, CHAT)
        books.contacts.forget(ALI)
        assert (books.contacts.whose(CHAT), books.contacts.chat_of(ALI)) == (None, None)


def test_a_chat_is_one_persons(store: Store) -> None:
    """Two people cannot be told apart in one chat, so the second is refused."""

    def twice() -> None:
        with store.transaction() as books:
            books.contacts.remember(ALI, CHAT)
            books.contacts.remember(SANA, CHAT)

    with pytest.raises(IntegrityError):
        twice()
