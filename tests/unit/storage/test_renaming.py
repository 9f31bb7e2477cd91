"""A district that was renamed or split keeps its cases, its people and its numbers."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.casework.enrolling import enrol_focal_point, invite_focal_point
from bot.casework.handling import open_case
from bot.casework.measures import Filed
from bot.casework.model import CaseRef, Concern, DistrictId, FocalPointId, Report
from bot.casework.routing import Role, Whereabouts, route_case
from bot.casework.statistics import REPORTS
from bot.casework.statistics_tables import ALL, Name, Told
from bot.storage.publishing import publish_months
from bot.storage.renaming import settle_renamed
from bot.storage.store import Store
from tests.stores import NOW, SWABI, enrol, file_case, opened, raw_rows

OLD, NEW, EAST, WEST = (DistrictId(each) for each in ("old", "new", "east", "west"))
SPLIT = DistrictId("split")
RENAMED: dict[str, tuple[str, ...]] = {OLD: (NEW,), SPLIT: (EAST, WEST)}
WORDS = "A child is beaten in the house behind the mill."


def filed(store: Store, district: DistrictId) -> CaseRef:
    """A report from a district that the directory had when it was sent."""
    with store.transaction() as books:
        ref = file_case(books, narrative=WORDS).ref
        books.cases.resettle(ref, district)
        return ref


def test_cases_go_to_the_district_of_today(tmp_path: Path) -> None:
    """Their words still open, under the new district's key alone; a second start changes nothing."""
    with opened(tmp_path) as store:
        with store.transaction() as books:
            person = enrol(books, "local", Role.focal_point, SWABI)
        refs = {district: filed(store, district) for district in (OLD, SPLIT, SWABI)}
        assert [settle_renamed(store, RENAMED) for _ in range(2)] == [2, 0]
        with store.transaction() as books:
            found = {district: open_case(books, ref, person, NOW) for district, ref in refs.items()}
            assert [each.case.district for each in found.values()] == [NEW, EAST, SWABI]
            assert {each.report for each in found.values()} == {Report(WORDS, "en")}
    held = {by for (by,) in raw_rows(tmp_path, "SELECT held_by FROM case_keys WHERE held_by <> 'receipt'")}
    assert held == {"district:new", "district:east", "district:swabi"}


def test_people_answer_for_all_that_took_its_place(store: Store) -> None:
    """Enrolled or invited, for a renamed district or for one that was split, and for what they had beside it."""
    with store.transaction() as books:
        local = enrol(books, "local", Role.focal_point, OLD, SWABI)
        wide = enrol(books, "wide", Role.focal_point, SPLIT)
        token = invite_focal_point(books, Role.deputy, frozenset({str(SPLIT)}), NOW)
    settle_renamed(store, RENAMED)
    with store.transaction() as books:
        people = {each.id: each.areas for each in books.roster.everyone()}
        assert people == {local: {NEW, SWABI}, wide: {EAST, WEST}}
        late = enrol_focal_point(books, token, "en", NOW, fresh=FocalPointId("late"))
        assert route_case(Whereabouts(WEST, "kp"), None, books.roster.everyone()) == ((wide,), (late.id,))


def published(folder: Path, *districts: DistrictId) -> Told:
    """What is told of a month in which twelve reports came from each of these districts, turn by turn, and Swabi."""
    with opened(folder) as store:
        with store.transaction() as books:
            for at in range(12):
                for district in (districts[at % len(districts)], SWABI):
                    books.counters.count(NOW.date().replace(day=1), district, Concern.neglect, Filed.report)
        publish_months(store, {str(SWABI): "kp", str(NEW): "kp"}, NOW + timedelta(days=30), RENAMED)
        with store.transaction() as books:
            (told,) = books.statistics.told_of(books.statistics.months()).values()
            return told


def test_counters_count_for_the_district_of_today(tmp_path: Path) -> None:
    """What was counted under the old name is told under the new one, as if it had been counted there."""
    told = published(tmp_path / "both", OLD, NEW)
    assert told == published(tmp_path / "new", NEW)
    assert told[Name(NEW, ALL, REPORTS)] == 12


def test_gaps_count_for_the_district_of_today(store: Store) -> None:
    """In the register of reports that found nobody, too."""
    with store.transaction() as books:
        for district in (OLD, OLD, NEW):
            books.cases.note_gap(district, Concern.neglect, NOW.date())
    settle_renamed(store, RENAMED)
    with store.transaction() as books:
        assert books.cases.gaps() == {NEW: 3}
