"""A directory of a whole region: a hundred thousand services at once."""

import random
from dataclasses import replace
from datetime import date

from services_directory.exchange.difference import Changed, Difference
from services_directory.loading import Pack
from services_directory.store import DirectoryStore
from tests.benchmarks.bench_directory import many_services


def test_a_hundred_thousand_are_all_there(empty: DirectoryStore, pack: Pack, today: date) -> None:
    """Each of them is read back as it was given, then each as it was changed, with what it was before."""
    given = tuple(sorted(many_services(pack, 100_000, random.Random(1)), key=lambda service: service.id))
    empty.apply(Difference(added=given), by="import", on=today)
    assert empty.services() == given
    changed = tuple(replace(service, phones=("1121", *service.phones), cost=None) for service in given)
    changes = tuple(Changed(old, new) for old, new in zip(given, changed, strict=True))
    version = empty.apply(Difference(changed=changes), by="import", on=today)
    assert empty.edition() == (version, changed)
    assert [each.was for each in empty.history(given[-1].id)] == [given[-1]]
