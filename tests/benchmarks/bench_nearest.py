"""The nearest five services, exactly: ours beside geopy, scikit-learn's BallTree and PostGIS, in one run.

`python -m tests.benchmarks.bench_nearest [SERVER]`; SERVER (or AMAAN_BENCH_POSTGIS) is what libpq takes, such as
"host=/tmp/socket dbname=bench", of a database whose owner may create the extensions postgis and btree_gist.
"""

import gc
import os
import random
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext

from services_directory import Category, Service
from services_directory.loading import Pack, load_pack
from services_directory.ranking import SHOWN
from tests.benchmarks.bench_directory import SIZES, many_services, questions
from tests.benchmarks.contenders import (
    Answer,
    Asked,
    BruteForce,
    Contender,
    NaiveGeopy,
    Ours,
    Placed,
    ScikitBallTree,
    area_of,
    areas_reaching,
    differ,
)
from tests.benchmarks.postgis import Connection, PostGIS, connected

PATIENCE_S = 3.0
RUNS = 5
MICROSECOND = 1e-6
FEW = 5


def placed(services: Sequence[Service]) -> list[Placed]:
    """Those with a point of their own, of the confidence that is offered."""
    shown = (each for each in services if each.confidence in SHOWN)
    return [Placed(each, each.point, area_of(each)) for each in shown if each.point]


def asked(pack: Pack, rng: random.Random, *, in_reach: bool) -> list[Asked]:
    """A thousand questions for health, legal aid or protection; half of the children are known a little better."""
    found = []
    for question in questions(pack, rng):
        category = rng.choice((Category.HEALTH, Category.LEGAL_AID, Category.PROTECTION))
        if question.origin:
            areas = areas_reaching(question.district) if in_reach else ()
            found.append(Asked(question, question.origin, category, areas))
    return found


def microseconds(ask: Callable[[Asked], object], questions: Sequence[Asked]) -> float:
    """Of one question, as many as patience allows: the best of the runs, for the others measure a busy machine."""
    answered, started = 0, time.perf_counter()
    while answered < len(questions) and time.perf_counter() - started < PATIENCE_S:
        ask(questions[answered])
        answered += 1
    some = questions[:answered]
    return min(_run(ask, some) for _ in range(RUNS if answered == len(questions) else 1)) / MICROSECOND


def _run(ask: Callable[[Asked], object], questions: Sequence[Asked]) -> float:
    gc.collect()
    started = time.perf_counter()
    for question in questions:
        ask(question)
    return (time.perf_counter() - started) / len(questions)


def compare(contenders: Sequence[Contender], questions: Sequence[Asked], truth: Sequence[Answer]) -> None:
    """Each contender's time, its wrong answers, and how many of its questions ours answers meanwhile."""
    ours = microseconds(contenders[0].nearest, questions)
    for contender in contenders:
        each = ours if contender is contenders[0] else microseconds(contender.nearest, questions)
        checked = questions if each * MICROSECOND * len(questions) < PATIENCE_S else questions[:FEW]
        wrong = sum(differ(contender.nearest(one), right) for one, right in zip(checked, truth, strict=False))
        sys.stdout.write(
            f"    {contender.name:<28}{each:>12,.1f} us {1 / (each * MICROSECOND):>12,.0f} a second"
            f"   ours {each / ours:>8,.1f} x   wrong {wrong} of {len(checked):,}\n"
        )


def tell_the_sphere(postgis: PostGIS, questions: Sequence[Asked], truth: Sequence[Answer]) -> None:
    wrong = sum(differ(postgis.on_a_sphere(one), right) for one, right in zip(questions, truth, strict=True))
    sys.stdout.write(f"    PostGIS by <-> alone, which is on a sphere: wrong {wrong} of {len(questions):,}\n")


def main() -> None:
    server = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("AMAAN_BENCH_POSTGIS", "")
    if not server:
        sys.stdout.write("PostGIS: no server given, so not measured. Name one: AMAAN_BENCH_POSTGIS, or as argument.\n")
    pack, rng = load_pack(), random.Random(1)
    with connected(server) if server else nullcontext() as connection:
        for size in SIZES:
            bench(placed(many_services(pack, 2 * size, rng))[:size], pack, connection)


def bench(services: Sequence[Placed], pack: Pack, connection: Connection | None) -> None:
    contenders: list[Contender] = [Ours(services), NaiveGeopy(services), ScikitBallTree(services)]
    postgis = PostGIS(connection, services) if connection else None
    if postgis:
        contenders.append(postgis)
    truth_of = BruteForce(services).nearest
    for in_reach, what in ((True, "of a category, eligible, coverage in reach"), (False, "of a category, eligible")):
        questions = asked(pack, random.Random(2), in_reach=in_reach)
        truth = [truth_of(one) for one in questions]
        sys.stdout.write(f"{len(services):,} services with a point: the nearest 5 {what}\n")
        compare(contenders, questions, truth)
        if postgis:
            tell_the_sphere(postgis, questions, truth)


if __name__ == "__main__":
    main()
