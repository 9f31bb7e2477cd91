"""What a file would do to the directory: added, changed field by field, gone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from services_directory.exchange.cells import cells_of
from services_directory.model import Organisation, Service


@dataclass(frozen=True)
class Changed:
    """One service before and after."""

    old: Service
    new: Service

    def fields(self) -> Iterator[tuple[str, str, str]]:
        """Column, old and new cell of all that differs; empty text where nothing is known."""
        before, after = cells_of(self.old), cells_of(self.new)
        for column in {**before, **after}:
            if before.get(column, "") != after.get(column, ""):
                yield column, before.get(column, ""), after.get(column, "")


@dataclass(frozen=True)
class Difference:
    """All that an import changes; applied whole or not at all. `gone` is filled only where the file is the whole."""

    added: tuple[Service, ...] = ()
    changed: tuple[Changed, ...] = ()
    gone: tuple[Service, ...] = ()
    unchanged: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.changed or self.gone)

    def lines(self, most: int = 200) -> Iterator[str]:
        """For people: a line for each service up to a number of each kind, and one for each field of a changed one."""
        sizes = f"{len(self.added):,} added, {len(self.changed):,} changed, {len(self.gone):,} gone"
        yield f"{sizes}, {self.unchanged:,} as before."
        yield from (f"+ {_named(service)}" for service in self.added[:most])
        yield from _more(len(self.added) - most, "added")
        for change in self.changed[:most]:
            yield f"~ {_named(change.new)}"
            for column, before, after in change.fields():
                yield f"    {column}: {before or '(nothing)'} -> {after or '(nothing)'}"
        yield from _more(len(self.changed) - most, "changed")
        yield from (f"- {_named(service)}" for service in self.gone[:most])
        yield from _more(len(self.gone) - most, "gone")


def _named(service: Service) -> str:
    return f"{service.id}  {service.names.get('en', '')}"


def _more(count: int, what: str) -> Iterator[str]:
    if count > 0:
        yield f"  and {count:,} more {what}"


def difference(held: Iterable[Service], given: Iterable[Service], *, is_whole: bool = False) -> Difference:
    """What is given against what is held, by id; what is not given is gone only where the file is the whole.

    Complaints are no file's business: they stay.
    """
    by_id = {service.id: service for service in held}
    added, changed, unchanged, seen = [], [], 0, set()
    for service in given:
        seen.add(service.id)
        old = by_id.get(service.id)
        if old is None:
            added.append(service)
        elif old == (new := replace(service, complaints=old.complaints)):
            unchanged += 1
        else:
            changed.append(Changed(old, new))
    gone = tuple(service for id, service in by_id.items() if id not in seen) if is_whole else ()
    return Difference(tuple(added), tuple(changed), gone, unchanged)


def news_of(given: Iterable[Organisation], held: Iterable[Organisation]) -> list[Organisation]:
    """Organisations of which a file says something new beside their names: what it does not say stays.

    One that it calls otherwise than is held is left out: its name and type change by what all its services say.
    """
    by_id = {organisation.id: organisation for organisation in held}
    merged = [(by_id.get(each.id), _with_what_is_told(by_id.get(each.id), each)) for each in given]
    return [new for old, new in merged if new != old and (old is None or _face(old) == _face(new))]


def _with_what_is_told(old: Organisation | None, given: Organisation) -> Organisation:
    if old is None:
        return given
    told = {field: said for field in ("description", "website", "email") if (said := getattr(given, field))}
    return replace(old, names={**old.names, **given.names}, type=given.type, **told)


def _face(organisation: Organisation) -> tuple[str, str]:
    return organisation.names["en"], organisation.type
