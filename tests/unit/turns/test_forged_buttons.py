"""Buttons that were never drawn for whoever presses them, or whose time is over: none does or tells anything."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest

from bot.casework.enrolling import revoke_focal_point
from bot.casework.model import CaseRef, FocalPointId, Outcome, Stage
from bot.casework.routing import EVERYWHERE, Role
from bot.storage.rows import random_key
from bot.storage.store import Store, StoredBooks
from bot.turns.handing_over import Office
from tests.desks import office
from tests.stores import KP, LAHORE, NOW, PESHAWAR, SWABI, case_of, enrol, file_case, opened
from tests.unit.turns.desk_play import Came, Seat

Text = TypeVar("Text", bound=str)
FORGED, LEGAL = 10_000, 3_000
BATCH = 100
ACTING = {
    "local": (Role.focal_point, SWABI, 0),
    "deputy": (Role.deputy, SWABI, 1),
    "peshawar": (Role.focal_point, PESHAWAR, 0),
    "lahore": (Role.focal_point, LAHORE, 0),
}
ONLOOKERS = {"coordinator": (Role.coordinator, EVERYWHERE), "gone": (Role.province, KP)}
ACTIONS = (
    *("open", "acknowledge", "take_over", "ask", "note", "history", "refer", "transfer", "urgency", "referral"),
    *("no_report", "outcomes", "hand_over", "handing", "refer_to", "transfer_to", "see_notice", "cases", "quiet"),
    *("clear", "report", "status", "code", "withdraw", "erase", "reopen", "consent", "safer", "", "close_", "CLOSE_x"),
    *(f"close_{outcome}" for outcome in Outcome),
)
CHANGING = ("acknowledge", "take_over", "ask", "transfer", "urgency", "no_report", "close_")
"""What an open case alone can be asked for."""


@dataclass
class Play:
    """Everybody, the cases, and what the one who forges knows."""

    here: Office
    seats: dict[str, Seat]
    random: Random = field(default_factory=lambda: Random(20261122))
    refs: set[CaseRef] = field(default_factory=set)
    accepted: Counter[str] = field(default_factory=Counter)
    tried: Counter[str] = field(default_factory=Counter)

    def legal(self, books: StoredBooks) -> None:
        """One of the acting presses what stands before them; now and then a report comes in."""
        if self.random.random() < 0.15 or not self.refs:
            self.refs.add(file_case(books, district=self.random.choice([SWABI, SWABI, PESHAWAR, LAHORE])).ref)
        seat = self.seats[self.random.choice([*ACTING])]
        payload = self.random.choice(seat.newest[-40:] or ["|cases|"]) if self.random.random() < 0.8 else "|cases|"
        came = seat.press(books, self.here, payload, words="Swabi")
        self.accepted["legal"] += came.is_accepted

    def forged(self, books: StoredBooks) -> tuple[str, str, str, Came] | None:
        """One press that must come to nothing; the conversation is put back afterwards, so that the next is as bold."""
        kind = self.random.choice([*FORGERIES])
        name = self.random.choice([*self.seats])
        seat = self.seats[name]
        payload = FORGERIES[kind](self, books, name)
        if payload is None:
            return None
        bold = replace(seat, payloads=[], newest=[], bound=[])
        return kind, name, payload, bold.press(books, self.here, payload, words="Where is she now?")

    def may_see(self, books: StoredBooks, name: str, ref: CaseRef) -> bool:
        """The rule, spelt out apart from the code: one's own district, at the height that was reached."""
        if name not in ACTING or ref not in self.refs:
            return False
        _role, area, height = ACTING[name]
        case = case_of(books, ref)
        return case.district == area and height <= case.rung

    def foreign(self, books: StoredBooks, name: str) -> CaseRef:
        """A case that is not theirs."""
        return self.first(sorted(self.refs), lambda ref: not self.may_see(books, name, ref)) or CaseRef(random_key())

    def first(self, among: Sequence[Text], fits: Callable[[Text], bool]) -> Text | None:
        """Any of these that fits, of thirty tried."""
        tried = (self.random.choice(among) for _ in range(30 if among else 0))
        return next((each for each in tried if fits(each)), None)


def of_others(play: Play, books: StoredBooks, name: str) -> str | None:
    """Word for word a button that was drawn for somebody else, of a case this one may not see."""
    other = play.random.choice([each for each in ACTING if each != name])

    def is_foreign(payload: str) -> bool:
        return ref_in(payload) in play.refs and not play.may_see(books, name, ref_in(payload))

    return play.first(play.seats[other].payloads, is_foreign)


