"""How long pictures take and how heavy they are: `python -m tests.benchmarks.bench_pictures [BOUNDARIES]`."""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.casework.model import Concern
from bot.charts.figures import DistrictCount, MonthlyCount
from bot.dialogue.outgoing import Drawing, HotspotMap, NearbyMap, TrendChart
from bot.turns.drawing import drawing_from
from services_directory import Category, Directory, District

TODAY = date(2026, 11, 22)
MONTHS = tuple(date(2026, month, 1) for month in range(1, 12))
DRAWN = 20


def drawings(directory: Directory, language: str) -> Iterator[tuple[str, list[Drawing]]]:
    """Maps of made-up districts' services, and charts of made-up counts."""
    chance = random.Random("bench")
    districts = [each for province in directory.provinces() for each in directory.districts_of(province.id)]
    yield "near", [_near(directory, each, language) for each in chance.sample(districts, DRAWN)]
    rows = tuple(MonthlyCount(each, month, chance.randrange(5, 90)) for each in Concern for month in MONTHS)
    yield "months", [TrendChart(language, rows)] * DRAWN
    counts = tuple(DistrictCount(each.id, round(4 * chance.paretovariate(1))) for each in districts)
    yield "districts", [HotspotMap(language, counts, MONTHS[0], MONTHS[-1])] * DRAWN


def _near(directory: Directory, district: District, language: str) -> NearbyMap:
    found = directory.services_near(district, [Category.HEALTH, Category.LEGAL_AID], today=TODAY, limit=3)
    return NearbyMap(language, district.id, tuple(each.service.id for each in found))


def tell(name: str, language: str, directory: Directory, waiting: list[Drawing]) -> None:
    """The processor's time, which a busy machine does not lengthen, and the bytes."""
    draw = drawing_from(directory)
    taken, sizes = [], []
    for drawing in waiting:
        started = time.process_time()
        sizes.append(len(draw(drawing)) / 1000)
        taken.append((time.process_time() - started) * 1000)
    sys.stdout.write(
        f"{name:9} {language}: p50 {statistics.median(taken):.0f} ms, first {taken[0]:.0f} ms, "
        f"{statistics.median(sizes):.0f} kB, at most {max(sizes):.0f} kB\n"
    )


def main() -> None:
    """With the districts' outlines where a file of them is given, as it was imported."""
    directory = Directory.load(boundaries=Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    for language in ("en", "ur"):
        for name, waiting in drawings(directory, language):
            tell(name, language, directory, waiting)


if __name__ == "__main__":
    main()
