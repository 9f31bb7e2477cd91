"""From a report to a routed case."""

from pathlib import Path

import pytest

from bot.casework.filing import TierRule, file_report, starting_rung
from bot.casework.handling import open_case
from bot.casework.model import AboutChild, AgeBand, CaseRef, Concern, FocalPointId, Report, Sex, Stage, Tier
from bot.casework.routing import EVERYWHERE, Role
from bot.storage.rows import random_key
from bot.storage.store import Store
from tests.stores import KP, NOW, SWABI, a_mailbox, case_of, enrol, file_case, place, raw_rows, tables_of


@pytest.fixture
def ladder(store: Store) -> tuple[FocalPointId, ...]:
    with store.transaction() as books:
        return (
            enrol(books, "local", Role.focal_point, SWABI),
            enrol(books, "deputy", Role.deputy, SWABI),
            enrol(books, "province", Role.province, KP),
        )


def test_what_was_said_is_what_is_read(store: Store, ladder: tuple[FocalPointId, ...]) -> None:
    """A focal point reads the report as it was given, in any script."""
    child = AboutChild(Sex.girl, AgeBand.to_14, has_disability=True, is_reporter=True)
    report = Report("بچی کو مارتے ہیں \N{CRYING FACE}\0\n<b>", "ur", child, said_in_danger=False, reads_urgent=True)
    with store.transaction() as books:
        filed = file_report(
            books,
            report,
            ref=CaseRef(random_key()),
            concern=Concern.physical_abuse,
            where=place(SWABI),
            rule=TierRule(Tier.T2, Tier.T0),
            mailbox=a_mailbox(),
            now=NOW,
        )
    with store.transaction() as books:
        opened = open_case(books, filed.ref, ladder[0], NOW)
    assert opened.report == report
    assert (opened.case.tier, opened.case.stage, opened.case.filed_on) == (Tier.T1, Stage.waiting, NOW.date())
    assert opened.messages == ()


@pytest.mark.parametrize("tier", [Tier.T1, Tier.T2, Tier.T3])
def test_the_first_rung_hears_first(store: Store, ladder: tuple[FocalPointId, ...], tier: Tier) -> None:
    """An ordinary case goes to the focal points of its district alone."""
    with store.transaction() as books:
        assert file_case(books, tier=tier).to_notify == ladder[:1]


def test_the_most_urgent_reach_two_rungs(store: Store, ladder: tuple[FocalPointId, ...]) -> None:
    """A T0 case is told to two rungs at once, and both may open it."""
    with store.transaction() as books:
        filed = file_case(books, tier=Tier.T0)
        assert filed.to_notify == ladder[:2]
        assert all(open_case(books, filed.ref, each, NOW).case.ref == filed.ref for each in ladder[:2])


def test_a_short_ladder_has_no_second_rung() -> None:
    """With one rung or none, the most urgent case starts at the bottom."""
    a, b = FocalPointId("a"), FocalPointId("b")
    assert [starting_rung(ladder, Tier.T0) for ladder in ((), ((a,),), ((a,), (b,)))] == [0, 0, 1]


@pytest.mark.parametrize("district", [SWABI, None])
def test_a_place_nobody_covers_is_recorded(store: Store, tmp_path: Path, district: str | None) -> None:
    """The report is kept, the reporter is told that nobody covers it, and the gap is on the register."""
    with store.transaction() as books:
        filed = file_case(books, district=SWABI if district else None)
        assert not filed.is_covered
        assert case_of(books, filed.ref).stage == Stage.waiting
    gaps = raw_rows(tmp_path, "SELECT district, concern, noted_on FROM coverage_gaps")
    assert gaps == [(district, "physical_abuse", NOW.date().isoformat())]


def test_a_covered_place_is_no_gap(store: Store, tmp_path: Path) -> None:
    """Only places that nobody covers are on the register."""
    with store.transaction() as books:
        enrol(books, "nation", Role.national, EVERYWHERE)
        assert file_case(books, district=None).is_covered
    assert raw_rows(tmp_path, "SELECT * FROM coverage_gaps") == []


def test_nothing_half_filed(store: Store, tmp_path: Path) -> None:
    """A turn that fails after filing leaves nothing of the case behind."""

    def fails() -> None:
        with store.transaction() as books:
            file_case(books)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    filled = {table for table in tables_of(tmp_path) if raw_rows(tmp_path, f"SELECT 1 FROM {table}")}  # noqa: S608
    assert filled == {"alembic_version"}
