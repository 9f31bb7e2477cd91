"""Who is enrolled."""

import pytest

from bot.casework.model import Accused, FocalPointId
from bot.casework.routing import EVERYWHERE, FocalPoint, Role
from bot.storage.store import Store
from tests.stores import NOW

ALI = FocalPoint(FocalPointId("ali"), Role.focal_point, frozenset({"swabi", "mardan"}), "ur", Accused.police)


@pytest.mark.parametrize(
    "person",
    [ALI, FocalPoint(ALI.id, Role.national, frozenset({EVERYWHERE})), FocalPoint(ALI.id, Role.deputy, frozenset())],
)
def test_kept_as_enrolled(store: Store, person: FocalPoint) -> None:
    """Role, areas, language and office come back as they were given."""
    with store.transaction() as books:
        books.roster.enrol(person, NOW.date())
        assert books.roster.find(person.id) == person
        assert books.roster.everyone() == (person,)


def test_enrolled_anew(store: Store) -> None:
    """A second enrolment takes the place of the first, and of a withdrawal."""
    deputy = FocalPoint(ALI.id, Role.deputy, frozenset({"swabi"}))
    with store.transaction() as books:
        books.roster.enrol(ALI, NOW.date())
        books.roster.revoke(ALI.id, NOW.date())
        assert books.roster.find(ALI.id) is None
        assert books.roster.everyone() == ()
        books.roster.enrol(deputy, NOW.date())
        assert books.roster.everyone() == (deputy,)


def test_the_language_of_notices(store: Store) -> None:
    """It can be changed without touching anything else; for a stranger nothing happens."""
    with store.transaction() as books:
        books.roster.enrol(ALI, NOW.date())
        books.roster.speak(ALI.id, "en")
        books.roster.speak(FocalPointId("stranger"), "en")
        (found,) = books.roster.everyone()
    assert (found.language, found.areas) == ("en", ALI.areas)
