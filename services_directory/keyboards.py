"""Which letters a finger takes for one another: keys that touch, in English, Urdu, Pashto and Sindhi."""

from itertools import product

_LAYERS = (
    ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    ("قوعرتےئیہپ", "اسدفگحجکل", "زشچطبنم"),  # Urdu, by sound
    ("قوعڑٹےئیہپ", "اصڈغگہضخل", "ذژثظبنم"),
    ("طصھدٹپتبجح", "مورنلہاکی", "قفےسشغع"),  # Urdu, as on a typewriter
    ("ضصثقفغعہخحجچ", "شسیبلاتنمکگ", "ظطزرذدڑوژ"),  # Pashto, and Persian with it
    ("قصیرتٿعگوپہڇڃ", "اسدفگہجکلکن", "زخطڀبنمئ"),  # Sindhi
)
"""Rows of keys, by the letters that spelling keys are made of."""
_STAGGER = 0.5


def _touching(rows: tuple[str, ...]) -> set[tuple[str, str]]:
    at = [(key, x + _STAGGER * y, y) for y, row in enumerate(rows) for x, key in enumerate(row)]
    return {
        (one, other)
        for (one, x, y), (other, other_x, other_y) in product(at, repeat=2)
        if one != other and abs(x - other_x) <= 1 and abs(y - other_y) <= 1
    }


NEIGHBOURS = frozenset(pair for layer in _LAYERS for pair in _touching(layer))
