"""People who mistype: slips on the keyboards of four languages, and pronounceable names of nowhere."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, product

KEYBOARDS = {
    "en": ("qwertyuiop asdfghjkl zxcvbnm",),
    "ur": ("قوعرتےئیہپ اسدفگحجکل زشچطبنم", "ڑٹۃ صڈغھضخ ذژثظں"),
    "ps": ("ضصثقفغعهخحجچ شسیبلاتنمکګ ظطزرذدړوږپ", "ښټډځڅې"),
    "sd": ("قصيرتٿعڳوپهڇڃ اسدفگهجڪلکڱ زخطڀبنمئ", "ڌٽڦڙثڏذڻظ"),
}
ALPHABETS = {language: sorted(set("".join(layers)) - {" "}) for language, layers in KEYBOARDS.items()}
SLIPS = ("neighbour", "drop", "double", "swap")


def _beside(keyboard: str) -> Iterator[tuple[str, str]]:
    """Keys that touch: next in a row, or nearest in the row above or below."""
    at = {key: (x + y / 2, y) for y, row in enumerate(keyboard.split()) for x, key in enumerate(row)}
    for (one, (x, y)), (other, (other_x, other_y)) in product(at.items(), repeat=2):
        if one != other and abs(x - other_x) <= 1 and abs(y - other_y) <= 1:
            yield one, other


NEIGHBOURS: dict[str, dict[str, list[str]]] = {language: {} for language in KEYBOARDS}
for _language, _layers in KEYBOARDS.items():
    for _layer in _layers:
        for _one, _other in _beside(_layer):
            NEIGHBOURS[_language].setdefault(_one, []).append(_other)


@dataclass(frozen=True)
class Typist:
    """Somebody who writes one language and makes so many slips in a name."""

    language: str
    slips: int
    chance: random.Random

    def types(self, name: str) -> str:
        """The name with that many slips; sometimes two words are joined or one is split besides."""
        typed = name.casefold()
        for _ in range(self.slips):
            typed = self._slip(typed)
        return self._respaced(typed) if self.chance.random() < 0.2 else typed

    def _slip(self, text: str) -> str:
        letters = [i for i, letter in enumerate(text) if letter.isalpha()]
        at = self.chance.choice(letters)
        match self.chance.choice(SLIPS):
            case "drop":
                return text[:at] + text[at + 1 :]
            case "double":
                return text[:at] + text[at] + text[at:]
            case "swap" if swappable := [i for i, (a, b) in enumerate(pairwise(text)) if a != b and (a + b).isalpha()]:
                at = self.chance.choice(swappable)
                return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
            case _:
                return text[:at] + self._neighbour(text[at]) + text[at + 1 :]

    def _neighbour(self, letter: str) -> str:
        near = NEIGHBOURS[self.language].get(letter) or ALPHABETS[self.language]
        return self.chance.choice([key for key in near if key != letter])

    def _respaced(self, text: str) -> str:
        if " " in text:
            return text.replace(" ", "", 1)
        at = self.chance.randrange(1, len(text)) if len(text) > 1 else 0
        return f"{text[:at]} {text[at:]}"


_SOUNDS = {
    "en": ("b ch d f g gh h j k kh l m n p q r s sh t th w y z br dr tr", "a e i o u a i ee oo"),
    "ur": ("ب پ ت ٹ ج چ خ د ڈ ر ز س ش غ ف ق ک گ ل م ن ہ", "ا و ی ا ے"),
}
_ENDINGS = {
    "en": "pur abad kot garh wala nagar khel town stan an i u",
    "ur": "پور آباد کوٹ گڑھ والا نگر خیل ان ی و",
}


def invented(language: str, chance: random.Random) -> str:
    """A name anybody could pronounce: two to four syllables, and often the ending of a real place."""
    consonants, vowels = (letters.split() for letters in _SOUNDS[language])
    syllables = "".join(chance.choice(consonants) + chance.choice(vowels) for _ in range(chance.randint(2, 3)))
    last = chance.choice(_ENDINGS[language].split()) if chance.random() < 0.5 else chance.choice(consonants)
    return syllables + (" " if len(last) > 2 and chance.random() < 0.3 else "") + last
