"""Ranks all intents for a message, with probabilities that can be compared with a threshold."""

from __future__ import annotations

from typing import Any

from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message

from nlu.components.learner import Learner
from nlu.components.linear import LinearModel
from nlu.sentences import Sentence

_OUTSIDE = "out_of_scope"


class IntentRanker(Learner):
    """Writes `intent` (the best) and `intent_ranking` (every intent, best first)."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, storage, resource)
        self._outside_lead = float(config["outside_lead"])

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {**Learner.get_default_config(), "outside_lead": 0.0}

    def adjusted(self, model: LinearModel) -> LinearModel:
        """What lies outside is of every kind; what was never met before looks like a concern sooner than like it."""
        return model.leaning(_OUTSIDE, self._outside_lead)

    def label_of(self, sentence: Sentence) -> str:
        return sentence.intent

    def write(self, message: Message, by_label: dict[str, float]) -> None:
        ranking = [
            {"name": label, "confidence": probability}
            for label, probability in sorted(by_label.items(), key=lambda pair: -pair[1])
        ]
        message.set("intent", ranking[0], add_to_output=True)
        message.set("intent_ranking", ranking, add_to_output=True)
