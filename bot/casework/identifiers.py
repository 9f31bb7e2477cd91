"""What in a reporter's words could tell who somebody is, so that it can be shown and taken out."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.casework import marks
from bot.casework.names import NameFinder
from bot.casework.plain_text import original_span, plain


class IdentifierKind(StrEnum):
    """What sort of thing gives a person away. `iban` also covers a number that follows the word "account"."""

    cnic = "cnic"
    phone = "phone"
    iban = "iban"
    email = "email"
    handle = "handle"
    link = "link"
    receipt_code = "receipt_code"
    name = "name"


@dataclass(frozen=True)
class Identifier:
    """Characters start..end of the text as it was written; `text` is exactly those characters."""

    kind: IdentifierKind
    start: int
    end: int
    text: str


class IdentifierFinder:
    """Finds identifiers in any script; keeps nothing of what it reads."""

    def __init__(
        self,
        names: frozenset[str],
        not_names: frozenset[str] = frozenset(),
        names_in_context: frozenset[str] = frozenset(),
    ) -> None:
        """`names` tell wherever they stand; `names_in_context` are also ordinary words and tell only beside
        a name, a title or "named"; `not_names` are phrases, such as places, that are no person."""
        self._names = NameFinder(names, not_names, names_in_context)

    def find(self, text: str) -> tuple[Identifier, ...]:
        """Return what was found, in order, none overlapping; of two that overlap the wider one stays."""
        spoken, origins = plain(text)
        found = []
        for kind, start, end in self._candidates(spoken):
            first, last = original_span(text, origins, start, end)
            found.append(Identifier(kind, first, last, text[first:last]))
        return _widest(found, len(text))

    def _candidates(self, spoken: str) -> Iterable[tuple[IdentifierKind, int, int]]:
        for kind, spans in (
            (IdentifierKind.cnic, marks.cnics(spoken)),
            (IdentifierKind.iban, marks.accounts(spoken)),
            (IdentifierKind.receipt_code, marks.receipt_codes(spoken)),
            (IdentifierKind.phone, marks.phones(spoken)),
            (IdentifierKind.email, marks.emails(spoken)),
            (IdentifierKind.link, marks.links(spoken)),
            (IdentifierKind.handle, marks.handles(spoken)),
            (IdentifierKind.name, self._names.find(spoken)),
        ):
            for start, end in spans:
                yield kind, start, end


def without(text: str, identifiers: Iterable[Identifier], mark: str = "…") -> str:
    """Return `text` with each of the identifiers found in it replaced by `mark`."""
    kept, position = [], 0
    for identifier in sorted(identifiers, key=lambda found: found.start):
        if identifier.start >= position:
            kept += [text[position : identifier.start], mark]
        position = max(position, identifier.end)
    return "".join([*kept, text[position:]])


def _widest(found: list[Identifier], length: int) -> tuple[Identifier, ...]:
    taken, kept = bytearray(length), []
    order = list(IdentifierKind)
    for one in sorted(found, key=lambda i: (i.start - i.end, order.index(i.kind), i.start)):
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))
