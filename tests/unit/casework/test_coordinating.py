"""A coordinator invites with a second one's yes, sees and revokes in their own areas, and never outside them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from itertools import product
from pathlib import Path

import pytest

from bot.casework.coordinating import (
    ANSWER_WITHIN,
    Provinces,
    answers_for,
    confirm_invitation,
    dead_contacts,
    invite_as_coordinator,
    label_of,
    people_of,
    refuse_invitation,
    revoke_as_coordinator,
    waiting_invitations,
)
from bot.casework.enrolling import INVITATION_VALID, enrol_focal_point, hash_of
from bot.casework.errors import CoordinatingDenied, Denial, InvitationRefused, InvitationWaits
from bot.casework.handling import acknowledge_case
from bot.casework.model import FocalPointId
from bot.casework.routing import EVERYWHERE, Role
from bot.storage.store import Store, StoredBooks
from tests.stores import KP, LAHORE, NOW, PESHAWAR, PROVINCES, PUNJAB, SWABI, case_of, enrol, file_case, opened

PLACES: Provinces = {str(district): province for district, province in PROVINCES.items()}
ALI, AT_SWABI = FocalPointId("ali"), frozenset({str(SWABI)})


def two(books: StoredBooks, *areas: str) -> tuple[FocalPointId, FocalPointId]:
    """Two coordinators of the same areas."""
    one, other = (enrol(books, name, Role.coordinator, *(areas or (KP,))) for name in ("one", "other"))
    return one, other


def invite(books: StoredBooks, by: FocalPointId, areas: frozenset[str] = AT_SWABI) -> str:
    token, _others = invite_as_coordinator(books, by, Role.focal_point, areas, PLACES, NOW)
    return token


def denied(act: Callable[[], object]) -> Denial:
    """Why an act is denied."""
    with pytest.raises(CoordinatingDenied) as caught:
        act()
    return caught.value.why


def test_nobody_is_enrolled_before_a_second_coordinator_says_yes(store: Store) -> None:
    """The link waits, is not used up by waiting, and enrols once it is confirmed, once."""
    with store.transaction() as books:
        one, other = two(books)
        token = invite(books, one)
        for _ in range(3):
            with pytest.raises(InvitationWaits):
                enrol_focal_point(books, token, "ur", NOW, fresh=ALI)
        assert books.roster.find(ALI) is None
        confirm_invitation(books, other, hash_of(token), PLACES, NOW)
        assert enrol_focal_point(books, token, "ur", NOW, fresh=ALI).areas == AT_SWABI
        with pytest.raises(InvitationRefused):
            enrol_focal_point(books, token, "ur", NOW, fresh=FocalPointId("replayed"))


def test_who_may_confirm(store: Store) -> None:
    """Not whoever invited, nobody of other areas, no focal point, no stranger, and nobody twice."""
    with store.transaction() as books:
        one, other = two(books)
        away, local = enrol(books, "away", Role.coordinator, PUNJAB), enrol(books, "local", Role.national, EVERYWHERE)
        wide = enrol(books, "wide", Role.coordinator, EVERYWHERE)
        token = hash_of(invite(books, one))
        assert denied(lambda: confirm_invitation(books, one, token, PLACES, NOW)) == Denial.own
        assert denied(lambda: confirm_invitation(books, away, token, PLACES, NOW)) == Denial.gone
        for nobody in (local, FocalPointId("stranger")):
            assert denied(partial(confirm_invitation, books, nobody, token, PLACES, NOW)) == Denial.not_theirs
        assert confirm_invitation(books, wide, token, PLACES, NOW).invited_by == one
        assert denied(lambda: confirm_invitation(books, other, token, PLACES, NOW)) == Denial.gone
        assert denied(lambda: confirm_invitation(books, wide, token, PLACES, NOW)) == Denial.gone


def test_refused_or_too_old_it_is_worthless(store: Store) -> None:
    """A refused link, and one that was not confirmed within 72 hours, enrol nobody and cannot be confirmed."""
    with store.transaction() as books:
        one, other = two(books)
        refused, old = invite(books, one), invite(books, one)
        refuse_invitation(books, other, hash_of(refused), PLACES, NOW)
        for token, when in ((refused, NOW), (old, NOW + INVITATION_VALID)):
            with pytest.raises(InvitationRefused):
                enrol_focal_point(books, token, "en", when, fresh=ALI)
            assert denied(partial(confirm_invitation, books, other, hash_of(token), PLACES, when)) == Denial.gone


def test_one_may_take_back_what_one_invited(store: Store) -> None:
    """Refusing one's own is no danger to anybody."""
    with store.transaction() as books:
        one, _other = two(books)
        token = invite(books, one)
        refuse_invitation(books, one, hash_of(token), PLACES, NOW)
        assert waiting_invitations(books, one, PLACES, NOW) == ()


