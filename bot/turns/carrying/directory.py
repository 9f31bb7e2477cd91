"""What is noted about the services directory; an exercise notes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from bot.dialogue import effects as do
from bot.turns.carrying.desk import Carries, Desk


def _complain(effect: do.ComplainOf, desk: Desk) -> None:
    if not desk.is_practice:
        desk.noted.append(partial(desk.upkeep.complain, desk.chat, effect.service, desk.now.date()))


def _note_gap(effect: do.NoteGap, desk: Desk) -> None:
    if not desk.is_practice:
        desk.noted.append(partial(desk.upkeep.note_gap, effect.district, effect.need, desk.now.date()))


CARRIES: Mapping[type[do.Effect], Carries] = {
    do.ComplainOf: _complain,
    do.NoteGap: _note_gap,
}
