"""Services as HSDS 3 (JSON): a page of organisations with their services nested in them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TextIO

import msgspec

from services_directory.errors import ExchangeError
from services_directory.exchange import hsds_shape as hsds
from services_directory.exchange.cells import cells_of
from services_directory.exchange.files import decoded, read_json, refused
from services_directory.exchange.hsds_cells import OURS, cells_of_service, organization_of, service_of, told_of
from services_directory.exchange.records import Findings, Ground, Reading, Record
from services_directory.model import Organisation, Service

_LIST: "msgspec.json.Decoder[list[msgspec.Raw]]" = msgspec.json.Decoder(list[msgspec.Raw])
_PAGE = msgspec.json.Decoder(hsds.Page)
_ORGANIZATION = msgspec.json.Decoder(hsds.Organization)
_SERVICE = msgspec.json.Decoder(hsds.Service)
_KEYS = msgspec.json.Decoder(dict[str, msgspec.Raw])
_LOCATION = "service_at_locations[0].location"
_PATHS = {
    "name_en": "name",
    "name_ur": "alternate_name",
    "address": f"{_LOCATION}.addresses[0].address_1",
    "latitude": f"{_LOCATION}.latitude",
    "longitude": f"{_LOCATION}.longitude",
    "whatsapp": "phones",
    "website": "url",
    "hours": "schedules",
    "opening_hours": "schedules",
    "ramazan_hours": "schedules",
    "serves": "eligibility_description",
    "min_age": "minimum_age",
    "max_age": "maximum_age",
    "cost": "fees_description",
    "verified_on": "assured_date",
    "area": "service_areas[0].extent",
    **{column: column for column in ("id", "phones", "email", "languages", "description", "status")},
}
"""Where in a service the cells of our columns stand; the others are among its attributes."""


def read(path: Path, findings: Findings, ground: Ground) -> Reading:
    """The services of the file as records: a page, a list, or one, of organisations or of services."""
    findings.row_word, findings.column_word = "service", "at"
    found = list(_services(path, findings))
    if not found and not findings.found:
        raise refused(path, "no services", "give it organisations with their services")
    owners: dict[str, Organisation] = {}
    return Reading(len(found), _records(path, found, findings, ground, owners), owners)


def write(services: Iterable[Service], out: TextIO, ground: Ground) -> None:
    """One page of all organisations in the order of their first service, one a line."""
    by_organization: dict[tuple[str, str], list[Service]] = defaultdict(list)
    for service in services:
        by_organization[service.organisation_id, service.organisation].append(service)
    count = len(by_organization)
    page = hsds.Page([], total_items=count, size=count, empty=not count)
    head, _, tail = msgspec.json.encode(page).decode().partition("[]")
    out.write(f"{head}[\n")
    for number, theirs in enumerate(by_organization.values()):
        out.write(",\n" if number else "")
        out.write(_line(theirs, ground))
    out.write(f"\n]{tail}\n")


def _line(services: Iterable[Service], ground: Ground) -> str:
    rows = [cells_of(service) for service in services]
    organization = organization_of(rows[0], ground)
    organization.services = [msgspec.Raw(msgspec.json.encode(service_of(cells, ground))) for cells in rows]
    return msgspec.json.encode(organization).decode()


Found = tuple[str, msgspec.Raw, hsds.Organization | None]
"""Where a service stands, the service, and whose it is if it stands among that one's services."""


def _services(path: Path, findings: Findings) -> Iterator[Found]:
    for at, raw in _elements(path):
        try:
            keys = decoded(path, raw, _KEYS, at)
            if "status" in keys and "services" not in keys:
                yield at, raw, None
                continue
            organization = decoded(path, raw, _ORGANIZATION, at)
        except ExchangeError as wrong:
            findings.take(wrong)
            continue
        for number, each in enumerate(organization.services or ()):
            yield f"{at}.services[{number}]".removeprefix("."), each, organization


def _elements(path: Path) -> Iterator[tuple[str, msgspec.Raw]]:
    message = read_json(path)
    if message.lstrip()[:1] == b"[":
        listed = decoded(path, message, _LIST)
        return ((f"[{number}]", raw) for number, raw in enumerate(listed))
    if "contents" not in decoded(path, message, _KEYS):
        return iter([("", msgspec.Raw(message))])
    return ((f"contents[{number}]", raw) for number, raw in enumerate(decoded(path, message, _PAGE).contents))


def _records(
    path: Path, found: Iterable[Found], findings: Findings, ground: Ground, owners: dict[str, Organisation]
) -> Iterator[Record]:
    for number, (at, raw, organization) in enumerate(found, start=1):
        try:
            service = decoded(path, raw, _SERVICE, at)
        except ExchangeError as wrong:
            findings.take(wrong)
            continue
        owner = organization or service.organization or hsds.Organization("", "unknown")
        cells = cells_of_service(service, owner, ground)
        if told := told_of(owner):
            owners[cells.get("id", "").strip()] = told
        yield Record(path.name, number, cells, findings, partial(_place_of, at, service))


def _place_of(at: str, service: hsds.Service, column: str) -> str:
    """The JSON path of a column's cell."""
    inside = f"{at}." if at else ""
    for number, attribute in enumerate(service.attributes or ()):
        if attribute.link_type == OURS + column:
            return f"{inside}attributes[{number}] ({attribute.link_type})"
    return inside + _PATHS.get(column, f"attributes ({OURS}{column})")
