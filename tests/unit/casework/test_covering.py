"""Who covers what: two contacts are wanted in each district, and a dead one is none."""

from bot.casework.covering import Covered, coverage
from bot.casework.model import Concern, DistrictId
from bot.casework.routing import EVERYWHERE, Role
from bot.storage.store import Store
from tests.stores import KP, LAHORE, NOW, PESHAWAR, PROVINCES, PUNJAB, SWABI, enrol, file_case

PLACES = {str(district): province for district, province in PROVINCES.items()}
TODAY = NOW.date()


def test_contacts_are_counted_where_they_cover(store: Store) -> None:
    """Focal points and deputies, of the district or of more; nobody above them, no coordinator, no revoked and no dead
    contact counts; and only the districts of one's own areas are there."""
    with store.transaction() as books:
        enrol(books, "local", Role.focal_point, SWABI)
        enrol(books, "deputy", Role.deputy, KP)
        for name, role in (("province", Role.province), ("national", Role.national), ("me", Role.coordinator)):
            enrol(books, name, role, KP, EVERYWHERE)
        books.roster.lose(enrol(books, "blocked", Role.deputy, PESHAWAR))
        books.roster.revoke(enrol(books, "gone", Role.deputy, SWABI), TODAY)
        found = coverage(books, frozenset({KP}), PLACES, TODAY)
        assert set(found.districts) == {Covered(SWABI, KP, 2, 0), Covered(PESHAWAR, KP, 1, 1)}
        everywhere = coverage(books, frozenset({EVERYWHERE}), PLACES, TODAY)
        assert everywhere.of(PUNJAB) == (Covered(LAHORE, PUNJAB, 0, 0),)


def test_reports_that_found_nobody(store: Store) -> None:
    """By district within one's areas; a number under five, which could be one case, is not told."""
    with store.transaction() as books:
        for district, count in ((SWABI, 5), (PESHAWAR, 4), (LAHORE, 9), (None, 6)):
            for _ in range(count):
                file_case(books, district=district)
        assert coverage(books, frozenset({KP}), PLACES, TODAY).gaps == {SWABI: 5, PESHAWAR: None}
        everywhere = coverage(books, frozenset({EVERYWHERE}), PLACES, TODAY).gaps
        assert everywhere == {SWABI: 5, PESHAWAR: None, LAHORE: 9, "": 6}
        assert coverage(books, frozenset(), PLACES, TODAY).districts == ()


def test_a_district_that_is_no_more(store: Store) -> None:
    """A gap of a district that the directory does not know is only everywhere's, and stops nothing."""
    with store.transaction() as books:
        books.cases.note_gap(DistrictId("was-once"), Concern.neglect, TODAY)
        assert coverage(books, frozenset({KP}), PLACES, TODAY).gaps == {}
        assert coverage(books, frozenset({EVERYWHERE}), PLACES, TODAY).gaps == {"was-once": None}
