"""What the two judges share: they learn a linear model from sentence vectors and keep it in Rasa's storage."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components.linear import LinearModel, fit

_FILE = "model.npz"


class Learner(IntentClassifier, GraphComponent):
    """Subclasses say what label an example carries and what to write into a message."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._strength = float(config["strength"])
        self._is_curved = bool(config["is_curved"])
        self._storage = storage
        self._resource = resource
        self._model: LinearModel | None = None

    @abstractmethod
    def label_of(self, example: Message) -> str:
        """The label to learn from a training example."""

    @abstractmethod
    def write(self, message: Message, by_label: dict[str, float]) -> None:
        """Puts the judgement into the message's output."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Learner:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Learner:
        learner = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            learner._model = LinearModel.load(folder / _FILE)
        return learner

    @classmethod
    def required_components(cls) -> list[type]:
        return [Featurizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"strength": 20, "is_curved": False}

    def train(self, training_data: TrainingData) -> Resource:
        examples = training_data.intent_examples
        labels = [self.label_of(example) for example in examples]
        self._model = fit(_vectors(examples), labels, self._strength, self._is_curved)
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder / _FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        if self._model is None:
            raise RuntimeError("asked before it was trained or loaded")
        rows = self._model.probabilities(_vectors(messages))
        for message, row in zip(messages, rows, strict=True):
            self.write(message, dict(zip(self._model.labels.tolist(), row.tolist(), strict=True)))
        return messages


def _vectors(messages: list[Message]) -> np.ndarray:
    return np.vstack([message.get_dense_features(TEXT)[1].features for message in messages])
