"""Brings the authored sentences into Rasa."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components.examples import example_of
from nlu.sentences import read_sentences

_DATA = Path(__file__).resolve().parent / "data"


class SentencesImporter(RasaFileImporter):
    """Rasa's own importer for configuration and domain; ours for the sentences."""

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """Every sentence of every language. Raises SentenceError."""
        intents = set(self.get_domain().intents)
        return TrainingData([example_of(sentence) for sentence in read_sentences(_DATA, intents)])

    def get_config(self) -> dict[str, Any]:
        return dict(super().get_config())
