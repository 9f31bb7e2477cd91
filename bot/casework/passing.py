"""What a report says in passing of the child and of a wedding; nothing where it could be read two ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.casework import passing_words as w
from bot.casework.model import Sex
from bot.casework.spoken import token_at, tokens_of

BETWEEN_THEM = 2
"""Words between a wedding and its hour."""
_IS = w.words("is was hai h ہے")


def sex_said(text: str) -> Sex | None:
    """Whether the child is a girl or a boy, by plain words; None where both are named, or neither surely."""
    tokens = tokens_of(text)
    girl, boy = _Signs(tokens, w.GIRL, w.TIED_GIRL), _Signs(tokens, w.BOY, w.TIED_BOY)
    if girl.are_doubtful or boy.are_doubtful or bool(girl) == bool(boy):
        return None
    if girl:
        return None if any(token in w.A_CHILD for token in tokens) or girl.is_joined_by(w.EITHER_BOY) else Sex.girl
    return None if any(token in w.SHE for token in tokens) or boy.is_joined_by(w.EITHER_GIRL) else Sex.boy


class _Signs:
    """Where the words for one of the two stand."""

    def __init__(self, tokens: Sequence[str], plainly: frozenset[str], tied: frozenset[str]) -> None:
        self._tokens = tokens
        self._at = [at for at, token in enumerate(tokens) if self._is_one(at, token, plainly, tied)]

    def _is_one(self, at: int, token: str, plainly: frozenset[str], tied: frozenset[str]) -> bool:
        if token in tied:
            return token_at(self._tokens, at - 1) in w.TIES
        if token in w.LEFT_OVER and token in plainly:
            return not w.PASHTO & set(self._tokens) and not w.LEFT_BESIDE & set(self._near(at, 1) + self._near(at, -1))
        return token in plainly

    def __bool__(self) -> bool:
        return bool(self._at)

    @property
    def are_doubtful(self) -> bool:
        """Somebody of that kind tells of it or does it, or only a school or a friend is meant."""
        return any(self._is_doubtful(at) for at in self._at)

    def _is_doubtful(self, at: int) -> bool:
        near, behind = self._near(at, 1), self._near(at, -1)
        if self._tokens[at] in w.SINDHI_GIRL and near[0] in w.SINDHI_BEHIND:
            return True
        is_acting = near[0] in w.DOES or (near[0] in _IS and near[1] in w.DOES)
        is_of_somebody = behind[1] in w.ADULTS and behind[0] in w.OF | {"s"}
        is_of_somebody = is_of_somebody or (behind[0] in w.ADULTS and behind[1] == "د")
        is_a_school = self._tokens[at] in w.SEVERAL and bool({*near, behind[0]} & w.SCHOOLS)
        return is_acting or is_of_somebody or is_a_school or bool({*near, behind[0]} & w.OTHERS)

    def is_joined_by(self, others: frozenset[str]) -> bool:
        """Whether one of these is named together with it: "a girl and her brother"."""
        return any(
            self._tokens[at + side] in w.JOINED and set(self._near(at + side, side)) & others
            for at in self._at
            for side in (-1, 1)
            if 0 <= at + side < len(self._tokens)
        )

    def _near(self, at: int, side: int) -> list[str]:
        return [token_at(self._tokens, at + side * step) for step in (1, 2)]


def wedding_soon(text: str) -> bool:
    """Whether the text says beyond doubt that a wedding is tonight or tomorrow."""
    tokens = tokens_of(text)
    if any(token in w.CALLED_OFF for token in tokens):
        return False
    return any(_says_soon(sentence) for sentence in _sentences(tokens) if not w.NOT_SURELY & set(sentence))


def _sentences(tokens: Sequence[str]) -> Iterator[list[str]]:
    sentence: list[str] = []
    for token in [*tokens, w.STOP]:
        if token != w.STOP:
            sentence.append(token)
            continue
        yield sentence
        sentence = []


def _says_soon(sentence: Sequence[str]) -> bool:
    """The wedding and its hour stand at most two words apart."""
    hours = [(at, at) for at, token in enumerate(sentence) if token in w.SOON]
    hours += [(at, at + 1) for at in range(len(sentence) - 1) if tuple(sentence[at : at + 2]) in w.SOON_PAIRS]
    return any(_is_of_the_wedding(sentence, first, last) for first, last in hours)


def _is_of_the_wedding(sentence: Sequence[str], first: int, last: int) -> bool:
    before, behind = sentence[max(0, first - BETWEEN_THEM - 1) : first], sentence[last + 1 : last + 2 + BETWEEN_THEM]
    if set(before[-2:]) & w.MARRIED:
        return True
    return any(token in w.WEDDINGS for token in (*before, *behind))
