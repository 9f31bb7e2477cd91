"""From records to services: every format's rows are checked by the same rules as the pack's own."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from services_directory.errors import ExchangeError, ExchangeProblem
from services_directory.model import Service
from services_directory.services_tables import Known, read_service
from services_directory.tables import Problems, Row

SHOWN_PROBLEMS = 50
SHOWN_LETTERS = 60
NOWHERE: Mapping[str, str] = {}


@dataclass
class Findings(Problems):
    """What is wrong with a file: the first fifty in full, of the others their number."""

    row_word: str = "row"
    column_word: str = "column"
    count: int = 0

    def add(self, file: str, row: int | None, column: str | None, found: str, remedy: str) -> None:
        self.count += 1
        if len(self.found) < SHOWN_PROBLEMS:
            shown = found if len(found) <= SHOWN_LETTERS else found[:SHOWN_LETTERS] + "…"
            problem = ExchangeProblem(file, row, column, shown, remedy, self.row_word, self.column_word)
            self.found.append(problem)

    def refuse(self) -> None:
        """Raises ExchangeError if anything was found."""
        if self.found:
            raise ExchangeError(tuple(self.found), self.count)


@dataclass(frozen=True)
class Record(Row):
    """One service as a file gives it; `paths` says where in the file a column's cell stands, if not in its column."""

    paths: Mapping[str, str] = field(default_factory=dict)

    def wrong(self, column: str, remedy: str) -> None:
        self.problems.add(self.file, self.number, self.paths.get(column, column), self.cells.get(column, ""), remedy)


def services_of(records: Iterable[Record], known: Known) -> Iterator[Service]:
    """Each record as a service; what is wrong with it is noted in its own problems."""
    used: set[str] = set()
    for record in records:
        service = read_service(record, known, used)
        used.add(service.id)
        yield service
