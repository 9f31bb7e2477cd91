"""Which language, in which script, a message is written in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import HashingVectorizer

_BUCKETS = 2**15
_PARTS = HashingVectorizer(analyzer="char_wb", ngram_range=(1, 3), n_features=_BUCKETS, alternate_sign=False, norm="l2")


@dataclass(frozen=True)
class LanguageGuesser:
    """A linear model over the pieces of up to three letters."""

    languages: tuple[str, ...]
    weights: np.ndarray  # (_BUCKETS, languages), float32
    bias: np.ndarray  # (languages,)

    def guess(self, texts: Sequence[str]) -> list[str]:
        """The likeliest language of each normalised text."""
        scores = _PARTS.transform(texts) @ self.weights + self.bias
        return [self.languages[best] for best in scores.argmax(axis=1)]

    def save(self, path: Path) -> None:
        np.savez(path, languages=np.array(self.languages), weights=self.weights, bias=self.bias)

    @classmethod
    def load(cls, path: Path) -> LanguageGuesser:
        with np.load(path, allow_pickle=False) as arrays:
            return cls(tuple(arrays["languages"].tolist()), arrays["weights"], arrays["bias"])


def learn_languages(texts: Sequence[str], languages: Sequence[str]) -> LanguageGuesser:
    """From normalised texts and the language of each. Deterministic."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  serving does without it

    model = LogisticRegression(C=30, max_iter=300, class_weight="balanced").fit(_PARTS.transform(texts), languages)
    return LanguageGuesser(tuple(model.classes_), model.coef_.T.astype(np.float32), model.intercept_)
