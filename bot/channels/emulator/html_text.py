"""Telegram's HTML, parsed as strictly as the server does: text, entities in UTF-16 units, and safe HTML to show."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from bot.channels.emulator.errors import ApiError, bad_request

_KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre",
    "blockquote": "blockquote", "tg-spoiler": "spoiler", "span": "spoiler", "a": "text_link",
}  # fmt: skip
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_BLANKS = " \t\r\n"
_PIECE = re.compile(r"""<(?:"[^"]*"|'[^']*'|[^>"'])*>?|&(?:#x[0-9a-fA-F]+|#[0-9]+|[a-zA-Z]+);?|[^<&]+|&""")
_ATTRIBUTE = re.compile(r"""\s+([^\s=>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([\w.-]+))""")
_LINK = re.compile(r"(?i)(?:https?://|tg://|mailto:|tel:)\S+|(?:[\w-]+\.)+\w{2,}(?:[/?#:]\S*)?")

Entity = dict[str, object]


def utf16(text: str) -> int:
    """Length as Telegram counts: UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


@dataclass(frozen=True)
class Formatted:
    """A parsed text; `shown` is HTML in which nothing but these few tags is left."""

    text: str
    entities: tuple[Entity, ...]
    shown: str = field(compare=False)


@dataclass(frozen=True)
class _Open:
    tag: str
    start: int
    link: str


class _Parser:
    """Reads the source piece by piece: a tag, a character reference, or plain text."""

    def __init__(self) -> None:
        self.text, self.shown = "", ""
        self.entities: list[Entity] = []
        self._open: list[_Open] = []

    def read(self, source: str) -> None:
        for match in _PIECE.finditer(source):
            piece, at = match[0], len(source[: match.start()].encode())
            if piece.startswith("</"):
                self._end_tag(piece, at)
            elif piece.startswith("<"):
                self._start_tag(piece, at)
            else:
                self._say(_referred(piece) if piece.startswith("&") else piece)
        if self._open:
            raise _unreadable(f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')

    def _start_tag(self, piece: str, at: int) -> None:
        name = (re.match(r"[^\s>]*", piece[1:]) or [""])[0]
        tag = name.lower()
        if piece == f"<{name}":
            raise _unreadable(f"Unclosed start tag at byte offset {at}")
        if tag not in _KINDS:
            raise _unreadable(f'Unsupported start tag "{tag}" at byte offset {at}')
        if not piece.endswith(">"):
            raise _unreadable(f"Unclosed start tag at byte offset {at}")
        attributes = _attributes(tag, piece[1 + len(name) : -1], at)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _unreadable(f'Tag "span" must have class "tg-spoiler" at byte offset {at}')
        self._open.append(_Open(tag, utf16(self.text), attributes.get("href", "")))
        self.shown += f"<{_shown_tag(tag)}>"

    def _end_tag(self, piece: str, at: int) -> None:
        if not self._open:
            raise _unreadable(f"Unexpected end tag at byte offset {at}")
        if not piece.endswith(">"):
            raise _unreadable(f"Unclosed end tag at byte offset {at}")
        found, opened = piece[2:-1].strip(), self._open.pop()
        if found and found != opened.tag:
            raise _unreadable(
                f'Unmatched end tag at byte offset {at}, expected "</{opened.tag}>", found "</{found}>"',
            )
        self.shown += f"</{_shown_tag(opened.tag)}>"
        self._mark(opened)

    def _mark(self, opened: _Open) -> None:
        entity: Entity = {
            "type": _KINDS[opened.tag],
            "offset": opened.start,
            "length": utf16(self.text) - opened.start,
        }
        if opened.tag == "a":
            link = opened.link or self.text.encode("utf-16-le")[2 * opened.start :].decode("utf-16-le")
            if not _LINK.fullmatch(link):
                return
            entity["url"] = link
        if entity["length"]:
            self.entities.append(entity)

    def _say(self, piece: str) -> None:
        self.text += piece
        self.shown += html.escape(piece, quote=False)


def _referred(piece: str) -> str:
    """A character reference; one that the server does not know stays as it was written."""
    name = piece[1:].removesuffix(";")
    if not name.startswith("#"):
        return _NAMED.get(name, piece)
    number = int(name[2:], 16) if name.startswith("#x") else int(name[1:])
    is_character = 0 < number < 0x10FFFF and not 0xD800 <= number < 0xE000  # noqa: PLR2004  Unicode's own bounds
    return chr(number) if is_character else piece


def _attributes(tag: str, source: str, at: int) -> dict[str, str]:
    rest = _ATTRIBUTE.sub("", source).strip()
    if rest and (tag, rest) != ("blockquote", "expandable"):
        raise _unreadable(f'Expected equal sign in declaration of an attribute of the tag "{tag}" at byte offset {at}')
    return {name.lower(): html.unescape(a or b or c.lower()) for name, a, b, c in _ATTRIBUTE.findall(source)}


def _shown_tag(tag: str) -> str:
    return "tg-spoiler" if tag == "span" else tag


def _unreadable(what: str) -> ApiError:
    return bad_request(f"can't parse entities: {what}")


def parse_html(source: str) -> Formatted:
    """Parse parse_mode=HTML; raises ApiError as the server would."""
    parser = _Parser()
    parser.read(source)
    return _trimmed(parser.text, parser.entities, parser.shown)


def plain(source: str) -> Formatted:
    """A text without a parse mode."""
    return _trimmed(source, [], html.escape(source, quote=False))


def _trimmed(text: str, entities: list[Entity], shown: str) -> Formatted:
    """Blanks at both ends go, in front only as far as the first entity."""
    first = min((_number(entity, "offset") for entity in entities), default=len(text))
    lead = min(len(text) - len(text.lstrip(_BLANKS)), first)
    kept = text[lead:].rstrip(_BLANKS)
    moved = [_moved(entity, lead, utf16(kept)) for entity in entities]
    inside = [entity for entity in moved if _number(entity, "length") > 0]
    inside.sort(key=lambda entity: (_number(entity, "offset"), -_number(entity, "length")))
    return Formatted(kept, tuple(inside), shown.strip(_BLANKS))


def _moved(entity: Entity, lead: int, end: int) -> Entity:
    start = _number(entity, "offset") - lead
    return entity | {"offset": start, "length": min(_number(entity, "length"), end - start)}


def _number(entity: Entity, name: str) -> int:
    return int(str(entity[name]))
