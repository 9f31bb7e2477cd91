"""`amaan directory import` and `export` as somebody types them."""

import csv
import io
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.cli import main
from services_directory.store import STORE_FILE, DirectoryStore

Typing = Callable[..., tuple[int, str, str]]
Rows = list[dict[str, str]]
POLICE = "police-emergency-15"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def typing(data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Typing]:
    """Exit code, what was printed, and what was complained of."""
    monkeypatch.setenv("AMAAN_DATA", str(data))
    mask = os.umask(0o077)

    def run(*words: str | Path) -> tuple[int, str, str]:
        try:
            code = main(["directory", *map(str, words)])
        except SystemExit as left:
            code = int(left.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    yield run
    os.umask(mask)


@pytest.fixture
def rows(typing: Typing) -> Rows:
    """The pack as it is exported, the police first."""
    rows = list(csv.DictReader(io.StringIO(typing("export", "-", "--format", "csv")[1])))
    assert rows == sorted(rows, key=lambda row: row["id"])
    return sorted(rows, key=lambda row: row["id"] != POLICE)


def table(file: Path, rows: Rows) -> Path:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return file


def phones(data: Path, service_id: str) -> tuple[str, ...]:
    store = DirectoryStore.open(f"sqlite:///{data / STORE_FILE}")
    try:
        service = store.service(service_id)
        assert service
        return service.phones
    finally:
        store.close()


def test_a_trial_shows_the_difference_and_writes_nothing(
    typing: Typing, rows: Rows, data: Path, tmp_path: Path
) -> None:
    """Old and new stand side by side, field by field, and no database is made."""
    rows[0]["phones"] = "1122"
    code, printed, complained = typing("import", table(tmp_path / "new.csv", rows), "--dry-run")
    assert (code, complained) == (0, "")
    assert "phones: 15 -> 1122" in printed
    assert "Nothing was written" in printed
    assert not data.exists()


def test_what_was_shown_is_done(typing: Typing, rows: Rows, data: Path, tmp_path: Path) -> None:
    """Only what differs changes; the same file again changes nothing."""
    rows[0]["phones"] = "1122"
    file = table(tmp_path / "new.csv", rows)
    code, printed, _ = typing("import", file)
    assert code == 0
    assert printed.startswith(f"0 added, 1 changed, 0 gone, {len(rows) - 1} as before.")
    assert phones(data, rows[0]["id"]) == ("1122",)
    assert "version" not in typing("import", file)[1]
    (line,) = (line for line in typing("export", "-", "--format", "geojson")[1].splitlines() if POLICE in line)
    assert '"phones":["1122"]' in line


def test_a_whole_file_takes_away_what_it_lacks(typing: Typing, rows: Rows, tmp_path: Path) -> None:
    """Only if it is said to be the whole."""
    file = table(tmp_path / "new.csv", rows[1:])
    assert "0 gone" in typing("import", file, "--dry-run")[1]
    assert f"- {rows[0]['id']}" in typing("import", file, "--dry-run", "--whole")[1]
    typing("import", file, "--whole")
    left = csv.DictReader(io.StringIO(typing("export", "-", "--format", "csv")[1]))
    assert rows[0]["id"] not in [row["id"] for row in left]


def test_a_proposal_changes_nothing_yet(typing: Typing, rows: Rows, data: Path, tmp_path: Path) -> None:
    """It waits for somebody else, and holds all that the file says."""
    rows[0]["phones"] = "1122"
    code, printed, _ = typing("import", table(tmp_path / "new.csv", rows), "--as-proposals")
    assert code == 0
    assert phones(data, rows[0]["id"]) == ("15",)
    store = DirectoryStore.open(f"sqlite:///{data / STORE_FILE}")
    (proposal,) = store.proposals()
    store.close()
    assert proposal.id in printed
    assert [change.new.phones for change in proposal.difference.changed] == [("1122",)]


def test_a_file_with_one_wrong_row_changes_nothing(typing: Typing, rows: Rows, data: Path, tmp_path: Path) -> None:
    """All or nothing: the right rows wait for the wrong one."""
    rows[0]["phones"] = "1122"
    rows[-1]["category"] = "magic"
    code, printed, complained = typing("import", table(tmp_path / "new.csv", rows))
    assert (code, printed) == (1, "")
    assert f"new.csv, row {len(rows) + 1}, column category: found 'magic'" in complained
    assert not data.exists()


def test_an_organisation_of_two_names_is_refused(typing: Typing, rows: Rows, tmp_path: Path) -> None:
    """What the database refuses is said in a sentence too, and nothing is changed."""
    several = [row for row in rows if row["organisation_id"] == "edhi-foundation"]
    assert len(several) > 1
    several[0]["organisation"] = "Another name"
    code, _, complained = typing("import", table(tmp_path / "one.csv", several[:1]))
    assert code == 1
    assert "Another name" in complained
    assert "Traceback" not in complained
    assert "Another name" not in typing("export", "-", "--format", "csv")[1]


@pytest.mark.parametrize("name", ["all.csv", "all.geojson", "all.json"])
def test_each_format_is_known_by_its_ending(typing: Typing, name: str, tmp_path: Path) -> None:
    """What is exported into a file and imported again is no difference."""
    code, printed, _ = typing("export", tmp_path / name)
    assert code == 0
    assert "828 services" in printed
    assert typing("import", tmp_path / name, "--dry-run")[1].startswith("0 added, 0 changed, 0 gone, 828")


def test_facilities_go_out_for_openstreetmap(typing: Typing, tmp_path: Path) -> None:
    """What is not of health is left out, and that is said."""
    code, _, complained = typing("export", tmp_path / "health.geojson", "--format", "osm")
    assert code == 0
    assert "Left out" in complained
    tags = json.loads((tmp_path / "health.geojson").read_text(encoding="utf-8"))["features"][0]["properties"]
    assert tags["healthcare"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["import", "nowhere.csv"], "no file"),
        (["import", "README.md"], "--format"),
        (["export", "-"], "--format"),
        (["export", "nowhere/all.csv"], "nowhere"),
    ],
)
def test_what_cannot_be_meant_is_a_sentence(typing: Typing, words: list[str], sentence: str) -> None:
    """A file that is not there, a format that nobody said."""
    code, printed, complained = typing(*words)
    assert (code, printed) == (1, "")
    assert sentence in complained
    assert "Traceback" not in complained


