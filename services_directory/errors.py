"""What can go wrong with the directory, each error with the facts its caller needs."""

from dataclasses import dataclass

SHOWN_IDS = 10


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


class StoreError(DirectoryError):
    """The directory's database refuses what was asked of it; nothing of it was done."""


class UnknownService(StoreError):
    """No service with this id is part of the directory."""

    def __init__(self, service_id: str) -> None:
        self.service_id = service_id
        super().__init__(f"no service {service_id!r} is part of the directory")


class Outdated(StoreError):
    """These services are not as the difference takes them to be: somebody else changed them since."""

    def __init__(self, ids: tuple[str, ...]) -> None:
        self.ids = ids
        shown = ", ".join(ids[:SHOWN_IDS]) + (f" and {len(ids) - SHOWN_IDS:,} more" if len(ids) > SHOWN_IDS else "")
        super().__init__(f"changed since this difference was made: {shown}; make the difference again")


class OrganisationsDisagree(StoreError):
    """Services of one organisation say different things of it."""

    def __init__(self, organisation_id: str, said: tuple[str, ...]) -> None:
        self.organisation_id = organisation_id
        self.said = said
        super().__init__(
            f"services of the organisation {organisation_id!r} call it {' and '.join(said)}; "
            "give all of them one name and type, or the others another organisation_id"
        )


class NotProposed(StoreError):
    """No proposal with this id waits for a decision."""

    def __init__(self, proposal_id: str) -> None:
        self.proposal_id = proposal_id
        super().__init__(f"no proposal {proposal_id!r} waits for a decision")


class OwnProposal(StoreError):
    """Whoever proposes a change does not confirm it: somebody else must look at it."""

    def __init__(self, proposal_id: str) -> None:
        self.proposal_id = proposal_id
        super().__init__(f"the proposal {proposal_id!r} must be confirmed by somebody else than its proposer")
