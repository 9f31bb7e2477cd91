"""What time does: the ladder is climbed, and what is over is destroyed. Time comes in as an argument."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial

from bot.casework.keeping import Told, climb_past_unreachable, escalate_overdue, purge_closed, route_orphans
from bot.casework.model import Case
from bot.casework.routing import Whereabouts
from bot.casework.tracing import suggest_tracings
from bot.dialogue.replies.casework import notice_of_escalation, notice_of_report
from bot.dialogue.replies.linking import notice_of_trace
from bot.dialogue.world import Guide, provinces_of
from bot.storage.publishing import publish_months
from bot.storage.store import Store, StoredBooks
from bot.turns.letters import Act, Parcel
from bot.turns.notices import NoticeText, due_digests, notices
from bot.turns.regular import monthly_tests, weekly_digests
from bot.turns.shell import Shell
from services_directory.errors import UnknownDistrict

log = logging.getLogger(__name__)

TICK_SECONDS = 60.0
LONGEST_STEP = timedelta(days=7)
"""How far the date may have moved since the last purge; after more it is not believed before a day has passed."""
_PURGED, _JUMPED = "purged", "jumped"
FOLLOW_SECONDS = 3.0

Clock = Callable[[], datetime]
Parcels = list[tuple[str, Parcel]]


def now_utc() -> datetime:
    """The edge where the time comes in."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Purged:
    """How much of each was destroyed."""

    cases: int
    drafts: int
    trails: int
    marks: int
    set_aside: int
    invitations: int
    keys: int


def purge(store: Store, now: datetime) -> Purged:
    """Destroy what is over: cases closed 90 days ago, drafts of a day, trails, marks, failed updates, links, keys."""
    with store.transaction() as books:
        return Purged(
            cases=purge_closed(books, now),
            drafts=books.drafts.purge(now),
            trails=books.trails.purge(now),
            marks=books.marks.purge(now),
            set_aside=books.set_aside.purge(now.date()),
            invitations=books.roster.forget_old_invitations(now),
            keys=sum(ring.destroy_old(now.date()) for ring in store.daily_keys()),
        )


def confirm(store: Store, now: datetime) -> None:
    """Somebody says that today's date is right: what is over may be destroyed."""
    with store.transaction() as books:
        books.calendar.note(_PURGED, now.date())
        books.calendar.note(_JUMPED, None)


def is_believed(store: Store, now: datetime) -> bool:
    """Whether today's date can be relied on to destroy by: no clock that jumped, backwards or by more than a week.

    One that jumped is believed when a day has passed by ordinary steps, when it is back, or once the operator purges.
    More than a week backwards is never believed by itself: what was dated so would be destroyed when the clock is back.
    """
    today = now.date()
    with store.transaction() as books:
        purged, jumped = books.calendar.day(_PURGED), books.calendar.day(_JUMPED)
        is_right = purged is None or _follows(purged, today) or _has_settled(purged, jumped, today)
        books.calendar.note(_JUMPED, None if is_right else today)
        if is_right:
            books.calendar.note(_PURGED, today)
            if jumped or purged != today:
                books.calendar.bring_back(now)
    if not is_right and jumped is None:
        log.warning("the date jumped: nothing is destroyed before a day has passed, or `amaan purge` says it is right")
    return is_right


def _follows(before: date, today: date) -> bool:
    return timedelta() <= today - before <= LONGEST_STEP


def _has_settled(purged: date, jumped: date | None, today: date) -> bool:
    is_far_back = purged - today > LONGEST_STEP
    return jumped is not None and jumped != today and _follows(jumped, today) and not is_far_back


def escalate(shell: Shell, now: datetime) -> Parcels:
    """Climb the ladder for what nobody acknowledged in time; the committed notices, for the post to take.

    The post lives on the event loop and this runs beside it, so handing them over is the caller's part.
    """
    with shell.store.transaction() as books:
        climbed = escalate_overdue(books, now)
        acts = [act for told in climbed for act in _notices(books, shell, told, notice_of_escalation, now)]
        return shell.tell(acts, books)


