"""What the fields of HSDS mean in the pack's columns, and the other way."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

import shapely  # type: ignore[import-untyped]  # shapely ships no types

from services_directory.exchange import hsds_shape as hsds
from services_directory.exchange.cells import Cells
from services_directory.exchange.hsds_hours import WEEKLY, Event, events_of, opening_hours_of
from services_directory.exchange.records import Ground
from services_directory.model import Category, Confidence, Coverage, Organisation, Point, Precision, Status
from services_directory.osm_hours import ALWAYS_WRITTEN
from services_directory.services_tables import CATEGORIES

OURS = "amaan:"
"""What the link type of an attribute begins with that holds a cell of ours which HSDS has no field for."""
_NAMESPACE = uuid5(NAMESPACE_URL, "amaan:services-directory")
_TAXONOMY = "amaan categories"
_WHATSAPP = "WhatsApp"
_STATUSES = {Status.TEMPORARILY_CLOSED.value: "temporarily closed", Status.SUSPENDED.value: "inactive"}
_FROM_STATUSES = {"temporarily closed": Status.TEMPORARILY_CLOSED.value, "defunct": Status.INACTIVE.value}
_UNKNOWN = "unknown"
_GEOJSON = "geojson"
POLYGONS = ("Polygon", "MultiPolygon")
DAY_LETTERS = len("2026-11-22")


def uuid_of(kind: str, ours: str) -> str:
    """HSDS wants UUIDs: an id that is one stays as it is, any other gives always the same (version 5)."""
    return ours if _is_uuid(ours) else str(uuid5(_NAMESPACE, f"{kind}/{ours}"))


def service_of(cells: Cells, ground: Ground) -> hsds.Service:
    """A service in HSDS; what HSDS cannot say goes along in attributes, so that reading it gives the same cells."""
    service = _in_hsds_words(cells, ground)
    service.attributes = list(_attributes(service, cells, ground))
    return service


def cells_of_service(service: hsds.Service, organization: hsds.Organization, ground: Ground) -> Cells:
    """The cells of a service: what its fields say, over which goes what our own attributes say."""
    said = {
        each.link_type.removeprefix(OURS): each.value or ""
        for each in service.attributes or ()
        if each.link_type and each.link_type.startswith(OURS)
    }
    return _in_our_words(service, organization, ground) | said


def organization_of(cells: Cells, ground: Ground) -> hsds.Organization:
    """Who runs a service; HSDS wants a description, and a name is the least of one."""
    name = cells["organisation"]
    identity = cells.get("organisation_id") or name
    known = ground.organisations.get(identity)
    organization = hsds.Organization(uuid_of("organization", identity), name, description=name, services=[])
    if known:
        organization.description = known.description or name
        organization.website, organization.email = known.website, known.email
    return organization


def told_of(organization: hsds.Organization) -> Organisation | None:
    """What it says beside its name, under its id there; None where that is nothing."""
    description = organization.description if organization.description != organization.name else None
    told = [_seen(text) for text in (description, organization.website, organization.email)]
    return Organisation(organization.id, {"en": organization.name}, _UNKNOWN, *told) if any(told) else None


def _attributes(service: hsds.Service, cells: Cells, ground: Ground) -> Iterator[hsds.Attribute]:
    category = cells["category"]
    term = hsds.TaxonomyTerm(uuid_of("category", category), category, category, category, _TAXONOMY)
    yield hsds.Attribute(_part(service, "category"), link_type="category", taxonomy_term=term)
    service.attributes = [hsds.Attribute("", taxonomy_term=term)]
    read = _in_our_words(service, organization_of(cells, ground), ground)
    for column in {**cells, **read}:
        if cells.get(column, "") != read.get(column, ""):
            yield hsds.Attribute(_part(service, column), OURS + column, cells.get(column, ""))


def _in_hsds_words(cells: Cells, ground: Ground) -> hsds.Service:
    service = hsds.Service(uuid_of("service", cells["id"]), cells["name_en"])
    status = cells.get("status", Status.ACTIVE.value)
    service.status = _STATUSES.get(status, status)
    service.organization_id = organization_of(cells, ground).id
    service.alternate_name = cells.get("name_ur")
    service.description = cells.get("description")
    service.url = cells.get("website")
    service.email = cells.get("email")
    service.fees_description = cells.get("cost")
    service.eligibility_description = cells.get("serves")
    service.minimum_age = float(cells["min_age"]) if "min_age" in cells else None
    service.maximum_age = float(cells["max_age"]) if "max_age" in cells else None
    service.assured_date = cells.get("verified_on")
    service.phones = list(_phones(service, cells)) or None
    service.schedules = list(_schedules(service, cells, ground)) or None
    service.service_areas = [_area(service, cells, ground)]
    service.service_at_locations = list(_locations(service, cells, ground)) or None
    service.languages = [
        hsds.Language(_part(service, f"language/{code}"), code=code) for code in _several(cells, "languages")
    ] or None
    if cells.get("cost") == "free":
        service.cost_options = [hsds.CostOption(_part(service, "cost"), option="free", amount=0)]
    return service


def _phones(service: hsds.Service, cells: Cells) -> Iterator[hsds.Phone]:
    for place, number in enumerate(_several(cells, "phones")):
        yield hsds.Phone(_part(service, f"phone/{place}"), number, "voice")
    if "whatsapp" in cells:
        yield hsds.Phone(_part(service, "whatsapp"), cells["whatsapp"], "text", _WHATSAPP)


def _schedules(service: hsds.Service, cells: Cells, ground: Ground) -> Iterator[hsds.Schedule]:
    if "hours" in cells:
        yield hsds.Schedule(_part(service, "hours"), description=cells["hours"])
    for place, event in enumerate(events_of(cells.get("opening_hours"))):
        yield _schedule(_part(service, f"opening/{place}"), event)
    for place, event in enumerate(events_of(cells.get("ramazan_hours")) if ground.ramazan else ()):
        yield _schedule(_part(service, f"ramazan/{place}"), event, ground.ramazan)


def _schedule(identity: str, event: Event, period: tuple[date, date] | None = None) -> hsds.Schedule:
    first, last = (day.isoformat() for day in period) if period else (None, None)
    return hsds.Schedule(
        identity,
        freq=WEEKLY,
        byday=event.byday,
        opens_at=event.opens_at,
        closes_at=event.closes_at,
        valid_from=first,
        valid_to=last,
    )


def _area(service: hsds.Service, cells: Cells, ground: Ground) -> hsds.ServiceArea:
    reached = {Coverage.NATIONAL.value: ground.known.country.region, Coverage.PROVINCE.value: cells.get("province")}
    name = reached.get(cells["coverage"], cells.get("district"))
    extent = shapely.to_geojson(shapely.from_wkt(cells["area"])) if "area" in cells else None
    return hsds.ServiceArea(_part(service, "area"), ground.called(name), extent, _GEOJSON if extent else None)


def _locations(service: hsds.Service, cells: Cells, ground: Ground) -> Iterator[hsds.ServiceAtLocation]:
    if "latitude" not in cells and "address" not in cells:
        return
    at = hsds.Location(_part(service, "location"), "physical")
    if "latitude" in cells:
        at.latitude, at.longitude = float(cells["latitude"]), float(cells["longitude"])
    if "address" in cells:
        city, province = (ground.called(cells.get(column)) or "" for column in ("district", "province"))
        country = ground.known.country.region
        identity = _part(service, "address")
        at.addresses = [hsds.Address(identity, cells["address"], None, city, None, province, "", country, "physical")]
    at.accessibility = [
        hsds.Accessibility(_part(service, f"accessibility/{place}"), each)
        for place, each in enumerate(_several(cells, "accessibility"))
    ] or None
    yield hsds.ServiceAtLocation(_part(service, "at_location"), at)


def _in_our_words(service: hsds.Service, organization: hsds.Organization, ground: Ground) -> Cells:
    location = next((each.location for each in service.service_at_locations or () if each.location), None)
    voices = [phone.number for phone in service.phones or () if phone.description != _WHATSAPP]
    hours = [each.description for each in service.schedules or () if each.description]
    opening_hours = opening_hours_of(service.schedules or ())
    ramazan_hours = opening_hours_of(service.schedules or (), ground.ramazan) if ground.ramazan else None
    cells = {
        "id": service.id,
        "name_en": service.name,
        "name_ur": service.alternate_name if _is_arabic(service.alternate_name) else None,
        "category": _category(service),
        "organisation": organization.name,
        "organisation_type": _UNKNOWN,
        "organisation_id": organization.id,
        "is_confidential": "yes" if _category(service) == Category.SHELTER else "no",
        "phones": "; ".join(voices),
        "whatsapp": next((each.number for each in service.phones or () if each.description == _WHATSAPP), None),
        "email": service.email or organization.email,
        "website": service.url or organization.website,
        "hours": "; ".join(hours),
        "opening_hours": opening_hours,
        "ramazan_hours": ramazan_hours if opening_hours else None,
        "always_open": ("yes" if opening_hours == ALWAYS_WRITTEN else "no") if opening_hours else None,
        "serves": service.eligibility_description or "anyone",
        "audience": "anyone",
        "min_age": _whole(service.minimum_age),
        "max_age": _whole(service.maximum_age),
        "cost": service.fees_description or next((each.option for each in service.cost_options or ()), None),
        "languages": "; ".join(each.code or each.name or "" for each in service.languages or ()),
        "is_walk_in": "yes" if location else "no",
        "source": f"HSDS: {organization.name}",
        "verified_on": (service.assured_date or "")[:DAY_LETTERS],
        "confidence": (Confidence.MEDIUM if service.assured_date else Confidence.LOW).value,
        "description": service.description,
        "status": _FROM_STATUSES.get(service.status or "", service.status),
        **_where(service, location, ground),
    }
    return {column: cell for column, cell in cells.items() if cell}


def _where(service: hsds.Service, location: hsds.Location | None, ground: Ground) -> Mapping[str, str | None]:
    """Its point and address, and the district that its areas, its address or else its point name."""
    at = location or hsds.Location("")
    point = Point(at.latitude, at.longitude) if at.latitude is not None and at.longitude is not None else None
    address = next(iter(at.addresses or ()), hsds.Address(""))
    areas = [area for area in service.service_areas or () if area.name or area.extent]
    named = [area.name for area in areas]
    ids = [ground.areas[_key(name)] for name in (*named, address.city, address.region) if _key(name) in ground.areas]
    district = next((each for each in ids if each in ground.known.districts), None)
    if district is None and point is not None:
        district = ground.district_at(point)
    province = ground.known.districts[district].province if district else _province(ids, address, ground)
    reaches = ids[0] if named and _key(named[0]) in ground.areas else None
    wkt = next(filter(None, map(_polygon, areas)), None)
    return {
        "province": province,
        "district": district,
        "address": ", ".join(line for line in (address.address_1, address.address_2) if line),
        "latitude": repr(point.latitude) if point else None,
        "longitude": repr(point.longitude) if point else None,
        "precision": Precision.TOWN.value if point else None,
        "coverage": _coverage(wkt, reaches, district, province, ground),
        "area": wkt,
        "accessibility": "; ".join(each.description for each in at.accessibility or () if each.description),
    }


def _polygon(area: hsds.ServiceArea) -> str | None:
    """A drawn area as WKT; None for what is drawn in another way."""
    if area.extent_type != _GEOJSON or not area.extent:
        return None
    try:
        drawn = shapely.from_geojson(area.extent)
    except (shapely.errors.ShapelyError, RecursionError):
        return None
    return str(drawn.wkt) if drawn is not None and drawn.geom_type in POLYGONS and not drawn.is_empty else None


def _province(ids: Iterable[str], address: hsds.Address, ground: Ground) -> str | None:
    known = (each for each in ids if each in ground.known.provinces)
    return next(known, None) or ground.areas.get(_key(address.state_province))


def _coverage(wkt: str | None, reaches: str | None, district: str | None, province: str | None, ground: Ground) -> str:
    if wkt:
        return Coverage.AREA.value
    if reaches in ground.known.provinces:
        return Coverage.PROVINCE.value
    return (Coverage.DISTRICT if district else Coverage.PROVINCE if province else Coverage.NATIONAL).value


def _category(service: hsds.Service) -> str | None:
    """The first of its taxonomy terms that is a category of ours; else what it is called, for the refusal."""
    terms = [each.taxonomy_term for each in service.attributes or () if each.taxonomy_term]
    names = [text.casefold().replace(" ", "_") for term in terms for text in (term.code, term.name) if text]
    return next((name for name in names if name in CATEGORIES), next(iter(names), None))


def _key(name: str | None) -> str:
    return (name or "").strip().casefold()


def _part(service: hsds.Service, what: str) -> str:
    return str(uuid5(UUID(service.id), what))


def _several(cells: Cells, column: str) -> list[str]:
    return cells[column].split("; ") if column in cells else []


def _whole(age: float | None) -> str | None:
    return None if age is None else repr(age).removesuffix(".0")


def _seen(text: str | None) -> str | None:
    """On one line, without what nobody sees: no row is read here that would refuse it."""
    return "".join(letter for letter in " ".join((text or "").split()) if letter.isprintable()) or None


def _is_arabic(text: str | None) -> bool:
    return any("؀" <= letter <= "ۿ" for letter in text or "")


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
