"""The directory as the bot uses it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services_directory import Category, Directory, Gender, Point, Precision, UnknownDistrict
from services_directory.loading import Pack

SWABI_TOWN = Point(34.1202, 72.4698)


def _numbers(directory: Directory, concern: str | None, district: str | None) -> list[str]:
    where = directory.district(district) if district else None
    return [line.number for line in directory.helplines_for(concern, where)]


def test_services_come_in_the_pathway_s_order(directory: Directory, today: date) -> None:
    """The first service shown is of the first category the concern calls for."""
    for concern in directory.concerns():
        order = directory.pathway_for(concern).services
        listings = directory.services_for(concern, directory.district("swabi"), today=today, limit=20, per_category=3)
        positions = [order.index(listing.service.category) for listing in listings]
        assert positions == sorted(positions)


@pytest.mark.parametrize("concern", ["sexual_abuse", "missing_child", "child_labour", "psychosocial_distress"])
def test_every_district_gets_somebody(directory: Directory, pack: Pack, today: date, concern: str) -> None:
    """There is no district in which a serious concern is answered with nothing at all."""
    for district in pack.districts.values():
        assert directory.services_for(concern, district, today=today), district.id


def test_every_district_has_a_hospital_near(directory: Directory, pack: Pack, today: date) -> None:
    """Wherever a child is hurt, a health service is known within a hundred kilometres, over the line or not."""
    for district in pack.districts.values():
        near = directory.services_near(district, [Category.HEALTH], today=today, limit=1)
        assert near[0].distance_km is not None, district.id
        assert near[0].distance_km <= 100, district.id


def test_own_child_protection_unit_comes_first(directory: Directory, today: date) -> None:
    """A child beaten in Swabi: the unit in Swabi."""
    first = directory.services_for("physical_abuse", directory.district("swabi"), today=today)[0]
    assert first.service.id == "child-protection-unit-swabi"
    assert first.distance_km == 0
    assert first.measured_from is Precision.DISTRICT


def test_crisis_cell_comes_first_where_there_is_one(directory: Directory, today: date) -> None:
    """After sexual abuse the district's own anti-rape crisis cell stands before its other hospitals."""
    first = directory.services_for("sexual_abuse", directory.district("multan"), today=today)[0]
    assert first.service.id == "anti-rape-crisis-cell-nishtar-hospital-multan"
    other = directory.services_for("neglect", directory.district("multan"), today=today, per_category=9, limit=99)
    assert first.service.id not in [listing.service.id for listing in other]


def test_online_abuse_goes_to_the_cyber_crime_agency(directory: Directory, today: date) -> None:
    """The police for online abuse are the ones made for it."""
    first = directory.services_for("online_exploitation", directory.district("swabi"), today=today)[0]
    assert first.service.phones[0] == "1799"


def test_conflict_of_interest_leaves_that_body_out(directory: Directory, today: date) -> None:
    """Where the accused is a policeman, no police is offered."""
    listings = directory.services_for(
        "missing_child", directory.district("swabi"), today=today, excluding=frozenset({Category.POLICE})
    )
    assert listings
    assert all(listing.service.category is not Category.POLICE for listing in listings)


def test_confidential_service_is_never_measured(directory: Directory, pack: Pack, today: date) -> None:
    """A shelter is offered by name and telephone: no distance, no point, no pin."""
    for district in pack.districts.values():
        for listing in directory.services_near(district, [Category.SHELTER], today=today, limit=20):
            if listing.service.is_confidential:
                assert (listing.distance_km, listing.measured_from, listing.service.point) == (None, None, None)
                assert not listing.can_be_pinned


def test_only_exact_public_points_get_a_pin(directory: Directory, today: date) -> None:
    """The middle of a town is no place to send somebody to."""
    listings = directory.services_near(Point(33.9786, 71.5194), [Category.HEALTH], today=today, limit=8)
    assert {listing.can_be_pinned for listing in listings} == {True, False}
    assert all(x.can_be_pinned == (x.service.precision is Precision.EXACT) for x in listings)


def test_row_without_a_number_shows_the_helpline_that_covers_it(directory: Directory, pack: Pack, today: date) -> None:
    """Every service offered can be telephoned, by its own number or by one that reaches its district."""
    for district in pack.districts.values():
        for listing in directory.services_near(district, list(Category), today=today, limit=30):
            assert listing.service.phones or listing.helpline, listing.service.id
    quetta = directory.services_near(directory.district("quetta"), [Category.PROTECTION], today=today)
    assert "1121" not in [listing.helpline for listing in quetta]


