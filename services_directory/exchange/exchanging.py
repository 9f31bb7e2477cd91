"""A file of services in any of the formats, read whole or refused whole, and written."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from services_directory.building import nothing_thrown_away
from services_directory.districts import DistrictsByNearness
from services_directory.errors import ExchangeError
from services_directory.exchange import csv_files, geojson, hsds, osm
from services_directory.exchange.records import Findings, Ground, Reading, services_of
from services_directory.loading import Pack
from services_directory.model import Organisation, Point, Service
from services_directory.organisations_tables import organisation_of
from services_directory.services_tables import Known

Watch = Callable[[Iterator[Service], int], Iterable[Service]]
"""Passes the services on one by one, told about how many will come: a progress bar does."""


class Format(StrEnum):
    CSV = "csv"
    GEOJSON = "geojson"
    HSDS = "hsds"
    OSM = "osm"


SUFFIXES = {".csv": Format.CSV, ".geojson": Format.GEOJSON, ".json": Format.HSDS}


def ground_of(pack: Pack, district_at: Callable[[Point], str | None] | None = None) -> Ground:
    """What the pack knows; a point's district by the settlements near it, unless another way is given.

    Its organisations for what is written, not for what is read: a file may say something new of them, which the
    store takes or refuses.
    """
    known = Known(pack.country, pack.provinces, pack.districts, frozenset(pack.pathways))
    ramazan = next(reversed(pack.calendar.ramazans), None)
    return Ground(known, district_at or _by_nearness(pack), ramazan, pack.organisations)


@dataclass(frozen=True)
class Given:
    """What a file holds; `organisations` only those of whom it says more than their services do."""

    services: list[Service]
    organisations: list[Organisation]


def read_services(path: Path, format: Format, ground: Ground, held: csv_files.Held = tuple) -> list[Service]:
    """The services alone of what `read_file` reads."""
    return read_file(path, format, ground, held).services


def read_file(
    path: Path, format: Format, ground: Ground, held: csv_files.Held = tuple, watch: Watch = lambda found, _: found
) -> Given:
    """All services of the file; raises ExchangeError with what is wrong in it, each by row and column.

    `held` gives what the directory holds, for a table that lacks some of our columns: of these it changes nothing.
    """
    findings, services, owners = Findings(), list[Service](), dict[str, Organisation]()
    try:
        reading = _reading(path, format, findings, ground, held)
        with nothing_thrown_away():
            services = list(watch(services_of(reading.records, ground.known), reading.total))
        owners = {each.id: _told_of(each, reading.owners) for each in services if each.id in reading.owners}
    except ExchangeError as wrong:
        findings.take(wrong)
    findings.refuse()
    if not services:
        findings.add(path.name, None, None, "no services", "give it a row for each service")
        findings.refuse()
    return Given(services, list({each.id: each for each in owners.values()}.values()))


def _told_of(service: Service, owners: Mapping[str, Organisation]) -> Organisation:
    """Who runs the service as our model has it, with what the file says beside."""
    said, plain = owners[service.id], organisation_of(service)
    return replace(plain, description=said.description, website=said.website, email=said.email)


def carried(services: Iterable[Service], format: Format) -> list[Service]:
    """Those that a format has words for: OpenStreetMap's tags are for health alone, the others take all."""
    return [service for service in services if format is not Format.OSM or service.category in osm.HEALTH]


def write_services(services: Iterable[Service], out: TextIO, format: Format, ground: Ground) -> None:
    """All services that the format carries, in the order given; of a confidential one never where it is."""
    if format is Format.CSV:
        csv_files.write(services, out)
    elif format is Format.GEOJSON:
        geojson.write(services, out)
    elif format is Format.HSDS:
        hsds.write(services, out, ground)
    else:
        osm.write(carried(services, format), out, ground)


def _reading(path: Path, format: Format, findings: Findings, ground: Ground, held: csv_files.Held) -> Reading:
    if format is Format.CSV:
        return csv_files.read(path, findings, held)
    if format is Format.GEOJSON:
        return geojson.read(path, findings)
    return (hsds.read if format is Format.HSDS else osm.read)(path, findings, ground)


def _by_nearness(pack: Pack) -> Callable[[Point], str | None]:
    districts = DistrictsByNearness(pack)

    def district_at(point: Point) -> str | None:
        return next((district.id for district in districts.at(point, 1)), None)

    return district_at
