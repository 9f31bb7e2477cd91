"""A picture the bot sends: what the server asks of the file."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from hashlib import blake2b

from bot.channels.emulator.errors import bad_request
from bot.channels.emulator.multipart import Upload

LARGEST = 10 * 1024 * 1024
MOST_PIXELS_TOGETHER, MOST_ELONGATED = 10_000, 20
"""Width and height together, and one to the other, as documented."""
_PNG, _END = b"\x89PNG\r\n\x1a\n", b"IEND"


@dataclass(frozen=True)
class Photo:
    """A PNG and its size in pixels."""

    content: bytes
    width: int
    height: int

    def as_json(self) -> list[dict[str, object]]:
        """As the Bot API shows it, in one size."""
        name = blake2b(self.content, digest_size=12).hexdigest()
        names = {"file_id": name, "file_unique_id": f"u{name}"}
        return [{**names, "width": self.width, "height": self.height, "file_size": len(self.content)}]


def read_photo(file: Upload) -> Photo:
    """The photo in a file; raises ApiError as the server would, and for anything but a whole PNG."""
    if not file.content:
        raise bad_request("file must be non-empty")
    if len(file.content) > LARGEST:
        too_big = f"file of size {len(file.content)} bytes is too big for a photo"
        raise bad_request(f"{too_big}; the maximum size is {LARGEST} bytes")
    photo = Photo(file.content, *_size(file.content))
    short, long = sorted((photo.width, photo.height))
    if not short or short + long > MOST_PIXELS_TOGETHER or long > MOST_ELONGATED * short:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return photo


def _size(png: bytes) -> tuple[int, int]:
    """Width and height, once every chunk has proved to be whole."""
    kinds, at = [], len(_PNG)
    while png.startswith(_PNG) and at + 12 <= len(png):  # length, kind and checksum are four bytes each
        length, end = int.from_bytes(png[at : at + 4]), at + 8 + int.from_bytes(png[at : at + 4])
        if zlib.crc32(png[at + 4 : end]) != int.from_bytes(png[end : end + 4]):
            break
        kinds.append((png[at + 4 : at + 8], length))
        at = end + 4
    if at != len(png) or not kinds or kinds[0] != (b"IHDR", 13) or kinds[-1] != (_END, 0):
        raise bad_request("IMAGE_PROCESS_FAILED")
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
