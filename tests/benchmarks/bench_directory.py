"""How long the directory takes: `python -m tests.benchmarks.bench_directory [BOUNDARIES.geojson]`."""

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import shapely  # type: ignore[import-untyped]  # shapely ships no types

from services_directory import Category, Directory, District, Point, Service
from services_directory.boundaries import Boundaries
from services_directory.boundary_import import import_boundaries
from services_directory.eligibility import Question
from services_directory.exchange.difference import Changed, Difference
from services_directory.index import NearestIndex
from services_directory.live import LiveDirectory
from services_directory.loading import Pack, load_pack
from services_directory.model import Coverage, Gender
from services_directory.ranking import Ranking
from services_directory.store import STORE_FILE, DirectoryStore

TODAY = date(2026, 11, 22)
MICROSECOND = 1e-6
RUNS = 7
SIZES = (1_000, 10_000, 100_000)
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


def tell(what: str, runs: Sequence[list[float]]) -> None:
    """The best of the runs: on a machine that is busy the others measure its other work."""
    middle = min(statistics.median(taken) for taken in runs) / MICROSECOND
    late = min(statistics.quantiles(taken, n=100)[94] for taken in runs) / MICROSECOND
    sys.stdout.write(f"{what:<66} p50 {middle:>9.1f} us   p95 {late:>9.1f} us\n")


def told(what: str, ask: Callable[[Asked], object], questions: Sequence[Asked]) -> None:
    tell(what, [times(ask, questions) for _ in range(RUNS)])


def built(what: str, build: Callable[[], Asked]) -> Asked:
    started = time.perf_counter()
    made = build()
    sys.stdout.write(f"{what:<66} {time.perf_counter() - started:.2f} s\n")
    return made


def beside(point: Point, rng: random.Random, degrees: float) -> Point:
    return Point(point.latitude + rng.gauss(0, degrees), point.longitude + rng.gauss(0, degrees))


def many_services(pack: Pack, count: int, rng: random.Random) -> tuple[Service, ...]:
    """The pack's services over and over, each somewhere near a place of a district, so that all else is lifelike."""
    local = [service for service in pack.services if service.district]
    elsewhere = [service for service in pack.services if not service.district]
    made = []
    for number in range(count - len(elsewhere)):
        service, place = rng.choice(local), rng.choice(pack.places)
        point = beside(place.point, rng, 0.05) if service.point else None
        made.append(replace(service, id=f"{number:06}", point=point, district=place.district, province=place.province))
    return (*elsewhere, *made)


def questions(pack: Pack, rng: random.Random) -> list[Question]:
    """A thousand places with their districts; half of the children are known a little better."""
    asked = []
    for place in rng.choices(pack.places, k=1000):
        question = Question(beside(place.point, rng, 0.05), None, pack.districts[place.district], TODAY)
        if rng.random() < 0.5:
            question = replace(question, gender=rng.choice(list(Gender)), age=rng.randrange(3, 18))
        asked.append(question)
    return asked


def bench_services(pack: Pack, rng: random.Random) -> None:
    asked = questions(pack, rng)
    for size in SIZES:
        services = many_services(pack, size, rng)
        ranking = built(f"{size:,} services: built in", partial(Ranking, replace(pack, services=services)))
        for category in (Category.HEALTH, Category.PROTECTION, Category.SHELTER):
            nearest_5 = partial(_nearest_5, ranking, category)
            told(f"{size:,} services: nearest 5, {category}, eligible and in reach", nearest_5, asked)
    points = [question.origin for question in asked if question.origin]
    for size in SIZES:
        spread = [(i, Point(rng.uniform(24, 37), rng.uniform(61, 77))) for i in range(size)]
        index = built(f"{size:,} points: built in", partial(NearestIndex[int], spread, order=int))
        told(f"{size:,} points: nearest 5, no filter", partial(_nearest_points, index), points)


