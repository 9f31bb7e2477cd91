"""Logistic regression kept as plain arrays: nothing pickled, and the probabilities mean what they say."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

_FOLDS = 5


@dataclass(frozen=True)
class LinearModel:
    """Scores are `(vector - centre) / spread @ weights.T + bias`, then softmax."""

    labels: np.ndarray  # (classes,) names
    weights: np.ndarray  # (classes, dimensions), already divided by the temperature
    bias: np.ndarray  # (classes,)
    centre: np.ndarray  # (dimensions,)
    spread: np.ndarray  # ()

    def probabilities(self, vectors: np.ndarray) -> np.ndarray:
        """Shape (rows, classes), each row adding up to one, columns in the order of `labels`."""
        scaled = (vectors - self.centre) / self.spread
        return softmax(scaled @ self.weights.T + self.bias, axis=1)

    def save(self, path: Path) -> None:
        np.savez(path, **self.__dict__)

    @classmethod
    def load(cls, path: Path) -> LinearModel:
        with np.load(path, allow_pickle=False) as arrays:
            return cls(**dict(arrays))


def fit(vectors: np.ndarray, labels: list[str], strength: float) -> LinearModel:
    """Fits on (rows, dimensions); `strength` is scikit-learn's C. Deterministic."""
    centre = vectors.mean(axis=0)
    spread = np.sqrt(((vectors - centre) ** 2).sum(axis=1).mean())
    scaled = (vectors - centre) / spread
    regression = LogisticRegression(C=strength, max_iter=1000, class_weight="balanced", multi_class="multinomial")
    temperature = _temperature(regression, scaled, labels)
    regression.fit(scaled, labels)
    weights, bias = _one_row_per_class(regression)
    return LinearModel(regression.classes_, weights / temperature, bias / temperature, centre, spread)


def _temperature(regression: LogisticRegression, scaled: np.ndarray, labels: list[str]) -> float:
    """What to divide scores by so that unseen sentences meet the probabilities given (Guo et al. 2017)."""
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=0)
    logs = cross_val_predict(regression, scaled, labels, cv=folds, method="predict_log_proba")
    truth = np.unique(labels, return_inverse=True)[1]
    rows = np.arange(len(truth))

    def surprise(temperature: float) -> float:
        return -float(log_softmax(logs / temperature, axis=1)[rows, truth].mean())

    return float(minimize_scalar(surprise, bounds=(0.2, 5.0), method="bounded").x)


def _one_row_per_class(regression: LogisticRegression) -> tuple[np.ndarray, np.ndarray]:
    """With two classes scikit-learn keeps one row, the second's, and means the negative for the first."""
    weights, bias = regression.coef_, regression.intercept_
    if len(weights) == 1:
        return np.vstack([-weights, weights]), np.concatenate([-bias, bias])
    return weights, bias
