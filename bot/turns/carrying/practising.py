"""What is done for whoever practises, beside what is done for everybody."""

from __future__ import annotations

from collections.abc import Mapping

from bot.casework.errors import NoSuchCase
from bot.dialogue import effects as do
from bot.turns.carrying.desk import Carries, Desk


def _see_notice(effect: do.SeeNotice, desk: Desk) -> do.Result:
    case = desk.books.cases.find_for(effect.ref, desk.person)
    if case is None:
        raise NoSuchCase
    return do.NoticeSeen(case)


CARRIES: Mapping[type[do.Effect], Carries] = {do.SeeNotice: _see_notice}
