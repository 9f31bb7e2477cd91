"""`amaan nlu parse --jsonl`: one line in, one line out, with a service and without."""

import json
import os
import subprocess

import pytest

from nlu.sentences import read_intents
from nlu.supervisor import NluSupervisor
from tests.real_nlu import REPO_ROOT

pytestmark = pytest.mark.asyncio(loop_scope="session")

_AMAAN = REPO_ROOT / ".venv/bin/amaan"
_ODD = ["", "😀" * 50, "\ud83d", "ا" * 100_000, "child بچہ ماشوم", "\x00\x07\u202e"]
_INTENTS = set(read_intents(REPO_ROOT / "nlu/domain.yml"))


def _parsed(lines: list[bytes], *arguments: str, token: str = "") -> tuple[list[dict[str, object]], int]:
    environment = {**os.environ, "AMAAN_NLU_TOKEN": token}
    command = [str(_AMAAN), "nlu", "parse", "--jsonl", *arguments]
    done = subprocess.run(command, input=b"\n".join(lines), env=environment, capture_output=True, check=False)
    return [json.loads(line) for line in done.stdout.splitlines()], done.returncode


def _line(text: str, **fields: object) -> bytes:
    return json.dumps({**fields, "text": text}).encode()


async def test_each_line_is_answered_and_keeps_its_fields() -> None:
    """Odd texts too: a ranking of five, a confidence that is its first, an urgency, and the fields that came."""
    lines = [_line(text, number=number, nested={"a": [1]}) for number, text in enumerate(_ODD)]
    parsed, code = _parsed(lines)
    assert code == 0
    assert [(each["number"], each["nested"], each["text"]) for each in parsed] == [
        (number, {"a": [1]}, text) for number, text in enumerate(_ODD)
    ]
    for each in parsed:
        ranking = each["ranking"]
        assert isinstance(ranking, list)
        assert len(ranking) == 5
        assert ranking[0] == [each["intent"], each["confidence"]]
        assert {intent for intent, _ in ranking} <= _INTENTS
        assert [share for _, share in ranking] == sorted((share for _, share in ranking), reverse=True)
        assert isinstance(each["urgent"], bool)
        assert 0 <= float(str(each["urgency"])) <= 1


async def test_a_broken_line_is_named_and_the_rest_goes_on() -> None:
    """What is not an object with a text is answered in its place, with its number; the exit code says so."""
    parsed, code = _parsed([b"{", _line("hello"), b'{"text": 5}', b"[]", b"\xff", b""])
    assert code == 1
    assert [each.get("line") for each in parsed] == [1, None, 3, 4, 5]
    assert all("error" in each for each in parsed if "line" in each)
    assert parsed[1]["intent"] == "greet"


async def test_a_service_answers_alike(supervisor: NluSupervisor) -> None:
    """With --service nothing is loaded, and the answers are the same."""
    lines = [_line("a boy of nine works at the tea stall"), _line("سلام")]
    token = supervisor.client._headers["Authorization"].removeprefix("Bearer ")
    asked, code = _parsed(lines, "--service", supervisor.client.base_url, token=token)
    assert code == 0
    assert asked == _parsed(lines)[0]


async def test_a_service_that_is_not_there_is_said() -> None:
    """A sentence, no traceback."""
    command = [str(_AMAAN), "nlu", "parse", "--service", "http://127.0.0.1:1", "hello"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "did not answer" in done.stderr
    assert "Traceback" not in done.stderr
