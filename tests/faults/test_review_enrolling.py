"""Whoever was enrolled once can be enrolled again, from the same chat."""

from __future__ import annotations

from pathlib import Path

from tests.world import FOCAL_POINT, running_world


async def test_moved_to_another_district(tmp_path: Path) -> None:
    """A focal point who is given a link for another district is enrolled there, and their old access ends."""
    async with running_world(tmp_path) as world:
        await world.focal_point("swabi")
        phone = await world.focal_point("mardan")
        assert "Mardan" in phone.last.text
        with world.amaan.store.transaction() as books:
            assert [person.areas for person in books.roster.everyone()] == [frozenset({"mardan"})]


async def test_back_after_being_revoked(tmp_path: Path) -> None:
    """Revoked and invited anew, they come as somebody new; the old name no longer leads to their chat."""
    async with running_world(tmp_path) as world:
        phone = await world.focal_point("swabi")
        with world.amaan.store.transaction() as books:
            before = books.contacts.whose(FOCAL_POINT.id)
            assert before
            books.roster.revoke(before, world.amaan.clock().date())
        await world.focal_point("swabi")
        assert "Swabi" in phone.last.text
        with world.amaan.store.transaction() as books:
            assert books.contacts.chat_of(before) is None
            assert books.contacts.whose(FOCAL_POINT.id) not in (None, before)
