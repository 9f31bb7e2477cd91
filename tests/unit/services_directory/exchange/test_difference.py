"""What an import would do, said before it is done."""

from dataclasses import replace

from services_directory import Point, Precision
from services_directory.exchange.cells import PLACE_COLUMNS, cells_of
from services_directory.exchange.difference import difference
from services_directory.loading import Pack


def test_the_same_is_no_difference(pack: Pack) -> None:
    """The pack against itself changes nothing."""
    found = difference(pack.services, pack.services, is_whole=True)
    assert found.is_empty
    assert found.unchanged == len(pack.services)


def test_added_changed_and_gone(pack: Pack) -> None:
    """Each service is told by its id, and each changed field by its old and its new value."""
    held = pack.services[:3]
    changed = replace(held[0], phones=("1122",), cost=None)
    found = difference(held, [changed, held[1], pack.services[5]], is_whole=True)
    assert [service.id for service in found.added] == [pack.services[5].id]
    assert [service.id for service in found.gone] == [held[2].id]
    assert set(found.changed[0].fields()) == {("phones", "15", "1122"), ("cost", "free", "")}
    told = "\n".join(found.lines())
    assert told.startswith("1 added, 1 changed, 1 gone, 1 as before.")
    assert "cost: free -> (nothing)" in told
    assert f"- {held[2].id}" in told


def test_only_a_whole_file_takes_away(pack: Pack) -> None:
    """What a file does not speak of stays, unless the file is said to be the whole."""
    assert difference(pack.services, []).is_empty
    assert difference(pack.services, [], is_whole=True).gone == pack.services


def test_cells_never_say_where_a_confidential_service_is(pack: Pack) -> None:
    """Even where one holds a point and an address by mistake, no cell does."""
    shelter = next(service for service in pack.services if service.is_confidential)
    careless = replace(shelter, point=Point(31.5, 74.3), precision=Precision.EXACT, address="House 7")
    assert not PLACE_COLUMNS & cells_of(careless).keys()
