"""`amaan stats` as somebody types it."""

import csv
import io
import json
import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.bootstrap import now_utc
from bot.casework.counting import month_of
from bot.casework.measures import Answered, Filed, Measure, NoReport
from bot.casework.model import Concern, DistrictId, Outcome
from bot.cli import main
from tests.stores import database_of, opened

Typing = Callable[..., tuple[int, str, str]]
JULY, AUGUST = date(2026, 7, 1), date(2026, 8, 1)
SWABI, MARDAN, LAHORE = DistrictId("swabi"), DistrictId("mardan"), DistrictId("lahore")
HAPPENED: list[tuple[date, DistrictId | None, Concern | None, Measure, int]] = [
    (JULY, SWABI, Concern.child_labour, Filed.report, 23),
    (JULY, SWABI, Concern.child_labour, Filed.girl, 9),
    (JULY, SWABI, Concern.child_labour, Answered.under_1_hour, 12),
    (JULY, SWABI, Concern.child_labour, Answered.day_or_more, 8),
    (JULY, SWABI, Concern.child_labour, Outcome.resolved, 9),
    (JULY, MARDAN, Concern.child_marriage, Filed.report, 31),
    (JULY, MARDAN, Concern.child_marriage, Filed.girl, 28),
    (JULY, LAHORE, Concern.neglect, Filed.report, 40),
    (JULY, LAHORE, Concern.neglect, Filed.boy, 20),
    (JULY, LAHORE, Concern.sexual_abuse, Filed.report, 9),
    (JULY, None, None, NoReport.prank, 77),
    (AUGUST, SWABI, Concern.child_labour, Filed.report, 17),
]


@pytest.fixture
def typing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Typing]:
    """Exit code, what was printed, and what was complained of, over two months of counters."""
    monkeypatch.setenv("AMAAN_DATA", str(database_of(tmp_path).parent))
    monkeypatch.setenv("AMAAN_KEYS", str(tmp_path / "keys"))
    mask = os.umask(0o077)
    with opened(tmp_path) as store, store.transaction() as books:
        for month, district, concern, measure, times in HAPPENED:
            for _ in range(times):
                books.counters.count(month, district, concern, measure)

    def run(*words: str) -> tuple[int, str, str]:
        try:
            code = main(["stats", *words])
        except SystemExit as left:
            code = int(left.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    yield run
    os.umask(mask)


def rows_of(answer: tuple[int, str, str]) -> list[dict[str, Any]]:
    code, printed, complained = answer
    assert (code, complained) == (0, "")
    rows: list[dict[str, Any]] = json.loads(printed)
    return rows


def test_a_month_for_programs(typing: Typing) -> None:
    """Each row has its place, concern, measure and count; shares only where both numbers may be told; nothing small."""
    rows = rows_of(typing("--month", "2026-07", "--format", "json"))
    everywhere = {row["measure"]: row for row in rows if (row["place"], row["concern"]) == ("*", "*")}
    assert everywhere["report"]["count"] == 103
    assert everywhere["girl"]["count"] == 37
    assert everywhere["girl"]["share"] == round(37 / 103, 3)
    assert everywhere["no report"]["count"] == 77
    counts = [row["count"] for row in rows if row["count"] is not None]
    assert min(counts) >= 5
    assert all(row["count"] is None for row in rows if row["concern"] == "sexual_abuse")
    assert all(row["count"] is not None for row in rows if row["share"] is not None)


def test_the_same_rows_in_every_form(typing: Typing) -> None:
    """CSV has the columns of JSON, and an empty cell for what may not be told; the table says what a dash is."""
    rows = rows_of(typing("--month", "2026-07", "--format", "json"))
    _, printed, _ = typing("--month", "2026-07", "--format", "csv")
    read = list(csv.DictReader(io.StringIO(printed)))
    assert read == [{name: "" if value is None else str(value) for name, value in row.items()} for row in rows]
    _, table, _ = typing("--month", "2026-07")
    assert len(table.splitlines()) == len(rows) + 2
    assert "so that nobody is exposed" in table


def test_of_a_province_and_of_a_district(typing: Typing) -> None:
    """Of a province with its districts, of a district alone; what may not be told of it is said to be untold."""
    of_province = rows_of(typing("--month", "2026-07", "--province", "punjab", "--format", "json"))
    assert {row["place"] for row in of_province} <= {"punjab", "lahore"}
    quiet = rows_of(typing("--month", "2026-07", "--district", "quetta", "--format", "json"))
    assert [(row["place"], row["measure"], row["count"]) for row in quiet] == [("quetta", "report", None)]


def test_of_one_concern(typing: Typing) -> None:
    """Only its rows, and its own row where it may not be told."""
    rows = rows_of(typing("--month", "2026-07", "--concern", "sexual_abuse", "--format", "json"))
    assert {(row["concern"], row["count"]) for row in rows} == {("sexual_abuse", None)}


def test_without_a_month_it_is_the_newest_that_is_over(typing: Typing) -> None:
    """August is the newest month of which anything was counted."""
    assert {row["month"] for row in rows_of(typing("--format", "json"))} == {"2026-08"}


def test_a_month_that_is_not_over_is_refused(typing: Typing) -> None:
    """In a sentence, with what there is."""
    code, printed, complained = typing("--month", f"{month_of(now_utc()):%Y-%m}")
    assert (code, printed) == (1, "")
    assert "There are some of 2026-07, 2026-08." in complained


@pytest.mark.parametrize("words", [("--month", "July"), ("--concern", "theft"), ("--district", "a", "--province", "b")])
def test_wrong_arguments_are_named(typing: Typing, words: tuple[str, ...]) -> None:
    """The option that is wrong is in the sentence."""
    code, _, complained = typing(*words)
    assert code == 2
    assert words[0] in complained


@pytest.mark.parametrize("option", ["--district", "--province"])
def test_a_place_nobody_knows_is_refused(typing: Typing, option: str) -> None:
    """One sentence, no traceback."""
    code, printed, complained = typing(option, "atlantis")
    assert (code, printed) == (1, "")
    assert complained == f"{option} atlantis: the directory has no such place; write its id, like " + (
        "swabi.\n" if option == "--district" else "sindh.\n"
    )


def test_nothing_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Before the first month is over, that is said."""
    monkeypatch.setenv("AMAAN_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("AMAAN_KEYS", str(tmp_path / "keys"))
    mask = os.umask(0o077)
    assert main(["stats"]) == 0
    os.umask(mask)
    assert capsys.readouterr().out.startswith("Nothing may be told yet")


def test_pictures_are_drawn_of_what_may_be_told(typing: Typing, tmp_path: Path) -> None:
    """A chart of the months and a map of the districts, in Urdu too; a folder that is not there is one sentence."""
    chart, places = tmp_path / "chart.png", tmp_path / "map.png"
    code, _, complained = typing("--chart", str(chart), "--map", str(places), "--language", "ur")
    assert (code, complained) == (0, f"Written: {chart}\nWritten: {places}\n")
    assert chart.read_bytes().startswith(b"\x89PNG")
    assert places.read_bytes().startswith(b"\x89PNG")
    code, _, complained = typing("--map", str(tmp_path / "none" / "map.png"))
    assert code == 1
    assert "cannot be written" in complained
