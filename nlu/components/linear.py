"""Logistic regression kept as plain arrays: nothing pickled, and probabilities that meet unseen sentences."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.special import log_softmax, softmax

_TEMPERATURES = (0.2, 10.0)


@dataclass(frozen=True)
class LinearModel:
    """Scores are `(vectors - centre) / spread @ weights.T + bias`, then softmax."""

    labels: np.ndarray  # (classes,) names
    weights: np.ndarray  # (classes, dimensions), already divided by the temperature
    bias: np.ndarray  # (classes,)
    centre: np.ndarray  # (dimensions,)
    spread: np.ndarray  # ()

    def probabilities(self, vectors: np.ndarray) -> np.ndarray:
        """Shape (rows, classes), each row adding up to one, columns in the order of `labels`."""
        return softmax(self._scores(vectors), axis=1)

    def leaning(self, towards: str, by: float) -> LinearModel:
        """The same with `by` added to one label's score: said oftener, at the price of the others."""
        return replace(self, bias=self.bias + by * (self.labels == towards))

    def tempered(self, vectors: np.ndarray, labels: list[str]) -> LinearModel:
        """The same with scores divided so that these unseen rows meet the probabilities given (Guo et al. 2017)."""
        from scipy.optimize import minimize_scalar  # noqa: PLC0415  serving does without it

        scores = self._scores(vectors)
        truth = np.searchsorted(self.labels, labels)
        indices = np.arange(len(truth))

        def surprise(temperature: float) -> float:
            return -float(log_softmax(scores / temperature, axis=1)[indices, truth].mean())

        best = float(minimize_scalar(surprise, bounds=_TEMPERATURES, method="bounded").x)
        return replace(self, weights=self.weights / best, bias=self.bias / best)

    def save(self, path: Path) -> None:
        np.savez(path, **self.__dict__)

    @classmethod
    def load(cls, path: Path) -> LinearModel:
        with np.load(path, allow_pickle=False) as arrays:
            return cls(**dict(arrays))

    def _scores(self, vectors: np.ndarray) -> np.ndarray:
        return (vectors - self.centre) / self.spread @ self.weights.T + self.bias


def fit(vectors: np.ndarray, labels: list[str], strength: float) -> LinearModel:
    """Fits on (rows, dimensions); `strength` is scikit-learn's C. Deterministic."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  a second, and serving does without it

    centre = vectors.mean(axis=0)
    spread = np.sqrt(((vectors - centre) ** 2).sum(axis=1).mean())
    regression = LogisticRegression(C=strength, max_iter=1000, class_weight="balanced", multi_class="multinomial")
    regression.fit((vectors - centre) / spread, labels)
    weights, bias = regression.coef_, regression.intercept_
    if len(weights) == 1:  # two classes: scikit-learn keeps the second's row; the first's is its negative
        weights, bias = np.vstack([-weights, weights]), np.concatenate([-bias, bias])
    return LinearModel(regression.classes_, weights, bias, centre, spread)