def made_up(play: Play, books: StoredBooks, name: str) -> str:
    """Any action there is, or nearly, for a case that is another's or nobody's, with any ending."""
    action, rest = play.random.choice(ACTIONS), play.random.choice(["", ".T0", ".0.accepted", ".hhhhhh", "+0ggws", "."])
    known = [play.foreign(books, name), CaseRef("~" + random_key()[1:]), CaseRef(random_key()), CaseRef("' OR 1=1--")]
    return f"{play.random.choice(['', 'screen01'])}|{action}|{play.random.choice(known)}{rest}"


def mutated(play: Play, _books: StoredBooks, name: str) -> str | None:
    """A button of their own in which the case's name was changed: a letter, its case, its length."""
    payload = play.first(play.seats[name].payloads, lambda each: ref_in(each) in play.refs)
    if payload is None:
        return None
    ref, at = ref_in(payload), play.random.randrange(22)
    letter = play.random.choice(string.ascii_letters + string.digits + "-_. |%*")
    changed = play.random.choice(
        [ref[:at] + letter + ref[at + 1 :], ref[:at], ref + letter, ref.swapcase(), ref[::-1], " " + ref, "~" + ref[1:]]
    )
    return payload.replace(ref, changed) if changed.partition(".")[0] not in play.refs else None


def screen_of_others(play: Play, _books: StoredBooks, name: str) -> str | None:
    """A button that belongs to a screen: somebody else's, or an old one of their own."""
    now = play.seats[name].session.screen
    drawn = play.seats[play.random.choice([*ACTING])].bound
    return play.first(drawn, lambda each: each.partition("|")[0] != now)


def too_late(play: Play, books: StoredBooks, name: str) -> str | None:
    """A button of their own, good when it was drawn, of a case that has been closed since."""

    def is_over(payload: str) -> bool:
        action, ref = action_of(payload), ref_in(payload)
        if not action.startswith(CHANGING) or ref not in play.refs:
            return False
        asks_first = action in ("urgency", "no_report") and "." not in payload  # shows a question, and does nothing
        return not asks_first and case_of(books, ref).stage == Stage.closed

    return play.first(play.seats[name].payloads, is_over)


FORGERIES = {
    "of others": of_others,
    "made up": made_up,
    "mutated": mutated,
    "a screen of others": screen_of_others,
    "too late": too_late,
}


def ref_in(payload: str) -> CaseRef:
    """The case a payload names, if it names one."""
    return CaseRef(payload.rpartition("|")[2][:22])


def action_of(payload: str) -> str:
    """What a payload asks for."""
    return payload.split("|")[1]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as store:
        yield store


@pytest.fixture
def play(store: Store, tmp_path: Path) -> Play:
    """Four who act, a coordinator, one whose access was withdrawn, and a reporter, who is nobody."""
    with store.transaction() as books:
        for name, (role, area, _height) in ACTING.items():
            enrol(books, name, role, area)
        for name, (role, anywhere) in ONLOOKERS.items():
            enrol(books, name, role, anywhere)
        seats: Mapping[str, Seat] = {name: Seat(FocalPointId(name)) for name in [*ACTING, *ONLOOKERS]}
        play = Play(office(tmp_path), {**seats, "reporter": Seat(None)})
        for _ in range(5):  # what "gone" could see once
            play.refs.add(file_case(books).ref)
        revoke_focal_point(books, FocalPointId("gone"), NOW)
    return play


def test_ten_thousand_forged_buttons(store: Store, play: Play) -> None:
    """Ten thousand buttons of others, made up, mutated, of other screens and too late, among thousands of honest ones:
    of the forged not one writes a row, shows a word or is answered with anything of a case."""
    slipped: list[tuple[str, str, str, Came]] = []
    while play.tried.total() < FORGED or play.accepted["legal"] < LEGAL:
        with store.transaction() as books:
            for _ in range(BATCH):
                if play.accepted["legal"] < LEGAL or play.random.random() < 0.1:
                    play.legal(books)
                if (forged := play.forged(books)) is not None:
                    play.tried[forged[0]] += 1
                    slipped += [forged] if forged[3].is_accepted else []
        assert slipped == []
    assert play.accepted["legal"] >= LEGAL
    assert min(play.tried[kind] for kind in FORGERIES) > 500, play.tried
