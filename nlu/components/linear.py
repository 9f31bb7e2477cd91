"""Logistic regression kept as plain arrays: nothing pickled, and probabilities that meet unseen sentences."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

_FOLDS = 5
_FLAT_BELOW = 1e-6  # directions in which the examples hardly differ are left out


@dataclass(frozen=True)
class LinearModel:
    """Scores are `features @ weights.T + bias`, then softmax.

    The features are the vectors themselves or, where there are landmarks, the closeness to each landmark:
    a straight boundary among closenesses is a curved one among vectors.
    """

    labels: np.ndarray  # (classes,) names
    weights: np.ndarray  # (classes, dimensions or landmarks), already divided by the temperature
    bias: np.ndarray  # (classes,)
    centre: np.ndarray  # (dimensions,)
    spread: np.ndarray  # ()
    landmarks: np.ndarray  # (landmarks, dimensions), scaled; no rows for a straight boundary

    def probabilities(self, vectors: np.ndarray) -> np.ndarray:
        """Shape (rows, classes), each row adding up to one, columns in the order of `labels`."""
        scaled = (vectors - self.centre) / self.spread
        features = _closeness(scaled, self.landmarks) if len(self.landmarks) else scaled
        return softmax(features @ self.weights.T + self.bias, axis=1)

    def save(self, path: Path) -> None:
        np.savez(path, **self.__dict__)

    @classmethod
    def load(cls, path: Path) -> LinearModel:
        with np.load(path, allow_pickle=False) as arrays:
            return cls(**dict(arrays))


def fit(vectors: np.ndarray, labels: list[str], strength: float, is_curved: bool = False) -> LinearModel:
    """Fits on (rows, dimensions); `strength` is scikit-learn's C. Deterministic."""
    centre = vectors.mean(axis=0)
    spread = np.sqrt(((vectors - centre) ** 2).sum(axis=1).mean())
    scaled = (vectors - centre) / spread
    if not is_curved:
        names, weights, bias = _fit_rows(scaled, labels, strength)
        return LinearModel(names, weights, bias, centre, spread, scaled[:0])
    closeness = _closeness(scaled, scaled)
    axes = _axes(closeness)
    names, weights, bias = _fit_rows(closeness @ axes, labels, strength)
    return LinearModel(names, weights @ axes.T, bias, centre, spread, scaled)


def _fit_rows(rows: np.ndarray, labels: list[str], strength: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    regression = LogisticRegression(C=strength, max_iter=1000, class_weight="balanced", multi_class="multinomial")
    temperature = _temperature(regression, rows, labels)
    regression.fit(rows, labels)
    weights, bias = regression.coef_, regression.intercept_
    if len(weights) == 1:  # two classes: scikit-learn keeps the second's row; the first's is its negative
        weights, bias = np.vstack([-weights, weights]), np.concatenate([-bias, bias])
    return regression.classes_, weights / temperature, bias / temperature


def _temperature(regression: LogisticRegression, rows: np.ndarray, labels: list[str]) -> float:
    """What to divide scores by so that unseen sentences meet the probabilities given (Guo et al. 2017)."""
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=0)
    logs = cross_val_predict(regression, rows, labels, cv=folds, method="predict_log_proba")
    truth = np.unique(labels, return_inverse=True)[1]
    indices = np.arange(len(truth))

    def surprise(temperature: float) -> float:
        return -float(log_softmax(logs / temperature, axis=1)[indices, truth].mean())

    return float(minimize_scalar(surprise, bounds=(0.2, 5.0), method="bounded").x)


def _closeness(rows: np.ndarray, landmarks: np.ndarray) -> np.ndarray:
    """Shape (rows, landmarks): one at the landmark itself, falling to nothing far away."""
    squares = (rows**2).sum(axis=1)[:, np.newaxis] + (landmarks**2).sum(axis=1) - 2 * rows @ landmarks.T
    return np.exp(-np.maximum(squares, 0))


def _axes(closeness: np.ndarray) -> np.ndarray:
    """Turns closenesses into coordinates whose inner products are the closenesses (Nystroem)."""
    lengths, directions = np.linalg.eigh(closeness.astype(np.float64))
    kept = lengths > _FLAT_BELOW
    return directions[:, kept] / np.sqrt(lengths[kept])
