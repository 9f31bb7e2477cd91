"""Changes that wait for somebody else's yes: until then the old version stays live."""

import secrets
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection, insert, select, update

from services_directory.errors import NotProposed, OwnProposal
from services_directory.exchange.difference import Difference
from services_directory.store import tables
from services_directory.store.records import difference_from_json, to_json


class Decision(StrEnum):
    OPEN = "open"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Proposal:
    """A change, who asks for it (an opaque name) and since when."""

    id: str
    difference: Difference
    by: str
    on: date


def propose(db: Connection, difference: Difference, by: str, on: date) -> str:
    """Notes the change; its id."""
    id = secrets.token_hex(8)
    row = {"id": id, "difference": to_json(difference), "by": by, "on": on, "state": Decision.OPEN}
    db.execute(insert(tables.proposals).values(**row))
    return id


def open_proposals(db: Connection) -> tuple[Proposal, ...]:
    """Those nobody decided, the oldest first."""
    table = tables.proposals
    waiting = select(table).where(table.c.state == Decision.OPEN).order_by(table.c.on, table.c.id)
    return tuple(Proposal(row.id, difference_from_json(row.difference), row.by, row.on) for row in db.execute(waiting))


def decide(db: Connection, id: str, decision: Decision, by: str, on: date) -> Difference:
    """Takes the decision if nobody did before, and gives back what was proposed.

    Raises NotProposed; OwnProposal where a proposer would confirm what is their own. They may take it back.
    """
    table = tables.proposals
    row = db.execute(select(table).where(table.c.id == id)).one_or_none()
    if row is None:
        raise NotProposed(id)
    if decision is Decision.CONFIRMED and row.by == by:
        raise OwnProposal(id)
    still_open = (table.c.id == id) & (table.c.state == Decision.OPEN)
    taken = update(table).where(still_open).values(state=decision, decided_by=by, decided_on=on)
    if db.execute(taken).rowcount != 1:
        raise NotProposed(id)
    return difference_from_json(row.difference)
