"""What the tags of a health facility mean in the pack's columns, and the other way."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from services_directory.exchange.cells import POINT_COLUMNS, Cells
from services_directory.exchange.records import Ground
from services_directory.hours_cells import is_readable
from services_directory.model import Category, Confidence, Coverage, Point, Precision
from services_directory.osm_hours import ALWAYS_WRITTEN

OURS = "amaan:"
Tags = Mapping[str, str]

_FACILITIES = frozenset(
    {
        *("hospital", "clinic", "doctors", "doctor", "pharmacy", "dentist", "health_post", "health_centre", "centre"),
        *("midwife", "birthing_centre", "nurse", "laboratory", "rehabilitation", "physiotherapist", "blood_bank"),
        *("community_health_worker", "dispensary", "yes"),
    }
)
_PSYCHOSOCIAL = frozenset({"counselling", "psychotherapist"})
_SOURCE = "OpenStreetMap contributors (ODbL)"
_HEALTHSITES = "healthsites.io (ODbL), from OpenStreetMap contributors"
_TYPES = MappingProxyType(
    {"public": "government", "government": "government", "private": "private", "ngo": "ngo", "religious": "ngo"}
    | {"community": "ngo", "charitable": "ngo", "un": "un", "military": "military"}
)
_TO_TYPES = MappingProxyType({"government": "public", "ngo": "ngo", "private": "private"})
_FEES = MappingProxyType({"no": "free", "yes": "paid", "donation": "low"})
_OSM_ID = re.compile(r"(?:(node|way|relation)/)?(\d+)")
_ARABIC = re.compile("[\u0600-\u06ff]")

_TAG_OF = MappingProxyType(
    {
        **{"id": "osm_id", "name_en": "name", "name_ur": "name:ur", "name_ps": "name:ps", "name_sd": "name:sd"},
        **{"category": "amenity", "organisation": "operator", "organisation_type": "operator:type", "cost": "fee"},
        **{"phones": "phone", "whatsapp": "contact:whatsapp", "email": "email", "website": "website"},
        **{"hours": "opening_hours", "opening_hours": "opening_hours", "address": "addr:full"},
        **{"district": "addr:district", "source_date": "timestamp", "description": "description"},
    }
)
"""The tag that a column's cell is read from first."""


def tag_of(column: str) -> str:
    """Where a facility has the cell of a column."""
    return "geometry" if column in POINT_COLUMNS else _TAG_OF.get(column, OURS + column)


def tags_of(cells: Cells, ground: Ground) -> dict[str, str]:
    """The tags that say what a service is; each cell they would not give again goes along under its own name."""
    tags = _in_tags(cells, ground)
    point = {column: cells[column] for column in POINT_COLUMNS if column in cells}
    read = cells_of_tags(tags | {"@id": cells["id"]}, point, ground)
    for column in {**cells, **read}:
        if cells.get(column, "") != read.get(column, ""):
            tags[OURS + column] = cells.get(column, "")
    return tags


def cells_of_tags(tags: Tags, point: Cells, ground: Ground) -> Cells:
    """The cells of a facility with these tags, at this latitude and longitude; our own tags have the last word."""
    said = {key.removeprefix(OURS): value for key, value in tags.items() if key.startswith(OURS)}
    return {column: cell for column, cell in (_in_cells(tags, point, ground) | said).items() if cell}


def _in_tags(cells: Cells, ground: Ground) -> dict[str, str]:
    is_hospital = "hospital" in cells["name_en"].casefold()
    is_psychosocial = cells["category"] == Category.PSYCHOSOCIAL
    tags = {
        "amenity": "hospital" if is_hospital else "",
        "healthcare": "counselling" if is_psychosocial else "hospital" if is_hospital else "yes",
        "name": cells["name_en"],
        "name:en": cells["name_en"],
        **{f"name:{language}": cells.get(f"name_{language}", "") for language in ("ur", "ps", "sd")},
        "operator": cells["organisation"],
        "operator:type": _TO_TYPES.get(cells["organisation_type"], ""),
        "phone": cells.get("phones", ""),
        "contact:whatsapp": cells.get("whatsapp", ""),
        "email": cells.get("email", ""),
        "website": cells.get("website", ""),
        "opening_hours": cells.get("opening_hours", ""),
        "addr:full": cells.get("address", ""),
        "addr:district": ground.called(cells.get("district")) or "",
        "fee": {"free": "no", "paid": "yes"}.get(cells.get("cost", ""), ""),
        "description": cells.get("description", ""),
    }
    return {tag: value for tag, value in tags.items() if value}


