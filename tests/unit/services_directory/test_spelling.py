"""One spelling for many ways of writing."""

import pytest

from services_directory.spelling import plain_digits, sound_key, spelling_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("فیصل آباد", "فيصلاباد"),
        ("نوشہرہ", "نوشهره"),
        ("كراچي", "کراچی"),
        ("ڪراچي", "کراچی"),
        ("کوټه", "کوٹہ"),
        ("مَردان", "مردان"),
        ("صواب\u200cی", "صوابی"),
        ("D.I. Khan", "di khan"),
        ("Takht-Bhai", "takht bhai"),
        ("Na'ul", "naul"),
    ],
)
def test_variants_share_a_key(one: str, other: str) -> None:
    """Letter variants, marks, joiners, spaces and hyphens make no difference."""
    assert spelling_key(one) == spelling_key(other)


@pytest.mark.parametrize(("one", "other"), [("Sawabi", "Swabi"), ("Qasur", "Kasur"), ("Charsada", "Charsadda")])
def test_like_sounds_share_a_key(one: str, other: str) -> None:
    """Common Latin spellings of one sound meet."""
    assert sound_key(spelling_key(one)) == sound_key(spelling_key(other))


def test_digits_of_every_script() -> None:
    """Urdu and Arabic digits, decimal sign and comma become plain ones."""
    assert plain_digits("۳۴٫۱۲، ٧٢٫٤٦") == "34.12, 72.46"
