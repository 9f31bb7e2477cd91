"""What is done for somebody who comes with a one-time link."""

from __future__ import annotations

from collections.abc import Mapping

from bot.casework import enrolling
from bot.casework.model import FocalPointId
from bot.dialogue import effects as do
from bot.storage.rows import random_key
from bot.turns.carrying.desk import Carries, Desk


def _enrol(effect: do.Enrol, desk: Desk) -> do.Result:
    fresh = FocalPointId(random_key())
    enrolled = enrolling.enrol_focal_point(
        desk.books, effect.token, effect.language, desk.now, before=desk.speaker, fresh=fresh
    )
    known = desk.books.contacts.whose(desk.chat)
    if known and known != enrolled.id:  # revoked, or moved to another district: one chat is one person's
        desk.books.contacts.forget(known)
    desk.books.contacts.remember(enrolled.id, desk.chat)
    return do.Enrolled(enrolled.role, enrolled.areas)


CARRIES: Mapping[type[do.Effect], Carries] = {do.Enrol: _enrol}
