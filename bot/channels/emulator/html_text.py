"""Telegram's HTML, parsed as strictly as the server does: text, entities in UTF-16 units, and safe HTML to show."""

from __future__ import annotations

import html
from dataclasses import dataclass
from html.parser import HTMLParser

from bot.channels.emulator.errors import bad_request

_KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre",
    "blockquote": "blockquote", "tg-spoiler": "spoiler", "a": "text_link",
}  # fmt: skip
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


def utf16(text: str) -> int:
    """Length as Telegram counts: UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


@dataclass(frozen=True)
class Formatted:
    """A parsed text."""

    text: str
    entities: tuple[dict[str, object], ...]
    shown: str


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.text, self.shown = "", ""
        self.entities: list[dict[str, object]] = []
        self._open: list[tuple[str, int, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _KINDS:
            raise bad_request(f'can\'t parse entities: Unsupported start tag "{tag}" at byte offset 0')
        self._open.append((tag, utf16(self.text), dict(attrs).get("href")))
        self.shown += f"<{tag}>"

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1][0] != tag:
            raise bad_request(f'can\'t parse entities: Unmatched end tag at byte offset 0, found "</{tag}>"')
        _tag, start, link = self._open.pop()
        entity: dict[str, object] = {"type": _KINDS[tag], "offset": start, "length": utf16(self.text) - start}
        self.entities.append(entity | ({"url": link} if link else {}))
        self.shown += f"</{tag}>"

    def handle_data(self, data: str) -> None:
        if "<" in data:
            raise bad_request("can't parse entities: Unsupported start tag at byte offset 0")
        self._say(data)

    def handle_entityref(self, name: str) -> None:
        self._say(_NAMED.get(name, f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self._say(html.unescape(f"&#{name};"))

    def end(self) -> None:
        self.close()
        if self._open:
            raise bad_request(
                f"can't parse entities: Can't find end tag corresponding to start tag \"{self._open[-1][0]}\""
            )

    def _say(self, piece: str) -> None:
        self.text += piece
        self.shown += html.escape(piece, quote=False)


def parse_html(source: str) -> Formatted:
    """Parse parse_mode=HTML; raises ApiError as the server would."""
    parser = _Parser()
    parser.feed(source)
    parser.end()
    return Formatted(parser.text, tuple(parser.entities), parser.shown)


def plain(source: str) -> Formatted:
    """A text without a parse mode."""
    return Formatted(source, (), html.escape(source, quote=False))
