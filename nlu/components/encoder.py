"""Turns a prepared message into one sentence vector with the fine-tuned encoder in `nlu/encoder/`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from tokenizers import Tokenizer

from nlu.components.wording import PREPARED, Wording

_FOLDER = Path(__file__).resolve().parent.parent / "encoder"


class EncoderFeaturizer(DenseFeaturizer, GraphComponent):
    """Dense sentence features, 384 numbers of length one."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> EncoderFeaturizer:
        return cls(execution_context.node_name, config)

    @classmethod
    def required_components(cls) -> list[type]:
        return [Wording]

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing to configure."""

    @staticmethod
    def required_packages() -> list[str]:
        return ["onnxruntime", "tokenizers"]

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if (prepared := message.get(PREPARED)) is not None:
                row = sentence_vector(prepared)[np.newaxis, :]
                message.add_features(Features(row, FEATURE_TYPE_SENTENCE, TEXT, self._identifier))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data


def sentence_vector(prepared: str) -> np.ndarray:
    """float32 of shape (384,)."""
    ids = np.array([_tokenizer().encode(prepared).ids], dtype=np.int64)
    (vectors,) = _session().run(None, {"ids": ids, "mask": np.ones(ids.shape, np.float32)})
    return np.asarray(vectors[0], dtype=np.float32)


@cache
def _tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(_FOLDER / "tokenizer.json"))


@cache
def _session() -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # it would keep the room of the longest message for good
    return onnxruntime.InferenceSession(str(_FOLDER / "encoder.onnx"), options, providers=["CPUExecutionProvider"])
