"""Who covers what, and where nobody does, in short screens."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.casework.covering import WANTED, Coverage, Covered
from bot.casework.statistics import FEWEST
from bot.dialogue.outgoing import Button, Message, Row
from bot.dialogue.replies.common import one_each
from bot.dialogue.replies.coordinating import people_button
from bot.i18n import Words

GAPS = "gaps"
"""The part of the coverage that is the register of reports which found nobody."""
LISTED = 15


def summary(w: Words, coverage: Coverage, provinces: Sequence[tuple[str, str]]) -> Message:
    """Per province how many districts have two contacts, one, none; each button shows which."""
    text = w.gettext("Districts with two contacts or more, with one, with none:")
    lines, buttons = [f"<b>{text}</b>"], []
    for province, name in provinces:
        if found := coverage.of(province):
            lines.append(f"• {w.isolated(name)}: {_counts(w, found)}")
            buttons.append(Button(name, "coverage", province, always=True))
    gaps = Button("🕳 " + w.gettext("Reports that found nobody"), "coverage", GAPS, always=True)
    return Message("\n".join(lines), (*one_each(*buttons), (gaps,), (people_button(w),)))


def _counts(w: Words, found: Sequence[Covered]) -> str:
    full, one, none = (sum(min(each.contacts, WANTED) == wanted for each in found) for wanted in (WANTED, 1, 0))
    return w.gettext("{full} · {one} · {none}", full=w.number(full), one=w.number(one), none=w.number(none))


def part(w: Words, coverage: Coverage, wanted: str, page: int, name: Callable[[str], str]) -> Message:
    """One page of a province's districts that lack contacts, the barest first; or of the register of gaps."""
    lines = _gap_lines(w, coverage, name) if wanted == GAPS else _lacking(w, coverage.of(wanted), name)
    head = (
        w.gettext("Reports that found nobody, by district:")
        if wanted == GAPS
        else w.gettext("Two contacts are wanted in each district. These lack them:")
    )
    if not lines:
        return Message(w.gettext("Nothing is lacking here."), (_back(w),))
    page = min(page, (len(lines) - 1) // LISTED)
    shown = lines[page * LISTED : (page + 1) * LISTED]
    return Message("\n".join((f"<b>{head}</b>", *shown)), (*_pager(w, wanted, page, len(lines)), _back(w)))


def _lacking(w: Words, found: Sequence[Covered], name: Callable[[str], str]) -> list[str]:
    bare = sorted((each for each in found if each.contacts < WANTED), key=lambda each: each.contacts)
    return [f"• {w.isolated(name(each.district))}: {_contacts(w, each)}" for each in bare]


def _contacts(w: Words, each: Covered) -> str:
    said = w.gettext("one contact") if each.contacts else w.gettext("nobody")
    if not each.dead:
        return said
    return said + " · " + w.gettext("{number} cannot be reached", number=w.number(each.dead))


def _gap_lines(w: Words, coverage: Coverage, name: Callable[[str], str]) -> list[str]:
    few = w.gettext("fewer than {number}", number=w.number(FEWEST))
    numbers = sorted(coverage.gaps.items(), key=lambda each: -(each[1] or 0))
    return [
        f"• {w.isolated(name(district) or w.gettext('place not known'))}: {w.number(count) if count else few}"
        for district, count in numbers
    ]


def _pager(w: Words, wanted: str, page: int, count: int) -> tuple[Row, ...]:
    last = (count - 1) // LISTED
    back = [Button("◀ " + w.gettext("Back"), "coverage", f"{wanted}.{page - 1}", always=True)] if page else []
    on = [Button(w.gettext("More") + " ▶", "coverage", f"{wanted}.{page + 1}", always=True)] if page < last else []
    return ((*back, *on),) if back or on else ()


def _back(w: Words) -> Row:
    return (Button("🗺 " + w.gettext("Who covers what"), "coverage", always=True), people_button(w))
