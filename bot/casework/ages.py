"""The age of the child a report tells of, as it is said in passing; none where it could be read two ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from bot.casework import passing_words as w
from bot.casework.model import AgeBand
from bot.casework.spoken import token_at, tokens_of

GROWN = 18
OLDEST = 120
FEWEST_YEARS_UNNAMED = 3
"""Below this a bare number counts things ("two of them") more often than years."""
_BANDS = ((5, AgeBand.to_5), (11, AgeBand.to_11), (14, AgeBand.to_14), (17, AgeBand.to_17))
_TO = frozenset({"-", "to", "or", "ya", "یا", "تا", "تر", "tar"}) | w.AND


class _Verdict(Enum):
    age = auto()
    maybe = auto()
    no = auto()


@dataclass(frozen=True)
class _Found:
    years: int
    verdict: _Verdict


def age_said(text: str) -> AgeBand | None:
    """The band of the one child's age the text gives; None for no age, several, or one that may be a length of time."""
    found = list(_ages(tokens_of(text)))
    sure = {each.years for each in found if each.verdict is _Verdict.age and each.years < GROWN}
    doubtful = {each.years for each in found if each.verdict is _Verdict.maybe and each.years < GROWN}
    if len(sure) != 1 or doubtful - sure:
        return None
    years = sure.pop()
    return next(band for last, band in _BANDS if years <= last)


def _ages(tokens: Sequence[str]) -> Iterator[_Found]:
    for at, token in enumerate(tokens):
        if token in w.NEWBORN:
            yield _Found(0, _Verdict.age)
        number = _number(tokens, at)
        if number is None or number > OLDEST:
            continue
        read = _Reading(tokens, at, number)
        verdict = read.verdict()
        yield _Found(read.years, verdict)
        others = (_beside(tokens, at), read.or_else()) if verdict is _Verdict.age else ()
        yield from (_Found(each, verdict) for each in others if each is not None)


def _number(tokens: Sequence[str], at: int) -> int | None:
    token = tokens[at]
    if token.isdigit():
        return int(token)
    if {token_at(tokens, at - 1), token_at(tokens, at - 2)} & w.TENS:
        return None  # the end of a bigger number: twenty-three, بیست و سه
    return w.NUMBERS.get(token)


def _beside(tokens: Sequence[str], at: int) -> int | None:
    """Another number tied to this one: "8 or 9 years", "چار پانچ سال کا", "9, 12 and 14 years old"."""
    before = token_at(tokens, at - 1)
    if before in _TO or before == w.COMMA:
        return _number(tokens, at - 2) if at > 1 else None
    is_alike = before.isdigit() == tokens[at].isdigit()
    return _number(tokens, at - 1) if at and is_alike and before not in w.ONE else None


