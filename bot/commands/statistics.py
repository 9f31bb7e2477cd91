"""`amaan stats`: what may be told of a month, as a table, for programs, and as pictures."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

from bot.bootstrap import now_utc, open_directory, open_store
from bot.casework import statistics as kept
from bot.casework.figures import Figure, figures
from bot.casework.model import Concern
from bot.casework.statistics_tables import ALL, Name, Told
from bot.charts.figures import DistrictCount, MonthlyCount
from bot.config import Settings
from bot.dialogue.outgoing import Drawing, HotspotMap, TrendChart
from bot.dialogue.world import provinces_of
from bot.refusals import Refusal
from bot.storage.publishing import publish_months
from bot.turns.drawing import drawing_from
from services_directory.directory import Directory

COLUMNS = ("month", "place", "concern", "measure", "count", "share")
UNTOLD = "-"


def show_statistics(settings: Settings, chosen: argparse.Namespace) -> None:
    """Print a month's figures and draw what is asked for. Raises Refusal for a month or a place there is nothing of."""
    directory = open_directory(settings)
    provinces = provinces_of(directory)
    places = _places(provinces, chosen)
    told = _told(settings, directory, now_utc())
    month = _month(told, chosen.month)
    concerns = [chosen.concern] if chosen.concern else [ALL, *Concern]
    shown = {month: told[month]} if month else {}
    _print(figures(shown, _busy(places, shown.values()), concerns), chosen.format)
    if chosen.chart:
        known = {each: told[each] for each in sorted(told) if month and each <= month}
        _draw(directory, TrendChart(chosen.language, _trend(known, places[0], concerns)), chosen.chart)
    if chosen.map and month:
        rows = tuple(DistrictCount(each, told[month].get(Name(each, ALL, kept.REPORTS))) for each in provinces)
        _draw(directory, HotspotMap(chosen.language, rows, month, month), chosen.map)


def _told(settings: Settings, directory: Directory, now: datetime) -> Mapping[date, Told]:
    """Everything that was published, after publishing what is due."""
    store = open_store(settings)
    try:
        publish_months(store, provinces_of(directory), now, directory.renamed)
        with store.transaction() as books:
            return books.statistics.told_of(books.statistics.months())
    finally:
        store.close()


def _month(told: Mapping[date, Told], asked: date | None) -> date | None:
    """The month asked for, else the newest; None where there is none at all."""
    if asked is None:
        return max(told, default=None)
    if asked in told:
        return asked
    known = ", ".join(f"{each:%Y-%m}" for each in sorted(told))
    raise Refusal(
        f"There are no statistics of {asked:%Y-%m}.",
        f"There are some of {known}." if known else "There are none yet.",
        "A month is published when it has been over for a day, if anything happened in it.",
    )


def _places(provinces: Mapping[str, str], chosen: argparse.Namespace) -> Sequence[str]:
    """A district; a province and its districts; or everywhere, the provinces and all districts."""
    if chosen.district:
        _check(chosen.district, provinces, "--district", "swabi")
        return [chosen.district]
    if chosen.province:
        _check(chosen.province, set(provinces.values()), "--province", "sindh")
        return [chosen.province, *(each for each, its in provinces.items() if its == chosen.province)]
    return [ALL, *dict.fromkeys(provinces.values()), *provinces]


def _check(place: str, known: Iterable[str], option: str, example: str) -> None:
    if place not in known:
        raise Refusal(f"{option} {place}: the directory has no such place; write its id, like {example}.")


def _busy(places: Sequence[str], told: Iterable[Told]) -> Sequence[str]:
    """Of many districts only those of which something may be told: most of them are quiet."""
    named = {name.place for numbers in told for name in numbers}
    return [place for at, place in enumerate(places) if at == 0 or place in named]


def _trend(told: Mapping[date, Told], place: str, concerns: Iterable[str]) -> tuple[MonthlyCount, ...]:
    return tuple(
        MonthlyCount("" if concern == ALL else concern, month, numbers.get(Name(place, concern, kept.REPORTS)))
        for month, numbers in told.items()
        for concern in concerns
    )


def _draw(directory: Directory, drawing: Drawing, file: Path) -> None:
    png = drawing_from(directory)(drawing)
    try:
        file.write_bytes(png)
    except OSError as failure:
        raise Refusal(f"The picture cannot be written to {file}: {failure.strerror}.") from None
    print(f"Written: {file}", file=sys.stderr)  # noqa: T201  beside the figures, which a program may read


def _print(rows: Sequence[Figure], form: str) -> None:
    if form == "json":
        sys.stdout.write(json.dumps([_fields(row) for row in rows], ensure_ascii=False, indent=2) + "\n")
    elif form == "csv":
        writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(_fields(row) for row in rows)
    else:
        sys.stdout.writelines(f"{line}\n" for line in _table(rows))


def _fields(row: Figure) -> dict[str, object]:
    return asdict(row) | {"month": f"{row.month:%Y-%m}", "share": None if row.share is None else round(row.share, 3)}


def _table(rows: Sequence[Figure]) -> Iterable[str]:
    if not rows:
        yield "Nothing may be told yet: a month is published when it has been over for a day."
        return
    yield f"{'month':8}{'place':28}{'concern':28}{'measure':26}{'count':>7}{'share':>7}"
    for row in rows:
        count = UNTOLD if row.count is None else str(row.count)
        share = "" if row.share is None else f"{row.share:.0%}"
        yield f"{row.month:%Y-%m} {_all(row.place):28}{_all(row.concern):28}{row.measure:26}{count:>7}{share:>7}"
    yield f"{UNTOLD}: few or none, or not told so that nobody is exposed."


def _all(name: str) -> str:
    return {ALL: "all", "": "no district"}.get(name, name)
