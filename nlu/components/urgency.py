"""Judges beside the intent whether a child is in danger now."""

from __future__ import annotations

from typing import Any

from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message

from nlu.components.learner import Learner
from nlu.sentences import Sentence

_URGENT, _CALM = "urgent", "calm"


class UrgencyJudge(Learner):
    """Writes `urgency`, a probability, and `urgent`, whether it is enough for the alarm."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, storage, resource)
        self._alarm_from = float(config["alarm_from"])

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {**Learner.get_default_config(), "alarm_from": 0.2}

    def label_of(self, sentence: Sentence) -> str:
        return _URGENT if sentence.is_urgent else _CALM

    def write(self, message: Message, by_label: dict[str, float]) -> None:
        message.set("urgency", by_label[_URGENT], add_to_output=True)
        message.set("urgent", by_label[_URGENT] >= self._alarm_from, add_to_output=True)
