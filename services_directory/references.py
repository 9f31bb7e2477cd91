"""Short names for services, where an id is too long: a button in a chat holds 64 bytes."""

from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping
from hashlib import blake2b

LETTERS = 6
"""36 bits: among 1,000 services two share one in 1 of 140,000 directories; neither is found then."""


def reference_of(service_id: str) -> str:
    """Six letters, the same for the same id."""
    return urlsafe_b64encode(blake2b(service_id.encode(), digest_size=6).digest()).decode()[:LETTERS]


def by_reference(ids: Iterable[str]) -> Mapping[str, str]:
    """The ids by their references, without those that two ids share."""
    found: dict[str, str | None] = {}
    for service_id in ids:
        reference = reference_of(service_id)
        found[reference] = service_id if reference not in found else None
    return {reference: service_id for reference, service_id in found.items() if service_id}
