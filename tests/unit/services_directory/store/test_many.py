"""A directory of a whole region: a hundred thousand services at once."""

import random
from dataclasses import replace
from datetime import date

from services_directory.exchange.difference import Changed, Difference
from services_directory.loading import Pack
from services_directory.store import DirectoryStore
from tests.benchmarks.bench_directory import many_services


def test_a_hundred_thousand_are_all_there(empty: DirectoryStore, pack: Pack, today: date) -> None:
    """Each is read back as it was given; then a tenth of them otherwise, with what they were before."""
    given = tuple(sorted(many_services(pack, 100_000, random.Random(1)), key=lambda service: service.id))
    empty.apply(Difference(added=given), by="import", on=today)
    assert empty.services() == given
    changes = tuple(Changed(old, replace(old, phones=("1121", *old.phones), cost=None)) for old in given[::10])
    version = empty.apply(Difference(changed=changes), by="import", on=today)
    now = {service.id: service for service in given} | {change.new.id: change.new for change in changes}
    assert empty.edition() == (version, tuple(now.values()))
    assert [each.was for each in empty.history(given[10].id)] == [given[10]]
