"""The country pack in the store, and newer ones after it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest

from services_directory import Organisation, Service
from services_directory.exchange.difference import Changed, Difference
from services_directory.loading import Pack
from services_directory.store import DirectoryStore, Seeded

Edit = Callable[[Service], Service]


def _with(pack: Pack, *changed: Service, without: tuple[str, ...] = ()) -> Pack:
    """The next edition of the pack: some services otherwise or new, some no longer in it."""
    services = {service.id: service for service in pack.services if service.id not in without}
    return replace(pack, services=tuple((services | {service.id: service for service in changed}).values()))


def _change(store: DirectoryStore, id: str, on: date, edit: Edit) -> None:
    old = store.service(id)
    assert old
    store.apply(Difference(changed=(Changed(old, edit(old)),)), by="import", on=on)


def test_the_same_pack_is_taken_once(store: DirectoryStore, pack: Pack, today: date) -> None:
    """A restart with the same pack writes nothing, so that no bot reads everything again."""
    version = store.version()
    assert store.seed(pack, today) == Seeded()
    assert store.version() == version


def test_what_nobody_edited_follows_the_pack(store: DirectoryStore, pack: Pack, today: date) -> None:
    """New services come, changed ones change, those gone go; what was before is kept."""
    first, second, *_ = pack.services
    newer = _with(pack, replace(first, cost="a little"), replace(second, id="brand-new"), without=(second.id,))
    assert store.seed(newer, today) == Seeded(added=1, changed=1, gone=1)
    assert store.services() == tuple(sorted(newer.services, key=lambda service: service.id))
    assert [each.was for each in store.history(first.id)] == [first]
    assert store.seed(pack, today) == Seeded(added=1, changed=1, gone=1), "and back again"
    assert store.services() == tuple(sorted(pack.services, key=lambda service: service.id))


def test_what_was_edited_here_stays_and_is_told_once(store: DirectoryStore, pack: Pack, today: date) -> None:
    """A pack does not undo what a coordinator corrected; where it has something new to say, that is listed."""
    first, second, third = pack.services[:3]
    for each in (first, second, third):
        _change(store, each.id, today, lambda old: replace(old, phones=("0938-1",)))
    newer = _with(pack, replace(first, cost="a little"), without=(second.id,))
    assert store.seed(newer, today) == Seeded(kept=tuple(sorted((first.id, second.id))))
    for each in (first, second, third):
        kept = store.service(each.id)
        assert kept == replace(each, phones=("0938-1",))
    even_newer = _with(newer, replace(pack.services[5], cost="a little"))
    assert store.seed(even_newer, today) == Seeded(changed=1)


def test_what_was_taken_out_here_does_not_come_back(store: DirectoryStore, pack: Pack, today: date) -> None:
    """A closed office that the next pack still lists stays out, and the pack's new word of it is told."""
    first = pack.services[0]
    store.apply(Difference(gone=(first,)), by="import", on=today)
    assert store.seed(_with(pack, replace(first, cost="a little")), today) == Seeded(kept=(first.id,))
    assert store.service(first.id) is None


def test_what_was_added_here_stays(store: DirectoryStore, pack: Pack, today: date) -> None:
    """A service the pack does not know is no business of the next one's, unless it brings one by that id."""
    own = replace(pack.services[0], id="own")
    store.apply(Difference(added=(own,)), by="import", on=today)
    assert store.seed(_with(pack, replace(pack.services[1], cost="a little")), today) == Seeded(changed=1)
    assert store.seed(_with(pack, replace(own, cost="a little")), today) == Seeded(changed=1, kept=("own",))
    assert store.service("own") == own


def test_a_verification_is_no_edit(store: DirectoryStore, pack: Pack, today: date) -> None:
    """A service that was telephoned still follows the pack, and stays verified."""
    first = pack.services[0]
    store.verify(first.id, on=today, by="someone", method="telephone")
    store.complain(first.id, on=today)
    store.seed(_with(pack, replace(first, cost="a little")), today + timedelta(days=9))
    assert store.service(first.id) == replace(first, cost="a little", verified_on=today, complaints=1)


@pytest.mark.parametrize("by_hand", [False, True])
def test_an_organisation_renamed_here_keeps_its_name(
    store: DirectoryStore, pack: Pack, today: date, by_hand: bool
) -> None:
    """New services of the pack come under the name it has here; one nobody renamed follows the pack."""
    first = pack.services[0]
    known = pack.organisations[first.organisation_id]
    if by_hand:
        store.apply(Difference(), by="x", on=today, organisations=[Organisation(known.id, {"en": "Ours"}, known.type)])
    theirs = replace(known, names={"en": "Theirs"})
    renamed = [replace(s, organisation="Theirs") for s in pack.services if s.organisation_id == known.id]
    newer = _with(replace(pack, organisations={**pack.organisations, known.id: theirs}), *renamed)
    store.seed(_with(newer, replace(renamed[0], id="brand-new")), today)
    assert {s.organisation for s in store.services() if s.organisation_id == known.id} == {
        "Ours" if by_hand else "Theirs"
    }
    assert store.service("brand-new")


def test_eight_who_start_at_once_make_one_store(url: str, pack: Pack, today: date) -> None:
    """Bots started together on an empty folder: all of them start, on one and the same directory."""

    def start(_: int) -> tuple[Service, ...]:
        store = DirectoryStore.open(url)
        store.seed(pack, today)
        return store.services()

    with ThreadPoolExecutor(8) as bots:
        found = list(bots.map(start, range(8)))
    assert found == [tuple(sorted(pack.services, key=lambda service: service.id))] * 8
