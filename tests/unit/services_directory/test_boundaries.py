"""Districts by their outlines: taken from a file, and asked for a point."""

import json
import random
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pyogrio  # type: ignore[import-untyped]  # pyogrio ships no types
import pytest
import shapely  # type: ignore[import-untyped]  # shapely ships no types

from services_directory import BoundariesError, Directory, Point
from services_directory.boundaries import BOUNDARIES_FILE, Boundaries
from services_directory.boundary_import import BoundariesReport, import_boundaries
from services_directory.loading import Pack

REAL = Path(__file__).parents[4] / "shared" / "data" / "districts_osm2023.geojson"
needs_real = pytest.mark.skipif(not REAL.exists(), reason="the boundaries are not part of the repository")
Shapes = Mapping[str, shapely.Geometry]
Import = Callable[..., BoundariesReport]


def _square(pack: Pack, district: str, half: float = 0.1, east: float = 0.0) -> shapely.Geometry:
    """A square of degrees around a district's town."""
    town = pack.districts[district].point
    x, y = town.longitude + east, town.latitude
    return shapely.box(x - half, y - half, x + half, y + half)


def _write(path: Path, shapes: Shapes, field: str = "ADM2_EN") -> Path:
    features = [
        {
            "type": "Feature",
            "properties": {"code": "PK", field: name},
            "geometry": json.loads(shapely.to_geojson(shape)),
        }
        for name, shape in shapes.items()
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


@pytest.fixture
def importing(tmp_path: Path, pack: Pack) -> Import:
    """Writes the shapes, by name, as a file and imports it into a folder beside."""

    def run(shapes: Shapes, *, anyway: bool = False) -> BoundariesReport:
        return import_boundaries(_write(tmp_path / "given.geojson", shapes), pack, tmp_path / "kept", anyway=anyway)

    return run


def _problems(pack: Pack, path: Path) -> list[tuple[int | None, str | None]]:
    with pytest.raises(BoundariesError) as refused:
        import_boundaries(path, pack, None)
    assert all(str(problem).startswith(path.name) for problem in refused.value.problems)
    return [(problem.feature, problem.field) for problem in refused.value.problems]


def test_point_lies_where_its_outline_says(importing: Import, pack: Pack) -> None:
    """Inside an outline there is one answer, whatever settlement is nearest; from just outside it is still found."""
    report = importing({"Swabi": _square(pack, "swabi"), "Mardan": _square(pack, "mardan")})
    assert report.is_well
    assert report.written
    directory = Directory.load(boundaries=report.written)
    town = pack.districts["swabi"].point
    assert [each.id for each in directory.district_at(town)] == ["swabi"]
    beside = Point(town.latitude + 0.1 + 0.03, town.longitude)
    assert directory.district_at(beside)[0].id == "swabi"
    far = Point(town.latitude + 0.1 + 0.09, town.longitude)
    assert "swabi" not in [each.id for each in directory.district_at(far)]


def test_district_without_an_outline_is_found_by_nearness(importing: Import, pack: Pack) -> None:
    """A file of a few districts takes nothing away from the others."""
    report = importing({"Swabi": _square(pack, "swabi")})
    directory = Directory.load(boundaries=report.written)
    assert directory.district_at(pack.districts["quetta"].point)[0].id == "quetta"
    assert dict(report.missing)["quetta"] is None


def test_outline_drawn_before_a_division_means_both(importing: Import, pack: Pack) -> None:
    """Where a new district's town lies in the old one's outline, the person is asked which it is."""
    report = importing({"Muzaffargarh": _square(pack, "muzaffargarh", half=0.9)})
    assert dict(report.missing)["kot-addu"] == "muzaffargarh"
    directory = Directory.load(boundaries=report.written)
    first, *others = directory.district_at(pack.districts["muzaffargarh"].point, limit=9)
    assert first.id == "muzaffargarh"
    assert "kot-addu" in [each.id for each in others]


def test_name_spelt_in_a_new_way_is_known_by_its_town(importing: Import, pack: Pack) -> None:
    """A wrong letter is forgiven where the district's town lies inside; another district's ground is never taken."""
    report = importing(
        {"Swabbi": _square(pack, "swabi"), "Mardan": _square(pack, "quetta"), "Oz": _square(pack, "kech")}
    )
    assert report.guessed == (("Swabbi", "swabi"),)
    assert report.misplaced == ("Mardan",)
    assert report.unmatched == ("Oz",)


def test_nothing_is_written_unless_all_is_well(importing: Import, pack: Pack, tmp_path: Path) -> None:
    """An overlap keeps the file out, until the caller says that it is to be taken anyway."""
    shapes = {"Swabi": _square(pack, "swabi"), "Mardan": _square(pack, "mardan", half=0.5)}
    report = importing(shapes)
    ((one, other, area),) = report.overlaps
    assert {one, other} == {"swabi", "mardan"}
    assert area == pytest.approx(345, rel=0.2)
    assert report.written is None
    assert not (tmp_path / "kept").exists()
    assert importing(shapes, anyway=True).written == tmp_path / "kept" / BOUNDARIES_FILE
    held = Directory.load(boundaries=tmp_path / "kept" / BOUNDARIES_FILE).district_at(pack.districts["swabi"].point)
    assert {each.id for each in held[:2]} == {"swabi", "mardan"}


def test_holes_and_doubles_are_reported(importing: Import, pack: Pack) -> None:
    """Ground that is nobody's, and a district drawn twice, are each named."""
    ring = _square(pack, "swabi", half=0.2).difference(_square(pack, "swabi", half=0.05, east=0.1))
    ((hole, area),) = importing({"Swabi": ring}).holes
    assert hole.longitude == pytest.approx(pack.districts["swabi"].point.longitude + 0.1, abs=0.05)
    assert area == pytest.approx(102, rel=0.05)
    assert importing({"Swabi": _square(pack, "swabi"), "SWABI": _square(pack, "swabi")}).doubled == ("SWABI",)


def test_broken_shape_is_mended(importing: Import, pack: Pack) -> None:
    """A ring that crosses itself is made two rings, and said to have been."""
    x, y = pack.districts["swabi"].point.longitude, pack.districts["swabi"].point.latitude
    crossed = shapely.Polygon([(x - 1, y - 1), (x + 1, y + 1), (x + 1, y - 1), (x - 1, y + 1)])
    report = importing({"Swabi": crossed})
    assert report.repaired == ("Swabi",)
    assert report.is_well


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:32643"])
def test_geopackage_in_its_own_coordinates(tmp_path: Path, pack: Pack, crs: str) -> None:
    """A GeoPackage is read like GeoJSON, in degrees or in metres."""
    import pyproj  # noqa: PLC0415  # for this test alone

    turn = pyproj.Transformer.from_crs("EPSG:4326", crs, always_xy=True)
    shape = shapely.transform(_square(pack, "swabi"), lambda at: np.stack(turn.transform(at[:, 0], at[:, 1]), axis=1))
    path = tmp_path / "given.gpkg"
    pyogrio.raw.write(
        path,
        geometry=np.array([shapely.to_wkb(shape)], dtype=object),
        field_data=[np.array(["Swabi"], dtype=object)],
        fields=["name"],
        geometry_type="Polygon",
        crs=crs,
    )
    report = import_boundaries(path, pack, tmp_path)
    assert report.written
    assert Boundaries.load(report.written, pack.districts).at(pack.districts["swabi"].point) == ("swabi",)


def test_errors_name_feature_and_field(tmp_path: Path, pack: Pack) -> None:
    """What is wrong is said by feature and field, all at once."""
    path = _write(
        tmp_path / "given.geojson",
        {
            "Swabi": shapely.Point(72, 34),
            "Mardan": shapely.transform(_square(pack, "mardan"), lambda at: at[:, ::-1]),
            "Buner": _square(pack, "buner"),
        },
    )
    assert _problems(pack, path) == [(1, "geometry"), (2, "geometry")]


@pytest.mark.parametrize(
    "content",
    ["", "[1", "[]", "{}", '{"features": 5}', '{"features": []}', '{"features": [3]}', "\0" * 1000, "[" * 100_000],
)
def test_garbage_is_refused(tmp_path: Path, pack: Pack, content: str) -> None:
    """Whatever is in the file: a refusal by the file's name."""
    for name in ("given.geojson", "given.gpkg", "given.txt"):
        (tmp_path / name).write_text(content, encoding="utf-8")
        assert _problems(pack, tmp_path / name)
    assert _problems(pack, tmp_path / "absent.geojson")


def test_outlines_of_nobody_we_know_are_refused(tmp_path: Path, pack: Pack) -> None:
    """A file of another country's districts, or without names, has no field that could be the name."""
    assert _problems(pack, _write(tmp_path / "given.geojson", {"Oz": _square(pack, "swabi")})) == [(None, None)]


def test_kept_file_that_is_broken_is_refused(tmp_path: Path, pack: Pack, importing: Import) -> None:
    """A damaged file, or one for a pack that has changed since, stops the start instead of misleading."""
    written = importing({"Swabi": _square(pack, "swabi")}).written
    assert written
    with pytest.raises(BoundariesError):
        Boundaries.load(written, ["mardan"])
    written.write_text("{", encoding="utf-8")
    with pytest.raises(BoundariesError):
        Boundaries.load(written, pack.districts)


@needs_real
def test_real_outlines_answer_right(tmp_path: Path, pack: Pack) -> None:
    """With the real outlines all is well, and of ten thousand points inside them 99 in 100 are answered right."""
    report = import_boundaries(REAL, pack, tmp_path)
    assert report.is_well
    assert report.written
    boundaries, rng, right = Boundaries.load(report.written, pack.districts), random.Random(4), 0
    features = json.loads(REAL.read_text(encoding="utf-8"))["features"]
    names = {each.names["en"]: each.id for each in pack.districts.values()}
    drawn = [
        (names[feature["properties"]["name"]], shapely.from_geojson(json.dumps(feature["geometry"])))
        for feature in features
        if feature["properties"]["name"] in names
    ]
    sizes, asked = [shape.area for _, shape in drawn], 0
    while asked < 10_000:
        district, shape = rng.choices(drawn, sizes)[0]
        west, south, east, north = shape.bounds
        point = Point(rng.uniform(south, north), rng.uniform(west, east))
        if shapely.intersects_xy(shape, point.longitude, point.latitude):
            asked += 1
            right += boundaries.at(point)[:1] == (district,)
    assert right >= 9_900
