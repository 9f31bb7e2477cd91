"""`amaan directory …` as somebody types it."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from services_directory import Directory
from services_directory.boundaries import BOUNDARIES_FILE

SERVICE_FIELDS = {
    *("id", "name", "category", "organization", "phones", "distance_km", "precision", "confidence", "open_now"),
}
PLACE_FIELDS = {"name", "names", "type", "district", "province", "latitude", "longitude", "score"}
Typing = Callable[..., tuple[int, str, str]]


@pytest.fixture
def typing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Typing]:
    """Exit code, what was printed, and what was complained of; over an empty data folder."""
    monkeypatch.setenv("AMAAN_DATA", str(tmp_path / "data"))
    mask = os.umask(0o077)

    def run(*words: str) -> tuple[int, str, str]:
        try:
            code = main(["directory", *words])
        except SystemExit as left:
            code = int(left.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    yield run
    os.umask(mask)


def _list(answer: tuple[int, str, str]) -> list[dict[str, Any]]:
    code, printed, complained = answer
    assert (code, complained) == (0, "")
    rows: list[dict[str, Any]] = json.loads(printed)
    return rows


@pytest.mark.parametrize(
    "at", ["34.1202,72.4698", "۳۴٫۱۲۰۲، ۷۲٫۴۶۹۸", "٣٤٫١٢٠٢،٧٢٫٤٦٩٨", "३४.१२०२ ७२.४६९८", "+34.1202; 72.4698"]
)
def test_nearest_to_a_point_in_any_digits(typing: Typing, at: str) -> None:
    """The nearest come first, each with its facts, whatever digits the point is written in."""
    rows = _list(typing("nearest", "--at", at, "--category", "health", "--json"))
    assert len(rows) == 5
    assert all(row.keys() >= SERVICE_FIELDS and row["category"] == "health" for row in rows)
    assert rows[0]["district"] == "swabi"
    assert rows[0]["distance_km"] < 1


@pytest.mark.parametrize(
    "at",
    [
        "34°07'12.7\"N 72°28'11.3\"E",
        "72.4698 E, 34.1202 N",
        "۳۴٫۱۲۰۲ شمال، ۷۲٫۴۶۹۸ مشرق",
        "8J6J4FC9+3W",
        "4FC9+3W Swabi",
        "https://maps.google.com/?q=34.1202,72.4698",
    ],
)
def test_a_point_in_any_form(typing: Typing, at: str) -> None:
    """Degrees and minutes, the sides of the world, a map's link and Plus Codes are read as one reads them."""
    (first, *_) = _list(typing("nearest", "--at", at, "--category", "health", "--json"))
    assert first["district"] == "swabi"
    assert _list(typing("district", at, "--json"))[0]["id"] == "swabi"


def test_a_place_guessed_at_is_asked_about(typing: Typing) -> None:
    """Help for a place nobody named would be help elsewhere: a guess is offered as a question, and nothing listed."""
    code, printed, complained = typing("nearest", "--place", "Narnia", "--category", "health")
    assert (code, printed) == (2, "")
    assert "is it Harnai (balochistan)" in complained


def test_nearest_for_a_concern_and_a_child(typing: Typing) -> None:
    """A concern brings its pathway's services in order, narrowed to the child."""
    rows = _list(typing("nearest", "--place", "Swabi", "--concern", "physical_abuse", "--limit", "3", "--json"))
    assert rows[0]["id"] == "child-protection-unit-swabi"
    assert len(rows) == 3
    asked = ("nearest", "--place", "Multan", "--category", "protection", "--limit", "20", "--json")
    for_women = "violence-against-women-centre-multan"
    assert for_women in [row["id"] for row in _list(typing(*asked, "--gender", "female", "--age", "۱۲"))]
    assert for_women not in [row["id"] for row in _list(typing(*asked, "--gender", "male"))]


def test_open_now_is_never_claimed_without_knowing(typing: Typing) -> None:
    """Unknown hours are null, and left out where only the open are asked for."""
    asked = ("nearest", "--place", "Lahore", "--category", "health", "--limit", "30", "--json")
    assert {row["open_now"] for row in _list(typing(*asked))} <= {True, None}
    assert {row["open_now"] for row in _list(typing(*asked, "--open-now"))} == {True}


def test_confidential_places_have_no_distance(typing: Typing) -> None:
    """A shelter whose place is kept secret is listed with its telephone alone."""
    rows = _list(typing("nearest", "--place", "Lahore", "--category", "shelter", "--limit", "50", "--json"))
    hidden = [row for row in rows if row["distance_km"] is None]
    assert hidden
    assert all(row["precision"] is None for row in hidden)


def test_place_by_name(typing: Typing) -> None:
    """A name in any script gives places, best first; a name nobody knows an empty list."""
    for name in (["Swabi"], ["صوابی"], ["Dera", "Ismail", "Khan"]):
        first = _list(typing("place", *name, "--json"))[0]
        assert first.keys() >= PLACE_FIELDS
        assert first["names"]["en"] == first["name"]
        assert 0 <= first["score"] <= 1
    assert _list(typing("place", "Qwzzxk", "--json")) == []


def test_district_of_a_point(typing: Typing) -> None:
    """A point gives its district first; none abroad is an empty list."""
    (first, second, *_) = _list(typing("district", "34.1202,72.4698", "--json"))
    assert first.keys() >= PLACE_FIELDS
    assert first["id"] == "swabi"
    assert 1 >= first["score"] > 0.5 > second["score"] >= 0
    assert _list(typing("district", "34.53,69.17", "--json")) == []


