"""The names of places, and which place a written name may mean."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from services_directory.likeness import KnownKeys, Likeness
from services_directory.loading import Pack
from services_directory.model import PlaceMatch, PlaceType, Province
from services_directory.spelling import spelling_key

TYPE_ORDER = {kind: order for order, kind in enumerate(sorted(PlaceType, key=lambda kind: kind is PlaceType.PROVINCE))}
ALIAS_SCORE = 0.9
GUESS_CEILING = 0.89
SURE = 0.5
GUESS, LATIN_GUESS = 0.012, 0.03
"""The least chance that is offered as a guess. Names without their short vowels leave less to go by."""
LEAST_SCORE = 0.0005
BESIDE_THE_LIKELIEST = 0.004
MIN_LETTERS_MISSPELT, MIN_LATIN_LETTERS_MISSPELT, MAX_LETTERS_MISSPELT = 3, 4, 64
"""In a sentence three Latin letters are talk ("omg", "tnx"), and an abbreviation misspelt could be anything."""
FEWER_ALONE = 1
"""A name that is all that was typed may have lost a letter more."""
PER_COST, PER_RARITY, HEAD_START = 0.56, 0.225, -1.9
"""How fast a likeness gets to be an accident, cost by cost, and stops being one, the rarer such a name would be.

Fitted to made-up typists and made-up names. So that no more than one made-up name in 500 is taken for one of ours, a
score is lower than the share of such answers that are right.
"""
DISTRICT_KNOWN = 3.0
"""The head start of a likeness where the district is named beside it (a log)."""
HANDICAPS = {PlaceType.PROVINCE: -0.5, PlaceType.DISTRICT: -0.5, PlaceType.TEHSIL: 0.0, PlaceType.TOWN: 0.0}
HANDICAP, ALIAS_HANDICAP = 0.3, 0.7
"""Of two names equally like what was typed, a district is meant rather than a hamlet."""

EVERY_LANGUAGE: Mapping[str, float] = {}

PlaceId = tuple[str, str | None, str]


@dataclass(frozen=True)
class Name:
    """A spelling key as it leads to a place: by its own name or by another it is known under."""

    place: PlaceMatch
    is_own: bool


@dataclass(frozen=True)
class Reading:
    """The places some words may name, likeliest first, and what it costs to read them so: 0 as written."""

    matches: tuple[PlaceMatch, ...] = ()
    cost: float = 0.0


class Gazetteer:
    """Places by name. Scores: 1 for a known name, 0.9 where it is another place's own name, less for a guess."""

    def __init__(self, pack: Pack) -> None:
        self._by_key: dict[str, list[Name]] = {}
        self._languages: dict[str, set[str]] = {}
        for province in pack.provinces.values():
            self._add(_of_province(province), province.alt_names)
        for place in pack.places:
            district = pack.districts[place.district]
            match = PlaceMatch(
                names=place.names,
                type=place.type,
                district=district,
                province=place.province,
                point=place.point,
                score=1.0,
                is_approximate=place.is_approximate,
                source=place.source,
            )
            self._add(match, place.alt_names)
        mistakable = {key: names for key, names in self._by_key.items() if not _is_abbreviation(key, names)}
        handicaps = {key: min(map(_handicap, names)) for key, names in mistakable.items()}
        in_latin_only = (
            key for key, names in mistakable.items() if all(name.place.names.keys() == {"en"} for name in names)
        )
        self._known = KnownKeys(handicaps, in_latin_only)

    def known_as(self, key: str) -> tuple[PlaceMatch, ...]:
        """The places that have exactly this name, by spelling key; one to a district, best first."""
        names = self._by_key.get(key, ())
        some_own = any(name.is_own for name in names)
        scored = (replace(name.place, score=1.0 if name.is_own or not some_own else ALIAS_SCORE) for name in names)
        return best_of_each_district(scored)

    def like(
        self,
        key: str,
        *,
        only_sure: bool = False,
        inside: frozenset[str] = frozenset(),
        strangeness: Mapping[str, float] = EVERY_LANGUAGE,
    ) -> Reading:
        """The places whose names something misspelt may be, with scores up to 0.89; none where it is hardly a slip.

        A score of 0.5 or more: hardly anything else can be meant. `inside` are the districts named beside it;
        `strangeness` is how unlikely each language is to be the one written.
        """
        least = MIN_LATIN_LETTERS_MISSPELT if key.isascii() else MIN_LETTERS_MISSPELT
        least -= 0 if only_sure else FEWER_ALONE
        if not least <= len(key) <= MAX_LETTERS_MISSPELT:
            return Reading()
        likenesses = sorted((self._in_its_language(near, strangeness) for near in self._known.like(key)), key=_by_cost)
        found = [(near, match) for near in likenesses for match in self._matches(near.key, inside)]
        all_odds = sum({near.key: near.odds for near, _ in found}.values())
        chance = self._chance(key, all_odds, DISTRICT_KNOWN if inside else 0.0)
        if chance < (LATIN_GUESS if key.isascii() else GUESS):
            return Reading()
        guesses = (
            _guess([near for near, _ in same], same[0][1], all_odds, chance) for same in _by_place(found).values()
        )
        at_least = SURE if only_sure else LEAST_SCORE
        matches = tuple(sorted((guess for guess in guesses if guess.score >= at_least), key=_standing))
        return Reading(matches, found[0][0].cost if matches else 0.0)

    def _in_its_language(self, near: Likeness, strangeness: Mapping[str, float]) -> Likeness:
        strange = min((strangeness.get(each, 0.0) for each in self._languages.get(near.key, ())), default=0.0)
        return replace(near, cost=near.cost + strange)

    def _chance(self, key: str, all_odds: float, head_start: float) -> float:
        """From 0 to 1: that it is no accident that something typed is so like what we know."""
        if not all_odds:
            return 0.0
        is_a_slip = PER_COST * math.log(all_odds) + PER_RARITY * self._known.rarity(key)
        return 1 / (1 + math.exp(-is_a_slip - HEAD_START - head_start))

    def _matches(self, key: str, inside: frozenset[str]) -> tuple[PlaceMatch, ...]:
        known = self.known_as(key)
        return tuple(m for m in known if m.district and m.district.id in inside) if inside else known

    def _add(self, match: PlaceMatch, alt_names: Iterable[str]) -> None:
        own = {spelling_key(name) for name in match.names.values()}
        for language, name in match.names.items():
            self._languages.setdefault(spelling_key(name), set()).add(language)
        others = {spelling_key(name) for name in alt_names} - own
        for keys, is_own in ((own, True), (others, False)):
            for key in filter(None, keys):
                self._by_key.setdefault(key, []).append(Name(match, is_own))


