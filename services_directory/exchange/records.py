"""From records to services: every format's rows are checked by the same rules as the pack's own."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from services_directory.errors import ExchangeError, ExchangeProblem
from services_directory.model import District, Organisation, Point, Province, Service
from services_directory.services_tables import Known, read_service
from services_directory.tables import Problems, Row

SHOWN_PROBLEMS = 50
SHOWN_LETTERS = 60
SHOWN_PATH_LETTERS = 120
SHOWN_REMEDY_LETTERS = 300
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass
class Findings(Problems):
    """What is wrong with a file: the first fifty in full, of the others their number."""

    row_word: str = "row"
    column_word: str = "column"
    count: int = 0

    def add(self, file: str, row: int | None, column: str | None, found: str, remedy: str) -> None:
        self.count += 1
        if len(self.found) < SHOWN_PROBLEMS:
            # what stands in the file may be of any length, and a name in it may hold what a terminal obeys
            named = column if column is None or column.isprintable() else ascii(column)
            places = (row, named and _short(named, SHOWN_PATH_LETTERS))
            said = (_short(found, SHOWN_LETTERS), _short(remedy, SHOWN_REMEDY_LETTERS))
            self.found.append(ExchangeProblem(file, *places, *said, self.row_word, self.column_word))

    def take(self, error: ExchangeError) -> None:
        """What is wrong with a part of the file, so that the rest can be read for more."""
        self.count += error.count
        self.found += error.problems[: SHOWN_PROBLEMS - len(self.found)]

    def refuse(self) -> None:
        """Raises ExchangeError if anything was found."""
        if self.found:
            raise ExchangeError(tuple(self.found), self.count)


@dataclass(frozen=True)
class Record(Row):
    """One service as a file gives it; `place_of` says where in the file a column's cell stands."""

    place_of: Callable[[str], str] = str

    def wrong(self, column: str, remedy: str) -> None:
        self.problems.add(self.file, self.number, self.place_of(column), self.cells.get(column, ""), remedy)


@dataclass(frozen=True)
class Reading:
    """The records of one file, and about how many there are."""

    total: int
    records: Iterator[Record]
    owners: Mapping[str, Organisation] = field(default_factory=dict)
    """What the file says of who runs a service, by the service's id, filled while the records are read."""


@dataclass(frozen=True)
class Ground:
    """What a record may refer to: the pack's provinces, districts and concerns, and which district a point lies in.

    `ramazan` is the last one whose days are known; `organisations` are what a file that goes out says of them.
    """

    known: Known
    district_at: Callable[[Point], str | None]
    ramazan: tuple[date, date] | None = None
    organisations: Mapping[str, Organisation] = field(default_factory=dict)

    @cached_property
    def areas(self) -> Mapping[str, str]:
        """Ids of provinces and districts by their names in any language and by themselves, all in small letters.

        Where a district has the name of its province, the name is the district's.
        """
        both: tuple[Province | District, ...] = (*self.known.provinces.values(), *self.known.districts.values())
        return {name.casefold(): each.id for each in both for name in (each.id, *each.names.values())}

    def called(self, area: str | None) -> str | None:
        """The English name of a province or a district by its id; anything else stays as it is."""
        found = self.known.districts.get(area or "") or self.known.provinces.get(area or "")
        return found.names["en"] if found else area


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most] + "…"


def services_of(records: Iterable[Record], known: Known) -> Iterator[Service]:
    """Each record as a service; what is wrong with it is noted in its own problems."""
    used: set[str] = set()
    faces: dict[str, tuple[str, str]] = {}
    for record in records:
        _check_letters(record)
        service = read_service(record, known, used)
        used.add(service.id)
        _check_organisation(record, service, faces)
        yield service


def _check_organisation(record: Record, service: Service, faces: dict[str, tuple[str, str]]) -> None:
    """One organisation has one name and one type, whichever of its services speaks of it."""
    face = (service.organisation, service.organisation_type)
    name, kind = faces.setdefault(service.organisation_id, face)
    if (name, kind) != face:
        column = "organisation" if name != service.organisation else "organisation_type"
        said = f"a service above says that {service.organisation_id!r} is {name!r} ({kind})"
        record.wrong(column, f"{said}; give both one name and type, or this one another organisation_id")


def _check_letters(record: Record) -> None:
    """Control characters are never meant, and some would break a row in two."""
    for column, cell in record.cells.items():
        if not cell.isprintable() and _UNSEEN.search(cell):
            record.wrong(column, "take out the unseen control character")
