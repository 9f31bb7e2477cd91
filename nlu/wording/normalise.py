"""Brings the many ways to type one sentence to one form, before a vector is made of it."""

import re
import unicodedata

# Keyboards of one language are used for another: all are first brought to Urdu's letters, so that the language can be
# guessed and words be counted, and then to those of the language itself, which are the ones e5 has read.
_LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ه": "ہ", "ـ": None, "\u200c": " "})
_OWN_LETTERS = {
    "fa-AF": str.maketrans({"ہ": "ه", "ھ": "ه", "ے": "ی"}),
    "ps": str.maketrans({"ہ": "ه", "ھ": "ه", "ے": "ی", "ٹ": "ټ", "ڈ": "ډ", "ڑ": "ړ", "گ": "ګ"}),
    "sd": str.maketrans({"ہ": "ه", "ی": "ي"}),
}
_INVISIBLE = {"Mn", "Cf", "Cc", "Cs", "Co"}  # vowel marks, joiners and direction signs, controls, halves of characters
_REPEATED = re.compile(r"(.)\1{2,}")
_SPACES = re.compile(r"\s+")


def normalise(text: str) -> str:
    """One spelling of `text`: compatibility forms, case, digits, vowel marks, look-alike and drawn-out letters."""
    text = _SPACES.sub(" ", unicodedata.normalize("NFKC", text).translate(_LETTERS))
    text = "".join(_plain(letter) for letter in text.casefold())
    return _REPEATED.sub(r"\1\1", text).strip()


def in_own_letters(text: str, language: str) -> str:
    """A normalised text of `language` in the letters of its own books and papers."""
    return text.translate(_OWN_LETTERS.get(language, {}))


def _plain(letter: str) -> str:
    category = unicodedata.category(letter)
    if category in _INVISIBLE:
        return ""
    return str(unicodedata.decimal(letter)) if category == "Nd" else letter
