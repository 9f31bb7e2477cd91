"""What our importer writes beside each training example, and how the components read it."""

from __future__ import annotations

from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.sentences import Sentence

_METADATA = "metadata"


def example_of(sentence: Sentence) -> Message:
    """A sentence as Rasa's training data hold it."""
    metadata = {"language": sentence.language, "urgent": sentence.is_urgent}
    return Message({TEXT: sentence.text, INTENT: sentence.intent, _METADATA: metadata})


def sentence_of(example: Message) -> Sentence:
    """The sentence an example was made of."""
    metadata = example.get(_METADATA)
    return Sentence(metadata["language"], example.get(INTENT), metadata["urgent"], example.get(TEXT))
