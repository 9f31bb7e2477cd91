"""`amaan directory check`, `verify` and `show` as somebody types them."""

import json
from datetime import date
from pathlib import Path

import pytest

from services_directory.store import STORE_FILE, DirectoryStore
from tests.unit.services_directory.test_commands import Typing, typing

__all__ = ["typing"]


def test_check_groups_counts_and_answers_with_its_exit_code(typing: Typing, tmp_path: Path) -> None:
    """1 where there is something, as words and as JSON alike; and nothing is written."""
    code, said, _ = typing("check")
    assert code == 1
    assert "Services that nobody verified yet: 828" in said
    assert "outlines" in said
    code, printed, _ = typing("check", "--json")
    groups = {group["kind"]: group for group in json.loads(printed)}
    assert code == 1
    assert groups["never_verified"]["count"] == len(groups["never_verified"]["findings"]) == 828
    assert not (tmp_path / "data" / STORE_FILE).exists()


def test_a_verification_is_noted_and_leaves_the_queue(typing: Typing) -> None:
    """Whoever telephoned says so; the service leaves the queue, and who asked it stands in what is shown of it."""
    _, queue, _ = typing("verify", "--json", "--limit", "1000")
    assert "rescue-1122" in {each["id"] for each in json.loads(queue)}
    code, said, _ = typing("verify", "rescue-1122", "--by", "desk-kp", "--phone-answered")
    assert (code, "phone answered" in said) == (0, True)
    _, queue, _ = typing("verify", "--json", "--limit", "1000")
    assert "rescue-1122" not in {each["id"] for each in json.loads(queue)}
    _, shown, _ = typing("show", "rescue-1122", "--json")
    told = json.loads(shown)
    assert [(each["by"], each["method"]) for each in told["verifications"]] == [("desk-kp", "phone answered")]
    assert "verified on" in typing("show", "rescue-1122")[1]


def test_a_suspension_heads_the_queue_until_it_is_lifted(typing: Typing, tmp_path: Path) -> None:
    """Three complaints suspend; the queue begins with it; a visit lifts it."""
    typing("verify")
    store = DirectoryStore.open(f"sqlite:///{tmp_path / 'data' / STORE_FILE}")
    day = date(2026, 11, 23)
    assert [store.complain("rescue-1122", on=day) for _ in range(3)] == [False, False, True]
    (first,) = json.loads(typing("verify", "--json", "--limit", "1")[1])
    assert (first["id"], first["reason"], first["complaints"]) == ("rescue-1122", "suspended", 3)
    assert "status: suspended" in typing("show", "rescue-1122")[1]
    typing("verify", "rescue-1122", "--by", "desk", "--visited")
    assert "status: active" in typing("show", "rescue-1122")[1]
    store.close()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show", "rescue-112"), "Is it rescue-1122"),
        (("show", "nothing at all"), "no service"),
        (("verify", "rescue-112", "--by", "desk", "--visited"), "Is it rescue-1122"),
        (("verify", "rescue-1122"), "--by NAME"),
        (("verify", "rescue-1122", "--by", "desk"), "--phone-answered"),
        (("verify", "--by", "desk"), "which service"),
    ],
)
def test_what_is_missing_is_said_in_a_sentence(typing: Typing, words: tuple[str, ...], said: str) -> None:
    """A wrong id offers the nearest, a missing option is named, and nothing is noted."""
    code, printed, complained = typing(*words)
    assert code != 0
    assert said in complained
    assert "Traceback" not in complained
    assert printed == ""
