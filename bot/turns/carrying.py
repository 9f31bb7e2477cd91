"""Carries out what the dialogue asks for, inside the turn's transaction, and tells those who must know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.casework import enrolling, filing, following, handling
from bot.casework.errors import AlreadyMoved, InvitationRefused, NoSuchCase
from bot.casework.model import Case, CaseRef, FocalPointId, ReceiptCode, Tier
from bot.casework.ports import Mailbox
from bot.casework.routing import FocalPoint, Whereabouts
from bot.dialogue import effects as do
from bot.dialogue.outgoing import Message
from bot.dialogue.replies import casework as replies
from bot.dialogue.replies import names
from bot.dialogue.world import Guide
from bot.i18n import Words, words
from bot.storage.rows import random_key
from bot.storage.store import StoredBooks
from bot.turns.letters import Act, Send, TakeBack, Wipe

NoticeText = Callable[[Words, Case, str], Message]
"""How a notice is worded; replies.casework has one for each occasion."""


@dataclass(frozen=True)
class Prepared:
    """What is slow to make and was made before the transaction: the mailbox each code opens."""

    new_receipt: ReceiptCode | None = None
    mailboxes: Mapping[str, Mailbox] = field(default_factory=dict)


class Carrier:
    """Carries out one turn's effects; `acts` collects what is to be done in which chat."""

    def __init__(
        self,
        books: StoredBooks,
        guide: Guide,
        prepared: Prepared,
        *,
        chat: int,
        speaker: FocalPoint | None,
        now: datetime,
    ) -> None:
        self._books, self._guide, self._prepared = books, guide, prepared
        self._chat, self._speaker, self._now = chat, speaker, now
        self.acts: list[tuple[int, Act]] = []

    def carry_out(self, effect: do.Effect) -> do.Result | None:
        """Do it; what casework refuses comes back as a result that can be said."""
        try:
            return self._for_reporter(effect) or self._for_focal_point(effect)
        except InvitationRefused:
            return do.LinkRefused()
        except AlreadyMoved as moved:
            return do.CaseRefused(moved.stage)
        except NoSuchCase:
            is_reporters = isinstance(effect, do.ReadMailbox | do.WriteToFocalPoint | do.ReopenCase)
            return do.MailboxNotFound() if is_reporters else do.CaseRefused()

    def _for_reporter(self, effect: do.Effect) -> do.Result | None:
        match effect:
            case do.FileReport():
                return self._file(effect)
            case do.ReadMailbox():
                return self._read(effect)
            case do.WriteToFocalPoint():
                case, told = following.answer_focal_point(self._books, effect.mailbox, effect.text, self._now)
                self._tell(told, case, replies.notice_of_message)
                return do.MessagePassedOn()
            case do.ReopenCase():
                case, told = following.reopen_case(self._books, effect.mailbox, self._now)
                self._tell(told, case, replies.notice_of_message)
                return do.CaseReopened()
            case do.WipeChat():
                self.acts += [(self._chat, Wipe()), (self._chat, Send(Message("✓")))]
            case do.Enrol():
                return self._enrol(effect)
        return None

    def _for_focal_point(self, effect: do.Effect) -> do.Result | None:  # noqa: PLR0911  one for each act there is
        if self._speaker is None:
            return None
        person, now = self._speaker.id, self._now
        match effect:
            case do.ListCases():
                return do.CasesListed(self._books.cases.open_for(person))
            case do.OpenCase():
                return do.CaseOpened(handling.open_case(self._books, effect.ref, person, now))
            case do.AcknowledgeCase():
                return do.CaseMoved("acknowledged", handling.acknowledge_case(self._books, effect.ref, person, now))
            case do.AskReporter():
                handling.ask_reporter(self._books, effect.ref, person, effect.text, now)
                return do.CaseMoved("asked", handling.open_case(self._books, effect.ref, person, now).case)
            case do.CloseCase():
                closed = handling.close_case(self._books, effect.ref, person, effect.outcome, now)
                self.acts.append((self._chat, TakeBack(effect.ref)))
                return do.CaseMoved("closed", closed)
            case do.SpeakTo():
                self._books.roster.speak(person, effect.language)
        return None

    def _file(self, effect: do.FileReport) -> do.Result:
        code = self._prepared.new_receipt
        if code is None:  # the shell prepares one for each FileReport; without it there is nothing to give out
            raise RuntimeError("no receipt was prepared for a report")
        district = self._guide.district(effect.district) if effect.district else None
        pathway = self._guide.pathway_for(effect.concern)
        filed = filing.file_report(
            self._books,
            effect.report,
            ref=CaseRef(random_key()),
            concern=effect.concern,
            where=Whereabouts(effect.district, district.province if district else None),
            rule=filing.TierRule(Tier[pathway.base_tier], Tier[pathway.lifted_tier]),
            mailbox=self._prepared.mailboxes[code],
            now=self._now,
        )
        case = self._books.cases.find(filed.ref)
        if case:
            self._tell(filed.to_notify, case, replies.notice_of_report)
        return do.ReportFiled(code, filed.is_covered)

    def _read(self, effect: do.ReadMailbox) -> do.Result:
        mailbox = effect.mailbox or self._prepared.mailboxes[effect.code]
        return do.MailboxOpened(mailbox, following.open_mailbox(self._books, mailbox))

    def _enrol(self, effect: do.Enrol) -> do.Result:
        fresh = FocalPointId(random_key())
        enrolled = enrolling.enrol_focal_point(
            self._books, effect.token, effect.language, self._now, before=self._speaker, fresh=fresh
        )
        known = self._books.contacts.whose(self._chat)
        if known and known != enrolled.id:  # revoked, or moved to another district: one chat is one person's
            self._books.contacts.forget(known)
        self._books.contacts.remember(enrolled.id, self._chat)
        return do.Enrolled(enrolled.role, enrolled.areas)

    def _tell(self, people: Iterable[FocalPointId], case: Case, notice: NoticeText) -> None:
        self.acts += notices(self._books, self._guide, people, case, notice)


def notices(
    books: StoredBooks, guide: Guide, people: Iterable[FocalPointId], case: Case, text: NoticeText
) -> Iterable[tuple[int, Act]]:
    """A notice without content for each of these people, in their own language, where they can be reached."""
    for person in people:
        enrolled, chat = books.roster.find(person), books.contacts.chat_of(person)
        if enrolled is None or chat is None:
            continue
        w = words(enrolled.language)
        yield chat, Send(text(w, case, names.district(w, guide.district, case.district)))
