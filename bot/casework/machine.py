"""Where a case can stand and what moves it: every transition by name, with who may make it and from where to where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.casework.model import Stage

OPEN_STAGES = (Stage.waiting, Stage.reopened, Stage.acknowledged, Stage.acting)
UNANSWERED_STAGES = (Stage.waiting, Stage.reopened)
CLOCKED_STAGES = (*UNANSWERED_STAGES, Stage.acknowledged)
"""In these a clock runs until somebody acts; where it does not, it has run out on every rung."""
_TAKEN_STAGES = (Stage.acknowledged, Stage.acting)


class Party(StrEnum):
    """Who makes a transition."""

    reporter = "reporter"
    focal_point = "focal point"
    time = "time"


class Act(StrEnum):
    """What moves a case, or is done about it where it stands."""

    acknowledge = "acknowledge"
    take_over = "take over"
    ask = "ask"
    refer = "refer"
    hand_over = "hand over"
    set_tier = "set urgency"
    transfer = "transfer"
    close = "close"
    answer = "write"
    withdraw = "withdraw"
    reopen = "still not safe"
    escalate = "escalate"
    route_anew = "route anew"


@dataclass(frozen=True)
class Transition:
    """One act: from these stages, to that one (None: the case stays where it stands)."""

    by: Party
    while_in: tuple[Stage, ...]
    to: Stage | None = None


TRANSITIONS: Mapping[Act, Transition] = {
    Act.acknowledge: Transition(Party.focal_point, UNANSWERED_STAGES, Stage.acknowledged),
    Act.take_over: Transition(Party.focal_point, _TAKEN_STAGES),
    Act.ask: Transition(Party.focal_point, _TAKEN_STAGES, Stage.acting),
    Act.refer: Transition(Party.focal_point, _TAKEN_STAGES, Stage.acting),
    Act.hand_over: Transition(Party.focal_point, _TAKEN_STAGES, Stage.acting),
    Act.set_tier: Transition(Party.focal_point, OPEN_STAGES),
    Act.transfer: Transition(Party.focal_point, OPEN_STAGES, Stage.waiting),
    Act.close: Transition(Party.focal_point, OPEN_STAGES, Stage.closed),
    Act.answer: Transition(Party.reporter, (*OPEN_STAGES, Stage.closed)),
    Act.withdraw: Transition(Party.reporter, OPEN_STAGES, Stage.closed),
    Act.reopen: Transition(Party.reporter, (Stage.closed,), Stage.reopened),
    Act.escalate: Transition(Party.time, CLOCKED_STAGES),
    Act.route_anew: Transition(Party.time, OPEN_STAGES, Stage.waiting),
}


def drawing() -> str:
    """The machine as a Mermaid state diagram: the picture in the docs is drawn by this."""
    return "\n".join(
        ["stateDiagram-v2", "    [*] --> waiting: file (reporter)", *_arrows(), "    closed --> [*]: purge (time)"]
    )


def _arrows() -> Iterator[str]:
    for act, transition in TRANSITIONS.items():
        for stage in transition.while_in:
            yield f"    {stage} --> {transition.to or stage}: {act} ({transition.by})"