def test_stale_after_half_a_year(directory: Directory, pack: Pack) -> None:
    """The warning comes 180 days after the last word of a service, and at once where there is no date."""
    known = date(2026, 7, 1)
    first = directory.services_for("missing_child", None, today=known + timedelta(days=180))[0]
    assert first.service.known_on == known
    assert not first.is_stale
    assert directory.services_for("missing_child", None, today=known + timedelta(days=181))[0].is_stale
    undated = [replace(s, source_on=None) for s in pack.services]
    assert (
        Directory(replace(pack, services=tuple(undated))).services_for("missing_child", None, today=known)[0].is_stale
    )


def test_confirmed_district_decides_over_the_guessed_one(directory: Directory, today: date) -> None:
    """Somebody near a line who says which district it is gets that district's office."""
    mardan = directory.district("mardan")
    (listing,) = directory.services_near(SWABI_TOWN, [Category.PROTECTION], today=today, limit=1, district=mardan)
    assert listing.service.id == "child-protection-unit-mardan"
    assert listing.measured_from is Precision.EXACT
    assert listing.distance_km == pytest.approx(39.7, abs=0.5)


def test_place_named_in_words_can_be_asked_from(directory: Directory, today: date) -> None:
    """A gazetteer's answer is a place to ask from, and as coarse as its kind."""
    (town,) = directory.places_named("Torkham")
    (listing,) = directory.services_near(town, [Category.PROTECTION], today=today, limit=1)
    assert listing.service.district == "khyber"
    assert listing.measured_from is Precision.TOWN


def test_without_a_place_only_what_reaches_the_country(directory: Directory, pack: Pack, today: date) -> None:
    """Nobody who skips the place is sent to an office of some district."""
    for concern in directory.concerns():
        for listing in directory.services_for(concern, None, today=today, limit=20, per_category=5):
            assert listing.service.coverage == "national"
            assert listing.distance_km is None


def test_outside_the_country_only_what_reaches_all_of_it(directory: Directory, today: date) -> None:
    """From Kabul no district's office is offered."""
    listings = directory.services_near(Point(34.53, 69.17), [Category.PROTECTION], today=today)
    assert all(listing.service.coverage == "national" for listing in listings)


def test_limit_and_repeated_categories(directory: Directory, today: date) -> None:
    """No more than asked for, and a category named twice is answered once."""
    swabi = directory.district("swabi")
    listings = directory.services_near(swabi, [Category.HEALTH, Category.HEALTH], today=today, limit=3)
    assert len({listing.service.id for listing in listings}) == len(listings) == 3
    assert directory.services_near(swabi, [], today=today) == ()


def test_girl_and_boy_are_told_apart(directory: Directory, today: date) -> None:
    """A service for women and girls is not offered for a boy."""
    multan = directory.district("multan")

    def ids(gender: Gender) -> list[str]:
        near = directory.services_near(multan, [Category.PROTECTION], today=today, limit=9, gender=gender)
        return [listing.service.id for listing in near]

    assert "violence-against-women-centre-multan" in ids(Gender.FEMALE)
    assert "violence-against-women-centre-multan" not in ids(Gender.MALE)


@pytest.mark.parametrize(
    ("concern", "district", "numbers"),
    [
        ("physical_abuse", "swabi", ["1121", "15", "1122"]),
        ("physical_abuse", "quetta", ["15", "1122"]),
        ("physical_abuse", None, ["15", "1122"]),
        ("sexual_abuse", "swabi", ["15", "1121", "0800-22227"]),
        ("sexual_abuse", "lahore", ["15", "1121"]),
        ("online_exploitation", "gilgit", ["1799", "0800-39393"]),
        ("emotional_abuse", "gilgit", []),
        (None, "swabi", ["1121", "15", "1122", "1099", "115"]),
        (None, None, ["15", "1122", "1099", "115"]),
    ],
)
def test_helplines_only_where_they_reach(
    directory: Directory, concern: str | None, district: str | None, numbers: list[str]
) -> None:
    """A number is shown only where somebody will answer it, in the pathway's order."""
    assert _numbers(directory, concern, district) == numbers


def test_missing_child_in_punjab_is_told_to_press_three(directory: Directory) -> None:
    """In Punjab 15 has its own desk for missing children; elsewhere 15 is 15."""
    in_punjab = directory.helplines_for("missing_child", directory.district("lahore"))
    assert [(line.number, line.press) for line in in_punjab] == [("15", "3"), ("1099", None), ("1121", None)]
    assert directory.helplines_for("missing_child", directory.district("swabi"))[0].press is None


def test_districts_and_provinces(directory: Directory) -> None:
    """Seven provinces and territories; their districts by name; unknown ids are an error."""
    assert len(directory.provinces()) == 7
    sindh = [district.names["en"] for district in directory.districts_of("sindh")]
    assert len(sindh) == 30
    assert sindh == sorted(sindh)
    assert sum(len(directory.districts_of(province.id)) for province in directory.provinces()) == 169
    with pytest.raises(UnknownDistrict):
        directory.district("atlantis")
    with pytest.raises(UnknownDistrict):
        directory.districts_of("atlantis")
