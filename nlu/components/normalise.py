"""Brings the many ways to type one sentence to one form, before any vector is made of it."""

import re
import unicodedata

# Arabic keyboards type letters that look like Urdu's and are not; both become Urdu's.
_LETTERS = str.maketrans(
    {
        "ي": "ی", "ى": "ی", "ې": "ی", "ئ": "ی", "ك": "ک", "ګ": "گ",
        "ه": "ہ", "ۀ": "ہ", "ة": "ہ", "ھ": "ہ", "ۃ": "ہ", "ە": "ہ",
        "أ": "ا", "إ": "ا", "ٱ": "ا", "آ": "ا", "ؤ": "و", "ۓ": "ے",
        "ـ": None, "۔": ".", "؟": "?", "،": ",", "؛": ";", "’": "'", "‘": "'",
    }
)  # fmt: skip
_INVISIBLE = {"Mn", "Cf", "Cc", "Cs", "Co"}  # marks, joiners and direction signs, controls, halves of characters
_REPEATED = re.compile(r"(.)\1{2,}")
_SPACES = re.compile(r"\s+")


def normalise(text: str) -> str:
    """One spelling of `text`: compatibility forms, case, digits, marks, look-alike letters, drawn-out letters."""
    text = _SPACES.sub(" ", unicodedata.normalize("NFKC", text))
    text = "".join(_plain(letter) for letter in text.translate(_LETTERS).casefold())
    return _REPEATED.sub(r"\1\1", text).strip()


def _plain(letter: str) -> str:
    category = unicodedata.category(letter)
    if category in _INVISIBLE:
        return ""
    return str(unicodedata.decimal(letter)) if category == "Nd" else letter
