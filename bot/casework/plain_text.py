"""Text in one form: one code for each letter, ASCII digits, nothing invisible, positions kept."""

import unicodedata

KEYCAP = 0x20E3
INVISIBLE_RANGES = (  # Unicode's Default_Ignorable_Code_Point, without U+0000..001F, plus the emoji keycap
    (0x00AD, 0x00AD),
    (0x034F, 0x034F),
    (0x061C, 0x061C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xE0000, 0xE0FFF),
    (KEYCAP, KEYCAP),
)
INVISIBLE = frozenset(code for first, last in INVISIBLE_RANGES for code in range(first, last + 1))
MOST_MARKS = 30  # Unicode's own stream-safe limit: more marks than this on one letter are no language
MOST_LETTERS = 4  # that one character may unfold to: the one for Allah does


def plain(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the NFKC form without invisible characters and with ASCII digits, and for each of its characters
    the index in `text` of the letter it comes from. The indices never fall."""
    pieces: list[str] = []
    origins: list[int] = []
    for start, cluster in _clusters(text):
        piece = "".join(_ascii_digit(char) for char in _composed(cluster))
        pieces.append(piece)
        origins.extend([start] * len(piece))
    return "".join(pieces), tuple(origins)


def original_span(text: str, origins: tuple[int, ...], start: int, end: int) -> tuple[int, int]:
    """Return where characters start..end (not empty) of the plain form stand in `text`, marks on the last
    letter included, so that what is cut out leaves no orphan mark behind."""
    first, last = origins[start], origins[end - 1] + 1
    while last < len(text) and (_is_mark(text[last]) or ord(text[last]) == KEYCAP):
        last += 1
    return first, last


def digits(text: str) -> str:
    """Return only the digits of `text`, those of any script written as ASCII."""
    return "".join(char for char in plain(text)[0] if "0" <= char <= "9")


def _clusters(text: str) -> list[tuple[int, str]]:
    """Visible letters, each with the marks that compose with it, and where each starts."""
    clusters: list[tuple[int, str]] = []
    start, cluster = 0, ""
    for index, char in enumerate(text):
        if ord(char) in INVISIBLE:
            continue
        if cluster and unicodedata.combining(char) and len(cluster) <= MOST_MARKS:
            cluster += char
            continue
        if cluster:
            clusters.append((start, cluster))
        start, cluster = index, char
    return [*clusters, (start, cluster)] if cluster else clusters


def _composed(cluster: str) -> str:
    """The NFKC form; a single character that stands for a sentence (U+FDFA) stays, or 4,096 become 74,000."""
    composed = unicodedata.normalize("NFKC", cluster)
    return cluster if len(composed) > MOST_LETTERS * len(cluster) else composed


def _ascii_digit(char: str) -> str:
    return str(unicodedata.decimal(char)) if char.isdecimal() else char


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M")
