"""How a case is written for Primero / CPIMS+: the country pack's primero.toml, read and checked whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.casework.model import AgeBand, Concern, Sex, Tier
from services_directory.errors import PackError
from services_directory.model import Pathway
from services_directory.tables import Problems
from services_directory.tomls import read_toml

FILE = "primero.toml"
FIELDS = (
    "registered_on", "concern_other", "urgent", "risk", "sex", "age", "age_is_estimated", "disability", "location",
    "address", "consent_services", "consent_disclosure", "words",
)  # fmt: skip
NEVER_LEFT_OUT = ("consent_services", "consent_disclosure")
WORDS = ("concern", "reported_on", "text")
MOST_VALUES = 10
OTHER = "other"
"""The value of Primero's own that asks for a free text beside it."""

_TIERS = tuple(tier.name for tier in Tier)
_MUST_COVER: Mapping[str, tuple[str, ...]] = {
    "urgent": _TIERS,
    "risk": _TIERS,
    "sex": tuple(Sex),
    "age": tuple(AgeBand),
    "disability": ("yes",),
    "concern_other": (),
    "location": (),
}


@dataclass(frozen=True)
class Lookup:
    """One of the site's lists: its name there, its values, and whether a case may have several."""

    id: str
    values: tuple[str, ...]
    several: bool = False


@dataclass(frozen=True)
class PrimeroMapping:
    """Our facts in the site's words; every value in it was checked against the site's lists."""

    constants: Mapping[str, Any]
    fields: Mapping[str, str]
    words: Mapping[str, str]
    values: Mapping[str, Mapping[str, Any]]
    lookups: Mapping[str, Lookup]
    concerns: Mapping[str, tuple[str, tuple[str, ...]]]
    other: str = OTHER

    def concern(self, concern: Concern) -> tuple[str, tuple[str, ...]]:
        """The field for a concern and the values it may have there; none where the pack has no pathway for it."""
        return self.concerns.get(concern, ("", ()))

    def used(self, field: str) -> tuple[str, ...]:
        """Every value that could ever be sent in a field, each once."""
        of_facts = [self.values[fact].values() for fact in self.values if self.fields[fact] == field]
        of_concerns = [values for concerns_field, values in self.concerns.values() if concerns_field == field]
        return tuple(dict.fromkeys(str(each) for some in (*of_facts, *of_concerns) for each in some if each != ""))

    def takes_several(self, field: str) -> bool:
        """Whether a field is a list; the section of the words is one as well."""
        return field in self.lookups and self.lookups[field].several


def load_mapping(pack: Path, pathway_for: Callable[[str], Pathway]) -> PrimeroMapping:
    """The mapping of a country pack; raises PackError with everything that is wrong with it."""
    problems = Problems()
    read = _Reader(read_toml(pack / FILE, problems), problems)
    if problems.found:
        raise PackError(tuple(problems.found))
    mapping = _mapping(read, pathway_for)
    for name, value, remedy in _wrong(mapping):
        read.wrong(name, value, remedy)
    if problems.found:
        raise PackError(tuple(problems.found))
    return mapping


@dataclass(frozen=True)
class _Reader:
    """The tables of the file; what is no table or no text is noted, and read as empty."""

    tables: Mapping[str, Any]
    problems: Problems

    def wrong(self, key: str, found: object, remedy: str) -> None:
        self.problems.add(FILE, None, key, str(found), remedy)

    def table(self, *path: str) -> Mapping[str, Any]:
        found: Any = self.tables
        for step in path:
            found = found.get(step, {})
            if not isinstance(found, dict):
                self.wrong(".".join(path), found, "make it a table")
                return {}
        return dict(found)

    def texts(self, name: str, keys: tuple[str, ...]) -> Mapping[str, str]:
        table = self.table(name)
        for key in table.keys() - set(keys):
            self.wrong(f"{name}.{key}", table[key], f"no such fact; use {', '.join(keys)}")
        return {key: self.text(f"{name}.{key}", table.get(key)) for key in keys}

    def text(self, key: str, found: object) -> str:
        if isinstance(found, str):
            return found.strip()
        self.wrong(key, found, 'write a text in quotes, "" to hand it over nowhere')
        return ""

    def values(self, fact: str) -> Mapping[str, Any]:
        table = self.table("values", fact)
        for ours, theirs in table.items():
            if not isinstance(theirs, str | int):
                self.wrong(f"values.{fact}.{ours}", theirs, "write a text, a whole number, true or false")
        return table

    def lookup(self, field: str) -> Lookup:
        table = self.table("lookups", field)
        values = table.get("values")
        if not isinstance(values, list) or not values or not all(isinstance(each, str) for each in values):
            self.wrong(f"lookups.{field}.values", values, "list the site's values as texts")
            values = []
        several = table.get("several", False)
        if not isinstance(several, bool):
            self.wrong(f"lookups.{field}.several", several, "write true or false")
        return Lookup(self.text(f"lookups.{field}.id", table.get("id")), tuple(values), several is True)


