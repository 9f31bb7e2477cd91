"""What a person does, whatever the channel; there is no id of theirs in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Certainty(StrEnum):
    """How far the best reading of a text can be relied on: the language model knows what its figures are worth."""

    sure = "sure"
    unsure = "unsure"
    lost = "lost"


@dataclass(frozen=True)
class Meaning:
    """How a text reads: intents with their probability, best first, and whether it speaks of danger now."""

    ranking: tuple[tuple[str, float], ...]
    is_urgent: bool = False
    certainty: Certainty = Certainty.sure

    @property
    def best(self) -> tuple[str, float]:
        """The likeliest intent and its probability."""
        return self.ranking[0] if self.ranking else ("", 0.0)

    @property
    def is_sure(self) -> bool:
        """Whether the best may be acted on without a question."""
        return self.certainty == Certainty.sure

    @property
    def is_lost(self) -> bool:
        """Whether not even the best three are worth showing."""
        return self.certainty == Certainty.lost


class MediaKind(StrEnum):
    """What we decline: words are enough, and a picture of harm is itself a harm."""

    photo = "photo"
    voice = "voice"
    file = "file"
    contact = "contact"
    live_location = "live_location"
    other = "other"


@dataclass(frozen=True)
class Said:
    """A text; `meaning` is None while the language model is away."""

    text: str
    meaning: Meaning | None = None


@dataclass(frozen=True)
class Pressed:
    """A button; `screen` names the screen it stood on, empty for buttons that are good at any time."""

    action: str
    argument: str = ""
    screen: str = ""


@dataclass(frozen=True)
class Commanded:
    """A command such as /start, without its slash, and what came after it."""

    name: str
    argument: str = ""


@dataclass(frozen=True)
class SharedPoint:
    """A location pin: WGS84 degrees, in memory for the match only."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class SentMedia:
    """Something that is not words; `said` is the caption, which is words and is not lost."""

    kind: MediaKind
    said: Said | None = None


Incoming = Said | Pressed | Commanded | SharedPoint | SentMedia
