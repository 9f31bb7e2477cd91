"""What goes out by the calendar goes out once, by day, to those it is for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.casework.model import FocalPointId
from bot.casework.routing import Role
from bot.casework.statistics_tables import ALL, Name
from bot.dialogue.outgoing import Picture
from bot.dialogue.world import provinces_of
from bot.storage.store import Store, StoredBooks
from bot.turns.letters import Act, Send
from bot.turns.regular import monthly_tests, weekly_digests
from services_directory.directory import Directory
from tests.stores import enrol, opened

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PERSON, COORDINATOR = 6_000_000_001, 6_000_000_002
KP = "khyber-pakhtunkhwa"


@pytest.fixture(scope="module")
def directory() -> Directory:
    return Directory.load()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as store:
        yield store


def at(directory: Directory, month: int, day: int, hour: int) -> datetime:
    """A moment of 2026 by the country's clock."""
    return datetime(2026, month, day, hour, 30, tzinfo=directory.zone)


def staffed(books: StoredBooks) -> None:
    """A focal point and a coordinator, each with a chat."""
    for name, role, chat in (("person", Role.focal_point, PERSON), ("boss", Role.coordinator, COORDINATOR)):
        books.contacts.remember(enrol(books, name, role, KP), chat)


def chats(acts: Iterable[tuple[int, Act]]) -> list[int]:
    return sorted(chat for chat, _act in acts)


def test_the_test_message_goes_out_once_a_month_by_day(store: Store, directory: Directory) -> None:
    """On the first in daytime, or as soon after it as the bot runs; to everybody, and to nobody twice."""
    with store.transaction() as books:
        staffed(books)
        moments = [(11, 23, 12), (11, 30, 12), (12, 1, 3), (12, 1, 8), (12, 1, 9), (12, 1, 10), (12, 20, 12)]
        told = [chats(monthly_tests(books, directory, at(directory, *moment))) for moment in moments]
        assert told == [[], [], [], [], [PERSON, COORDINATOR], [], []]
        late = datetime(2027, 1, 12, 23, 0, tzinfo=directory.zone)
        assert chats(monthly_tests(books, directory, late)) == []
        assert chats(monthly_tests(books, directory, late + 11 * HOUR)) == [PERSON, COORDINATOR]
        assert {each.asked_on for each in books.roster.enrolments()} == {at(directory, 12, 1, 9).date()}


def test_the_digest_goes_out_on_mondays_to_coordinators_alone(store: Store, directory: Directory) -> None:
    """Once a week, in the morning of the country's zone, or the next day there is."""
    with store.transaction() as books:
        staffed(books)
        monday = at(directory, 11, 23, 9)
        assert monday.weekday() == 0
        moments = [monday - 2 * DAY, monday - 3 * HOUR, monday, monday + HOUR, monday + 3 * DAY, monday + 9 * DAY]
        told = [chats(weekly_digests(books, directory, moment)) for moment in moments]
        assert told == [[], [], [COORDINATOR], [], [], [COORDINATOR]]


@pytest.mark.parametrize("rounds", [monthly_tests, weekly_digests])
def test_a_clock_that_jumps(store: Store, directory: Directory, rounds: type) -> None:
    """Years ahead it goes out once; set back again, it waits for the next period and not for years."""
    with store.transaction() as books:
        staffed(books)
        now = at(directory, 11, 25, 12)
        ahead = now.replace(year=2036)
        assert [bool(chats(rounds(books, directory, each))) for each in (now, ahead, ahead)] == [False, True, False]
        assert [bool(chats(rounds(books, directory, each))) for each in (now, now + 40 * DAY)] == [False, True]


def test_pictures_come_with_the_digest_once_there_is_something_to_tell(store: Store, directory: Directory) -> None:
    """Of published months alone, in the coordinator's own areas; before, the words come without them."""
    with store.transaction() as books:
        staffed(books)
        monday = at(directory, 11, 23, 9)
        list(weekly_digests(books, directory, monday - 7 * DAY))
        assert [type(act.what).__name__ for act in _sent(weekly_digests(books, directory, monday))] == ["Message"]
        month = monday.date().replace(month=10, day=1)
        reports = {Name(each, ALL, "report"): 12 for each in (KP, "swabi", "lahore", ALL)}
        books.statistics.keep(month, reports)
        sent = _sent(weekly_digests(books, directory, monday + 7 * DAY))
        pictures = [act.what for act in sent if isinstance(act.what, Picture)]
        assert [type(each.drawing).__name__ for each in pictures] == ["TrendChart", "HotspotMap"]
        assert "Swabi" in pictures[1].text
        assert "Lahore" not in pictures[1].text
        assert "lahore" in provinces_of(directory)


def test_whoever_has_no_chat_is_asked_all_the_same(store: Store, directory: Directory) -> None:
    """Nobody can answer for them, so a week later they count as what they are: not to be reached."""
    with store.transaction() as books:
        enrol(books, "ghost", Role.deputy, KP)
        books.rounds.note("test", at(directory, 11, 1, 9).date())
        assert chats(monthly_tests(books, directory, at(directory, 12, 1, 9))) == []
        (ghost,) = books.roster.enrolments()
        assert (ghost.person.id, ghost.asked_on) == (FocalPointId("ghost"), at(directory, 12, 1, 9).date())


def _sent(acts: Iterable[tuple[int, Act]]) -> list[Send]:
    return [act for _chat, act in acts if isinstance(act, Send)]
