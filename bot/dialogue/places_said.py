"""A place the narrative names in passing: found only where the words say that it is a place, and never kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.casework.identifiers import IdentifierKind
from bot.casework.passing_words import STOP, words
from bot.casework.spoken import tokens_of
from bot.dialogue.world import World
from services_directory.model import PlaceMatch, PlaceType
from services_directory.spelling import spelling_key

LONGEST_NAME = 4
"""Words."""
MOST_CANDIDATES = 8
BEFORE = words("in at from near around inside outside pa la په له تر در از نزدیک")
"""What stands before a place; Pashto and Dari surround or precede it."""
BEHIND = words("mein main mai me mn se sey qareeb nazdeek میں سے قریب نزدیک ۾ کان مان وٽ ويجهو وچ توں چوں کې کښې")
"""What stands behind it."""
OF_IT = words("ke k کے دے جي")
"""Between a place and what is near it: صوابی کے قریب."""
NEAR_IT = words("qareeb kareeb nazdeek pas paas ilaqe gaon قریب نزدیک پاس علاقے گاؤں نیڑے ويجهو ڳوٺ")
LITTLE = BEFORE | BEHIND | OF_IT | words("و کی کا ki ka the and")
"""Never part of a name written in several words: گھوٹ کی is not Ghotki, داد و not Dadu."""
_EVERYDAY = "hujra حجره کوټه kota تمبو مټه مٹہ مٹھ chakkar mitti gharo سیبی سیند بنو منډه"
EVERYDAY = frozenset(map(spelling_key, _EVERYDAY.split()))
"""A room, a tent, a fist: said of any village far more often than of the place of that name."""
HALF_EVERYDAY = frozenset(map(spelling_key, ("پشین", "مردان")))
"""Afternoon and men in Dari: a place only with a word of place behind it, which Dari has none of."""
_COARSE = frozenset({PlaceType.PROVINCE, PlaceType.DISTRICT})
ARTICLES = words("the a village city town area district of outskirts middle")


def places_said(narrative: str, world: World) -> tuple[PlaceMatch, ...]:
    """The one place the narrative surely names, once for each district it may lie in; empty for none or several.

    A town and the district around it are one place, and the town is it.
    """
    mentions = list(_mentions(tokens_of(narrative), world))
    names = _names_in(narrative, world) if mentions else frozenset()
    named = [matches for name, matches in mentions if not names & set(name)]
    agreed = _agreed(named)
    return agreed if len(agreed) <= MOST_CANDIDATES else ()


def tells_a_place(text: str, world: World) -> bool:
    """Whether a place finer than a district is named."""
    mentions = list(_mentions(tokens_of(text), world))
    names = _names_in(text, world) if mentions else frozenset()
    told = (matches for name, matches in mentions if not names & set(name))
    return any(all(match.type not in _COARSE for match in matches) for matches in told)


def _mentions(tokens: Sequence[str], world: World) -> Iterator[tuple[tuple[str, ...], tuple[PlaceMatch, ...]]]:
    """Each stretch of words that names a place, with what it may mean."""
    keys = [spelling_key(token) for token in tokens]
    at = 0
    while at < len(tokens):
        for length in range(LONGEST_NAME, 0, -1):
            name = tuple(keys[at : at + length])
            may_be = _is_whole(name) and (length == 1 or LITTLE.isdisjoint(tokens[at : at + length]))
            matches = world.guide.places_called(name) if may_be else ()
            if matches and _is_meant(tokens, at, name, matches[0]):
                yield name, matches
                at += length
                break
        else:
            at += 1


def _is_whole(name: Sequence[str]) -> bool:
    """Not cut short by the text's end, and with nothing but words in it."""
    return all(name) and all(key.isalpha() for key in name)


def _is_meant(tokens: Sequence[str], start: int, name: Sequence[str], match: PlaceMatch) -> bool:
    key, end = "".join(name), start + len(name)
    if key in EVERYDAY:
        return False
    if key in HALF_EVERYDAY:
        return _is_before_a_cue(tokens, end)
    return _is_a_district(key, match) or _is_before_a_cue(tokens, end) or _is_behind_a_cue(tokens, start)


def _is_before_a_cue(tokens: Sequence[str], end: int) -> bool:
    behind = [*tokens[end : end + 2], STOP, STOP]
    return behind[0] in BEHIND or (behind[0] in OF_IT and behind[1] in NEAR_IT)


def _is_behind_a_cue(tokens: Sequence[str], start: int) -> bool:
    at = start - 1
    while at > 0 and tokens[at] in ARTICLES:
        at -= 1
    return at >= 0 and tokens[at] in BEFORE


def _is_a_district(key: str, match: PlaceMatch) -> bool:
    own = {spelling_key(each) for each in match.names.values()}
    return match.type is PlaceType.DISTRICT and key in own


def _names_in(narrative: str, world: World) -> frozenset[str]:
    """The words of people's names, which many places share."""
    found = (each for each in world.identifiers.find(narrative) if each.kind is IdentifierKind.name)
    return frozenset(spelling_key(word) for each in found for word in each.text.split())


def _agreed(named: Sequence[tuple[PlaceMatch, ...]]) -> tuple[PlaceMatch, ...]:
    """What all mentions have in common: for each district the narrowest place."""
    districts = [{each.district.id for each in matches if each.district} for matches in named]
    provinces = [{each.province for each in matches if not each.district} for matches in named]
    common = set.intersection(*filter(None, districts)) if any(districts) else set()
    within = set.intersection(*filter(None, provinces)) if any(provinces) else None
    best: dict[str, PlaceMatch] = {}
    for matches in named:
        for each in matches:
            if each.district is None or each.district.id not in common or (within and each.province not in within):
                continue
            known = best.get(each.district.id)
            if known is None or known.type is PlaceType.DISTRICT:
                best[each.district.id] = each
    return tuple(best.values())
