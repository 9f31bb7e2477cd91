"""Shows the encoder what it can read: one spelling, a script it knows, a gloss beside words it does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components.examples import sentence_of
from nlu.wording.preparation import Preparation, learn_preparation

LANGUAGE, PREPARED = "language", "prepared"
_LEXICON = Path(__file__).resolve().parent.parent / "lexicon"


class Wording(GraphComponent):
    """Writes `language` into the output, and the prepared text for the encoder."""

    def __init__(self, storage: ModelStorage, resource: Resource, preparation: Preparation | None = None) -> None:
        self._storage = storage
        self._resource = resource
        self._preparation = preparation

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Wording:
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Wording:
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, Preparation.load(folder))

    def train(self, training_data: TrainingData) -> Resource:
        sentences = [sentence_of(example) for example in training_data.training_examples]
        self._preparation = learn_preparation(sentences, _LEXICON)
        with self._storage.write_to(self._resource) as folder:
            self._preparation.save(folder)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        if self._preparation is None:
            raise RuntimeError("asked before it was trained or loaded")
        for message in messages:
            if (text := message.get(TEXT)) is not None:
                prepared = self._preparation.prepared(text)
                message.set(LANGUAGE, prepared.language, add_to_output=True)
                message.set(PREPARED, prepared.text)
        return messages
