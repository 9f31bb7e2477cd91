"""What is done before and after a transaction to keep a flood, or a guesser, from harming anybody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.casework.guessing import may_try
from bot.casework.model import ReceiptCode
from bot.casework.ports import Mailbox
from bot.dialogue.effects import (
    FileReport,
    MailboxNotFound,
    MessagePassedOn,
    ReadMailbox,
    ReportFiled,
    SetReminder,
    WriteToFocalPoint,
)
from bot.dialogue.turn import Turn
from bot.storage.practice import PracticeRoom
from bot.storage.receipts import Receipts, mint_receipt
from bot.turns.carrying import Carried, Prepared
from bot.turns.stretching import Stretching
from bot.turns.tags import Tags


@dataclass(frozen=True)
class Gate:
    """Codes are minted and stretched here, and counted by tags that name nobody; an exercise is exempt."""

    receipts: Receipts
    practice: PracticeRoom
    stretching: Stretching = field(default_factory=Stretching)
    tags: Tags = field(default_factory=Tags)

    async def prepare(self, chat: int, turn: Turn, now: datetime) -> Prepared:
        """What a turn's effects need: Argon2id is slow, and the writer must not wait for it."""
        for effect in turn.effects:
            if isinstance(effect, FileReport):
                return await self._for_filing(chat, effect, turn, now)
            if isinstance(effect, ReadMailbox | SetReminder) and effect.code:
                return await self._for_reading(chat, effect, turn, now)
            if isinstance(effect, WriteToFocalPoint) and turn.session.practice is None:
                return Prepared(writes_much=self.tags.writes_much(chat, now))
        return Prepared()

    def note(self, chat: int, turn: Turn, carried: Sequence[Carried], now: datetime) -> None:
        """Count what was committed."""
        for effect, result in carried if turn.session.practice is None else ():
            if isinstance(effect, FileReport) and isinstance(result, ReportFiled):
                self.tags.filed(chat, effect, result.lane, now)
            elif isinstance(effect, ReadMailbox) and effect.code and isinstance(result, MailboxNotFound):
                self.tags.wrong_code(chat, now)
            elif isinstance(result, MessagePassedOn):
                self.tags.wrote(chat, now)

    async def _for_filing(self, chat: int, told: FileReport, turn: Turn, now: datetime) -> Prepared:
        code, practice = mint_receipt(), turn.session.practice
        receipts = self.practice.receipts(practice.since) if practice else self.receipts
        mailboxes: dict[str, Mailbox] = {code: await self.stretching.for_filing(code, receipts)}
        return Prepared(code, mailboxes) if practice else Prepared(code, mailboxes, self.tags.standing(chat, told, now))

    async def _for_reading(self, chat: int, read: ReadMailbox | SetReminder, turn: Turn, now: datetime) -> Prepared:
        """Nothing is prepared, and so nothing opened, while too many codes are tried."""
        practice = turn.session.practice
        if practice is None and not may_try(self.tags.tries(chat, now)):
            return Prepared()
        receipts = self.practice.receipts(practice.since) if practice else self.receipts
        mailbox = await self.stretching.for_reading(ReceiptCode(read.code), receipts)
        return Prepared(mailboxes={read.code: mailbox} if mailbox else {})
