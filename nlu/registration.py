"""Makes our components known to Rasa's recipe. Training alone needs it, and it costs TensorFlow's seconds of import."""

from rasa.engine.recipes.default_recipe import DefaultV1Recipe

from nlu.components.certainty import Certainty
from nlu.components.encoder import EncoderFeaturizer
from nlu.components.intent import IntentRanker
from nlu.components.urgency import UrgencyJudge
from nlu.components.wording import Wording

_Kind = DefaultV1Recipe.ComponentType


def register_components() -> None:
    """In the order in which `config.yml` has them."""
    _register(Wording, _Kind.MESSAGE_FEATURIZER, is_trainable=True)
    _register(EncoderFeaturizer, _Kind.MESSAGE_FEATURIZER, is_trainable=False)
    _register(IntentRanker, _Kind.INTENT_CLASSIFIER, is_trainable=True)
    _register(UrgencyJudge, _Kind.INTENT_CLASSIFIER, is_trainable=True)
    _register(Certainty, _Kind.INTENT_CLASSIFIER, is_trainable=False)


def _register(component: type, kind: DefaultV1Recipe.ComponentType, *, is_trainable: bool) -> None:
    DefaultV1Recipe.register(kind, is_trainable)(component)