def _by_cost(near: Likeness) -> tuple[float, str]:
    return near.cost, near.key


def _guess(likenesses: list[Likeness], match: PlaceMatch, all_odds: float, chance: float) -> PlaceMatch:
    """The place scored by how likely one of its names was meant, and not another's or one we do not know."""
    share = sum(near.odds for near in likenesses) / all_odds
    score = GUESS_CEILING * share * chance if share >= BESIDE_THE_LIKELIEST else 0.0
    return replace(match, score=round(score, 4))


def _by_place(found: Iterable[tuple[Likeness, PlaceMatch]]) -> dict[PlaceId, list[tuple[Likeness, PlaceMatch]]]:
    by_place: dict[PlaceId, list[tuple[Likeness, PlaceMatch]]] = {}
    for near, match in found:
        identity = (match.province, match.district.id if match.district else None, match.names["en"])
        by_place.setdefault(identity, []).append((near, match))
    return by_place


def _is_abbreviation(key: str, names: Iterable[Name]) -> bool:
    return len(key) < MIN_LATIN_LETTERS_MISSPELT and not any(name.is_own for name in names)


def _handicap(name: Name) -> float:
    return HANDICAPS.get(name.place.type, HANDICAP) + (0.0 if name.is_own else ALIAS_HANDICAP)


def best_of_each_district(matches: Iterable[PlaceMatch]) -> tuple[PlaceMatch, ...]:
    """One match to a district (district before tehsil before town), best score first."""
    ordered = sorted(matches, key=_standing)
    first: dict[tuple[str, str | None], PlaceMatch] = {}
    for match in ordered:
        first.setdefault((match.province, match.district.id if match.district else None), match)
    return tuple(first.values())


def _standing(match: PlaceMatch) -> tuple[float, int, str, str]:
    district = match.district.id if match.district else ""
    return (-match.score, TYPE_ORDER[match.type], match.names.get("en", ""), district)


def _of_province(province: Province) -> PlaceMatch:
    return PlaceMatch(province.names, PlaceType.PROVINCE, None, province.id, province.point, 1.0)
