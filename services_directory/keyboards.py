"""Which letters a finger takes for one another: keys that touch, on an English and on an Urdu phonetic keyboard."""

from itertools import product

_LAYERS = (
    ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    ("قوعرتیہپ", "اسدفگہجکل", "زشچطبنم"),
    ("قوعڑٹیہپ", "اصڈغگحضخل", "ذژثظبنم"),
)
_STAGGER = 0.5


def _touching(rows: tuple[str, ...]) -> set[tuple[str, str]]:
    at = [(key, x + _STAGGER * y, y) for y, row in enumerate(rows) for x, key in enumerate(row)]
    return {
        (one, other)
        for (one, x, y), (other, other_x, other_y) in product(at, repeat=2)
        if one != other and abs(x - other_x) <= 1 and abs(y - other_y) <= 1
    }


NEIGHBOURS = frozenset(pair for layer in _LAYERS for pair in _touching(layer))
