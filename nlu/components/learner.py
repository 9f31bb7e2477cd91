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

from nlu.components.examples import sentence_of
from nlu.components.linear import LinearModel, fit
from nlu.sentences import Sentence

_FILE = "model.npz"


class Learner(IntentClassifier, GraphComponent):
    """Subclasses say what label a sentence carries and what to write into a message."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._strength = float(config["strength"])
        self._storage = storage
        self._resource = resource
        self._model: LinearModel | None = None

    @abstractmethod
    def label_of(self, sentence: Sentence) -> str:
        """The label to learn from a sentence."""

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
        return {"strength": 1.0}

    def adjusted(self, model: LinearModel) -> LinearModel:
        """What a subclass changes before the temperature is taken; nothing, unless it says so."""
        return model

    def train(self, training_data: TrainingData) -> Resource:
        """The temperature comes from those sentences that neither the encoder nor the linear model learnt from."""
        sentences = [(sentence_of(example), example) for example in training_data.intent_examples]
        seen = [(each, example) for each, example in sentences if not each.is_held_out]
        unseen = [(each, example) for each, example in sentences if each.is_held_out]
        fitted = self.adjusted(fit(*self._rows(seen), self._strength))
        self._model = fitted.tempered(*self._rows(unseen))
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder / _FILE)
        return self._resource

    def _rows(self, sentences: list[tuple[Sentence, Message]]) -> tuple[np.ndarray, list[str]]:
        """Vectors of shape (rows, dimensions), and the label of each."""
        labels = [self.label_of(sentence) for sentence, _ in sentences]
        return _vectors([example for _, example in sentences]), labels

    def process(self, messages: list[Message]) -> list[Message]:
        if self._model is None:
            raise RuntimeError("asked before it was trained or loaded")
        rows = self._model.probabilities(_vectors(messages))
        for message, row in zip(messages, rows, strict=True):
            self.write(message, dict(zip(self._model.labels.tolist(), row.tolist(), strict=True)))
        return messages


def _vectors(messages: list[Message]) -> np.ndarray:
    return np.vstack([message.get_dense_features(TEXT)[1].features for message in messages])
