"""Tells sure, unsure and lost apart by the calibrated probabilities: what Rasa calls a fallback."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.training_data.message import Message


class Certainty(GraphComponent):
    """Writes `certainty`: `sure`, `unsure` (the best three are worth showing) or `lost` (they are not)."""

    def __init__(self, sure: float, lost: float) -> None:
        self._sure = sure
        self._lost = lost

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Certainty:
        return cls(float(config["sure"]), float(config["lost"]))

    @classmethod
    def required_components(cls) -> list[type]:
        return [IntentClassifier]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"sure": 0.8, "lost": 0.3}

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            message.set("certainty", self._of(message.get("intent_ranking")), add_to_output=True)
        return messages

    def _of(self, ranking: list[dict[str, Any]]) -> str:
        """Lost when even the best three together are less likely right than wrong."""
        best = ranking[0]["confidence"]
        if best >= self._sure:
            return "sure"
        return "unsure" if sum(each["confidence"] for each in ranking[:3]) >= self._lost else "lost"
