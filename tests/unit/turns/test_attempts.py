"""What casework refuses leaves nothing behind, even where it had begun to write."""

from contextlib import suppress
from pathlib import Path

from bot.casework.errors import NoFocalPoint
from tests.stores import NOW, file_case, opened, raw_rows


def test_what_is_refused_is_taken_back(tmp_path: Path) -> None:
    """Of two acts in one transaction the refused one leaves no row; the other is committed."""
    with opened(tmp_path) as store, store.transaction() as books:
        ref = file_case(books).ref
        with suppress(NoFocalPoint), books.attempt():
            books.cases.record(ref, "half done", "", NOW.date())
            raise NoFocalPoint
    assert raw_rows(tmp_path, "SELECT event FROM case_events") == [("filed",)]
