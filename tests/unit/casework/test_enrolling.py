"""How somebody becomes a focal point."""

import hashlib
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from bot.casework.enrolling import INVITATION_VALID, enrol_focal_point, invite_focal_point
from bot.casework.errors import InvitationRefused
from bot.casework.model import FocalPointId
from bot.casework.routing import EVERYWHERE, FocalPoint, Role
from bot.storage.store import Store
from tests.stores import NOW, database_of, opened, raw_rows

ALI, SANA = FocalPointId("ali"), FocalPointId("sana")
AREAS = frozenset({"swabi", "mardan"})


def invited(store: Store, role: Role = Role.focal_point, areas: frozenset[str] = AREAS) -> str:
    with store.transaction() as books:
        return invite_focal_point(books, role, areas, NOW)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("areas", [AREAS, frozenset({EVERYWHERE})])
def test_the_link_decides_what_one_becomes(store: Store, role: Role, areas: frozenset[str]) -> None:
    """Role and areas are the invitation's, the language the person's own."""
    token = invited(store, role, areas)
    with store.transaction() as books:
        enrolled = enrol_focal_point(books, token, ALI, "ur", NOW)
        assert enrolled == FocalPoint(ALI, role, areas, "ur")
        assert books.roster.everyone() == (enrolled,)


def test_a_link_works_once(store: Store) -> None:
    """A used link is refused, for whoever used it as well."""
    token = invited(store)
    with store.transaction() as books:
        enrol_focal_point(books, token, ALI, "ur", NOW)
    for person in (ALI, SANA):
        with pytest.raises(InvitationRefused), store.transaction() as books:
            enrol_focal_point(books, token, person, "ur", NOW)
    with store.transaction() as books:
        assert [each.id for each in books.roster.everyone()] == [ALI]


def test_a_link_is_good_for_three_days(store: Store) -> None:
    """A second before 72 hours it works, at 72 hours it does not."""
    early, late = invited(store), invited(store)
    with store.transaction() as books:
        enrol_focal_point(books, early, ALI, "en", NOW + INVITATION_VALID - timedelta(seconds=1))
    with pytest.raises(InvitationRefused), store.transaction() as books:
        enrol_focal_point(books, late, SANA, "en", NOW + INVITATION_VALID)


@pytest.mark.parametrize("token", ["", "x", "A" * 22, "ا" * 22, "\0", "A" * 5000])
def test_a_made_up_link_is_refused(store: Store, token: str) -> None:
    """Anything else than a token that was given out is refused alike."""
    invited(store)
    with pytest.raises(InvitationRefused), store.transaction() as books:
        enrol_focal_point(books, token, ALI, "en", NOW)


def test_of_fifty_one_wins(tmp_path: Path) -> None:
    """Fifty people press the same link at once, in two processes: one is enrolled."""
    with opened(tmp_path) as one, opened(tmp_path) as other, ThreadPoolExecutor(50) as threads:
        token, line = invited(one), threading.Barrier(50)

        def claim(number: int) -> bool:
            line.wait()
            try:
                with (one, other)[number % 2].transaction() as books:
                    enrol_focal_point(books, token, FocalPointId(f"person-{number}"), "en", NOW)
            except InvitationRefused:
                return False
            return True

        assert sum(threads.map(claim, range(50))) == 1
        with one.transaction() as books:
            assert len(books.roster.everyone()) == 1


def test_only_a_hash_is_kept(store: Store, tmp_path: Path) -> None:
    """The file holds SHA-256 of the token, not the token; no two tokens are alike."""
    tokens = {invited(store) for _ in range(50)}
    kept = {hash for (hash,) in raw_rows(tmp_path, "SELECT token_hash FROM invitations")}
    assert kept == {hashlib.sha256(token.encode()).digest() for token in tokens}
    assert len(tokens) == 50
    assert {len(token) for token in tokens} == {22}
    content = database_of(tmp_path).read_bytes()
    assert not [token for token in tokens if token.encode() in content]


def test_old_links_are_forgotten(store: Store) -> None:
    """Links nobody used in time are removed, others stay."""
    invited(store)
    with store.transaction() as books:
        young = invite_focal_point(books, Role.deputy, AREAS, NOW + timedelta(hours=1))
        assert books.roster.forget_old_invitations(NOW + INVITATION_VALID) == 1
        assert enrol_focal_point(books, young, ALI, "en", NOW + INVITATION_VALID).role == Role.deputy
