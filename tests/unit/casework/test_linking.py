"""Reports that may be about the same child are linked, or told apart, by whoever may read both."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.casework.errors import AlreadyMoved, NoSuchCase
from bot.casework.following import erase_case
from bot.casework.linking import alike_to, link_cases, tell_apart, unlink_cases
from bot.casework.model import AgeBand, CaseRef, Concern, DistrictId, FocalPointId, Sex
from bot.casework.routing import Role
from bot.storage.store import Store, StoredBooks
from tests.stores import LAHORE, NOW, SWABI, a_mailbox, enrol, file_case

MILL = "A girl is beaten in the house behind the mill."


@pytest.fixture
def swabi(store: Store) -> FocalPointId:
    with store.transaction() as books:
        return enrol(books, "swabi", Role.focal_point, SWABI)


def a_case(  # each is a fact that speaks for or against
    books: StoredBooks,
    *,
    sex: Sex | None = Sex.girl,
    age: AgeBand | None = AgeBand.to_11,
    concern: Concern = Concern.physical_abuse,
    days: int = 0,
    narrative: str = MILL,
    district: DistrictId = SWABI,
) -> CaseRef:
    now = NOW - timedelta(days=days)
    filed = file_case(books, district=district, sex=sex, age=age, concern=concern, now=now, narrative=narrative)
    return filed.ref


def suggested(books: StoredBooks, ref: CaseRef, person: FocalPointId) -> list[CaseRef]:
    return [case.ref for case in alike_to(books, ref, person).suggested]


def test_what_may_be_the_same_child(store: Store, swabi: FocalPointId) -> None:
    """The same or a neighbouring concern, in the district, within 30 days, with nothing said that speaks against it;
    most likely first, and three at most."""
    with store.transaction() as books:
        one = a_case(books)
        likely = [a_case(books, days=2), a_case(books, concern=Concern.neglect), a_case(books, age=None, sex=None)]
        a_case(books, narrative="Something else altogether happened there.", age=AgeBand.to_14, days=29)
        assert suggested(books, one, swabi)[0] == likely[0]
        assert set(suggested(books, one, swabi)) == set(likely)


@pytest.mark.parametrize(
    "facts",
    [
        {"sex": Sex.boy},
        {"age": AgeBand.to_17},
        {"concern": Concern.no_documents},
        {"days": 31},
        {"district": LAHORE},
    ],
)
def test_what_is_not_suggested(store: Store, swabi: FocalPointId, facts: dict[str, object]) -> None:
    """A boy for a girl, an age two bands away, a far concern, an old report, and what this person may not read."""
    with store.transaction() as books:
        enrol(books, "lahore", Role.focal_point, LAHORE)
        one = a_case(books)
        a_case(books, **facts)  # type: ignore[arg-type]
        assert suggested(books, one, swabi) == []


def test_linked_and_unlinked(store: Store, swabi: FocalPointId) -> None:
    """Both say that they are linked, in their histories too; no text goes over; and it can be undone."""
    with store.transaction() as books:
        one, other = a_case(books), a_case(books, narrative="Words of the other.")
        link_cases(books, one, other, swabi, NOW)
        for ref, second in ((one, other), (other, one)):
            assert [case.ref for case in alike_to(books, ref, swabi).linked] == [second]
            assert suggested(books, ref, swabi) == []
            assert books.cases.history(ref)[-1].event == "linked"
        assert books.cases.report(one).narrative == MILL
        with pytest.raises(AlreadyMoved):
            link_cases(books, other, one, swabi, NOW)
        unlink_cases(books, other, one, swabi, NOW)
        assert alike_to(books, one, swabi).linked == ()
        assert books.cases.history(one)[-1].event == "unlinked"


def test_told_apart_for_good(store: Store, swabi: FocalPointId) -> None:
    """What was told apart is not suggested again, from either side; it can still be linked by hand."""
    with store.transaction() as books:
        one, other = a_case(books), a_case(books)
        tell_apart(books, one, other, swabi, NOW)
        assert suggested(books, one, swabi) == suggested(books, other, swabi) == []
        with pytest.raises(AlreadyMoved):
            tell_apart(books, other, one, swabi, NOW)


def test_only_of_ones_own(store: Store, swabi: FocalPointId) -> None:
    """Nobody links with a case that they may not read, nor a case with itself; and nothing is written."""
    with store.transaction() as books:
        lahore = enrol(books, "lahore", Role.focal_point, LAHORE)
        mine, theirs = a_case(books), a_case(books, district=LAHORE)
        before = books.cases.history(mine), books.cases.history(theirs)
        for decide in (link_cases, tell_apart, unlink_cases):
            for ref, other, person in ((mine, theirs, swabi), (theirs, mine, swabi), (mine, theirs, lahore)):
                with pytest.raises(NoSuchCase):
                    decide(books, ref, other, person, NOW)
            with pytest.raises(AlreadyMoved):
                decide(books, mine, mine, swabi, NOW)
        assert (books.cases.history(mine), books.cases.history(theirs)) == before


def test_a_link_goes_with_its_case(store: Store, swabi: FocalPointId) -> None:
    """When the reporter destroys a report, that it was linked is destroyed as well."""
    with store.transaction() as books:
        mailbox = a_mailbox()
        one = a_case(books)
        other = file_case(books, mailbox=mailbox).ref
        link_cases(books, one, other, swabi, NOW)
        books.links.suggest(one, other)
        erase_case(books, mailbox, NOW)
        assert (books.links.of(one), books.links.tracings_of(one)) == ({}, ())
