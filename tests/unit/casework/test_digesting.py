"""The weekly digest tells how much and where, and no case."""

from datetime import timedelta

import pytest

from bot.casework.digesting import Digest, digest
from bot.casework.handling import acknowledge_case, ask_reporter, close_case
from bot.casework.inbox import is_overdue
from bot.casework.keeping import escalate_overdue
from bot.casework.model import DistrictId, FocalPointId, Outcome
from bot.casework.routing import EVERYWHERE, Role
from bot.dialogue.replies.digest import LISTED, weekly
from bot.i18n import words
from bot.storage.store import Store
from services_directory.model import District, Point
from tests.stores import KP, LAHORE, NOW, PESHAWAR, PROVINCES, SWABI, case_of, enrol, file_case

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OF_KP, OF_ALL = frozenset({KP}), frozenset({EVERYWHERE})


def named(id_: str) -> District:
    """Every district there is, by its own name."""
    return District(id_, {"en": id_.title(), "ur": "ضلع"}, KP, Point(34.0, 72.0))


def test_what_is_overdue_is_counted_where_it_is(store: Store) -> None:
    """As the focal points' own lists count it, in the areas asked for, with most first; what was acted on is not."""
    with store.transaction() as books:
        person = enrol(books, "local", Role.focal_point, SWABI, PESHAWAR)
        refs = [file_case(books, district=each).ref for each in (SWABI, PESHAWAR, PESHAWAR, PESHAWAR, LAHORE, None)]
        acknowledge_case(books, refs[1], person, NOW)
        close_case(books, refs[2], person, Outcome.resolved, NOW)
        later = NOW + 2 * HOUR
        assert digest(books, OF_KP, PROVINCES, NOW).overdue == ()
        assert digest(books, OF_KP, PROVINCES, later).overdue == ((PESHAWAR, 1), (SWABI, 1))
        everywhere = digest(books, OF_ALL, PROVINCES, later).overdue
        assert set(everywhere) == {(None, 1), (LAHORE, 1), (PESHAWAR, 1), (SWABI, 1)}
        assert sum(count for _, count in everywhere) == sum(is_overdue(case_of(books, ref), later) for ref in refs)


def test_taken_on_and_never_acted_on_stays_overdue(store: Store) -> None:
    """A case that somebody acknowledged and then forgot is overdue also when nobody further is left to be told."""
    with store.transaction() as books:
        person = enrol(books, "local", Role.focal_point, SWABI)
        forgotten, acted = (file_case(books).ref for _ in range(2))
        for ref in (forgotten, acted):
            acknowledge_case(books, ref, person, NOW)
        ask_reporter(books, acted, person, "Where is she now?", NOW)
        for days in (2, 4):
            later = NOW + timedelta(days=days)
            escalate_overdue(books, later)
            assert is_overdue(case_of(books, forgotten), later)
            assert not is_overdue(case_of(books, acted), later)
            assert digest(books, OF_KP, PROVINCES, later).overdue == ((SWABI, 1),)


@pytest.mark.parametrize(("filed", "told"), [(0, None), (4, None), (5, 5), (9, 5), (13, 10)])
def test_new_reports_are_told_in_steps_and_never_when_few(store: Store, filed: int, told: int | None) -> None:
    """At least so many, for all areas together, of this week alone."""
    with store.transaction() as books:
        for at in range(filed):
            file_case(books, district=(SWABI, PESHAWAR)[at % 2])
        file_case(books, now=NOW - 8 * DAY)
        for _ in range(7):
            file_case(books, district=LAHORE)
        assert digest(books, OF_KP, PROVINCES, NOW).new == told


def test_where_nobody_covers_and_nobody_is_reached(store: Store) -> None:
    """A district without anybody, and one whose every contact is dead; those of other provinces are not counted."""
    with store.transaction() as books:
        alive, dead = (enrol(books, name, Role.focal_point, SWABI) for name in ("alive", "dead"))
        away = enrol(books, "away", Role.focal_point, LAHORE)
        facts = digest(books, OF_KP, PROVINCES, NOW, {dead, away})
        assert (facts.uncovered, facts.silent, facts.unreached) == ((PESHAWAR,), (), 1)
        facts = digest(books, OF_ALL, PROVINCES, NOW, {alive, dead, away, FocalPointId("revoked")})
        assert (facts.uncovered, set(facts.silent), facts.unreached) == ((PESHAWAR,), {SWABI, LAHORE}, 3)


@pytest.mark.parametrize("language", ["en", "ur"])
def test_in_words(language: str) -> None:
    """Counts and places in the coordinator's language; long lists are cut, and say so."""
    many = tuple(DistrictId(f"d{at}") for at in range(LISTED + 3))
    facts = Digest(overdue=tuple((each, 2) for each in many), new=10, uncovered=many[:1], silent=many[:2], unreached=3)
    w = words(language)
    said = weekly(w, facts, named).text
    assert str(2 * len(many)) in said
    assert w.ngettext("and {count} more district", "and {count} more districts", 3) in said
    assert said.count("•") == LISTED + 1 + 2
    assert "10" in said
    quiet = weekly(w, Digest((), None, (), (), 0), named).text
    assert len(quiet.splitlines()) == 3


def test_the_words_of_a_week() -> None:
    """As a coordinator reads them."""
    facts = Digest(((SWABI, 2), (None, 1)), None, (PESHAWAR,), (), 1)
    assert weekly(words("en"), facts, named).text == (
        "<b>Your week</b>\n3 cases are overdue:\n• Swabi: 2\n• place not known: 1\n"
        "New reports this week: few or none.\nNobody covers 1 district:\n• Peshawar\n"
        "1 contact did not get the test message. Please ask them to write to the bot again."
    )
