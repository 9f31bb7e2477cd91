"""Files with something changed in them that nobody foresaw: taken, or refused in sentences, never a crash."""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services_directory import Point, Precision
from services_directory.errors import ExchangeError
from services_directory.exchange.exchanging import Format, read_services, write_services
from tests.unit.services_directory.exchange.generated import ground, pakistan, services

JSON_FORMATS = [Format.GEOJSON, Format.HSDS, Format.OSM]
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20)
    | st.sampled_from(["Polygon", "GeometryCollection", "geojson", "text", "MO,TU", "25:00", "9", "0001-01-01", "24/7"])
)
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner), max_leaves=5
)
Place = tuple[Any, Any]


def exported(format: Format) -> str:
    """A few services of the pack, of all kinds that the format carries."""
    out = StringIO()
    write_services(pakistan().services[10:400:60], out, format, ground())
    return out.getvalue()


DOCUMENTS = {format: exported(format) for format in Format}


def places(node: Any) -> Iterator[Place]:
    """Every place of a document: what it stands in, and under which key."""
    keys = list(node) if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
    for key in keys:
        yield node, key
        yield from places(node[key])


def is_taken_or_refused(given: bytes, folder: Path, format: Format) -> None:
    file = folder / "mangled"
    file.write_bytes(given)
    try:
        services, refusal = read_services(file, format, ground()), ""
    except ExchangeError as refused:
        services, refusal = [], str(refused)
    assert bool(services) != bool(refusal)
    assert len(refusal) < 20_000


@pytest.mark.parametrize("format", JSON_FORMATS)
@settings(max_examples=4000, deadline=None, suppress_health_check=list(HealthCheck))
@given(chance=st.randoms(use_true_random=False), values=st.lists(ANYTHING, min_size=1, max_size=3))
def test_any_value_anywhere(chance: Any, values: list[Any], format: Format, tmp_path: Path) -> None:
    """Up to three values of a good file are replaced by whatever."""
    document = json.loads(DOCUMENTS[format])
    for value in values:
        node, key = chance.choice(list(places(document)))
        node[key] = value
    is_taken_or_refused(json.dumps(document).encode(), tmp_path, format)


@settings(max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))
@given(chance=st.randoms(use_true_random=False), values=st.lists(st.text(max_size=30), min_size=1, max_size=3))
def test_any_text_in_any_cell(chance: Any, values: list[str], tmp_path: Path) -> None:
    """Nor does a cell of a table."""
    table = list(csv.reader(StringIO(DOCUMENTS[Format.CSV])))
    for value in values:
        row = chance.choice(table)
        row[chance.randrange(len(row))] = value
    out = StringIO()
    csv.writer(out).writerows(table)
    is_taken_or_refused(out.getvalue().encode("utf-8", "ignore"), tmp_path, Format.CSV)


@pytest.mark.parametrize("format", list(Format))
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(cut=st.floats(0, 1), junk=st.binary(max_size=10))
def test_cut_anywhere(cut: float, junk: bytes, format: Format, tmp_path: Path) -> None:
    """A file cut short and ended with rubbish."""
    given = DOCUMENTS[format].encode()
    is_taken_or_refused(given[: int(len(given) * cut)] + junk, tmp_path, format)


@pytest.mark.parametrize("format", list(Format))
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(service=services())
def test_a_careless_service_gives_nothing_away(service: Any, format: Format) -> None:
    """Even where a confidential service holds a point and an address by mistake, no format writes them."""
    careless = replace(
        service,
        is_confidential=True,
        point=Point(31.2718281, 74.3141592),
        precision=Precision.EXACT,
        address="House of the hidden 7",
        area=None,
    )
    out = StringIO()
    write_services([careless], out, format, ground())
    assert not any(planted in out.getvalue() for planted in ("31.2718281", "74.3141592", "hidden 7"))
