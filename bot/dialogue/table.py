"""The table of contents: every step of the conversation, in order, with the screen it shows and what it takes."""

from __future__ import annotations

from collections.abc import Mapping

from bot.dialogue.session import Step
from bot.dialogue.steps import (
    case_acts,
    coordinating,
    focal_point,
    following,
    looking_up,
    mailbox_acts,
    opening,
    placing,
    relaying,
    sending,
    telling,
)
from bot.dialogue.turn import Stand


def _nothing(*_: object) -> None:
    """The menu takes nothing of its own: its buttons are good at any time."""


STANDS: Mapping[Step, Stand] = {
    Step.start: Stand(opening.show_language, opening.take_language),
    Step.language: Stand(opening.show_language, opening.take_language),
    Step.promise: Stand(opening.show_promise, opening.take_promise),
    Step.unsafe: Stand(opening.show_unsafe, opening.take_unsafe),
    Step.menu: Stand(opening.show_menu, _nothing),
    Step.narrative: Stand(telling.show_narrative, telling.take_narrative),
    Step.concern: Stand(telling.show_concern, telling.take_concern),
    Step.concern_list: Stand(telling.show_concern_list, telling.take_concern),
    Step.danger: Stand(telling.show_danger, telling.take_danger),
    Step.question: Stand(telling.show_question, telling.take_question),
    Step.place: Stand(placing.show_place, placing.take_place),
    Step.district: Stand(placing.show_district, placing.take_district),
    Step.province_list: Stand(placing.show_province_list, placing.take_province_list),
    Step.district_list: Stand(placing.show_district_list, placing.take_district_list),
    Step.child: Stand(sending.show_child, sending.take_child),
    Step.review: Stand(sending.show_review, sending.take_review),
    Step.receipt: Stand(sending.show_receipt, sending.take_receipt),
    Step.code: Stand(following.show_code, following.take_code),
    Step.mailbox: Stand(following.show_mailbox, following.take_mailbox),
    Step.withdrawing: Stand(mailbox_acts.show_withdrawing, mailbox_acts.take_withdrawing),
    Step.erasing: Stand(mailbox_acts.show_erasing, mailbox_acts.take_erasing),
    Step.lookup_kind: Stand(looking_up.show_kinds, looking_up.take_kind),
    Step.lookup_place: Stand(placing.show_place, placing.take_place),
    Step.asking: Stand(focal_point.show_asking, focal_point.take_asking),
    Step.noting: Stand(case_acts.show_noting, case_acts.take_noting),
    Step.referring: Stand(case_acts.show_referring, case_acts.take_referring),
    Step.transferring: Stand(case_acts.show_transferring, case_acts.take_transferring),
    Step.inviting: Stand(coordinating.show_inviting, coordinating.take_inviting),
    Step.sure_to_send: Stand(relaying.show, relaying.take),
}