def route_anew(shell: Shell, now: datetime) -> Parcels:
    """Give what nobody enrolled can see to those who cover its place now; the committed notices."""
    with shell.store.transaction() as books:
        found = route_orphans(books, lambda case: _place_of(shell.guide, case), now)
        acts = [act for told in found for act in _notices(books, shell, told, notice_of_report, now)]
        return shell.tell(acts, books)


def trace(shell: Shell, now: datetime) -> Parcels:
    """Missing children and those found elsewhere: each side is told once of each pair; the committed notices."""
    with shell.store.transaction() as books:
        told = suggest_tracings(books, now)
        acts = [
            act
            for case, other, people in told
            for act in notices(books, shell.guide, people, case, notice_of_trace, step=f"trace {other[:8]}", now=now)
        ]
        return shell.tell(acts, books)


def send_digests(shell: Shell, now: datetime) -> Parcels:
    """What waited for the end of quiet hours, or of an hour with too many reports."""
    with shell.store.transaction() as books:
        books.pages.forget(now)
        return shell.tell(due_digests(books, shell.guide, now), books)


def climb(shell: Shell, now: datetime) -> Parcels:
    """Tell the next rung of what only people who blocked us were told of."""
    with shell.store.transaction() as books:
        climbed = climb_past_unreachable(books, now)
        acts = [act for told in climbed for act in _notices(books, shell, told, notice_of_report, now)]
        return shell.tell(acts, books)


def send_regular(shell: Shell, now: datetime) -> Parcels:
    """The test message of the month and the digest of the week, when they are due."""
    with shell.store.transaction() as books:
        rounds = (monthly_tests, weekly_digests)
        return shell.tell([act for each in rounds for act in each(books, shell.guide, now)], books)


def _notices(
    books: StoredBooks, shell: Shell, told: Told, text: NoticeText, now: datetime
) -> Iterable[tuple[int, Act]]:
    case, people = told
    # The clock that stops at the top has run out once more since the rung was reached.
    step = f"rung {case.rung} {case.stage}" + ("" if case.due_at else ", top")
    return notices(books, shell.guide, people, case, text, step=step, now=now)


def _place_of(guide: Guide, case: Case) -> Whereabouts:
    try:
        return Whereabouts(case.district, guide.district(case.district).province if case.district else None)
    except UnknownDistrict:  # the pack of today no longer has it
        return Whereabouts(case.district)


def publish(shell: Shell, now: datetime) -> None:
    """Make statistics of the months that are over."""
    publish_months(shell.store, provinces_of(shell.guide), now, shell.guide.renamed)


_ACTS = (
    ("escalation", escalate),
    ("routing anew", route_anew),
    ("climbing past the unreachable", climb),
    ("tracing", trace),
    ("digests", send_digests),
    ("what goes out by the calendar", send_regular),
)


def _is_believed(store: Store, now: datetime) -> bool:
    try:
        return is_believed(store, now)
    except Exception as failure:
        log.error("the date was not looked at: %s", type(failure).__name__)
        return False


async def tick(shell: Shell, now: datetime) -> None:
    """Escalate, route anew, send digests, purge, publish; none failing keeps another from its turn."""
    for name, act in _ACTS:
        try:
            shell.post.take(await asyncio.to_thread(act, shell, now))
        except Exception as failure:
            log.error("%s missed a tick: %s", name, type(failure).__name__)
    if not await asyncio.to_thread(_is_believed, shell.store, now):
        return
    for name, silent in (
        ("the purge", partial(purge, shell.store, now)),
        ("the purge of reminders", partial(shell.reminders.purge, now.date())),
        ("the purge of the practice room", partial(shell.practice.purge, now.date())),
        ("the statistics", partial(publish, shell, now)),
    ):
        try:
            await asyncio.to_thread(silent)
        except Exception as failure:
            log.error("%s missed a tick: %s", name, type(failure).__name__)


async def tick_for_ever(shell: Shell, clock: Callable[[], datetime]) -> None:
    """Once a minute; a failure waits for the next minute."""
    while True:
        await tick(shell, clock())
        await asyncio.sleep(TICK_SECONDS)


async def follow_for_ever(refresh: Callable[[], object]) -> None:
    """Every few seconds, beside the event loop; what went wrong `refresh` says itself."""
    while True:
        await asyncio.sleep(FOLLOW_SECONDS)
        await asyncio.to_thread(refresh)
