"""What is done for a reporter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.casework import filing, following, passing_on
from bot.casework.counting import count_no_report
from bot.casework.model import CaseRef, DistrictId, FocalPointId, Safer, Stage, Tier
from bot.casework.practising import practice_ref
from bot.casework.routing import Whereabouts
from bot.dialogue import effects as do
from bot.dialogue.outgoing import Message
from bot.dialogue.replies import casework as replies
from bot.storage.rows import random_key
from bot.turns.carrying.desk import Carries, Desk
from bot.turns.letters import Send, TakeBack, Wipe
from bot.turns.reminding import forget_reminder, keep_reminder, reminder_of


def _file(effect: do.FileReport, desk: Desk) -> do.Result:
    code = desk.prepared.new_receipt
    if code is None:  # the shell prepares one for each FileReport; without it there is nothing to give out
        raise RuntimeError("no receipt was prepared for a report")
    district = desk.guide.district(effect.district) if effect.district else None
    pathway = desk.guide.pathway_for(effect.concern)
    filed = filing.file_report(
        desk.books,
        effect.report,
        ref=practice_ref(random_key()) if desk.is_practice else CaseRef(random_key()),
        concern=effect.concern,
        where=Whereabouts(DistrictId(district.id), district.province) if district else Whereabouts(),
        rule=filing.TierRule(Tier[pathway.base_tier], Tier[pathway.lifted_tier]),
        mailbox=desk.prepared.mailboxes[code],
        now=desk.now,
        standing=desk.prepared.standing,
    )
    case = desk.books.cases.find(filed.ref)
    if case:
        desk.tell(filed.to_notify, case, replies.notice_of_report, "filed")
    return do.ReportFiled(code, filed.is_covered, practised=case if desk.is_practice else None, lane=filed.lane)


def _read(effect: do.ReadMailbox, desk: Desk) -> do.Result:
    mailbox = effect.mailbox or desk.prepared.mailboxes.get(effect.code)
    if mailbox is None:
        return do.CodesBusy()
    return do.MailboxOpened(mailbox, _with_reminder(following.open_mailbox(desk.books, mailbox, desk.now), desk))


def _with_reminder(opened: following.OpenedMailbox, desk: Desk) -> following.OpenedMailbox:
    if desk.is_practice or opened.case.stage == Stage.closed:
        return opened
    known = reminder_of(desk.books, desk.reminders, opened.case.ref, desk.now)
    return replace(opened, may_be_told=True, told_until=known.until if known else None)


def _set_reminder(effect: do.SetReminder, desk: Desk) -> do.Result:
    """An exercise leaves no chat anywhere, and there is nothing to tell of a case that is closed."""
    mailbox = effect.mailbox or desk.prepared.mailboxes.get(effect.code)
    if mailbox is None:
        return do.CodesBusy()
    case = desk.books.cases.by_receipt(mailbox)
    if desk.is_practice:
        return do.ReminderSet(is_on=False)
    forget_reminder(desk.books, desk.reminders, case.ref)
    is_on = effect.is_on and case.stage != Stage.closed
    if is_on:
        keep_reminder(desk.books, desk.reminders, case.ref, desk.chat, effect.language, desk.now)
    return do.ReminderSet(is_on)


def _write(effect: do.WriteToFocalPoint, desk: Desk) -> do.Result:
    case, told = following.answer_focal_point(desk.books, effect.mailbox, effect.text, desk.now)
    if desk.prepared.writes_much:
        desk.hold(told, case)
    else:
        desk.tell(told, case, replies.notice_of_message)
    return do.MessagePassedOn()


def _reopen(effect: do.ReopenCase, desk: Desk) -> do.Result:
    case, told = following.reopen_case(desk.books, effect.mailbox, desk.now)
    desk.tell(told, case, replies.notice_of_message, "reopened")
    return do.CaseReopened()


def _count(effect: do.CountNoReport, desk: Desk) -> None:
    count_no_report(desk.books, effect.why, desk.now)


def _answer_referral(effect: do.AnswerReferral, desk: Desk) -> do.Result:
    case, holder = passing_on.answer_referral(desk.books, effect.mailbox, effect.number, desk.now, agrees=effect.agrees)
    desk.tell([holder] if holder else [], case, replies.notice_of_message)
    return do.MailboxChanged("consented" if effect.agrees else "refused")


def _say_if_safer(effect: do.SayIfSafer, desk: Desk) -> do.Result:
    said = following.say_if_safer(desk.books, effect.mailbox, effect.answer, desk.now).safer
    return do.MailboxChanged("not_safer" if said == Safer.no else "safer")


def _withdraw(effect: do.WithdrawCase, desk: Desk) -> do.Result:
    if not desk.is_practice:
        forget_reminder(desk.books, desk.reminders, desk.books.cases.by_receipt(effect.mailbox).ref)
    if not effect.erases:
        case, told = following.withdraw_case(desk.books, effect.mailbox, desk.now)
        desk.tell(told, case, replies.notice_of_withdrawal)
        return do.MailboxChanged("withdrawn")
    case, told, readers = following.erase_case(desk.books, effect.mailbox, desk.now)
    chats = [chat for reader in readers if (chat := desk.books.contacts.chat_of(FocalPointId(reader)))]
    desk.acts.extend((chat, TakeBack(case.ref)) for chat in chats)
    desk.tell(told, case, replies.notice_of_erasure)
    return do.MailboxChanged("erased")


def _wipe(_effect: do.WipeChat, desk: Desk) -> None:
    desk.reminders.erase_chat(desk.chat)
    desk.acts.extend([(desk.chat, Wipe()), (desk.chat, Send(Message("✓")))])


CARRIES: Mapping[type[do.Effect], Carries] = {
    do.FileReport: _file,
    do.ReadMailbox: _read,
    do.WriteToFocalPoint: _write,
    do.ReopenCase: _reopen,
    do.CountNoReport: _count,
    do.AnswerReferral: _answer_referral,
    do.SayIfSafer: _say_if_safer,
    do.WithdrawCase: _withdraw,
    do.SetReminder: _set_reminder,
    do.WipeChat: _wipe,
}
