"""Signed files: a case as canonical JSON under this installation's Ed25519 key; with one byte changed it is none."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nacl.encoding import HexEncoder
from nacl.exceptions import CryptoError
from nacl.signing import SigningKey, VerifyKey

from bot.casework.handover import canonical
from bot.storage.errors import KeysMissing, StorageError
from bot.storage.keys import lasting_key

FORMAT = "amaan-handover-1"
LARGEST_FILE = 1024 * 1024
_KEY_NAME = "signing"
_PUBLIC_KEY = re.compile(r"[0-9a-f]{64}")


class NotGenuine(StorageError):
    """A file that was not signed with this key as it stands: changed, damaged, another's, or no such file at all."""


class Signer:
    """This installation's signing key, made at first use in the key folder."""

    def __init__(self, keys: Path) -> None:
        self._keys = keys

    @property
    def public_key(self) -> str:
        """64 hexadecimal digits, to be given to whoever receives files, by another way than the files."""
        return str(self._key().verify_key.encode(HexEncoder).decode())

    def sign(self, body: Mapping[str, Any]) -> bytes:
        """The file for a body of POST /api/v2/cases."""
        signed = {"format": FORMAT, "key": self.public_key, **body}
        signature = self._key().sign(canonical(signed)).signature.hex()
        return canonical({**signed, "signature": signature})

    def _key(self) -> SigningKey:
        if not self._keys.is_dir():
            raise KeysMissing(self._keys)
        return SigningKey(lasting_key(self._keys, _KEY_NAME))


def verified(file: bytes, public_key: str) -> dict[str, Any]:
    """The body in a file that is exactly as it was signed with this key; raises NotGenuine for any other."""
    if not is_public_key(public_key):
        raise NotGenuine("no public key")
    try:
        signed = json.loads(file)
        signature = bytes.fromhex(signed.pop("signature"))
        # JSON can say the same in many ways; only the one that was written is ours.
        if file != canonical({**signed, "signature": signature.hex()}):
            raise NotGenuine("not in its canonical form")
        VerifyKey(bytes.fromhex(public_key)).verify(canonical(signed), signature)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError, CryptoError):
        raise NotGenuine("the signature does not fit") from None
    if signed.pop("format", None) != FORMAT or signed.pop("key", None) != public_key:
        raise NotGenuine("signed for something else")
    return dict(signed)


def is_public_key(text: str) -> bool:
    """Whether it has the form of one."""
    return bool(_PUBLIC_KEY.fullmatch(text))
