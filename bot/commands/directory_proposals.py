"""`amaan directory proposals`, `confirm` and `reject`: changes that wait for somebody else's yes."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import closing

from bot.bootstrap import now_utc, open_services_store
from bot.config import Settings
from services_directory.store import Proposal


def proposals(settings: Settings, chosen: argparse.Namespace) -> int:
    """What waits, the oldest first, with all that it would change."""
    with closing(open_services_store(settings)) as store:
        waiting = store.proposals()
    if chosen.json:
        _say(json.dumps([_row(proposal) for proposal in waiting], ensure_ascii=False, indent=2))
    else:
        _say(*(line for proposal in waiting for line in _lines(proposal)))
        _say(*([] if waiting else ["Nothing waits for a decision."]))
    return 0


def confirm(settings: Settings, chosen: argparse.Namespace) -> int:
    """Carries a proposal out; raises StoreError where it was decided, is one's own, or was overtaken."""
    with closing(open_services_store(settings)) as store:
        version = store.confirm(chosen.proposal, by=chosen.by, on=now_utc().date())
    _say(f"Written: the directory is at version {version}.")
    return 0


def reject(settings: Settings, chosen: argparse.Namespace) -> int:
    """Puts a proposal aside; raises StoreError where it was decided."""
    with closing(open_services_store(settings)) as store:
        store.reject(chosen.proposal, by=chosen.by, on=now_utc().date())
    _say("Put aside: nothing was changed.")
    return 0


def _row(proposal: Proposal) -> dict[str, object]:
    change = proposal.difference
    return {
        "id": proposal.id,
        "by": proposal.by,
        "on": proposal.on.isoformat(),
        "added": [service.id for service in change.added],
        "changed": {each.new.id: [list(cells) for cells in each.fields()] for each in change.changed},
        "gone": [service.id for service in change.gone],
    }


def _lines(proposal: Proposal) -> list[str]:
    return [f"{proposal.id}  by {proposal.by}, {proposal.on.isoformat()}", *proposal.difference.lines(), ""]


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
