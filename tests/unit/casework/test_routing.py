"""District and conflict of interest make a ladder."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.model import Accused, DistrictId, FocalPointId
from bot.casework.routing import EVERYWHERE, LADDER, FocalPoint, Role, Whereabouts, route_case

SWABI = Whereabouts(DistrictId("swabi"), "kp")


def person(id: str, role: Role, *areas: str, office: Accused | None = None) -> FocalPoint:
    return FocalPoint(FocalPointId(id), role, frozenset(areas), office=office)


ROSTER = (
    person("nation", Role.national, EVERYWHERE),
    person("kp", Role.province, "kp"),
    person("punjab", Role.province, "punjab"),
    person("swabi-2", Role.focal_point, "swabi"),
    person("swabi-1", Role.focal_point, "swabi", "mardan"),
    person("swabi-d", Role.deputy, "swabi"),
    person("lahore", Role.focal_point, "lahore"),
)
PEOPLE = st.lists(
    st.builds(
        person,
        st.text("abc", min_size=1),
        st.sampled_from(Role),
        st.sampled_from(["swabi", "kp", "lahore", "punjab", EVERYWHERE]),
        office=st.sampled_from([None, *Accused]),
    ),
    unique_by=lambda each: each.id,
)


def test_the_ladder() -> None:
    """Focal points first, all of a rung together, then deputy, province and nation; nobody from elsewhere."""
    ladder = route_case(SWABI, None, ROSTER)
    assert ladder == (("swabi-1", "swabi-2"), ("swabi-d",), ("kp",), ("nation",))


def test_an_empty_rung_is_left_out() -> None:
    """Where there is no deputy, the province comes next."""
    lahore = Whereabouts(DistrictId("lahore"), "punjab")
    assert route_case(lahore, None, ROSTER) == (
        ("lahore",),
        ("punjab",),
        ("nation",),
    )


def test_no_place_is_for_the_nation_alone() -> None:
    """A report without a district reaches whoever answers for everywhere, and no one district."""
    assert route_case(Whereabouts(), None, ROSTER) == (("nation",),)


def test_nobody_covers() -> None:
    """Where nobody answers, the ladder is empty instead of somebody else's."""
    assert route_case(Whereabouts(DistrictId("quetta"), "balochistan"), None, ROSTER[1:]) == ()
    assert route_case(Whereabouts(), None, ROSTER[1:]) == ()
    assert route_case(SWABI, None, ()) == ()


def test_the_accused_office_starts_at_the_province() -> None:
    """A report about the protection office passes its own focal points and deputies by."""
    assert route_case(SWABI, Accused.protection_office, ROSTER) == (("kp",), ("nation",))


def test_an_accused_body_is_left_out() -> None:
    """A focal point who sits with the police hears nothing of a report about the police, on any rung."""
    for role in LADDER:
        officer = person("officer", role, EVERYWHERE, office=Accused.police)
        assert "officer" not in sum(route_case(SWABI, Accused.police, (*ROSTER, officer)), ())
        assert "officer" in sum(route_case(SWABI, Accused.teacher, (*ROSTER, officer)), ())


@given(PEOPLE, st.sampled_from(Accused))
def test_nobody_judges_their_own(roster: list[FocalPoint], accused: Accused) -> None:
    """Whoever is on the roster, nobody of the accused body is ever on the ladder."""
    on_it = set(sum(route_case(SWABI, accused, roster), ()))
    assert not on_it & {each.id for each in roster if each.office == accused}


@given(PEOPLE, st.sampled_from([None, *Accused]))
def test_a_ladder_holds_each_once_in_order(roster: list[FocalPoint], accused: Accused | None) -> None:
    """Nobody stands on two rungs, no rung is empty, and rungs keep the order of the roles."""
    ladder = route_case(SWABI, accused, roster)
    role_of = {each.id: list(Role).index(each.role) for each in roster}
    steps = [{role_of[each] for each in rung} for rung in ladder]
    assert all(len(step) == 1 for step in steps)
    assert [min(step) for step in steps] == sorted({min(step) for step in steps})


@pytest.mark.parametrize(
    ("areas", "covers"),
    [({"swabi"}, True), ({"kp"}, True), ({EVERYWHERE}, True), ({"lahore", "punjab"}, False), (set(), False)],
)
def test_cover(areas: set[str], covers: bool) -> None:
    """A place is within its district, its province and everywhere."""
    assert SWABI.is_within(frozenset(areas)) is covers
