"""Ranks all intents for a message, with probabilities that can be compared with a threshold."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from nlu.components.learner import Learner


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentRanker(Learner):
    """Writes `intent` (the best) and `intent_ranking` (every intent, best first)."""

    def label_of(self, example: Message) -> str:
        return str(example.get(INTENT))

    def write(self, message: Message, by_label: dict[str, float]) -> None:
        ranking = [
            {"name": label, "confidence": probability}
            for label, probability in sorted(by_label.items(), key=lambda pair: -pair[1])
        ]
        message.set("intent", ranking[0], add_to_output=True)
        message.set("intent_ranking", ranking, add_to_output=True)
