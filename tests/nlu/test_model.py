"""The trained model understands sentences it was not trained on, and answers whatever it is sent."""

import subprocess
import time

import httpx
import pytest

from nlu.sentences import read_intents
from nlu.supervisor import NluSupervisor
from tests.real_nlu import PYTHON, REPO_ROOT

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_unseen_sentences_are_understood() -> None:
    """What `amaan nlu test` measures over the judging sentences stays on the right side of every threshold."""
    judged = subprocess.run([PYTHON, "-m", "nlu.examine"], cwd=REPO_ROOT, capture_output=True, text=True, check=False)
    assert judged.returncode == 0, judged.stdout + judged.stderr
    assert "macro_f1_ps-Latn" in judged.stdout


@pytest.mark.parametrize(
    ("calm", "urgent"),
    [
        ("the girls stopped going to school", "he is beating the child right now, please hurry"),
        ("لڑکیوں نے سکول جانا چھوڑ دیا", "بچہ ابھی تالے میں بند ہے اور رو رہا ہے"),
    ],
)
async def test_danger_now_is_more_urgent(supervisor: NluSupervisor, calm: str, urgent: str) -> None:
    """What happens now raises the alarm; what has long been so does not."""
    quiet, alarmed = [await supervisor.client.understand(text) for text in (calm, urgent)]
    assert quiet is not None
    assert alarmed is not None
    assert quiet.urgency < alarmed.urgency
    assert (quiet.is_urgent, alarmed.is_urgent) == (False, True)


@pytest.mark.parametrize(
    "text",
    ["", " ", "\x00", "😀", "....", "\ud83d", "x" * 4096, "بچہ " * 1024, "بچہ child ماشوم \u200f\u202e", "ے" * 100_000],
)
async def test_any_text_gets_an_answer_in_time(supervisor: NluSupervisor, text: str) -> None:
    """Empty, senseless, mixed and very long messages are answered within the budget, with probabilities."""
    began = time.monotonic()
    understood = await supervisor.client.understand(text)
    assert understood is not None
    assert time.monotonic() - began < 0.8
    assert len(understood.ranking) == 10
    assert 0 <= understood.urgency <= 1


async def test_ranking_names_only_known_intents(supervisor: NluSupervisor) -> None:
    """The model and the list of intents agree."""
    understood = await supervisor.client.understand("a child needs help")
    assert understood is not None
    assert {name for name, _ in understood.ranking} <= set(read_intents(REPO_ROOT / "nlu/domain.yml"))


async def test_body_over_64_kb_is_refused(supervisor: NluSupervisor) -> None:
    """A request too large to be a message is refused unread; one that is no question is refused too."""
    url = f"{supervisor.client.base_url}/parse"
    headers = supervisor.client._headers
    async with httpx.AsyncClient(trust_env=False, headers=headers) as http:
        assert (await http.post(url, content=b"x" * 70_000)).status_code == 413
        for body in (b"", b"[]", b'"text"', b'{"text": 5}', b"[" * 60_000, b"\xff"):
            assert (await http.post(url, content=body)).status_code == 400


async def test_health_names_the_model(supervisor: NluSupervisor) -> None:
    """Health says which model is served, so that an operator can tell an old one."""
    async with httpx.AsyncClient(trust_env=False, headers=supervisor.client._headers) as http:
        answer = await http.get(f"{supervisor.client.base_url}/health")
    assert (REPO_ROOT / "nlu/models" / f"{answer.json()['model']}.tar.gz").is_file()
