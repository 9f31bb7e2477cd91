"""Notices without content, for those who must know."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bot.casework.model import Case, FocalPointId
from bot.dialogue.outgoing import Message
from bot.dialogue.replies import names
from bot.dialogue.world import Guide
from bot.i18n import Words, words
from bot.storage.store import StoredBooks
from bot.turns.letters import Act, Send

NoticeText = Callable[[Words, Case, str], Message]
"""How a notice is worded; replies.casework has one for each occasion."""


def notices(
    books: StoredBooks, guide: Guide, people: Iterable[FocalPointId], case: Case, text: NoticeText
) -> Iterable[tuple[int, Act]]:
    """A notice for each of these people, in their own language, where they can be reached."""
    for person in people:
        enrolled, chat = books.roster.find(person), books.contacts.chat_of(person)
        if enrolled is None or chat is None:
            continue
        w = words(enrolled.language)
        yield chat, Send(text(w, case, names.district(w, guide.district, case.district)))
