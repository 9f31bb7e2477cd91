"""Hours in HSDS 3: schedules that others understand, and theirs understood by us."""

import json
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from services_directory import Service
from services_directory.exchange.exchanging import Format, read_services, write_services
from services_directory.exchange.hsds_cells import OURS
from services_directory.loading import Pack
from services_directory.osm_hours import read_hours
from tests.unit.services_directory.exchange.generated import ground

FIRST, LAST = "2026-02-19", "2026-03-20"
"""Ramazan 1447, both of whose moons the pack has as sighted."""
OFFICE: dict[str, object] = {"id": "s", "freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", "closes_at": "17:00"}
FASTING = OFFICE | {"opens_at": "10:00", "closes_at": "14:00", "valid_from": FIRST, "valid_to": LAST}


def exported(service: Service) -> dict[str, Any]:
    out = StringIO()
    write_services([service], out, Format.HSDS, ground())
    written: dict[str, Any] = json.loads(out.getvalue())["contents"][0]["services"][0]
    return written


def of_others(schedules: list[dict[str, object]], folder: Path) -> Service:
    """A service of another directory that has these schedules and no attribute of ours."""
    said = {"id": "ac148810-d857-441c-9679-408f346de14b", "name": "Legal advice", "status": "active"}
    term = {"id": "tt", "name": "Legal Aid", "description": ""}
    areas = [{"id": "a", "name": "Sindh"}]
    its: dict[str, object] = {"attributes": [{"id": "t", "taxonomy_term": term}], "service_areas": areas}
    owner = {"id": "7a1c1c0e-27a7-4d44-b5f7-0d2b1a5a7b01", "name": "Legal Rights Forum"}
    (folder / "others.json").write_text(json.dumps(owner | {"services": [said | its | {"schedules": schedules}]}))
    (service,) = read_services(folder / "others.json", Format.HSDS, ground())
    return service


def hours_said(service: dict[str, Any]) -> list[tuple[str | None, ...]]:
    keys = ("byday", "opens_at", "closes_at", "valid_from", "valid_to")
    return [tuple(each.get(key) for key in keys) for each in service["schedules"] if each.get("freq") == "WEEKLY"]


def test_sure_hours_go_out_as_a_week_and_as_ramazan(pack: Pack) -> None:
    """Each of both an event; no attribute repeats them, since they come back from the events as they were."""
    schedule = read_hours("Mo-Th 09:00-17:00; Sa 20:00-02:00", "Mo-Th 10:00-14:00")
    written = exported(replace(pack.services[0], hours=None, always_open=False, schedule=schedule))
    assert hours_said(written) == [
        ("MO,TU,WE,TH", "09:00", "17:00", None, None),
        ("SA", "20:00", "02:00", None, None),
        ("MO,TU,WE,TH", "10:00", "14:00", FIRST, LAST),
    ]
    ours = {each.get("link_type") for each in written["attributes"]}
    assert not ours & {OURS + "opening_hours", OURS + "ramazan_hours"}


def test_what_a_schedule_cannot_say_goes_beside_it(pack: Pack) -> None:
    """Perhaps and holidays: nobody reads hours as sure that are not, and nothing is lost."""
    schedule = read_hours("Mo-Fr 09:00-13:00, Mo-Fr 13:00-17:00 unknown; PH off")
    written = exported(replace(pack.services[0], hours=None, always_open=False, schedule=schedule))
    assert hours_said(written) == [("MO,TU,WE,TH,FR", "09:00", "13:00", None, None)]
    assert OURS + "opening_hours" in {each.get("link_type") for each in written["attributes"]}


def test_hours_of_others_become_opening_hours(tmp_path: Path) -> None:
    """Also with seconds and a zone at the end of a time, and their Ramazan where its dates are those of ours."""
    zoned = OFFICE | {"opens_at": "09:00:00+05:00", "closes_at": "17:00Z", "interval": 1, "valid_from": "2024-01-01"}
    expected = read_hours("Mo,Tu 09:00-17:00")
    assert of_others([OFFICE], tmp_path).schedule == of_others([zoned], tmp_path).schedule == expected
    both = of_others([OFFICE, FASTING], tmp_path).schedule
    assert both == read_hours("Mo,Tu 09:00-17:00", "Mo,Tu 10:00-14:00")


@pytest.mark.parametrize(
    "only_then",
    [{"valid_from": "2026-06-01", "valid_to": "2026-08-31"}, {"interval": 2}, {"byday": "1MO"}, {"freq": "MONTHLY"}],
    ids=["a summer", "every second week", "the first Monday", "monthly"],
)
def test_what_holds_now_and_then_is_no_week(only_then: dict[str, object], tmp_path: Path) -> None:
    """A season's hours would send somebody to a closed door for the rest of the year: they are not known."""
    assert of_others([OFFICE | only_then], tmp_path).schedule is None
