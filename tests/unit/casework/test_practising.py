"""A case of an exercise and a real one are never taken for each other."""

from __future__ import annotations

import pytest

from bot.casework.practising import is_practice, names_real_case, practice_ref
from bot.storage.rows import random_key


def test_a_name_says_which_it_is() -> None:
    """Of many random names each says rightly whether it is an exercise's, alone or with more behind it."""
    for _ in range(200):
        real, practised = random_key(), practice_ref(random_key())
        assert len(practised) == len(real)
        assert is_practice(practised)
        assert not is_practice(real)
        assert names_real_case(real)
        assert names_real_case(f"{real}.3")
        assert not names_real_case(practised)
        assert not names_real_case(f"{practised}+-")


@pytest.mark.parametrize("argument", ["", "2", "en.lower-south-waziristan.AbCdEf123456", "girl"])
def test_other_arguments_name_no_case(argument: str) -> None:
    """A page, a map or an answer is a button of neither."""
    assert not names_real_case(argument)