def _mapping(read: _Reader, pathway_for: Callable[[str], Pathway]) -> PrimeroMapping:
    for fact in read.table("values").keys() - _MUST_COVER.keys():
        read.wrong(f"values.{fact}", "a table", f"no such fact; use {', '.join(_MUST_COVER)}")
    pathways = {concern: pathway_for(concern) for concern in Concern}
    return PrimeroMapping(
        constants=read.table("constants"),
        fields=read.texts("fields", FIELDS),
        words=read.texts("words", WORDS),
        values={fact: read.values(fact) for fact in _MUST_COVER},
        lookups={field: read.lookup(field) for field in read.table("lookups")},
        concerns={concern: (each.primero_field, each.primero) for concern, each in pathways.items()},
    )


_Wrong = tuple[str, object, str]


def _wrong(mapping: PrimeroMapping) -> Iterator[_Wrong]:
    yield from _missing_names(mapping)
    for fact, ours in _MUST_COVER.items():
        yield from _uncovered(mapping, fact, ours)
        yield from _unlisted(mapping, f"values.{fact}", mapping.fields[fact], mapping.values[fact].values())
    for concern, (field, values) in mapping.concerns.items():
        where = f"pathways.toml, {concern}"
        if field not in mapping.lookups:
            yield f"lookups.{field}", "nothing", f"list the site's values: {where} uses this field"
        if len(values) > MOST_VALUES:
            yield where, len(values), f"give at most {MOST_VALUES} values: each becomes a button to choose from"
        if not values:
            yield where, "nothing", "give the pathway a primero value"
        yield from _unlisted(mapping, where, field, values)
        if OTHER in values and mapping.fields["concern_other"] and concern not in mapping.values["concern_other"]:
            yield f"values.concern_other.{concern}", "nothing", "say in words what the site's list has only 'other' for"


def _missing_names(mapping: PrimeroMapping) -> Iterator[_Wrong]:
    for fact in NEVER_LEFT_OUT:
        if not mapping.fields[fact]:
            yield f"fields.{fact}", "", "name the site's field: a case is never handed over without this consent"
    for key in mapping.constants.keys() & {"id", *mapping.fields.values()}:
        yield f"constants.{key}", mapping.constants[key], "a case has a value of its own for this field"
    shared = [name for name in mapping.fields.values() if name]
    shared += [field for field in {field for field, _values in mapping.concerns.values()} if field]
    for name in sorted({each for each in shared if shared.count(each) > 1 and not mapping.takes_several(each)}):
        yield f"fields, {name}", "two facts", "one would overwrite the other: only a field that is a list takes several"
    if mapping.fields["words"] and not mapping.words["text"]:
        yield "words.text", "", 'name the field for the words, or write fields.words = ""'
    if mapping.fields["location"] and not mapping.values["location"]:
        yield "values.location", "nothing", 'give the districts the site\'s codes, or write fields.location = ""'


def _uncovered(mapping: PrimeroMapping, fact: str, ours: tuple[str, ...]) -> Iterator[_Wrong]:
    if not mapping.fields[fact]:
        return
    for each in ours:
        if each not in mapping.values[fact]:
            yield f"values.{fact}.{each}", "nothing", 'say what the site calls it, or "" to hand it over nowhere'
    if ours:
        for each in mapping.values[fact].keys() - set(ours):
            yield f"values.{fact}.{each}", mapping.values[fact][each], f"we know no such value; use {', '.join(ours)}"


def _unlisted(mapping: PrimeroMapping, where: str, field: str, values: Iterable[object]) -> Iterator[_Wrong]:
    if field not in mapping.lookups:
        return
    for value in values:
        if value != "" and value not in mapping.lookups[field].values:
            yield (
                where,
                value,
                f"the site's list for {field} has no such value: {', '.join(mapping.lookups[field].values)}",
            )
