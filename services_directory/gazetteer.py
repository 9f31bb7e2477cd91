"""The names of places, and which place a written name may mean."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from services_directory.loading import Pack
from services_directory.model import PlaceMatch, PlaceType, Province
from services_directory.spelling import sound_key, spelling_key

TYPE_ORDER = {kind: order for order, kind in enumerate(sorted(PlaceType, key=lambda kind: kind is PlaceType.PROVINCE))}
ALIAS_SCORE = 0.9
GUESS_CEILING = 0.95
MOST_EDITS = 2
COMMON_ENDINGS = (
    *("abad", "pur", "pura", "kot", "garh", "wala", "nagar", "khel", "ganj", "town", "kalan", "refugeevillage"),
    *("اباد", "پور", "پورہ", "کوٹ", "گڑہ", "والا", "والہ", "نگر", "خیل", "گنج", "ٹاون", "کلاں"),
)


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

    def like(self, key: str, letters_per_edit: int) -> tuple[PlaceMatch, ...]:
        """The places whose names differ from this by the fewest wrong letters, as written or as it sounds.

        One wrong letter is forgiven for so many that tell the name apart ("abad" in Faisalabad tells nothing),
        two at most; the first letter must agree.
        """
        edits = self._edits(key, letters_per_edit)
        fewest = min(edits.values(), default=0)
        return best_of_each_district(
            replace(match, score=round(GUESS_CEILING * match.score * (1 - fewest / len(key)), 3))
            for known, count in edits.items()
            if count == fewest
            for match in self.known_as(known)
        )

    def _edits(self, key: str, letters_per_edit: int) -> dict[str, int]:
        """Known keys near enough, and by how many wrong letters they differ."""
        edits: dict[str, int] = {}
        for asked, known in ((key, self._keys), (sound_key(key), self._sounds)):
            near = process.extract(asked, known, scorer=OSA.distance, score_cutoff=MOST_EDITS, limit=None)
            for sounding, count, index in near:
                name = self._keys[index]
                enough = len(telling_part(asked, sounding)) // letters_per_edit
                if sounding[0] == asked[0] and count <= enough and OSA.distance(key, name) <= enough + MOST_EDITS:
                    edits[name] = min(edits.get(name, MOST_EDITS), int(count))
        return edits

    def _add(self, match: PlaceMatch, alt_names: Iterable[str]) -> None:
        own = {spelling_key(name) for name in match.names.values()}
        others = {spelling_key(name) for name in alt_names} - own
        for keys, is_own in ((own, True), (others, False)):
            for key in filter(None, keys):
                self._by_key.setdefault(key, []).append(Name(match, is_own))


def telling_part(key: str, other: str) -> str:
    """What is left of a name when the ending it shares with the other is one that hundreds have."""
    shared = (ending for ending in COMMON_ENDINGS if key.endswith(ending) and other.endswith(ending))
    return key.removesuffix(max(shared, key=len, default=""))


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
