"""How long 100,000 services take in and out: `python -m tests.benchmarks.bench_exchange [FORMAT…]`.

Each format in a process of its own, so that its memory is its own.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TypeVar

from services_directory import Service
from services_directory.exchange.difference import difference
from services_directory.exchange.exchanging import Format, carried, ground_of, read_services, write_services
from services_directory.loading import Pack, load_pack
from services_directory.store import DirectoryStore
from tests.benchmarks.bench_directory import many_services

COUNT = 100_000
TODAY = date(2026, 11, 22)
Made = TypeVar("Made")


def timed(what: str, act: Callable[[], Made]) -> Made:
    started, worked = time.perf_counter(), time.process_time()
    made = act()
    passed, worked = time.perf_counter() - started, time.process_time() - worked
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"{what:<30} {passed:>6.1f} s, at work {worked:>6.1f} s, memory until now {most:>6.0f} MB\n")
    sys.stdout.flush()
    return made


def many(pack: Pack, format: Format) -> list[Service]:
    """As many services as are asked for of a kind that the format carries, no two alike in names and numbers."""
    some = replace(pack, services=tuple(carried(pack.services, format)))
    rng = Random(1)
    return [
        replace(
            service,
            names={**service.names, "en": f"{service.names['en']} {number}"},
            phones=(*service.phones, f"030{rng.randrange(10)}-{number:07}"),
            point=service.point and replace(service.point, latitude=round(service.point.latitude, 6)),
        )
        for number, service in enumerate(many_services(some, COUNT, rng))
    ]


def bench(format: Format, folder: Path) -> None:
    pack = load_pack()
    ground = ground_of(pack)
    file = folder / "services"
    services = many(pack, format)
    with file.open("w", encoding="utf-8") as out:
        timed(f"{format}: written", lambda: write_services(services, out, format, ground))
    sys.stdout.write(f"{format}: {file.stat().st_size / 1e6:.0f} MB\n")


def bench_reading(format: Format, folder: Path) -> None:
    pack = load_pack()
    ground = ground_of(pack)
    services = timed(f"{format}: read and checked", lambda: read_services(folder / "services", format, ground))
    store = DirectoryStore.open(f"sqlite:///{folder / 'store'}")
    changes = timed(f"{format}: difference", lambda: difference(store.services(), services))
    timed(f"{format}: applied", lambda: store.apply(changes, by="bench", on=TODAY))
    again = timed(f"{format}: difference again", lambda: difference(store.services(), services))
    store.close()
    sys.stdout.write(f"{next(again.lines())}\n")


def main() -> None:
    if sys.argv[1:2] in (["--write"], ["--read"]):
        act = bench if sys.argv[1] == "--write" else bench_reading
        act(Format(sys.argv[2]), Path(sys.argv[3]))
        return
    for format in sys.argv[1:] or list(Format):
        with TemporaryDirectory() as folder:
            for step in ("--write", "--read"):
                again = [sys.executable, "-m", "tests.benchmarks.bench_exchange", step, str(format), folder]
                subprocess.run(again, check=True)


if __name__ == "__main__":
    main()
