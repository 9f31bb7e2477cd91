"""A district that the country pack of today no longer has: its cases can still be worked on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.casework.model import CaseRef, DistrictId, FocalPointId, Stage
from bot.casework.routing import Role
from bot.dialogue import effects as do
from bot.storage.store import Store
from bot.turns.carrying import carry_out
from tests.desks import acts, desk, office
from tests.stores import SWABI, enrol, file_case, opened

GONE = DistrictId("atlantis")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as store:
        yield store


@pytest.mark.parametrize("act", [*acts(CaseRef(""))])
def test_every_act_on_its_case_is_answered(store: Store, tmp_path: Path, act: str) -> None:
    """None of them fails for want of the district; the case says where it is by the name it was given."""
    with store.transaction() as books:
        person = books.roster.find(enrol(books, "local", Role.focal_point, SWABI))
        ref = file_case(books).ref
        books.cases.resettle(ref, GONE)
        assert carry_out(acts(ref)[act], desk(books, office(tmp_path), person)) is not None


def test_a_case_of_no_place_is_referred_to_what_reaches_the_whole_country(store: Store, tmp_path: Path) -> None:
    """Where no district was said, services are found all the same."""
    with store.transaction() as books:
        person = books.roster.find(enrol(books, "national", Role.national, "*"))
        ref = file_case(books, district=None).ref
        found = carry_out(do.FindServices(ref), desk(books, office(tmp_path), person))
        assert isinstance(found, do.ServicesFound)
        assert found.services


def test_nothing_is_transferred_to_it(store: Store, tmp_path: Path) -> None:
    """A button of yesterday's that names it is answered, and the case stays where it is."""
    with store.transaction() as books:
        person = books.roster.find(enrol(books, "local", Role.focal_point, SWABI))
        enrol(books, "everywhere", Role.national, "*")
        ref = file_case(books).ref
        refused = carry_out(do.TransferCase(ref, GONE), desk(books, office(tmp_path), person))
        assert refused == do.CaseRefused(is_uncovered=True)
        assert books.cases.find_for(ref, FocalPointId("local")) is not None
        assert (case := books.cases.find(ref)) is not None
        assert (case.stage, case.district) == (Stage.waiting, SWABI)
