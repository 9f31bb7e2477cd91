"""A body of multipart/form-data, as files come to the Bot API; the standard library's parser reads it."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import MIMEPart
from hashlib import blake2b
from typing import Any

from bot.channels.emulator.errors import bad_request


@dataclass(frozen=True)
class Upload:
    """A file in a body."""

    filename: str
    content: bytes

    def as_json(self) -> dict[str, object]:
        """As the Bot API shows a document."""
        name = blake2b(self.content, digest_size=12).hexdigest()
        names = {"file_id": name, "file_unique_id": f"u{name}", "file_name": self.filename}
        return {**names, "mime_type": "application/json", "file_size": len(self.content)}


def read_multipart(content_type: str, body: bytes) -> dict[str, Any]:
    """The parameters of a body, files as Upload; raises ApiError for one that is cut short or makes no sense."""
    read = message_from_bytes(f"Content-Type: {content_type}\r\n\r\n".encode() + body, policy=policy.HTTP)
    if not read.is_multipart() or read.defects:
        raise bad_request("can't parse the body as multipart/form-data")
    return dict(_parameter(part) for part in read.iter_parts())


def _parameter(part: MIMEPart) -> tuple[str, str | Upload]:
    name, filename, content = part.get_param("name", header="content-disposition"), part.get_filename(), _bytes(part)
    if not isinstance(name, str) or not name:
        raise bad_request("a part of the body has no name")
    if filename is not None:
        return name, Upload(filename, content)
    try:
        return name, content.decode()
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None


def _bytes(part: MIMEPart) -> bytes:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        raise bad_request("a part of the body has parts")
    return content
