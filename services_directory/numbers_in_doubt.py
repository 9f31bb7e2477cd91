"""Telephone numbers that nobody can dial, and such as two organisations give for theirs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import phonenumbers

from services_directory.model import Helpline, Service
from services_directory.tables import SHORT_CODE_DIGITS, Country, is_plausible_phone

About = tuple[tuple[str, ...], str]
"""Whom a finding is about, by id, and what it says."""


def impossible_numbers(services: Iterable[Service], country: Country) -> Iterator[About]:
    for service in services:
        for number in service.phones:
            if not is_plausible_phone(number, country):
                yield (service.id,), f"{service.names.get('en', service.id)}: nobody can dial {number}"


def shared_numbers(services: Iterable[Service], helplines: Iterable[Helpline]) -> Iterator[About]:
    """Full numbers of several organisations; helplines and short codes are everybody's."""
    common = {_digits(line.number) for line in helplines}
    owners: dict[str, dict[str, list[Service]]] = defaultdict(lambda: defaultdict(list))
    for service in services:
        for number in map(_digits, service.phones):
            if number not in common and len(number) not in SHORT_CODE_DIGITS:
                owners[number][service.organisation_id or service.organisation].append(service)
    for number, by_owner in owners.items():
        if len(by_owner) > 1:
            ids = tuple(service.id for each in by_owner.values() for service in each)
            names = "; ".join(sorted({each[0].organisation for each in by_owner.values()}))
            yield ids, f"{number} is given by {len(by_owner)} organisations: {names}"


def _digits(number: str) -> str:
    return phonenumbers.normalize_digits_only(number)
