"""Promises about the facts of the Pakistan pack."""

from services_directory import Category, PlaceType, Precision
from services_directory.loading import Pack

HELPED_BY_1121 = {"punjab", "sindh", "khyber-pakhtunkhwa", "islamabad-capital-territory"}


def test_it_is_all_there(pack: Pack) -> None:
    """Nothing of what was compiled got lost on the way into the pack."""
    assert len(pack.services) == 828
    assert len(pack.districts) == 169
    assert len(pack.provinces) == 7
    assert len(pack.places) >= 1170


def test_confidential_services_have_no_place(pack: Pack) -> None:
    """Nobody can learn from the pack where a confidential service is: no point, no address, no precision."""
    hidden = [service for service in pack.services if service.is_confidential]
    assert len(hidden) > 100
    assert all((s.point, s.address, s.precision) == (None, None, None) for s in hidden)


def test_shelters_are_confidential_unless_public(pack: Pack) -> None:
    """Of all shelters only a head office with a public cradle is shown on a map."""
    public = [s.id for s in pack.services if s.category is Category.SHELTER and not s.is_confidential]
    assert public == ["edhi-head-office-and-children-s-homes-karachi"]


def test_child_helpline_only_where_confirmed(pack: Pack) -> None:
    """1121 is not promised where nobody confirmed it."""
    (line,) = [helpline for helpline in pack.helplines if helpline.number == "1121"]
    assert line.coverage == HELPED_BY_1121


def test_every_district_can_reach_the_emergency_numbers(pack: Pack) -> None:
    """15, 1122 and 1099 reach every district."""
    for number in ("15", "1122", "1099"):
        lines = [helpline for helpline in pack.helplines if helpline.number == number]
        assert all(any(line.covers(district) for line in lines) for district in pack.districts.values())


def test_every_district_has_its_place_in_the_gazetteer(pack: Pack) -> None:
    """Each district has one row of its own, and names in English and Urdu."""
    rows = [place.district for place in pack.places if place.type is PlaceType.DISTRICT]
    assert sorted(rows) == sorted(pack.districts)
    assert all({"en", "ur"} <= set(district.names) for district in pack.districts.values())


def test_exact_points_are_few_and_public(pack: Pack) -> None:
    """A pin is drawn only where the door is known, and never at a shelter's."""
    exact = [service for service in pack.services if service.precision is Precision.EXACT]
    assert len(exact) == 9
    assert all(service.category is not Category.SHELTER for service in exact)


def test_nothing_claims_to_have_been_confirmed(pack: Pack) -> None:
    """Nobody telephoned these services yet, and the pack does not pretend otherwise."""
    assert all(service.verified_on is None for service in pack.services)
    assert all(helpline.verified_on is None for helpline in pack.helplines)
