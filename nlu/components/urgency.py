"""Judges beside the intent whether a child is in danger now."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from nlu.components.learner import Learner

_URGENT, _CALM = "urgent", "calm"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class UrgencyJudge(Learner):
    """Writes `urgent`, a probability; learns from `urgent: true` in an example's metadata, false where absent."""

    def label_of(self, example: Message) -> str:
        metadata = example.get("metadata") or {}
        said = {**metadata.get("intent", {}), **metadata.get("example", {})}
        return _URGENT if said.get("urgent") else _CALM

    def write(self, message: Message, by_label: dict[str, float]) -> None:
        message.set("urgent", by_label[_URGENT], add_to_output=True)
