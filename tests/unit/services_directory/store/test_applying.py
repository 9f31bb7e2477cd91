"""What is applied to the store is what is read from it, whole or not at all."""

from dataclasses import replace
from datetime import date

import pytest
import shapely  # type: ignore[import-untyped]  # shapely ships no types

from services_directory import Audience, Category, Confidence, Coverage, Gender, Organisation, Service, Status
from services_directory.errors import OrganisationsDisagree, Outdated
from services_directory.exchange.difference import Changed, Difference
from services_directory.loading import Pack
from services_directory.model import Precision
from services_directory.schedule import Schedule, Span
from services_directory.store import DirectoryStore

WEEK = ((Span(540, 1020), Span(1080, 1200, is_sure=False)),) * 5 + ((), ())
EVERYTHING = Service(
    id="everything",
    names={"en": "A house", "ur": "ایک گھر", "ps": "کور"},
    category=Category.SHELTER,
    organisation="A society",
    organisation_type="ngo",
    organisation_id="a-society",
    province="kp",
    district="swabi",
    address=None,
    point=None,
    precision=None,
    is_confidential=True,
    phones=("0938-123456", "1121"),
    whatsapp="0300-1234567",
    email="house@example.org",
    website="https://example.org",
    hours="any hour",
    always_open=False,
    serves="girls",
    audience=Audience.WOMEN_AND_GIRLS,
    gender=Gender.FEMALE,
    min_age=6,
    max_age=17,
    only_for=frozenset({"child_marriage", "trafficking"}),
    cost="free",
    languages=("ps", "ur"),
    coverage=Coverage.AREA,
    area=shapely.from_wkt("POLYGON ((72.1 34.0, 72.61234567890123 34.0, 72.6 34.3, 72.1 34.0))"),
    is_walk_in=False,
    source="a letter",
    source_on=date(2026, 1, 1),
    verified_on=date(2026, 2, 3),
    confidence=Confidence.HIGH,
    description="A house for girls",
    schedule=Schedule(week=WEEK, holidays=(), ramazan=None),
    accessibility=("ramp", "sign_language"),
    female_staff=True,
    status=Status.TEMPORARILY_CLOSED,
)


UNIT = "Sindh Child Protection Authority"


def _added(*services: Service) -> Difference:
    return Difference(added=services)


def _changed(old: Service, new: Service) -> Difference:
    return Difference(changed=(Changed(old, new),))


def test_every_field_comes_back(empty: DirectoryStore, pack: Pack, today: date) -> None:
    """What is unknown stays unknown, and everything else is what it was."""
    placed = replace(pack.services[100], id="placed", female_staff=False, always_open=None)
    assert placed.point
    assert placed.precision is not Precision.EXACT or placed.address
    empty.apply(_added(EVERYTHING, placed), by="import", on=today)
    assert empty.services() == (EVERYTHING, placed)
    assert empty.service("everything") == EVERYTHING
    assert empty.service("nothing") is None
    assert {each.id: each for each in empty.organisations()}["a-society"] == Organisation(
        "a-society", {"en": "A society"}, "ngo"
    )


def test_the_pack_comes_back(store: DirectoryStore, pack: Pack) -> None:
    """A seeded store holds the pack, service by service and organisation by organisation."""
    assert store.services() == tuple(sorted(pack.services, key=lambda service: service.id))
    assert store.organisations() == tuple(sorted(pack.organisations.values(), key=lambda each: each.id))


def test_old_values_are_kept(store: DirectoryStore, today: date) -> None:
    """Each change says what was before, who did it and when, the latest first."""
    first = store.services()[0]
    second = replace(first, phones=("1121",), accessibility=("ramp",))
    third = replace(second, phones=())
    store.apply(_changed(first, second), by="someone", on=today)
    version = store.apply(_changed(second, third), by="import", on=today)
    store.apply(Difference(gone=(third,)), by="import", on=today)
    past = store.history(first.id)
    assert [each.was for each in past] == [third, second, first]
    assert [(each.version, each.act, each.by) for each in past] == [
        (version + 1, "gone", "import"),
        (version, "changed", "import"),
        (version - 1, "changed", "someone"),
    ]
    assert store.service(first.id) is None


def test_what_is_gone_may_come_again(store: DirectoryStore, today: date) -> None:
    """A service taken out by mistake is put back under its own id."""
    first = store.services()[0]
    store.apply(Difference(gone=(first,)), by="import", on=today)
    store.apply(_added(first), by="import", on=today)
    assert store.service(first.id) == first


@pytest.mark.parametrize("what", ["changed", "gone", "added"])
def test_nothing_is_written_over_what_somebody_else_wrote(store: DirectoryStore, today: date, what: str) -> None:
    """A difference made from what is no longer so is refused whole, naming the service."""
    first, second = store.services()[:2]
    store.apply(_changed(first, replace(first, cost="much")), by="someone", on=today)
    before, version = store.services(), store.version()
    stale = {
        "changed": Difference(changed=(Changed(second, replace(second, cost="x")), Changed(first, second))),
        "gone": Difference(gone=(second, first)),
        "added": Difference(added=(replace(second, id="new"), first)),
    }[what]
    with pytest.raises(Outdated) as refused:
        store.apply(stale, by="another", on=today)
    assert refused.value.ids == (first.id,)
    assert (store.services(), store.version()) == (before, version)


def test_services_of_one_organisation_agree_about_it(store: DirectoryStore, today: date) -> None:
    """One of many services cannot rename their organisation; all of them can, or the organisation itself."""
    units = [service for service in store.services() if service.organisation == UNIT]
    renamed = [Changed(service, replace(service, organisation="Commission of the Province")) for service in units]
    assert len(units) > 1
    with pytest.raises(OrganisationsDisagree, match="Commission of the Province"):
        store.apply(Difference(changed=tuple(renamed[:1])), by="import", on=today)
    other = replace(units[0], id="other", organisation_type="ngo")
    disagreeing = Difference(added=(other, replace(other, id="yet another", organisation="x")))
    with pytest.raises(OrganisationsDisagree):
        store.apply(disagreeing, by="import", on=today)
    store.apply(Difference(changed=tuple(renamed)), by="import", on=today)
    now = store.service(units[0].id)
    assert now
    assert now.organisation == "Commission of the Province"
    organisation = Organisation(now.organisation_id, {"en": "Commission", "ur": "کمیشن"}, "government", website="x")
    store.apply(Difference(), by="import", on=today, organisations=[organisation])
    assert organisation in store.organisations()
    assert {s.organisation for s in store.services() if s.organisation_id == organisation.id} == {"Commission"}