class _Reading:
    """One number in its surroundings."""

    def __init__(self, tokens: Sequence[str], at: int, number: int) -> None:
        self._tokens, self._at, self._number = tokens, at, number
        self._unit = self._word(at + 1).lstrip("-")
        self._next = at + 2
        self._before = self._whose()

    @property
    def years(self) -> int:
        """The age in whole years."""
        if self._unit in w.DAYS:
            return 0
        return self._number // 12 if self._unit in w.MONTHS else self._number

    def verdict(self) -> _Verdict:
        """Whether it is an age."""
        found = self._measured() if self._is_measured() else self._bare()
        return self._of_somebody_else() if found is _Verdict.age and self._is_self() else found

    def or_else(self) -> int | None:
        """Another number the reporter thinks possible: "nine, or ten"."""
        for at in range(self._at + 1, min(self._next + 4, len(self._tokens) - 1)):
            if self._tokens[at] in w.OR_ELSE:
                return _number(self._tokens, at + 1)
        return None

    def _word(self, at: int) -> str:
        return token_at(self._tokens, at)

    def _is_measured(self) -> bool:
        return self._unit in w.YEARS | w.AGED | w.MONTHS | w.DAYS or self._unit == "yo"

    def _whose(self) -> int:
        """The nearest word before the number that says something of it."""
        at = self._at - 1
        while at >= 0 and self._tokens[at] in w.ABOUT:
            at -= 1
        return at

    def _measured(self) -> _Verdict:
        is_old = self._unit == "yo" or self._unit in w.AGED or self._takes(w.OLD)
        if self._word(self._next) == "of" and self._word(self._next + 1) in w.AGES:
            self._next, is_old = self._next + 2, True
        is_tied = self._takes(w.OF) or self._unit in w.PASHTO_OF
        is_behind = self._unit in w.AGED | w.MONTHS_AGED and self._word(self._before) in w.CHILDREN
        is_ahead = self._is_followed_by_a_child() and (is_old or is_tied or self._unit in _ENGLISH)
        if (is_behind or is_ahead) and not self._is_a_time():
            return _Verdict.age
        if self._is_a_time() or self._is_a_thing():
            return _Verdict.no
        if self._follows_an_age_word():
            return _Verdict.age if self._ends_here() else _Verdict.maybe
        if self._takes(w.AGES):
            return _Verdict.age if self._ends_here() else _Verdict.no
        if is_old:
            return self._old()
        return self._tied() if is_tied else self._simply()

    def _takes(self, words: frozenset[str]) -> bool:
        """Step over a word of these, if it comes next."""
        is_there = self._word(self._next) in words
        self._next += is_there
        return is_there

    def _is_a_time(self) -> bool:
        """How long, how long ago, or an age of another time."""
        if self._word(self._next) in w.AGO or self._word(self._before) in w.FOR:
            return True
        if self._word(self._next) in w.BE and self._word(self._next + 1) in w.THEN:
            return True
        return any(word in w.WHEN for word in self._clause_before(6))

    def _clause_before(self, most: int) -> list[str]:
        """Up to so many words before the number in its clause, the nearest first."""
        words = []
        for at in range(self._at - 1, max(-1, self._at - 1 - most), -1):
            if self._tokens[at] in (w.COMMA, w.STOP):
                break
            words.append(self._tokens[at])
        return words

    def _is_followed_by_a_child(self) -> bool:
        at = self._next
        while self._word(at) in w.SMALL:
            at += 1
        return self._word(at) in w.CHILDREN and self._word(at + 1) not in w.NO_CHILD_AFTER

    def _is_a_thing(self) -> bool:
        """What is so old, or lasts so long, is a grown person or no person at all."""
        others = w.THINGS | w.ADULTS
        if self._word(self._next) in w.THINGS or self._word(self._next) in w.ADULTS:
            return True
        about = [word for word in self._clause_before(4) if word in others | w.CHILDREN | w.THEY]
        return bool(about) and about[0] in others

    def _follows_an_age_word(self) -> bool:
        for word in self._clause_before(4):
            if word in w.AGES:
                return self._word(self._next) not in w.PRISON
            if word not in w.BETWEEN:
                return False
        return False

    def _ends_here(self) -> bool:
        return self._word(self._next) in w.BE | w.AND or self._word(self._next) in (w.COMMA, w.STOP)

    def _old(self) -> _Verdict:
        """Said to be so old, of nobody who is named right behind."""
        if self._unit not in w.AGED or self._unit in w.PASHTO_AGED:
            return _Verdict.age
        is_known = self._word(self._before) in w.CHILDREN or self._word(self._next) in _THEM
        return _Verdict.age if is_known or self._ends_here() else _Verdict.maybe

    def _tied(self) -> _Verdict:
        """ "9 saal ki": of whom was said before, or what is told of goes on."""
        known = self._word(self._before)
        is_known = known in w.CHILDREN | w.THEY | w.BE | w.SELF or known in (w.COMMA, w.STOP)
        return _Verdict.age if is_known and self._ends_here() else _Verdict.maybe

    def _simply(self) -> _Verdict:
        """Nothing but the number and the years."""
        known, earlier = self._word(self._before), self._word(self._before - 1)
        if known == "of" and earlier in w.CHILDREN:
            return _Verdict.age
        if self._word(self._next) in _HAS:
            return _Verdict.age
        is_known = known in w.CHILDREN or (known in _IS and earlier in w.CHILDREN | w.THEY)
        is_known = is_known or (known == w.COMMA and earlier in w.CHILDREN)
        return _Verdict.age if is_known and self._ends_here() else _Verdict.maybe

    def _bare(self) -> _Verdict:
        """A number that measures nothing."""
        self._next = self._at + 1
        if self._is_an_age_word_before():
            return self._behind_an_age_word()
        if self._number < FEWEST_YEARS_UNNAMED or self._is_a_time():
            return _Verdict.no
        known, earlier = self._word(self._before), self._word(self._before - 1)
        if known == "of" and earlier in w.CHILDREN:
            return _Verdict.age if self._ends_here() or self._word(self._next) in _GOES_ON else _Verdict.maybe
        return self._said_of(known, earlier)

    def _said_of(self, known: str, earlier: str) -> _Verdict:
        """ "She is 9", "larki 14 ki hai", "the girl (12)"."""
        is_somebody = known in w.CHILDREN or (known in _IS and earlier in w.CHILDREN | w.THEY)
        if self._takes(w.OF):
            unknown = _Verdict.maybe if self._ends_here() else _Verdict.no
            return _Verdict.age if is_somebody and self._ends_here() else unknown
        if known in _IS and is_somebody:
            return _Verdict.age if self._word(self._next) in _END else _Verdict.no
        is_aside = known == w.COMMA and earlier in w.CHILDREN and self._word(self._next) == w.COMMA
        return _Verdict.age if is_aside and self._tokens[self._at].isdigit() else _Verdict.no

    def _is_an_age_word_before(self) -> bool:
        return self._follows_an_age_word() and not (set(self._clause_before(6)) & (w.WHEN | w.FOR))

    def _behind_an_age_word(self) -> _Verdict:
        self._takes(w.OF)
        following = self._word(self._next)
        if following in w.AGO or (following in _TO - w.AND and _number_at(self._tokens, self._next + 1)):
            return _Verdict.no
        if self._ends_here() or self._word(self._at - 1) in ("age", "aged"):
            return _Verdict.age
        return _Verdict.maybe

    def _is_self(self) -> bool:
        if self._word(self._next) in w.SELF_BE:
            return True
        for word in self._clause_before(4):
            if word in w.SELF:
                return True
            if word in w.CHILDREN | w.THEY:
                return False
        return False

    def _of_somebody_else(self) -> _Verdict:
        """Whoever gives their own age and speaks of another child may mean either."""
        others = w.GIRL | w.BOY | w.SHE | w.HE | _OTHER_CHILD
        return _Verdict.maybe if any(token in others for token in self._tokens) else _Verdict.age


_ENGLISH = frozenset({"year", "years", "yr", "yrs"})
_IS = w.words("is was hai h ہے")
_HAS = w.words("دارد داره دره دارم")
_THEM = w.words("را ره ام ای اش")
_END = frozenset({w.COMMA, w.STOP, "and", "but"})
_GOES_ON = w.words("is was being has with who at in from works working")
_OTHER_CHILD = w.words("child children kid kids baby bacha bache bachon بچہ بچے بچوں ماشوم ٻار طفل کودک")


def _number_at(tokens: Sequence[str], at: int) -> bool:
    return at < len(tokens) and _number(tokens, at) is not None
