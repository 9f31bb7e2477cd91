"""Notices without content, for those who must know."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from bot.casework.model import Case, FocalPointId
from bot.casework.paging import digests, those_to_tell_now, urgent_digests
from bot.dialogue.outgoing import Message
from bot.dialogue.replies import names
from bot.dialogue.replies.casework import notice_of_many, notices_of_urgent
from bot.dialogue.world import Guide
from bot.i18n import Words, words
from bot.storage.store import StoredBooks
from bot.turns.letters import Act, Send

NoticeText = Callable[[Words, Case, str], Message]
"""How a notice is worded; replies.casework has one for each occasion."""


def notices(  # of what, to whom, in which words and when
    books: StoredBooks,
    guide: Guide,
    people: Iterable[FocalPointId],
    case: Case,
    text: NoticeText,
    *,
    step: str,
    now: datetime,
) -> Iterable[tuple[int, Act]]:
    """A notice for each of these people who is to be told now, in their own language, where they can be reached."""
    for person in those_to_tell_now(books, people, case, step, now, guide.zone):
        if chat := books.contacts.chat_of(person.id):
            w = words(person.language)
            yield chat, Send(text(w, case, names.district(w, guide.district, case.district)))


def due_digests(books: StoredBooks, guide: Guide, now: datetime) -> Iterable[tuple[int, Act]]:
    """What waited: of urgent cases each by a button of its own, of all others one message that says how many."""
    for person, cases in urgent_digests(books):
        if chat := books.contacts.chat_of(person.id):
            w = words(person.language)
            districts = [names.district(w, guide.district, case.district) for case in cases]
            yield from ((chat, Send(message)) for message in notices_of_urgent(w, cases, districts))
    for person, count in digests(books, now, guide.zone):
        if chat := books.contacts.chat_of(person.id):
            yield chat, Send(notice_of_many(words(person.language), count))
