"""Reads the referral pathways: concern by concern, who helps, what to dial and how soon."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from services_directory.model import Category, LegalRule, Pathway, Tier
from services_directory.tables import Problems, first_day
from services_directory.tomls import read_toml

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True)
class Entry:
    """One [[pathway]], counted from 1; each reader notes a problem for a value that is not right."""

    file: str
    number: int
    values: Mapping[str, Any]
    problems: Problems

    def wrong(self, key: str, found: object, remedy: str) -> None:
        self.problems.add(self.file, self.number, key, str(found), remedy)

    def text(self, key: str) -> str | None:
        value = self.values.get(key)
        if value is None or isinstance(value, str):
            return value
        self.wrong(key, value, "write a text in quotes")
        return None

    def required(self, key: str) -> str:
        value = self.text(key)
        if not value:
            self.wrong(key, value, "fill it in")
        return value or ""

    def several(self, key: str) -> tuple[str, ...]:
        values = self.values.get(key, [])
        if isinstance(values, list) and all(isinstance(value, str) for value in values):
            return tuple(values)
        self.wrong(key, values, "write a list of texts")
        return ()

    def choices(self, key: str, choices: type[Choice]) -> tuple[Choice, ...]:
        known = {choice.value: choice for choice in choices}
        for value in self.several(key):
            if value not in known:
                self.wrong(key, value, f"use {', '.join(known)}")
        return tuple(known[value] for value in self.several(key) if value in known)

    def tier(self, key: str, otherwise: Tier | None = None) -> Tier:
        value = self.values.get(key, otherwise)
        if value in tuple(Tier):
            return Tier(value)
        self.wrong(key, value, f"use {', '.join(Tier)}")
        return Tier.T0

    def day(self, key: str) -> date | None:
        value = self.text(key)
        try:
            return first_day(value) if value else None
        except ValueError:
            self.wrong(key, value, "write a date as 2026, 2026-11 or 2026-11-22")
            return None


def read_pathways(path: Path, provinces: Container[str], problems: Problems) -> dict[str, Pathway]:
    """Pathways by concern, in the order of the file."""
    pathways: dict[str, Pathway] = {}
    for number, values in enumerate(read_toml(path, problems).get("pathway", []), start=1):
        entry = Entry(path.name, number, values, problems)
        pathway = _pathway(entry, provinces)
        if pathway.concern in pathways:
            entry.wrong("concern", pathway.concern, "this concern stands above; keep one")
        pathways[pathway.concern] = pathway
    return pathways


def _pathway(entry: Entry, provinces: Container[str]) -> Pathway:
    base = entry.tier("base_tier")
    services = entry.choices("services", Category)
    if not services:
        entry.wrong("services", "nothing", "name at least one category")
    return Pathway(
        concern=entry.required("concern"),
        services=services,
        specialist_first=frozenset(entry.choices("specialist_first", Category)),
        numbers=entry.several("numbers"),
        base_tier=base,
        question=entry.text("question"),
        lifted_tier=entry.tier("lifted_tier", otherwise=base),
        primero=entry.several("primero"),
        primero_field=entry.text("primero_field") or "protection_concerns",
        laws=_laws(entry, provinces),
    )


def _laws(entry: Entry, provinces: Container[str]) -> tuple[LegalRule, ...]:
    return tuple(
        _law(Entry(entry.file, entry.number, values, entry.problems), provinces)
        for values in entry.values.get("law", [])
    )


def _law(entry: Entry, provinces: Container[str]) -> LegalRule:
    for province in entry.several("provinces"):
        if province not in provinces:
            entry.wrong("law.provinces", province, "use a province's id from provinces.csv")
    return LegalRule(
        title=entry.required("title"),
        provinces=entry.several("provinces"),
        source=entry.required("source"),
        valid_from=entry.day("valid_from"),
        last_checked=entry.day("last_checked"),
    )
