"""`amaan directory …`: what the services directory knows, for people and for programs."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from math import ceil

from bot.bootstrap import now_utc, open_directory, pack_directory
from bot.commands.directory_points import WrongArgument, read_point
from bot.commands.directory_printing import print_json, say
from bot.config import Settings
from bot.refusals import Refusal
from services_directory import BoundariesError, Directory, DistrictMatch, Listing, PlaceMatch, Point, UnknownConcern
from services_directory.boundary_import import BoundariesReport, import_boundaries
from services_directory.directory import Where
from services_directory.gazetteer import SURE
from services_directory.loading import load_pack
from services_directory.model import Category, Gender, Names

Row = dict[str, object]

GUESSES_OFFERED = 3
OPEN_NOW: Mapping[object, str] = {True: "  open now", False: "  closed now", None: ""}


def nearest(settings: Settings, chosen: argparse.Namespace) -> int:
    """Services near a point or a place, of a category or for a concern."""
    directory = open_directory(settings)
    where = _where(directory, chosen)
    gender = Gender(chosen.gender) if chosen.gender else None
    known = {"gender": gender, "age": chosen.age, "limit": chosen.limit, "open_now": chosen.open_now}
    now = now_utc()
    if chosen.category:
        found = directory.services_near(where, [Category(chosen.category)], today=now.date(), at=now, **known)
    else:
        each = ceil(chosen.limit / len(_pathway(directory, chosen.concern)))
        found = directory.services_for(chosen.concern, where, per_category=each, today=now.date(), at=now, **known)
    return _show([_service(listing) for listing in found], chosen, _service_line, "No service is known within reach.")


def place(settings: Settings, chosen: argparse.Namespace) -> int:
    """The places a name may mean."""
    found = pack_directory(settings).places_named(" ".join(chosen.name))
    return _show([_place(match) for match in found], chosen, _place_line, "No such place is known.")


def district(settings: Settings, chosen: argparse.Namespace) -> int:
    """The districts a point may lie in."""
    directory = pack_directory(settings)
    found = directory.districts_weighed(read_point(" ".join(chosen.point), "LAT,LON", directory))
    return _show([_district(each) for each in found], chosen, _place_line, "No district is known there.")


def boundaries(settings: Settings, chosen: argparse.Namespace) -> int:
    """Takes the districts' boundaries into the data folder, if all is well; 1 when it is not."""
    if not chosen.file.is_file():
        raise WrongArgument(f"argument FILE: there is no file {chosen.file}")
    folder = None if chosen.dry_run else settings.data
    try:
        report = import_boundaries(
            chosen.file, load_pack(settings.pack), folder, anyway=chosen.anyway, credit=chosen.credit
        )
    except BoundariesError as broken:
        raise Refusal("The boundaries cannot be read, so nothing was taken:", str(broken)) from None
    say(*_about(report))
    if report.written:
        say(f"Written: {report.written}")
    elif chosen.dry_run:
        say("Nothing was written: this was a trial.")
    else:
        say("Nothing was written. Mend the file, or take it as it is: --anyway")
    return 0 if report.written or (chosen.dry_run and report.is_well) else 1


ACTS: Mapping[str, Callable[[Settings, argparse.Namespace], int]] = {
    "nearest": nearest,
    "place": place,
    "district": district,
    "boundaries": boundaries,
}


def _where(directory: Directory, chosen: argparse.Namespace) -> Where:
    if chosen.at is not None:
        return read_point(chosen.at, "--at", directory)
    found = directory.places_named(chosen.place)
    if found and found[0].score >= SURE:
        return found[0]
    unknown = f"argument --place: no place called {chosen.place!r} is known"
    raise WrongArgument(f"{unknown}; is it {_either(found)}?" if found else unknown)


def _either(found: Sequence[PlaceMatch]) -> str:
    """The likeliest of what is guessed at: help elsewhere would be no help."""
    return " or ".join(f"{match.names['en']} ({match.province})" for match in found[:GUESSES_OFFERED])


def _pathway(directory: Directory, concern: str) -> tuple[Category, ...]:
    try:
        return directory.pathway_for(concern).services
    except UnknownConcern as unknown:
        known = ", ".join(unknown.known)
        raise WrongArgument(f"argument --concern: no concern {concern!r} is known; choose from {known}") from None


def _service(listing: Listing) -> Row:
    service = listing.service
    return {
        "id": service.id,
        "name": service.names["en"],
        "names": dict(service.names),
        "category": service.category,
        "organization": service.organisation,
        "phones": list(service.phones),
        "helpline": listing.helpline,
        "distance_km": None if listing.distance_km is None else round(listing.distance_km, 3),
        "precision": service.precision,
        "confidence": service.confidence,
        "open_now": listing.open_now,
        "opens_at": _moment(listing.standing.opens_next),
        "closes_at": _moment(listing.standing.closes_at),
        "district": service.district,
        "province": service.province,
    }


def _moment(moment: datetime | None) -> str | None:
    """In the country's own time."""
    return moment.isoformat(timespec="minutes") if moment else None


def _place(match: PlaceMatch) -> Row:
    its_district = match.district.id if match.district else None
    return _spot(match.names, match.point, match.type, its_district, match.province) | {"score": match.score}


def _district(match: DistrictMatch) -> Row:
    """Its point is its main town."""
    found = match.district
    spot = _spot(found.names, found.point, "district", found.id, found.province)
    return {"id": found.id} | spot | {"score": match.score}


def _spot(names: Names, point: Point, kind: str, its_district: str | None, province: str) -> Row:
    return {
        "name": names.get("en") or f"{point.latitude}, {point.longitude}",
        "names": dict(names),
        "type": kind,
        "district": its_district,
        "province": province,
        "latitude": point.latitude,
        "longitude": point.longitude,
    }


def _show(rows: list[Row], chosen: argparse.Namespace, line: Callable[[Row], str], nothing: str) -> int:
    if chosen.json:
        print_json(rows)
    else:
        say(*(map(line, rows) if rows else [nothing]))
    return 0


def _service_line(row: Row) -> str:
    """Kilometres without a fraction: most points are the middle of a town."""
    distance = f"{row['distance_km']:.0f} km" if row["distance_km"] is not None else "by phone"
    number = _joined(row["phones"] or [row["helpline"] or ""]) or "no number known"
    return f"{distance:>8}  {row['name']}  {number}{OPEN_NOW[row['open_now']]}"


def _place_line(row: Row) -> str:
    score = f"  {row['score']}" if "score" in row else ""
    return f"{row['name']}  ({row['type']}; {row['district'] or row['province']}, {row['province']}){score}"


def _about(report: BoundariesReport) -> Iterable[str]:
    yield f"{report.features} outlines, named by the field {report.name_field}."
    said = {
        "Name read as": [f"{name} = {district}" for name, district in report.guessed],
        "Shape repaired": report.repaired,
        "No district of ours": report.unmatched,
        "District drawn twice": report.doubled,
        "The district's town lies elsewhere": report.misplaced,
        "District without an outline": [f"{one} (within {other})" if other else one for one, other in report.missing],
        "Overlap": [f"{one} and {other}, {area} km2" for one, other, area in report.overlaps],
        "Hole": [f"{at.latitude}, {at.longitude}, {area} km2" for at, area in report.holes],
    }
    for what, which in said.items():
        if which:
            yield f"{what}: {_joined(which)}"


def _joined(texts: object) -> str:
    return "; ".join(map(str, texts)) if isinstance(texts, list | tuple) else ""
