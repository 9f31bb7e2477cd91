"""The weekly digest in words: counts and places, never a case."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.casework.digesting import Digest
from bot.dialogue.effects import DigestRead
from bot.dialogue.outgoing import Message, Picture
from bot.dialogue.replies import names
from bot.dialogue.replies.pictures import hotspots, trend
from bot.i18n import Words
from services_directory.model import District

LISTED = 10
"""Districts that are named; of more, how many there are."""


def whole(w: Words, read: DigestRead, known: Callable[[str], District]) -> tuple[Message | Picture, ...]:
    """The week in words, then what is published of the months as a chart and a map, where that tells anything."""
    pictures: list[Message | Picture] = []
    if any(row.count for row in read.trend):
        pictures.append(trend(w, read.trend))
    if read.month and any(row.count for row in read.hotspots):
        pictures.append(hotspots(w, read.hotspots, read.month, read.month, known))
    return (weekly(w, read.facts, known), *pictures)


def weekly(w: Words, facts: Digest, known: Callable[[str], District]) -> Message:
    """What waits, what is new, and where nobody covers or can be reached."""
    head = w.gettext("Your week")
    lines = [f"<b>{head}</b>", *_overdue(w, facts, known), _new(w, facts)]
    if facts.uncovered:
        lines += [
            w.ngettext("Nobody covers {count} district:", "Nobody covers {count} districts:", len(facts.uncovered))
        ]
        lines += [_places(w, facts.uncovered, known)]
    if facts.unreached:
        lines += [
            w.ngettext(
                "{count} contact did not get the test message. Please ask them to write to the bot again.",
                "{count} contacts did not get the test message. Please ask them to write to the bot again.",
                facts.unreached,
            )
        ]
    if facts.silent:
        lines += [w.gettext("Nobody can be reached for:"), _places(w, facts.silent, known)]
    return Message("\n".join(lines))


def _overdue(w: Words, facts: Digest, known: Callable[[str], District]) -> list[str]:
    count = sum(count for _district, count in facts.overdue)
    if not count:
        return [w.gettext("Nothing is overdue.")]
    rows = [f"• {_place(w, district, known)}: {w.number(number)}" for district, number in facts.overdue[:LISTED]]
    said = w.ngettext("{count} case is overdue:", "{count} cases are overdue:", count)
    return [said, *rows, *_more(w, len(facts.overdue))]


def _new(w: Words, facts: Digest) -> str:
    if facts.new is None:
        return w.gettext("New reports this week: few or none.")
    return w.gettext("New reports this week: at least {number}.", number=w.number(facts.new))


def _places(w: Words, districts: Sequence[str], known: Callable[[str], District]) -> str:
    listed = [f"• {_place(w, each, known)}" for each in districts[:LISTED]]
    return "\n".join((*listed, *_more(w, len(districts))))


def _more(w: Words, count: int) -> list[str]:
    left = count - LISTED
    return [w.ngettext("and {count} more district", "and {count} more districts", left)] if left > 0 else []


def _place(w: Words, district: str | None, known: Callable[[str], District]) -> str:
    return w.isolated(names.district(w, known, district)) or w.gettext("place not known")
