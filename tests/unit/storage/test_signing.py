"""Signed files: genuine as they were written, and in no other form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.storage.errors import KeysMissing
from bot.storage.signing import NotGenuine, Signer, verified

BODY = {"data": {"id": "b3222e84-a5d7-4692-a643-1ab3d41f17d6", "sex": "female", "address_current": "صوابی", "age": 9}}


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    return Signer(tmp_path_factory.mktemp("keys"))


def test_signed_and_verified(signer: Signer) -> None:
    """What comes out is what went in, and the file can be read without us: it is JSON in UTF-8."""
    file = signer.sign(BODY)
    assert verified(file, signer.public_key) == BODY
    assert json.loads(file)["data"] == BODY["data"]
    assert "صوابی" in file.decode()


def test_every_byte_counts(signer: Signer) -> None:
    """Each byte of the file, changed in each of its eight bits, taken out or doubled, makes it none of ours."""
    file, key = signer.sign(BODY), signer.public_key
    changed = [file[:at] + bytes([file[at] ^ 1 << bit]) + file[at + 1 :] for at in range(len(file)) for bit in range(8)]
    changed += [file[:at] + file[at + 1 :] for at in range(len(file))]
    changed += [file[: at + 1] + file[at:] for at in range(len(file))]
    changed += [file[:at] for at in range(len(file))]
    genuine = []
    for each in set(changed) - {file}:
        try:
            genuine.append(verified(each, key))
        except NotGenuine:
            continue
    assert genuine == []


@pytest.mark.parametrize("added", [b"\n", b" ", b"\x00", b"{}"])
def test_nothing_is_added(signer: Signer, added: bytes) -> None:
    """Not even a line break before or behind."""
    for file in (signer.sign(BODY) + added, added + signer.sign(BODY)):
        with pytest.raises(NotGenuine):
            verified(file, signer.public_key)


def test_the_same_said_otherwise(signer: Signer) -> None:
    """Spaces, another order, escapes, a key said twice: the same to a reader of JSON, and refused."""
    signed = json.loads(signer.sign(BODY))
    file = signer.sign(BODY)
    others = [
        json.dumps(signed).encode(),
        json.dumps(dict(reversed(signed.items())), separators=(",", ":"), ensure_ascii=False).encode(),
        json.dumps(signed, separators=(",", ":"), sort_keys=True).encode(),
        file.replace(b'{"data":', b'{"data":{},"data":', 1),
        file.replace(signed["signature"].encode(), signed["signature"].upper().encode()),
        file.decode().encode("utf-16"),
        b"\xef\xbb\xbf" + file,
    ]
    for each in others:
        with pytest.raises(NotGenuine):
            verified(each, signer.public_key)


def test_another_installations_key(signer: Signer, tmp_path: Path) -> None:
    """A file signed by somebody else is not ours, whatever key it names."""
    other = Signer(tmp_path)
    assert other.public_key != signer.public_key
    with pytest.raises(NotGenuine):
        verified(other.sign(BODY), signer.public_key)
    forged = other.sign(BODY).replace(other.public_key.encode(), signer.public_key.encode())
    with pytest.raises(NotGenuine):
        verified(forged, signer.public_key)


@given(
    st.binary(max_size=200)
    | st.recursive(st.none() | st.text() | st.integers(), st.lists).map(lambda x: json.dumps(x).encode())
)
def test_anything_else(signer: Signer, file: bytes) -> None:
    """Garbage of any kind is no file of ours, and never more than that."""
    with pytest.raises(NotGenuine):
        verified(file, signer.public_key)


def test_very_deep(signer: Signer) -> None:
    """A file made to exhaust a reader is refused."""
    with pytest.raises(NotGenuine):
        verified(b"[" * 100_000, signer.public_key)


@pytest.mark.parametrize("key", ["", "00", "g" * 64, "0" * 63, "A" * 64])
def test_a_key_that_is_none(signer: Signer, key: str) -> None:
    """A public key is 64 small hexadecimal digits."""
    with pytest.raises(NotGenuine):
        verified(signer.sign(BODY), key)


def test_the_key_lasts(tmp_path: Path) -> None:
    """It is made once, for this account alone; a folder that is not there is not made."""
    first = Signer(tmp_path).public_key
    assert Signer(tmp_path).public_key == first
    assert (tmp_path / "signing.key").stat().st_mode & 0o777 == 0o600
    with pytest.raises(KeysMissing):
        Signer(tmp_path / "elsewhere").sign(BODY)
