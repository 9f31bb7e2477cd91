"""The machine that every change of a case goes by, and its picture."""

from bot.casework.machine import TRANSITIONS, Act, Party, drawing
from bot.casework.model import Stage
from bot.config import ROOT


def test_the_docs_show_this_machine() -> None:
    """The picture in docs/case.md is drawn from the code: `make drawings` draws it anew."""
    assert drawing() in (ROOT / "docs" / "case.md").read_text(encoding="utf-8")


def test_every_act_has_its_place() -> None:
    """Each act is a transition, every stage can be reached, and no stage is a trap but the end."""
    assert set(TRANSITIONS) == set(Act)
    assert {each.to for each in TRANSITIONS.values()} >= set(Stage)
    assert {stage for each in TRANSITIONS.values() if each.to for stage in each.while_in} == set(Stage)


def test_a_closed_case_is_the_reporters_to_open() -> None:
    """Nothing but the reporter's word opens what was closed, and time never closes a case."""
    opening = [each for each in TRANSITIONS.values() if Stage.closed in each.while_in and each.to]
    assert {each.by for each in opening} == {Party.reporter}
    assert all(each.to != Stage.closed for each in TRANSITIONS.values() if each.by == Party.time)