@pytest.mark.parametrize("token", [b"", b"x", b"\0" * 32, b"\xff" * 32])
def test_forged_handles_open_nothing(store: Store, token: bytes) -> None:
    """A hash that is none of an invitation's is gone, like any other that is."""
    with store.transaction() as books:
        one, other = two(books)
        invite(books, one)
        assert denied(lambda: confirm_invitation(books, other, token, PLACES, NOW)) == Denial.gone
        assert denied(lambda: refuse_invitation(books, other, token, PLACES, NOW)) == Denial.gone


def test_without_a_second_coordinator_no_link_is_made(store: Store) -> None:
    """A link that nobody could ever confirm would only look like one."""
    with store.transaction() as books:
        alone = enrol(books, "alone", Role.coordinator, KP)
        enrol(books, "away", Role.coordinator, PUNJAB)
        assert denied(lambda: invite(books, alone)) == Denial.nobody_confirms
        assert books.roster.waiting(NOW) == ()


AREAS = [
    frozenset({each}) for each in (str(SWABI), str(PESHAWAR), str(LAHORE), KP, PUNJAB, EVERYWHERE, "no-such-place")
] + [frozenset({str(SWABI), str(LAHORE)}), frozenset({str(SWABI), str(PESHAWAR)}), frozenset()]


def allowed(mine: frozenset[str], asked: frozenset[str]) -> bool:
    """The rule, spelt out apart from the code under test."""
    if not asked:
        return False
    held = set(mine) | {district for district, province in PLACES.items() if province in mine}
    return EVERYWHERE in mine or asked <= held


@pytest.mark.parametrize(("mine", "asked"), [*product(AREAS, AREAS)])
def test_areas_bind_every_act(store: Store, mine: frozenset[str], asked: frozenset[str]) -> None:
    """Inviting, seeing and revoking go through inside one's areas and nowhere else; no area at all is nobody's."""
    assert answers_for(mine, asked, PLACES) == allowed(mine, asked)
    with store.transaction() as books:
        me = enrol(books, "me", Role.coordinator, *mine)
        enrol(books, "second", Role.coordinator, EVERYWHERE)
        someone = enrol(books, "someone", Role.focal_point, *asked)
        label = label_of(someone)
        if allowed(mine, asked):
            invite(books, me, asked)
            assert someone in {each.person.id for each in people_of(books, me, PLACES)}
            revoke_as_coordinator(books, me, label, PLACES, NOW)
            assert books.roster.find(someone) is None
        else:
            assert denied(lambda: invite(books, me, asked)) == Denial.not_theirs
            assert someone not in {each.person.id for each in people_of(books, me, PLACES)}
            assert denied(lambda: revoke_as_coordinator(books, me, label, PLACES, NOW)) == Denial.gone
            assert books.roster.find(someone) is not None


@pytest.mark.parametrize("role", [role for role in Role if role != Role.coordinator])
def test_no_other_role_coordinates(store: Store, role: Role) -> None:
    """Whoever acts on cases, at whatever height, and whoever is revoked invites, sees and revokes nobody."""
    with store.transaction() as books:
        _one, other = two(books)
        person = enrol(books, "person", role, EVERYWHERE)
        gone = enrol(books, "gone", Role.coordinator, EVERYWHERE)
        books.roster.revoke(gone, NOW.date())
        for who in (person, gone):
            for act in (
                partial(invite, books, who),
                partial(people_of, books, who, PLACES),
                partial(waiting_invitations, books, who, PLACES, NOW),
                partial(revoke_as_coordinator, books, who, label_of(other), PLACES, NOW),
            ):
                assert denied(act) == Denial.not_theirs


