"""Sealing: XChaCha20-Poly1305 bound to its place, padded so that lengths tell nothing."""

from __future__ import annotations

from nacl.encoding import RawEncoder
from nacl.exceptions import CryptoError
from nacl.hash import blake2b
from nacl.secret import Aead
from nacl.utils import random

from bot.storage.errors import SealBroken

KEY_BYTES = 32
SMALLEST_BUCKET = 512
_LENGTH_BYTES = 4
_VERSION = b"\x01"


def new_key() -> bytes:
    """A fresh random key of 32 bytes."""
    return random(KEY_BYTES)


def seal(key: bytes, plain: bytes, place: str) -> bytes:
    """Encrypt for one place (`table.column:row`); what is sealed for one place opens in no other."""
    return _VERSION + bytes(Aead(key).encrypt(_pad(plain), _VERSION + place.encode()))


def unseal(key: bytes, sealed: bytes, place: str) -> bytes:
    """Decrypt; raises SealBroken for a wrong key, another place, or a changed byte."""
    try:
        return _unpad(Aead(key).decrypt(sealed[1:], sealed[:1] + place.encode()))
    except (CryptoError, ValueError):
        raise SealBroken("a sealed value does not open here") from None


def keyed(key: bytes, purpose: str, context: bytes, size: int = KEY_BYTES) -> bytes:
    """A keyed BLAKE2b of `context`, different for each purpose (at most 16 bytes): ids and derived keys."""
    return blake2b(context, digest_size=size, key=key, person=purpose.encode(), encoder=RawEncoder)


def _pad(plain: bytes) -> bytes:
    framed = len(plain).to_bytes(_LENGTH_BYTES, "big") + plain
    bucket = SMALLEST_BUCKET
    while bucket < len(framed):
        bucket *= 2
    return framed.ljust(bucket, b"\0")


def _unpad(padded: bytes) -> bytes:
    length = int.from_bytes(padded[:_LENGTH_BYTES], "big")
    return padded[_LENGTH_BYTES : _LENGTH_BYTES + length]
