"""How long the directory takes: `python -m tests.benchmarks.bench_directory`."""

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import TypeVar

from services_directory import Category, Directory, District, Point
from services_directory.index import NearestIndex
from services_directory.loading import load_pack
from services_directory.ranking import Question, Ranking

TODAY = date(2026, 11, 22)
MICROSECOND = 1e-6
Asked = TypeVar("Asked")
TEXTS = (
    *("Swabi", "sawabi", "صوابی", "Khanpur, Haripur", "where can I find a lawyer near Mardan", "34.12, 72.46"),
    *("مردان میں وکیل کہاں ملے گا", "my neighbour beats his son every night in the house near the mosque"),
    "there is a boy working in a garage near Peshawer and he is beaten by the owner in front of us every day",
)


def times(ask: Callable[[Asked], object], questions: Iterable[Asked]) -> list[float]:
    taken = []
    for question in questions:
        started = time.perf_counter()
        ask(question)
        taken.append(time.perf_counter() - started)
    return taken


def tell(what: str, taken: list[float]) -> None:
    cuts = statistics.quantiles(taken, n=100)
    middle, late = statistics.median(taken) / MICROSECOND, cuts[94] / MICROSECOND
    sys.stdout.write(f"{what:<58} p50 {middle:>9.0f} us   p95 {late:>9.0f} us\n")


def nearest_5(ranking: Ranking, category: Category, question: Question) -> None:
    ranking.best(question, category, 5)


def for_concern(directory: Directory, district: District) -> None:
    directory.services_for("physical_abuse", district, today=TODAY)


def main() -> None:
    rng = random.Random(1)
    tell("load the pack", times(lambda _: Directory.load(), range(10)))
    pack = load_pack()
    directory, ranking = Directory(pack), Ranking(pack)
    places = rng.choices(pack.places, k=1000)
    points = [Point(p.point.latitude + rng.gauss(0, 0.05), p.point.longitude + rng.gauss(0, 0.05)) for p in places]
    districts = [pack.districts[place.district] for place in places]
    asked = [Question(at, None, district, TODAY) for at, district in zip(points, districts, strict=True)]
    for category in (Category.HEALTH, Category.SHELTER):
        tell(f"nearest 5, {category}", times(partial(nearest_5, ranking, category), asked))
    tell("services_for a concern, from a district", times(partial(for_concern, directory), districts))
    tell("district_at", times(directory.district_at, points))
    tell("places_named", times(directory.places_named, rng.choices(TEXTS, k=1000)))
    many = [(i, Point(rng.uniform(24, 37), rng.uniform(61, 77))) for i in range(100_000)]
    index = NearestIndex(many, order=lambda thing: thing)
    tell("nearest 5 of 100,000, all at points of their own", times(lambda p: index.nearest(p, 5), points))


if __name__ == "__main__":
    main()