def _nearest_5(ranking: Ranking, category: Category, question: Question) -> None:
    ranking.best(question, category, 5)


def _nearest_points(index: NearestIndex[int], point: Point) -> None:
    index.nearest(point, 5)


def _for_concern(directory: Directory, district: District) -> None:
    directory.services_for("physical_abuse", district, today=TODAY)


def bench_pack(pack: Pack, rng: random.Random) -> None:
    directory, ranking = Directory(pack), Ranking(pack)
    asked = questions(pack, rng)
    for category in (Category.HEALTH, Category.SHELTER):
        told(f"the pack: nearest 5, {category}", partial(_nearest_5, ranking, category), asked)
    districts = [question.district for question in asked if question.district]
    told("the pack: services_for a concern, from a district", partial(_for_concern, directory), districts)
    told("the pack: district_at", directory.district_at, [question.origin for question in asked if question.origin])
    tell("the pack: places_named", [times(directory.places_named, rng.choices(TEXTS, k=1000))])


def bench_boundaries(pack: Pack, rng: random.Random, file: Path) -> None:
    """A district of each of ten thousand points within the outlines of the file."""
    with TemporaryDirectory() as folder:
        how = partial(import_boundaries, file, pack, Path(folder), anyway=True)
        report = built(f"{file.name}: imported in", how)
        boundaries = Boundaries.load(report.written or file, pack.districts)
    points: list[Point] = []
    country = pack.country
    while len(points) < 10_000:
        point = Point(rng.uniform(country.south, country.north), rng.uniform(country.west, country.east))
        points += [point] if boundaries.at(point) else []
    told("10,000 points within the outlines: district", boundaries.at, points)


def bench_store(pack: Pack, rng: random.Random) -> None:
    """The database of the services: written, read, changed, and picked up by a directory that answers meanwhile."""
    many = many_services(pack, SIZES[-1], rng)
    with TemporaryDirectory() as folder:
        store = DirectoryStore.open(f"sqlite:///{folder}/{STORE_FILE}")
        store.seed(replace(pack, services=()), TODAY)
        live = LiveDirectory(pack, None, lambda: store)
        built(f"{len(many):,} services: written to the store in", partial(_apply, store, Difference(added=many)))
        built(f"{len(many):,} services: read and built by a running directory in", live.refresh)
        changes = tuple(Changed(old, replace(old, cost="another")) for old in store.services())
        built(f"{len(many):,} services: changed in the store in", partial(_apply, store, Difference(changed=changes)))
        told("the store: asked whether anything changed", lambda _: store.version(), range(1000))
        store.close()


def _apply(store: DirectoryStore, difference: Difference) -> None:
    store.apply(difference, by="bench", on=TODAY)


def bench_drawn(pack: Pack, rng: random.Random) -> None:
    """As many services, a tenth of them with a coverage drawn on the map."""
    drawn = [_drawn(each, rng) if rng.random() < 0.1 else each for each in many_services(pack, SIZES[-1], rng)]
    ranking = Ranking(replace(pack, services=tuple(drawn)))
    nearest_5 = partial(_nearest_5, ranking, Category.HEALTH)
    told(f"{len(drawn):,} services, a tenth drawn: nearest 5, health", nearest_5, questions(pack, rng))


def _drawn(service: Service, rng: random.Random) -> Service:
    if service.point is None:
        return service
    circle = shapely.Point(service.point.longitude, service.point.latitude).buffer(rng.uniform(0.01, 0.1))
    return replace(service, coverage=Coverage.AREA, area=circle)


def main() -> None:
    rng = random.Random(1)
    tell("load the pack", [times(lambda _: Directory.load(), range(10))])
    pack = load_pack()
    bench_services(pack, rng)
    bench_drawn(pack, rng)
    bench_pack(pack, rng)
    bench_store(pack, rng)
    for file in sys.argv[1:]:
        bench_boundaries(pack, rng, Path(file))


if __name__ == "__main__":
    main()
