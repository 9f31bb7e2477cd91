"""How people of this country speak of places: the pack's words around a name, and names that are words."""

from dataclasses import dataclass
from pathlib import Path

from services_directory.spelling import spelling_key
from services_directory.tables import Problems
from services_directory.tomls import read_toml

LISTS = ("ordinary_words", "kinds", "before_a_place", "after_a_place", "never_misspelt")


@dataclass(frozen=True)
class Wording:
    """Words as spelling keys.

    `ordinary_words` are names that also mean something else; `kinds` say what sort of place the name next
    to them is (district, tehsil, ضلع); the next two stand before or after the name of a place;
    `never_misspelt` are words of ordinary talk.
    """

    ordinary_words: frozenset[str]
    kinds: frozenset[str]
    before_a_place: frozenset[str]
    after_a_place: frozenset[str]
    never_misspelt: frozenset[str]


def read_wording(path: Path, problems: Problems) -> Wording:
    """The word lists of `path`; a missing list is noted."""
    lists = read_toml(path, problems)
    for key in LISTS:
        if lists and not isinstance(lists.get(key), list):
            problems.add(path.name, None, key, "no list", "write a list of words")
    return Wording(*(frozenset(spelling_key(str(word)) for word in lists.get(key, [])) for key in LISTS))
