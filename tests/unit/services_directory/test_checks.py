"""What the check finds: each doubt planted in a pack that has none of it, and nothing else."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
import shapely  # type: ignore[import-untyped]  # shapely ships no types

from services_directory import Coverage, Point, Precision, Service
from services_directory.boundaries import Boundaries, Outline
from services_directory.checks import Doubt, findings
from services_directory.hours_said import hours_said
from services_directory.loading import Pack

Found = list[tuple[Doubt, tuple[str, ...]]]


@pytest.fixture
def office(pack: Pack, today: date) -> Service:
    """A verified protection office in Swabi with an exact point and a number of its own."""
    found = next(each for each in pack.services if each.id == "child-protection-unit-swabi")
    door = pack.districts["swabi"].point
    return replace(found, phones=("0938-280229",), verified_on=today, point=door, precision=Precision.EXACT)


@pytest.fixture
def doubts(pack: Pack, today: date) -> Callable[..., Found]:
    """The findings about these services, in Swabi alone, without those of rules, helplines and other districts."""

    def check(*services: Service, boundaries: Boundaries | None = None, on: date = today) -> Found:
        small = replace(
            pack, services=services, helplines=(), pathways={}, districts={"swabi": pack.districts["swabi"]}
        )
        return [(each.doubt, each.ids) for each in findings(small, boundaries, on)]

    return check


def test_a_sound_directory_has_nothing_to_look_at(doubts: Callable[..., Found], office: Service) -> None:
    """Fresh, reachable, dialled by nobody else: no finding."""
    assert doubts(office) == []


def test_age_is_told_after_a_hundred_and_eighty_days(
    doubts: Callable[..., Found], office: Service, today: date
) -> None:
    """Half a year after the last verification, and where there never was one."""
    assert doubts(replace(office, verified_on=today - timedelta(days=180))) == []
    assert doubts(replace(office, verified_on=today - timedelta(days=181))) == [(Doubt.OLD_VERIFICATION, (office.id,))]
    assert doubts(replace(office, verified_on=None)) == [(Doubt.NEVER_VERIFIED, (office.id,))]


def test_rules_and_helplines_grow_old_too(pack: Pack, today: date) -> None:
    """A year on every rule and every helpline of the pack is to be checked again, each named once."""
    later = [each.says for each in findings(pack, None, today + timedelta(days=365)) if each.doubt is Doubt.OLD_RULE]
    titles = {law.title for pathway in pack.pathways.values() for law in pathway.laws}
    assert len(later) == len(titles) > 0
    assert [each for each in findings(pack, None, today) if each.doubt is Doubt.OLD_RULE] == []


def test_a_district_that_only_national_lines_reach_is_named(doubts: Callable[..., Found], office: Service) -> None:
    """A line for the whole country is no office one can go to."""
    national = replace(office, coverage=Coverage.NATIONAL, point=None, precision=None)
    assert doubts(national) == [(Doubt.NO_PROTECTION, ("swabi",))]


def test_numbers_are_doubted(doubts: Callable[..., Found], office: Service) -> None:
    """One that nobody can dial, and one that two organisations give, however it is written."""
    assert doubts(replace(office, phones=("0938-2",))) == [(Doubt.IMPOSSIBLE_NUMBER, (office.id,))]
    other = replace(office, id="other", names={"en": "Legal desk"}, organisation_id="bar", phones=("+92 938 280229",))
    assert doubts(office, replace(other, phones=("0938 280229",))) == [(Doubt.SHARED_NUMBER, (office.id, "other"))]
    assert doubts(replace(office, phones=("1121",)), replace(other, phones=("1121",))) == []


def test_two_rows_of_one_service_are_found(doubts: Callable[..., Found], office: Service) -> None:
    """Nearly one name in one place; and a name less like under the same number; not two doors apart from each other."""
    twin = replace(office, id="twin", names={"en": "Swabi Child Protection Unit"}, phones=())
    cousin = replace(office, id="cousin", names={"en": "Child Protection Unit, Swabi town"})
    far = replace(twin, point=Point(34.3, 72.6))
    stranger = replace(office, id="stranger", names={"en": "Welfare home for orphans"}, phones=())
    assert doubts(office, twin) == [(Doubt.DOUBLE, (office.id, "twin"))]
    assert doubts(office, cousin) == [(Doubt.DOUBLE, (office.id, "cousin"))]
    assert doubts(office, far) == doubts(office, stranger) == []


def test_outlines_are_held_against_services_and_each_other(doubts: Callable[..., Found], office: Service) -> None:
    """A point outside its district, ground of two districts, and ground of none within."""
    assert office.point
    x, y = office.point.longitude, office.point.latitude
    around = shapely.box(x - 0.2, y - 0.2, x + 0.2, y + 0.2)
    assert doubts(office, boundaries=Boundaries([Outline(("swabi",), around)])) == []
    elsewhere = shapely.box(x + 1, y, x + 2, y + 1)
    apart = Boundaries([Outline(("swabi",), elsewhere), Outline(("mardan",), around)])
    assert doubts(office, boundaries=apart) == [(Doubt.OUTSIDE_DISTRICT, (office.id,))]
    pierced = around.difference(shapely.box(x + 0.1, y, x + 0.15, y + 0.05))
    across = Boundaries([Outline(("swabi",), pierced), Outline(("mardan",), shapely.box(x - 0.3, y, x - 0.1, y + 0.1))])
    assert doubts(office, boundaries=across) == [(Doubt.OVERLAP, ("swabi", "mardan")), (Doubt.HOLE, ())]


def test_the_end_of_the_calendar_is_told_ninety_days_before(pack: Pack) -> None:
    """Nobody is told that anything is open beyond it, so somebody has to look in time."""
    ends = pack.calendar.ends

    def told(on: date) -> bool:
        return any(each.doubt is Doubt.CALENDAR_ENDS for each in findings(replace(pack, services=()), None, on))

    assert not told(ends - timedelta(days=90))
    assert told(ends - timedelta(days=89))


def _texts() -> Iterator[tuple[str, str | None]]:
    yield from (("24 hours", "24/7"), ("24/7", "24/7"), ("Mon-Fri 9 am to 5 pm", "Mo-Fr 09:00-17:00"))
    yield from (("Monday to Saturday 09:00-17:00", "Mo-Sa 09:00-17:00"), ("daily 8am-8pm", "Mo-Su 08:00-20:00"))
    yield from ((text, None) for text in ("", "office hours", "Mon-Sat 9-5", "24/7 (confirm)", "about 09:00-17:00"))


@pytest.mark.parametrize(("text", "read"), list(_texts()))
def test_hours_that_could_be_read_are_offered(
    doubts: Callable[..., Found], office: Service, text: str, read: str | None
) -> None:
    """Plain words that leave nothing open are read; a word that is not understood leaves all of it unknown."""
    assert hours_said(text) == read
    unread = replace(office, hours=text, always_open=None, schedule=None)
    assert doubts(unread) == ([(Doubt.UNREAD_HOURS, (office.id,))] if read else [])
