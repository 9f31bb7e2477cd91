"""What a phone sends that is neither words nor a place, as the Bot API shows it; there are no files behind it."""

from __future__ import annotations

from typing import Any

_PICTURE = {"width": 90, "height": 90}
_FILM = {**_PICTURE, "duration": 3}
_STICKER = {**_PICTURE, "type": "regular", "is_animated": False, "is_video": False, "emoji": "🙂"}


def _file(file_id: str) -> dict[str, Any]:
    return {"file_id": file_id, "file_unique_id": f"u{file_id}", "file_size": 1000}


MEDIA: dict[str, dict[str, Any]] = {
    "photo": {"photo": [_file("p") | _PICTURE, _file("q") | {"width": 800, "height": 800}]},
    "voice": {"voice": _file("v") | {"duration": 3}},
    "audio": {"audio": _file("a") | {"duration": 3}},
    "video": {"video": _file("m") | _FILM},
    "video_note": {"video_note": _file("n") | {"length": 90, "duration": 3}},
    "animation": {"animation": _file("g") | _FILM, "document": _file("g")},
    "document": {"document": _file("d") | {"file_name": "paper.pdf"}},
    "sticker": {"sticker": _file("s") | _STICKER},
    "contact": {"contact": {"phone_number": "+920000000000", "first_name": "Somebody"}},
}
WITHOUT_CAPTION = frozenset({"video_note", "sticker", "contact"})
FILES = frozenset("pqvamngds")