def _in_cells(tags: Tags, point: Cells, ground: Ground) -> Cells:
    name = _first(tags, "name:en", "name_en", "int_name", "name", "name:ur")
    hours = _first(tags, "opening_hours")
    wheelchair = _first(tags, "wheelchair")
    cells = {
        "id": _identity(tags),
        "name_en": name,
        "name_ur": _first(tags, "name:ur", "name_ur") or (tags.get("name", "") if _is_urdu(tags) else ""),
        "name_ps": tags.get("name:ps", ""),
        "name_sd": tags.get("name:sd", ""),
        "category": _category(tags),
        "organisation": _first(tags, "operator") or name or "unknown",
        "organisation_type": _operator_type(tags),
        **_place(tags, point, ground),
        "is_confidential": "no",
        "phones": _phones(tags),
        "whatsapp": tags.get("contact:whatsapp", ""),
        "email": _first(tags, "email", "contact:email"),
        "website": _first(tags, "website", "contact:website", "url"),
        "hours": hours,
        "opening_hours": hours if is_readable(hours) else "",
        "always_open": ("yes" if hours == ALWAYS_WRITTEN else "no") if is_readable(hours) else "",
        "serves": "anyone",
        "audience": "anyone",
        "cost": _FEES.get(tags.get("fee", ""), ""),
        "is_walk_in": "yes",
        "source": _HEALTHSITES if "uuid" in tags or "completeness" in tags else _SOURCE,
        "source_date": _first(tags, "changeset_timestamp", "@timestamp", "timestamp", "check_date")[:10],
        "confidence": Confidence.MEDIUM.value,
        "description": tags.get("description", ""),
        "accessibility": f"wheelchair: {wheelchair}" if wheelchair else "",
        "status": "active",
    }
    return {column: cell for column, cell in cells.items() if cell}


def _place(tags: Tags, point: Cells, ground: Ground) -> Cells:
    """Where it is: the district is the one that is named, else the one that the point lies in."""
    district = ground.areas.get(_first(tags, "addr:district", "is_in:district").casefold())
    if district not in ground.known.districts and point:
        district = ground.district_at(Point(float(point["latitude"]), float(point["longitude"])))
    known = ground.known.districts.get(district or "")
    street = " ".join(filter(None, (_first(tags, "addr:housenumber"), _first(tags, "addr:street"))))
    lines = filter(None, (street, _first(tags, "addr:suburb"), _first(tags, "addr:city")))
    return {
        **point,
        "province": known.province if known else "",
        "district": known.id if known else "",
        "address": _first(tags, "addr:full") or ", ".join(lines),
        "precision": Precision.EXACT.value if point else "",
        "coverage": Coverage.DISTRICT.value,
    }


def _identity(tags: Tags) -> str:
    """healthsites.io's own UUID, else OpenStreetMap's kind and number: osm-node-123."""
    if "uuid" in tags:
        return tags["uuid"]
    given = _first(tags, "@id", "osm_id", "id")
    if found := _OSM_ID.fullmatch(given):
        return f"osm-{found[1] or _first(tags, '@type', 'osm_type') or 'node'}-{found[2]}"
    return given


def _category(tags: Tags) -> str:
    kinds = {kind for tag in ("amenity", "healthcare") for kind in tags.get(tag, "").split(";")}
    if kinds & _PSYCHOSOCIAL:
        return Category.PSYCHOSOCIAL.value
    return Category.HEALTH.value if kinds & _FACILITIES else _first(tags, "healthcare", "amenity")


def _operator_type(tags: Tags) -> str:
    given = _first(tags, "operator:type", "operator_type")
    return _TYPES.get(given, given) or "unknown"


def _phones(tags: Tags) -> str:
    given = _first(tags, "phone", "contact:phone", "contact_number", "contact:mobile")
    return "; ".join(number.strip() for number in re.split("[;,]", given) if number.strip())


def _is_urdu(tags: Tags) -> bool:
    return bool(_ARABIC.search(tags.get("name", "")))


def _first(tags: Tags, *names: str) -> str:
    return next((tags[name] for name in names if tags.get(name)), "")
