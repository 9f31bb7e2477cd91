"""The names of places, and which place a written name may mean."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from services_directory.loading import Pack
from services_directory.model import PlaceMatch, PlaceType, Province
from services_directory.spelling import sound_key, spelling_key

TYPE_ORDER = {kind: order for order, kind in enumerate(sorted(PlaceType, key=lambda kind: kind is PlaceType.PROVINCE))}
ALIAS_SCORE = 0.9
LIKENESS_CEILING = 0.95
FUZZY_CANDIDATES = 24
MIN_FUZZY_LETTERS = 4


@dataclass(frozen=True)
class Name:
    """A spelling key as it leads to a place: by its own name or by another it is known under."""

    place: PlaceMatch
    is_own: bool


class Gazetteer:
    """Places by name. Scores: 1 for a known name, 0.9 where it is another place's own name, less for a guess."""

    def __init__(self, pack: Pack) -> None:
        self._by_key: dict[str, list[Name]] = {}
        for province in pack.provinces.values():
            self._add(_of_province(province), province.alt_names)
        for place in pack.places:
            district = pack.districts[place.district]
            match = PlaceMatch(place.names, place.type, district, place.province, place.point, 1.0)
            self._add(match, place.alt_names)
        self._keys = tuple(self._by_key)
        self._sounds = tuple(sound_key(key) for key in self._keys)

    def known_as(self, key: str) -> tuple[PlaceMatch, ...]:
        """The places that have exactly this name, by spelling key; one to a district, best first."""
        names = self._by_key.get(key, ())
        some_own = any(name.is_own for name in names)
        scored = (replace(name.place, score=1.0 if name.is_own or not some_own else ALIAS_SCORE) for name in names)
        return best_of_each_district(scored)

    def like(self, key: str, at_least: float) -> tuple[PlaceMatch, ...]:
        """The places whose names are spelt or sound nearly like this; only the likest, within a hair."""
        if len(key) < MIN_FUZZY_LETTERS:
            return ()
        likeness = self._likeness(key, at_least)
        best = max(likeness.values(), default=0.0)
        near = (found for found, score in likeness.items() if score > best - 0.03)
        return best_of_each_district(
            replace(match, score=round(likeness[found] * LIKENESS_CEILING * match.score, 3))
            for found in near
            for match in self.known_as(found)
        )

    def _likeness(self, key: str, at_least: float) -> dict[str, float]:
        """Known keys by likeness from 0 to 1: how many letters agree, as written or as it sounds."""
        found: dict[str, float] = {}
        for asked, known in ((key, self._keys), (sound_key(key), self._sounds)):
            extracted = process.extract(
                asked, known, scorer=fuzz.ratio, score_cutoff=at_least * 100, limit=FUZZY_CANDIDATES
            )
            for _, score, index in extracted:
                name = self._keys[index]
                found[name] = max(found.get(name, 0.0), score / 100)
        return found

    def _add(self, match: PlaceMatch, alt_names: Iterable[str]) -> None:
        own = {spelling_key(name) for name in match.names.values()}
        others = {spelling_key(name) for name in alt_names} - own
        for keys, is_own in ((own, True), (others, False)):
            for key in filter(None, keys):
                self._by_key.setdefault(key, []).append(Name(match, is_own))


def best_of_each_district(matches: Iterable[PlaceMatch]) -> tuple[PlaceMatch, ...]:
    """One match to a district (district before tehsil before town), best score first."""
    ordered = sorted(matches, key=_standing)
    first: dict[tuple[str, str | None], PlaceMatch] = {}
    for match in ordered:
        first.setdefault((match.province, match.district.id if match.district else None), match)
    return tuple(first.values())


def _standing(match: PlaceMatch) -> tuple[float, int, str, str]:
    district = match.district.id if match.district else ""
    return (-match.score, TYPE_ORDER[match.type], match.names["en"], district)


def _of_province(province: Province) -> PlaceMatch:
    return PlaceMatch(province.names, PlaceType.PROVINCE, None, province.id, province.point, 1.0)