def test_people_get_lines(typing: Typing) -> None:
    """Without --json each answer is a line with what one needs to act."""
    assert "1121" in typing("nearest", "--place", "Swabi", "--category", "protection")[1]
    assert "Swabi" in typing("place", "Swabi")[1]
    assert "Swabi" in typing("district", "34.1202,", "72.4698")[1]
    assert typing("place", "Qwzzxk")[1]


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (["nearest", "--at", "north", "--category", "health"], "--at"),
        (["nearest", "--at", "34.1", "--category", "health"], "--at"),
        (["nearest", "--at", "4FC9+3W", "--category", "health"], "--at"),
        (["nearest", "--at", "4FC9+3W Khanpur", "--category", "health"], "--at"),
        (["nearest", "--at", "9C3XGV4C+XV", "--category", "health"], "--at"),
        (["nearest", "--at", "nan,nan", "--category", "health"], "--at"),
        (["nearest", "--at", "72.47,34.12", "--category", "health"], "--at"),
        (["nearest", "--at", "51.5,-0.1", "--category", "health"], "--at"),
        (["nearest", "--at", "134.1,272.4", "--category", "health"], "--at"),
        (["nearest", "--at", "9" * 5000 + ",1", "--category", "health"], "--at"),
        (["nearest", "--place", "Qwzzxk", "--category", "health"], "--place"),
        (["nearest", "--place", "", "--category", "health"], "--place"),
        (["nearest", "--place", "Swabi", "--category", "magic"], "--category"),
        (["nearest", "--place", "Swabi", "--concern", "magic"], "--concern"),
        (["nearest", "--place", "Swabi", "--category", "health", "--age", "-1"], "--age"),
        (["nearest", "--place", "Swabi", "--category", "health", "--age", "old"], "--age"),
        (["nearest", "--place", "Swabi", "--category", "health", "--limit", "0"], "--limit"),
        (["nearest", "--place", "Swabi", "--category", "health", "--gender", "x"], "--gender"),
        (["nearest", "--category", "health"], "--at"),
        (["nearest", "--place", "Swabi"], "--category"),
        (["district", "72.47,34.12"], "LAT,LON"),
        (["district", "72.47°, 34.12°"], "LAT,LON"),
        (["boundaries", "import", "nowhere.geojson"], "FILE"),
        (["boundaries", "import", "nowhere.geojson", "--credit", "a\nb"], "--credit"),
        (["boundaries", "import", "nowhere.geojson", "--credit", "x" * 61], "--credit"),
    ],
)
def test_bad_input_is_a_sentence(typing: Typing, words: list[str], option: str) -> None:
    """What cannot be meant is refused by the option's name, with 2 and nothing printed."""
    code, printed, complained = typing(*words)
    assert (code, printed) == (2, "")
    assert option in complained
    assert "Traceback" not in complained


def _square_of_swabi(path: Path, name: str) -> Path:
    ring = [[72.3, 34.0], [72.6, 34.0], [72.6, 34.3], [72.3, 34.3], [72.3, 34.0]]
    feature = {"type": "Feature", "properties": {"name": name}}
    swabi = feature | {"geometry": {"type": "Polygon", "coordinates": [ring]}}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [swabi]}), encoding="utf-8")
    return path


def test_boundaries_are_taken_and_used(typing: Typing, tmp_path: Path) -> None:
    """A trial writes nothing; after the import the outline decides, however near another district's town is."""
    file = _square_of_swabi(tmp_path / "given.geojson", "Swabi")
    assert len(_list(typing("district", "34.2,72.35", "--json"))) > 1
    code, printed, _ = typing("boundaries", "import", str(file), "--dry-run")
    assert code == 0
    assert "Nothing was written" in printed
    assert not (tmp_path / "data").exists()
    code, printed, _ = typing("boundaries", "import", str(file), "--credit", "© Mappers")
    assert code == 0
    assert Directory.load(boundaries=tmp_path / "data" / BOUNDARIES_FILE).outlines_credit == "© Mappers"
    assert str(tmp_path / "data" / BOUNDARIES_FILE) in printed
    rows = _list(typing("district", "34.2,72.35", "--json"))
    assert [(row["id"], row["score"]) for row in rows] == [("swabi", 1.0)]


def test_boundaries_that_do_not_fit_are_not_taken(typing: Typing, tmp_path: Path) -> None:
    """Where not all is well the answer is 1, and the sentence says what to do; a broken file changes nothing."""
    file = _square_of_swabi(tmp_path / "given.geojson", "Swabi")
    features = json.loads(file.read_text(encoding="utf-8"))
    features["features"].append(features["features"][0] | {"properties": {"name": "Oz"}})
    file.write_text(json.dumps(features), encoding="utf-8")
    code, printed, _ = typing("boundaries", "import", str(file))
    assert code == 1
    assert "Oz" in printed
    assert not (tmp_path / "data").exists()
    assert typing("boundaries", "import", str(file), "--anyway")[0] == 0
    file.write_text("{}", encoding="utf-8")
    code, _, complained = typing("boundaries", "import", str(file))
    assert code == 1
    assert "given.geojson" in complained
    (tmp_path / "data" / BOUNDARIES_FILE).write_text("{", encoding="utf-8")
    code, _, complained = typing("district", "34.2,72.35")
    assert code == 1
    assert BOUNDARIES_FILE in complained