def test_revoking_lets_cases_go_and_takes_back_links(store: Store) -> None:
    """What the revoked held waits again for the others; what a revoked coordinator invited is worthless, confirmed or
    not; nobody revokes themself."""
    with store.transaction() as books:
        one, other = two(books)
        held_by, deputy = (
            enrol(books, "local", Role.focal_point, SWABI),
            enrol(books, "deputy", Role.focal_point, SWABI),
        )
        ref = file_case(books).ref
        acknowledge_case(books, ref, held_by, NOW)
        _whom, told = revoke_as_coordinator(books, one, label_of(held_by), PLACES, NOW)
        assert [case.ref for case, _people in told] == [ref]
        assert deputy in told[0][1]
        assert case_of(books, ref).holder is None
        tokens = [invite(books, one) for _ in range(2)]
        confirm_invitation(books, other, hash_of(tokens[0]), PLACES, NOW)
        assert denied(lambda: revoke_as_coordinator(books, one, label_of(one), PLACES, NOW)) == Denial.own
        revoke_as_coordinator(books, other, label_of(one), PLACES, NOW)
        for token in tokens:
            with pytest.raises(InvitationRefused):
                enrol_focal_point(books, token, "en", NOW, fresh=ALI)


def test_of_a_hundred_who_claim_one_link_one_wins(tmp_path: Path) -> None:
    """Also while two coordinators confirm it at once: one confirms, one is enrolled."""
    with opened(tmp_path) as here, opened(tmp_path) as there, ThreadPoolExecutor(102) as threads:
        with here.transaction() as books:
            one, other = two(books)
            third = enrol(books, "third", Role.coordinator, KP)
            token = invite(books, one)
        line = threading.Barrier(102)

        def confirm(who: FocalPointId) -> bool:
            line.wait()
            try:
                with there.transaction() as books:
                    confirm_invitation(books, who, hash_of(token), PLACES, NOW)
            except CoordinatingDenied:
                return False
            return True

        def claim(number: int) -> bool:
            line.wait()
            for _ in range(100):
                try:
                    with (here, there)[number % 2].transaction() as books:
                        enrol_focal_point(books, token, "en", NOW, fresh=FocalPointId(f"person-{number}"))
                except InvitationWaits:
                    continue
                except InvitationRefused:
                    return False
                return True
            return False

        confirmed = [threads.submit(confirm, who) for who in (other, third)]
        claimed = [threads.submit(claim, number) for number in range(100)]
        assert sum(each.result() for each in confirmed) == 1
        assert sum(each.result() for each in claimed) <= 1
        with here.transaction() as books:
            enrolled = [each for each in books.roster.everyone() if each.id.startswith("person-")]
            assert len(enrolled) == sum(each.result() for each in claimed)
            if not enrolled:  # all of them gave up before it was confirmed; it is still good, once
                assert enrol_focal_point(books, token, "en", NOW, fresh=ALI).id == ALI


def test_labels_tell_people_apart_and_nothing_else() -> None:
    """Five clear letters and digits; of a thousand people hardly two share one."""
    labels = {label_of(FocalPointId(f"person-{number}")) for number in range(1000)}
    assert len(labels) >= 998
    assert all(len(label) == 5 and label.isalnum() and label.isupper() for label in labels if not label.isdigit())
    assert label_of(ALI) == label_of(FocalPointId("ali"))


def test_who_is_a_dead_contact(store: Store) -> None:
    """Whoever's chat refuses us, and whoever leaves a test message unanswered for a week; writing revives both."""
    with store.transaction() as books:
        blocked, silent, fresh = (
            enrol(books, name, Role.focal_point, SWABI) for name in ("blocked", "silent", "fresh")
        )
        books.roster.lose(blocked)
        books.roster.ask(silent, NOW.date())
        books.roster.ask(silent, (NOW + timedelta(days=5)).date())
        books.roster.ask(fresh, (NOW + timedelta(days=1)).date())
        assert dead_contacts(books, NOW.date()) == {blocked}
        assert dead_contacts(books, (NOW + ANSWER_WITHIN).date()) == {blocked, silent}
        for each in (blocked, silent):
            books.roster.revive(each)
        assert dead_contacts(books, (NOW + ANSWER_WITHIN).date()) == set()
