"""Loads a trained model: Rasa's graph, without an agent or a tracker, so that nothing keeps what it was asked."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlu.freshness import newest_model

# What Rasa's own way to load would import for: TensorFlow, 8 s and 300 MB. This node reads `/intent` messages, which
# are nothing to us, and the training graph is not needed to answer.
_LEFT_OUT = "rasa.nlu.classifiers.regex_message_handler.RegexMessageHandler"
_OUTPUTS = ("intent", "intent_ranking", "urgency", "urgent", "certainty", "language")

Parse = Callable[[str], dict[str, Any]]


def trained_model(repo_root: Path) -> Path:
    """The newest model there is; ends the program with a sentence when there is none."""
    model = newest_model(repo_root)
    if model is None:
        raise SystemExit("No model is trained yet: run `amaan nlu train`.")
    return model


@dataclass(frozen=True)
class _Graph:
    runner: Any
    target: str

    def parse(self, text: str) -> dict[str, Any]:
        from rasa.core.channels.channel import UserMessage  # noqa: PLC0415
        from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER  # noqa: PLC0415

        inputs = {PLACEHOLDER_MESSAGE: [UserMessage(text)], PLACEHOLDER_TRACKER: None}
        message = self.runner.run(inputs=inputs, targets=[self.target])[self.target][0]
        return {name: message.get(name) for name in _OUTPUTS}


def load_model(archive: Path) -> Parse:
    """A function from a text to `intent`, `intent_ranking` (all, best first), `urgency` (0 to 1),
    `urgent`, `certainty` and `language`."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    from rasa.engine.graph import ExecutionContext, GraphSchema  # noqa: PLC0415  seconds of imports
    from rasa.engine.runner.dask import DaskGraphRunner  # noqa: PLC0415
    from rasa.engine.storage.local_model_storage import LocalModelStorage  # noqa: PLC0415
    from tarsafe import TarSafe  # noqa: PLC0415  what Rasa opens its archives with

    with tempfile.TemporaryDirectory() as folder:
        with TarSafe.open(archive, mode="r:gz") as packed:
            packed.extractall(folder)
        metadata = json.loads((Path(folder) / "metadata.json").read_text(encoding="utf-8"))
        nodes, target = _answering(metadata["predict_schema"]["nodes"], metadata["nlu_target"])
        schema = GraphSchema.from_dict({"nodes": nodes})
        context = ExecutionContext(schema, metadata["model_id"])
        runner = DaskGraphRunner.create(schema, LocalModelStorage(Path(folder) / "components"), context)
    parse = _Graph(runner, target).parse
    parse("warm up")
    return parse


def _answering(nodes: dict[str, Any], target: str) -> tuple[dict[str, Any], str]:
    """The nodes without the one left out, and the node before it, where the answer is whole."""
    left_out = {name: node for name, node in nodes.items() if node["uses"] == _LEFT_OUT}
    kept = {name: node for name, node in nodes.items() if name not in left_out}
    return kept, left_out[target]["needs"]["messages"] if target in left_out else target
