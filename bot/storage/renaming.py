"""Districts that were renamed or split: what stands under an old id is put under today's, at every start."""

from __future__ import annotations

from collections.abc import Mapping

from bot.storage.store import Store


def settle_renamed(store: Store, renamed: Mapping[str, tuple[str, ...]]) -> int:
    """Put cases and gaps under the first of the districts that took an old one's place, areas under all of them.

    Whoever answered for a district that was split answers for each part, so that no part is left without them. Returns
    how many cases were moved; a second time changes nothing.
    """
    if not renamed:
        return 0
    with store.transaction() as books:
        books.roster.settle_renamed(renamed)
        return books.cases.settle_renamed(renamed)
