"""What may be told of a month without exposing anybody: compiled once, when the month is over, and never changed.

Four rules, each of which the tests switch off to see a leak:

1. A number under 5 is not told; under 10 where it is of sexual abuse or of disability.
2. Nor is any other by which, with the sums of its table, a small one could be narrowed down (`suppression`).
3. Tables that share numbers stand on each other. Reports by concern and place come first. What reports say of the child
   or met with is told of places whose reports are told, the others merged (`statistics_tables.merged`), by place alone:
   so each table has its own numbers beside totals that everybody knows, and whatever one of them could still be, the
   others are not touched by it. What happens to cases (answered, closed, asked) is told of such places only as well.
4. A month is one table: nothing is told of a month under way, nothing of days, and what happens later counts later.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from bot.casework.measures import Again, Answered, Filed, NoReport, Safer
from bot.casework.model import Concern, Outcome
from bot.casework.statistics_tables import (
    ALL,
    NOWHERE,
    Name,
    Named,
    PlaceTable,
    Told,
    by_concern,
    kind_in,
    merged,
    told,
)
from bot.casework.suppression import Cell

FEWEST = 5
FEWEST_OF_THE_MOST_EXPOSED = 10
"""Sexual abuse and disability: few enough that neighbours would guess."""
REPORTS, UNCOVERED = Filed.report.value, Filed.uncovered.value
GIRL, BOY, SEX_NOT_SAID = Filed.girl.value, Filed.boy.value, "sex not said"
DISABILITY, NO_DISABILITY_SAID = Filed.disability.value, "no disability said"
COVERED = "covered"
ANSWERED, CLOSED, ASKED_IF_SAFER, WROTE = "answered", "closed", "asked if safer", "no report"
_QUIET = "quiet"
_NO_DISTRICT = "no district"

Tally = Mapping[tuple[str, str, str], int]
"""What was counted in a month: by district and concern ("" for none of it) and measure."""


def publishable(tally: Tally, provinces: Mapping[str, str]) -> Told:
    """Every number that may be told of a month; `provinces` gives the province of each district there is."""
    tree = _tree(tally, provinces)
    filed = told(_reports(tally, tree).cells())
    return {
        **filed,
        **_of_reports(tally, tree, filed, (GIRL, BOY), SEX_NOT_SAID, FEWEST),
        **_of_reports(tally, tree, filed, (DISABILITY,), NO_DISABILITY_SAID, FEWEST_OF_THE_MOST_EXPOSED),
        **_of_reports(tally, tree, filed, (UNCOVERED,), COVERED, FEWEST),
        **_of_cases(tally, tree, filed, Answered, ANSWERED),
        **_of_cases(tally, tree, filed, Outcome, CLOSED),
        **_of_cases(tally, tree, filed, Safer, ASKED_IF_SAFER),
        **_of_cases(tally, tree, filed, Again, ""),
        **told(_no_reports(tally)),
    }


def _tree(tally: Tally, provinces: Mapping[str, str]) -> dict[str, str]:
    """The districts of which anything was counted, with their provinces.

    Of those of which nothing was, one stands for all in its province, and one province for all that are quiet: they are
    hidden alike, so what could be said of one could be said of each other, and fewer rows only make the proof stricter.
    """
    busy = {district for district, concern, _measure in tally if concern}
    tree = {district or _NO_DISTRICT: provinces.get(district, NOWHERE) for district in sorted(busy)}
    loud = set(tree.values())
    of_quiet = sorted({province for district, province in provinces.items() if district not in busy})
    rest = {f"{_QUIET} {each}" if each in loud else _QUIET: each if each in loud else _QUIET for each in of_quiet}
    return tree | rest


def _has_name(place: str) -> bool:
    return not place.startswith((_QUIET, _NO_DISTRICT))


def _reports(tally: Tally, tree: Mapping[str, str]) -> PlaceTable:
    """Reports by concern and place."""
    counts = _counts(tally, [REPORTS], lambda district, concern, _measure: (district, concern))
    concerns = _concerns({concern for _district, concern in counts})

    def name(place: str, concern: str) -> Name | None:
        return Name(place, concern, REPORTS) if _has_name(place) and concern != _QUIET else None

    return PlaceTable(tree, counts, concerns, name, _fewest)


def _concerns(heard: set[str]) -> tuple[str, ...]:
    """What was reported, and one for all that was not; sexual abuse by itself, as it has a threshold of its own."""
    quiet = set(Concern) - heard - {Concern.sexual_abuse}
    return (*sorted(heard | {Concern.sexual_abuse}), *([_QUIET] if quiet else []))


def _fewest(concern: str) -> int:
    return FEWEST_OF_THE_MOST_EXPOSED if concern == Concern.sexual_abuse else FEWEST


def _of_reports(
    tally: Tally, tree: Mapping[str, str], filed: Told, kinds: tuple[str, ...], others: str, least: int
) -> Told:
    """What reports say of the child or met with, at places whose reports are told; `others` are what is left."""
    totals = _totals(tally, tree)
    blocks = merged(tree, totals, lambda place: Name(place, ALL, REPORTS) in filed, least)
    found = _counts(tally, kinds, lambda district, _concern, measure: (blocks.members.get(district, ""), measure))
    reports = _counts(tally, [REPORTS], lambda district, _concern, _measure: (blocks.members.get(district, ""), others))
    left = {(block, others): count - sum(found[block, kind] for kind in kinds) for (block, _), count in reports.items()}

    def name(place: str, kind: str) -> Name | None:
        return Name(place, ALL, kind) if Name(place, ALL, REPORTS) in filed and kind != ALL else None

    table = PlaceTable(blocks.tree, {**found, **left}, (*kinds, others), name, lambda _kind: least, is_known=True)
    return told(table.cells()) if blocks.tree else {}


def _of_cases(tally: Tally, tree: Mapping[str, str], filed: Told, family: Iterable[str], total: str) -> Told:
    """What happened to cases, by place, and for every place together by concern."""
    kinds = tuple(map(str, family))
    at_places = _counts(tally, kinds, lambda district, _concern, measure: (district, measure))
    of_concerns = _counts(tally, kinds, lambda _district, concern, measure: (concern, measure))
    of_concerns.update(dict.fromkeys([(each, kinds[0]) for each in _concerns({each for each, _ in of_concerns})], 0))

    def name(place: str, concern: str, kind: str) -> Name | None:
        measure = total if kind == ALL else kind
        return Name(place, concern, measure) if measure and Name(place, concern, REPORTS) in filed else None

    table = PlaceTable(tree, at_places, kinds, lambda place, kind: name(place, ALL, kind), lambda _kind: FEWEST)
    concerns = by_concern(of_concerns, kinds, lambda concern, kind: name(ALL, concern, kind), _fewest)
    return told([*concerns, *table.cells(kind_in)])


def _no_reports(tally: Tally) -> Iterator[Named]:
    """Who wrote and made no report, without a place."""
    counts = {each: sum(count for (_, _, measure), count in tally.items() if measure == each) for each in NoReport}
    for kind, count in counts.items():
        yield Name(ALL, ALL, kind), Cell("start", "end", count, FEWEST)
    yield Name(ALL, ALL, WROTE), Cell("end", "start", sum(counts.values()), FEWEST, worth=100)


def _totals(tally: Tally, tree: Mapping[str, str]) -> Counter[str]:
    """All reports of each district, each province and everywhere."""
    totals: Counter[str] = Counter(dict.fromkeys((*tree, *tree.values(), ALL), 0))
    for (district, _), count in _counts(tally, [REPORTS], lambda district, *_: (district, "")).items():
        for place in (district, tree[district], ALL):
            totals[place] += count
    return totals


def _counts(
    tally: Tally, measures: Iterable[str], key: Callable[[str, str, str], tuple[str, str]]
) -> Counter[tuple[str, str]]:
    """Counts of some measures, summed by what `key` makes of district, concern and measure."""
    wanted, sums = set(measures), Counter[tuple[str, str]]()
    for (district, concern, measure), count in tally.items():
        if measure in wanted:
            sums[key(district or _NO_DISTRICT, concern, measure)] += count
    return sums
