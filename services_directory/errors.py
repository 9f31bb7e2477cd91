"""What can go wrong with the directory, each error with the facts its caller needs."""

from dataclasses import dataclass


class DirectoryError(Exception):
    """Base of every error this package raises on purpose."""


@dataclass(frozen=True)
class PackProblem:
    """One thing wrong in a country pack; `row` counts as a spreadsheet shows it (the heading is row 1)."""

    file: str
    row: int | None
    column: str | None
    found: str
    remedy: str

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f", row {self.row}"
        if self.column is not None:
            place += f", column {self.column}"
        return f"{place}: found {self.found!r}; {self.remedy}"


class PackError(DirectoryError):
    """The country pack cannot be trusted, so none of it was loaded; `problems` holds all of them."""

    def __init__(self, problems: tuple[PackProblem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class UnknownConcern(DirectoryError):
    """No referral pathway for this concern; `known` holds the ones there are."""

    def __init__(self, concern: str, known: tuple[str, ...]) -> None:
        self.concern = concern
        self.known = known
        super().__init__(f"no referral pathway for {concern!r}")


class UnreadableHours(DirectoryError):
    """Opening hours that are written as we do not read them; `part` is the rule that was not understood."""

    def __init__(self, text: str, part: str) -> None:
        self.text = text
        self.part = part
        super().__init__(f"opening hours {text!r}: {part!r} is not understood")


class UnknownDistrict(DirectoryError):
    """No district or province with this id in the country pack."""

    def __init__(self, district_id: str) -> None:
        self.district_id = district_id
        super().__init__(f"no district or province {district_id!r}")


@dataclass(frozen=True)
class BoundaryProblem:
    """One thing wrong in a file of boundaries; `feature` counts from 1."""

    file: str
    feature: int | None
    field: str | None
    found: str
    remedy: str

    def __str__(self) -> str:
        place = self.file
        if self.feature is not None:
            place += f", feature {self.feature}"
        if self.field is not None:
            place += f", field {self.field}"
        return f"{place}: found {self.found!r}; {self.remedy}"


class BoundariesError(DirectoryError):
    """A file of boundaries cannot be read, so none of it was taken; `problems` holds all of them."""

    def __init__(self, problems: tuple[BoundaryProblem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


@dataclass(frozen=True)
class ExchangeProblem(PackProblem):
    """One thing wrong in a file that was to be imported; the words say what is counted and what is named in it."""

    row_word: str = "row"
    column_word: str = "column"

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f", {self.row_word} {self.row}"
        if self.column is not None:
            place += f", {self.column_word} {self.column}"
        return f"{place}: found {self.found!r}; {self.remedy}"


class ExchangeError(DirectoryError):
    """A file of services cannot be taken, so none of it was; `problems` holds the first, `count` says how many."""

    def __init__(self, problems: tuple[PackProblem, ...], count: int) -> None:
        self.problems = problems
        self.count = count
        more = [f"and {count - len(problems):,} more like these"] if count > len(problems) else []
        super().__init__("\n".join([*map(str, problems), *more]))