def test_no_export_says_where_a_confidential_service_is(typing: Typing, rows: Rows) -> None:
    """Neither a point nor an address of one is in any format."""
    hidden = {row["id"] for row in rows if row["is_confidential"] == "yes"}
    assert len(hidden) > 50
    assert not any(
        row[column] for row in rows if row["id"] in hidden for column in ("latitude", "longitude", "address")
    )
    features = json.loads(typing("export", "-", "--format", "geojson")[1])["features"]
    assert {each["id"] for each in features if each["geometry"] is None} >= hidden
    page = json.loads(typing("export", "-", "--format", "hsds")[1])
    services = [service for organisation in page["contents"] for service in organisation["services"]]
    shelters = [service for service in services if service["attributes"][0]["taxonomy_term"]["name"] == "shelter"]
    assert sum("service_at_locations" not in service for service in shelters) >= len(shelters) - 1


def test_a_column_that_is_not_there_changes_nothing(typing: Typing, rows: Rows, tmp_path: Path) -> None:
    """A table without hours, status or Pashto names says nothing of them; an empty cell says: nothing is known."""
    lacking = ("opening_hours", "ramazan_hours", "status", "name_ps", "organisation_id")
    fewer = [{column: cell for column, cell in row.items() if column not in lacking} for row in rows]
    rows[0]["status"] = "temporarily_closed"
    typing("import", table(tmp_path / "all.csv", rows))
    assert typing("import", table(tmp_path / "fewer.csv", fewer), "--dry-run")[1].startswith("0 added, 0 changed")
    rows[0]["opening_hours"] = rows[0]["always_open"] = ""
    code, printed, _ = typing("import", table(tmp_path / "all.csv", rows), "--dry-run")
    assert code == 0
    assert "opening_hours: 24/7 -> (nothing)" in printed


class Terminal(io.StringIO):
    """Standard error as somebody sees it."""

    def isatty(self) -> bool:
        return True


def test_a_bar_is_shown_to_who_looks(
    typing: Typing, rows: Rows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And to nobody else."""
    file = table(tmp_path / "all.csv", rows)
    assert typing("import", file, "--dry-run")[2] == ""
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    typing("import", file, "--dry-run")
    assert " services" in terminal.getvalue()


def test_an_organisation_imported_is_told_of_in_the_next_export(typing: Typing, data: Path, tmp_path: Path) -> None:
    """What the file says beside its name is shown, written, and no news the second time."""
    file = tmp_path / "all.json"
    assert typing("export", file)[0] == 0
    page = json.loads(file.read_text(encoding="utf-8"))
    page["contents"][0]["website"] = "https://forum.example.org"
    file.write_text(json.dumps(page), encoding="utf-8")
    code, said, _ = typing("import", file)
    assert (code, said.count("~ organisation ")) == (0, 1)
    assert "Written: the directory is at version" in said
    assert "~ organisation" not in typing("import", file)[1]
    again = json.loads(typing("export", "-", "--format", "hsds")[1])
    (organization,) = (each for each in again["contents"] if each["id"] == page["contents"][0]["id"])
    assert organization["website"] == "https://forum.example.org"
