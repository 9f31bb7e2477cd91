"""What the language service is asked leaves no trace: not in what it prints, not in any file it writes."""

import json
import os
import subprocess
import urllib.request
from pathlib import Path

from nlu.freshness import fresh_model
from tests.real_nlu import PYTHON, REPO_ROOT

_PLANTED = "zarmina-of-the-blue-gate"
_TOKEN = "secret-of-this-test"


def _ask(address: str, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {_TOKEN}"}
    request = urllib.request.Request(f"{address}/parse", body, headers)  # noqa: S310  our own service
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=30) as answer:
        assert json.load(answer)["intent"]


def _holds_it(path: Path) -> bool:
    return path.is_file() and _PLANTED.encode() in path.read_bytes()


def test_a_message_is_nowhere_afterwards(tmp_path: Path) -> None:
    """Even when every library is asked for its most talkative log."""
    talkative = {
        "LOG_LEVEL": "DEBUG",
        "LOG_LEVEL_LIBRARIES": "DEBUG",
        "LOG_LEVEL_NLU": "DEBUG",
        "PYTHONASYNCIODEBUG": "1",
    }
    places = {"TMPDIR": str(tmp_path), "HOME": str(tmp_path), "AMAAN_NLU_TOKEN": _TOKEN, "PATH": os.environ["PATH"]}
    printed = tmp_path / "printed"
    command = [str(PYTHON), "-m", "nlu.server", "--model", str(fresh_model(REPO_ROOT))]
    with (
        printed.open("wb") as kept,
        subprocess.Popen(
            command, cwd=REPO_ROOT, env={**talkative, **places}, stdout=subprocess.PIPE, stderr=kept
        ) as service,
    ):
        assert service.stdout is not None
        started = service.stdout.readline().decode()
        _ask(started.split()[-1], json.dumps({"text": f"{_PLANTED} is beaten every night"}).encode())
        _ask(started.split()[-1], json.dumps({"text": _PLANTED * 50}).encode())
        service.terminate()
        rest = service.stdout.read().decode()
    assert _PLANTED not in started + rest
    assert not any(_holds_it(path) for path in tmp_path.rglob("*"))
