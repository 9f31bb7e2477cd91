"""How somebody becomes a focal point."""

import hashlib
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from bot.casework.enrolling import INVITATION_VALID, enrol_focal_point, hash_of, invite_focal_point
from bot.casework.errors import InvitationRefused
from bot.casework.handling import acknowledge_case
from bot.casework.model import Accused, DistrictId, FocalPointId
from bot.casework.routing import EVERYWHERE, FocalPoint, Role, Whereabouts, route_case
from bot.storage.store import Store, StoredBooks
from tests.stores import NOW, case_of, database_of, enrol, file_case, opened, raw_rows

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
        enrolled = enrol_focal_point(books, token, "ur", NOW, fresh=ALI)
        assert enrolled == FocalPoint(ALI, role, areas, "ur")
        assert books.roster.everyone() == (enrolled,)


def test_a_link_works_once(store: Store) -> None:
    """A used link is refused, for whoever used it as well."""
    token = invited(store)
    with store.transaction() as books:
        enrol_focal_point(books, token, "ur", NOW, fresh=ALI)
    for person in (ALI, SANA):
        with pytest.raises(InvitationRefused), store.transaction() as books:
            enrol_focal_point(books, token, "ur", NOW, fresh=person)
    with store.transaction() as books:
        assert [each.id for each in books.roster.everyone()] == [ALI]


def test_a_link_is_good_for_three_days(store: Store) -> None:
    """A second before 72 hours it works, at 72 hours it does not."""
    early, late = invited(store), invited(store)
    with store.transaction() as books:
        enrol_focal_point(books, early, "en", NOW + INVITATION_VALID - timedelta(seconds=1), fresh=ALI)
    with pytest.raises(InvitationRefused), store.transaction() as books:
        enrol_focal_point(books, late, "en", NOW + INVITATION_VALID, fresh=SANA)


@pytest.mark.parametrize("token", ["", "x", "A" * 22, "ا" * 22, "\0", "A" * 5000])
def test_a_made_up_link_is_refused(store: Store, token: str) -> None:
    """Anything else than a token that was given out is refused alike."""
    invited(store)
    with pytest.raises(InvitationRefused), store.transaction() as books:
        enrol_focal_point(books, token, "en", NOW, fresh=ALI)


def test_of_fifty_one_wins(tmp_path: Path) -> None:
    """Fifty people press the same link at once, in two processes: one is enrolled."""
    with opened(tmp_path) as one, opened(tmp_path) as other, ThreadPoolExecutor(50) as threads:
        token, line = invited(one), threading.Barrier(50)

        def claim(number: int) -> bool:
            line.wait()
            try:
                with (one, other)[number % 2].transaction() as books:
                    enrol_focal_point(books, token, "en", NOW, fresh=FocalPointId(f"person-{number}"))
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
        assert enrol_focal_point(books, young, "en", NOW + INVITATION_VALID, fresh=ALI).role == Role.deputy


def test_who_moves_district_comes_as_somebody_new(tmp_path: Path) -> None:
    """Seats in open cases stay with the old district: enrolling for another ends the old access at once."""
    with opened(tmp_path) as store, store.transaction() as books:
        at_swabi = enrol_focal_point(books, _link(books, "swabi"), "en", NOW, fresh=ALI)
        wider = enrol_focal_point(books, _link(books, "swabi", "peshawar"), "en", NOW, fresh=SANA, before=at_swabi)
        assert wider.id == ALI
        moved = enrol_focal_point(books, _link(books, "lahore"), "en", NOW, fresh=SANA, before=wider)
        assert moved.id == SANA
        assert books.roster.find(ALI) is None


def test_the_office_of_the_invitation_is_the_office_of_the_person(tmp_path: Path) -> None:
    """A focal point who belongs to the police gets no report in which the police is accused."""
    with opened(tmp_path) as store, store.transaction() as books:
        token = invite_focal_point(books, Role.focal_point, frozenset({"swabi"}), NOW, Accused.police)
        enrol_focal_point(books, token, "en", NOW, fresh=ALI)
        where = Whereabouts(DistrictId("swabi"))
        assert route_case(where, Accused.police, books.roster.everyone()) == ()
        assert route_case(where, Accused.teacher, books.roster.everyone()) == ((ALI,),)


def _link(books: StoredBooks, *areas: str) -> str:
    return invite_focal_point(books, Role.focal_point, frozenset(areas), NOW)


def test_what_somebody_held_who_moves_away_waits_again(tmp_path: Path) -> None:
    """Whoever stays behind is told; a coordinator who becomes a focal point leaves no link of theirs behind."""
    with opened(tmp_path) as store, store.transaction() as books:
        at_swabi = enrol_focal_point(books, _link(books, "swabi"), "en", NOW, fresh=ALI)
        other = enrol(books, "other", Role.focal_point, "swabi")
        ref = file_case(books).ref
        acknowledge_case(books, ref, ALI, NOW)
        token = invite_focal_point(books, Role.deputy, AREAS, NOW, invited_by=ALI)
        books.roster.confirm(hash_of(token), NOW)
        enrol_focal_point(books, _link(books, "lahore"), "en", NOW, fresh=SANA, before=at_swabi)
        assert case_of(books, ref).holder is None
        assert books.pages.held() == {other: 1}
        with pytest.raises(InvitationRefused):
            enrol_focal_point(books, token, "en", NOW, fresh=FocalPointId("late"))
