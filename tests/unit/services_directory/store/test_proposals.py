"""A change waits for somebody else's yes, and of many who decide at once one does."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier

import pytest

from services_directory import Coverage, Service
from services_directory.errors import NotProposed, Outdated, OwnProposal, StoreError
from services_directory.exchange.difference import Changed, Difference
from services_directory.store import DirectoryStore
from tests.unit.services_directory.store.test_applying import EVERYTHING


def _new_phone(store: DirectoryStore, number: str) -> Difference:
    first = store.services()[0]
    return Difference(changed=(Changed(first, replace(first, phones=(number,))),))


def _phones(store: DirectoryStore) -> tuple[str, ...]:
    return store.services()[0].phones


def test_the_old_version_stays_live_until_it_is_confirmed(store: DirectoryStore, today: date) -> None:
    """Asking for a change changes nothing; somebody else's yes does."""
    before, version = store.services(), store.version()
    proposal = store.propose(_new_phone(store, "0938-1"), by="one", on=today)
    assert (store.services(), store.version()) == (before, version)
    assert store.confirm(proposal, by="another", on=today) == version + 1
    assert _phones(store) == ("0938-1",)
    assert store.proposals() == ()
    assert store.history(before[0].id)[0].by == "another"


def test_nobody_confirms_their_own(store: DirectoryStore, today: date) -> None:
    """Two pairs of eyes: whoever proposes may take it back, not wave it through."""
    proposal = store.propose(_new_phone(store, "0938-1"), by="one", on=today)
    with pytest.raises(OwnProposal):
        store.confirm(proposal, by="one", on=today)
    assert [each.id for each in store.proposals()] == [proposal]
    store.reject(proposal, by="one", on=today)
    assert store.proposals() == ()
    assert _phones(store) != ("0938-1",)


@pytest.mark.parametrize("decide", ["confirm", "reject"])
def test_what_is_decided_or_was_never_proposed_is_not_decided(store: DirectoryStore, today: date, decide: str) -> None:
    """A second yes, a late no and an id nobody was given do nothing."""
    proposal = store.propose(_new_phone(store, "0938-1"), by="one", on=today)
    store.confirm(proposal, by="another", on=today)
    version = store.version()
    for id in (proposal, "no-such-proposal"):
        with pytest.raises(NotProposed):
            getattr(store, decide)(id, by="a third", on=today)
    assert store.version() == version


def test_a_proposal_the_directory_has_left_behind(store: DirectoryStore, today: date) -> None:
    """What was changed otherwise meanwhile is not overwritten; the proposal stays, to be looked at and put aside."""
    proposal = store.propose(_new_phone(store, "0938-1"), by="one", on=today)
    store.apply(_new_phone(store, "0938-2"), by="import", on=today)
    version = store.version()
    with pytest.raises(Outdated):
        store.confirm(proposal, by="another", on=today)
    assert (_phones(store), store.version()) == (("0938-2",), version)
    assert [each.id for each in store.proposals()] == [proposal]


def test_a_proposal_comes_back_as_it_was_made(empty: DirectoryStore, today: date) -> None:
    """Every field of what is added, changed and gone is shown to whoever decides, the oldest proposal first."""
    other = replace(EVERYTHING, id="other", area=None, coverage=Coverage.DISTRICT, schedule=None)
    difference = Difference((EVERYTHING,), (Changed(other, replace(other, names={"en": "Another"})),), (other,), 7)
    late = empty.propose(difference, by="one", on=today)
    early = empty.propose(Difference(added=(other,)), by="two", on=today.replace(day=1))
    assert [(each.id, each.by, each.on) for each in empty.proposals()] == [
        (early, "two", today.replace(day=1)),
        (late, "one", today),
    ]
    assert empty.proposals()[1].difference == difference


def _at_once(acts: list[Callable[[], object]]) -> list[object]:
    """What each gave or raised, all begun at the same moment."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        start.wait()
        try:
            return act()
        except StoreError as refused:
            return refused

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_of_eight_who_confirm_one_does(url: str, store: DirectoryStore, today: date) -> None:
    """Each from a process of its own, as it were: one carries the change out, the others are told."""
    proposal = store.propose(_new_phone(store, "0938-1"), by="one", on=today)
    others = [DirectoryStore.open(url) for _ in range(8)]
    version = store.version()
    came = _at_once([lambda each=each: each.confirm(proposal, by="another", on=today) for each in others])  # type: ignore[misc]
    assert came.count(version + 1) == 1
    assert sum(isinstance(each, NotProposed) for each in came) == 7
    assert len(store.history(store.services()[0].id)) == 1


def test_of_eight_who_change_one_service_one_does(url: str, store: DirectoryStore, today: date) -> None:
    """Each made a difference from the same old value: none overwrites what another just wrote."""
    others = [DirectoryStore.open(url) for _ in range(8)]
    made = [(each, _new_phone(each, f"0938-{number}")) for number, each in enumerate(others)]
    came = _at_once([lambda e=e, d=d: e.apply(d, by="import", on=today) for e, d in made])  # type: ignore[misc]
    assert sum(isinstance(each, int) for each in came) == 1
    assert sum(isinstance(each, Outdated) for each in came) == 7


def test_writers_of_different_services_all_write(url: str, store: DirectoryStore, today: date) -> None:
    """They queue, each makes a version of its own, and nothing of any is lost."""

    def change(service: Service, number: int) -> Callable[[], int]:
        new = replace(service, phones=(f"0938-{number}",))
        own = DirectoryStore.open(url)
        return lambda: own.apply(Difference(changed=(Changed(service, new),)), by="import", on=today)

    some, version = store.services()[:8], store.version()
    came = _at_once([change(service, number) for number, service in enumerate(some)])
    assert sorted(came) == list(range(version + 1, version + 9))  # type: ignore[type-var]  # all are versions
    assert [service.phones for service in store.services()[:8]] == [(f"0938-{number}",) for number in range(8)]
