"""Sealing: bound to key and place, and telling nothing by its length."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.storage.errors import SealBroken
from bot.storage.vault import KEY_BYTES, SMALLEST_BUCKET, keyed, new_key, seal, unseal

KEY, PLACE = bytes(range(KEY_BYTES)), "reports:a"
OVERHEAD = 1 + 24 + 16
"""Version, nonce, tag."""
SEALED_ONCE = bytes.fromhex(
    # seal(KEY, b"swabi", PLACE), written down when version 1 was made
    "014c726d897b9e8f75986fe44c0bc97ddd28c984e9957bc96b3322d770eb4912c1301d50216172d6978dec6892dbe863b231"
    "a27248e5ce332ff3d4c6521b39b6a1f6a1b462d4167dba3dc2f5ee3d72d8bec9406126e4ba10a3a2b8c7b80d7e816e73855a"
    "49b0b13fe9b28cf979c857fe3bd11fbe1516d14e0e34317452a4e1149e8e6952168d97de124576e408627c30da2e4a7c1a19"
    "9d8ce74f91f011f9bd1d98949af194e274e666fe29ea56d34507e7ada898ed3c32b0f8149330efbf847ff14926e6a85821d3"
    "7a8b52d10f5972a832c4da2d4aa55b9b0a5af5be3373b49c1c7f35259fcdd81fedf0e09e779f8261563207ac2bc613737958"
    "4ef33277a51fe6b3063f470d6f6396f7314ad53479d34c6de1016b2952836e52d4566b1ad05ab23011b9049845ce6a5e7ba6"
    "3716bfc1f6f01329cb47c1952a0bbf5378a117e402db251044758812f9969fe26d5b3e8649e7e49d8d95829e29828ba499d9"
    "509e08ea1f2ffe852f80186aa054c06fad2b9291d75d843e62a11417183a280d92958ccb9965d426baf9930ba3148dfbd8bd"
    "aa680dad2d900dc3909230cc61aa716e878cbda0672ea15437727fe14a4ac0696496ca956b1f257f745baa21962a34513ce4"
    "38b0a27b6ee5abdeddeaf565744ef2d8df9721fad5dfd6512acfc1c84f80a757d80ea3feea796e42e7f94218d9e547acd41a"
    "c7691d1dabc612581af73729dba10da1f4029022468104b27913c07967898c06f53e8a9f69b85737a19fcf576bc84eeaeee2"
    "9e4b73"
)


@given(st.binary(max_size=3000), st.text(max_size=40))
def test_there_and_back(plain: bytes, place: str) -> None:
    """Whatever is sealed opens unchanged, trailing zeros and all."""
    assert unseal(KEY, seal(KEY, plain, place), place) == plain


def test_what_was_sealed_once_opens_for_ever() -> None:
    """A value sealed by the first version is read by every later one."""
    assert unseal(KEY, SEALED_ONCE, PLACE) == b"swabi"


def test_the_envelope() -> None:
    """A version byte, a fresh nonce of 24 bytes, and a bucket with its tag: never the same twice."""
    sealed = {seal(KEY, b"the same", PLACE) for _ in range(1000)}
    assert len({each[1:25] for each in sealed}) == 1000
    assert {each[:1] for each in sealed} == {b"\x01"}


def test_one_length_for_all_short_texts() -> None:
    """Texts of 0 to 508 bytes cannot be told apart by size; longer ones only by a doubling."""
    assert {len(seal(KEY, b"x" * size, PLACE)) for size in range(509)} == {SMALLEST_BUCKET + OVERHEAD}
    lengths = {len(seal(KEY, b"x" * size, PLACE)) - OVERHEAD for size in range(509, 17_000, 97)}
    assert lengths <= {512 * 2**power for power in range(1, 7)}


def test_no_changed_bit_is_accepted() -> None:
    """Of 2,000 single flipped bits, anywhere in the envelope, not one opens."""
    chance = random.Random(2)
    sealed = seal(KEY, b"a narrative", PLACE)
    for bit in chance.sample(range(len(sealed) * 8), 2000):
        changed = bytearray(sealed)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(SealBroken):
            unseal(KEY, bytes(changed), PLACE)


@pytest.mark.parametrize("size", [0, 1, 2, 24, 25, 40, 41, 100, SMALLEST_BUCKET + OVERHEAD - 1])
def test_no_cut_value_is_accepted(size: int) -> None:
    """A value cut short, to nothing even, is refused and not a crash."""
    with pytest.raises(SealBroken):
        unseal(KEY, seal(KEY, b"a narrative", PLACE)[:size], PLACE)


@pytest.mark.parametrize("place", ["reports:b", "relay_messages:a", "reports:a:0", "reports", ""])
def test_a_value_stays_in_its_place(place: str) -> None:
    """A sealed value moved to another row or column does not open there."""
    with pytest.raises(SealBroken):
        unseal(KEY, seal(KEY, b"x", PLACE), place)


@given(st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES).filter(lambda key: key != KEY))
def test_another_key_opens_nothing(key: bytes) -> None:
    """Only the key that sealed it opens it."""
    with pytest.raises(SealBroken):
        unseal(key, SEALED_ONCE, PLACE)


def test_a_refusal_holds_nothing() -> None:
    """What is raised names neither key, place nor content."""
    with pytest.raises(SealBroken) as refused:
        unseal(new_key(), seal(KEY, b"planted", "place:planted"), "place:planted")
    assert "planted" not in repr(refused.value)
    assert refused.value.__cause__ is None


def test_keyed_values_are_apart() -> None:
    """One key makes a different value for each purpose, context, key and size, and always the same one."""
    made = [
        keyed(KEY, "update", b"1"),
        keyed(KEY, "update", b"2"),
        keyed(KEY, "content", b"1"),
        keyed(new_key(), "update", b"1"),
        keyed(KEY, "update", b"1", 16),
    ]
    assert len(set(made)) == len(made)
    assert not made[0].startswith(made[4])
    assert [len(each) for each in made] == [32, 32, 32, 32, 16]
    assert keyed(KEY, "update", b"1") == made[0]


def test_a_purpose_too_long_is_no_purpose_cut_short() -> None:
    """Two long purposes must not fall together: what does not fit is refused."""
    with pytest.raises(Exception, match="length greater than 16"):
        keyed(KEY, "a purpose longer than sixteen", b"1")
