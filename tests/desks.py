"""The desk at which effects are carried out, for tests that act below the dialogue; nothing is stood in for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from functools import cache
from pathlib import Path

from bot.casework.handover import Consents, GivenBy
from bot.casework.measures import NoReport
from bot.casework.model import CaseRef, DistrictId, FocalPointId, Outcome, ReferralState, Tier
from bot.casework.primero import load_mapping
from bot.casework.routing import FocalPoint
from bot.dialogue import effects as do
from bot.storage.migrate import migrate
from bot.storage.reminders import SCRIPTS, Reminders
from bot.storage.signing import Signer
from bot.storage.store import StoredBooks, open_engine
from bot.storage.vault import new_key
from bot.turns import carrying
from bot.turns.carrying.desk import Desk, Prepared
from bot.turns.handing_over import Office
from services_directory import Directory
from services_directory.loading import PAKISTAN_PACK
from tests.stores import NOW, PESHAWAR

NO_CASE = CaseRef("n" * 22)
HELD_BY = FocalPointId("h" * 22)
"""Somebody else, from whom a case can be taken over."""


@cache
def directory() -> Directory:
    """The Pakistan pack, once."""
    return Directory.load(PAKISTAN_PACK)


def office(folder: Path) -> Office:
    """As if a site to hand cases over to were known."""
    return Office(load_mapping(PAKISTAN_PACK, directory().pathway_for), Signer(folder / "keys"), can_send=True)


@cache
def reminders() -> Reminders:
    """Nobody's, in memory."""
    engine = open_engine("sqlite://")
    migrate(engine, SCRIPTS)
    return Reminders(engine, new_key())


def desk(
    books: StoredBooks,
    office: Office,
    speaker: FocalPoint | None,
    now: datetime = NOW,
    prepared: Prepared | None = None,
) -> Desk:
    """One turn of somebody's, in a chat of no meaning."""
    return Desk(books, directory(), prepared or Prepared(), 1, speaker, now, office, reminders())


def acts_on_a_case() -> frozenset[type[do.Effect]]:
    """Every effect there is that names a case: those a forged button could ask for."""
    carried: Mapping[type[do.Effect], object] = carrying._CARRIED_BY
    return frozenset(kind for kind in carried if any(field.name == "ref" for field in fields(kind)))


def acts(ref: CaseRef, to: DistrictId = PESHAWAR, other: CaseRef = NO_CASE) -> Mapping[str, do.Effect]:
    """Every act on a case by name, as the dialogue asks for it; `to` is where a transfer goes,
    `other` a case it may belong with."""
    agreed = Consents(GivenBy.guardian, GivenBy.child)
    return {
        "open": do.OpenCase(ref),
        "acknowledge": do.AcknowledgeCase(ref),
        "take over": do.TakeOverCase(ref, HELD_BY[:6]),
        "ask": do.AskReporter(ref, "Where is she now?"),
        "note": do.WriteNote(ref, "The school was called."),
        "urgency": do.SetTier(ref, Tier.T0),
        "history": do.ReadHistory(ref),
        "find services": do.FindServices(ref),
        "refer": do.ReferCase(ref, "some-service"),
        "move referral": do.MoveReferral(ref, 0, ReferralState.accepted),
        "transfer": do.TransferCase(ref, to),
        "dismiss": do.DismissCase(ref, NoReport.prank),
        "close": do.CloseCase(ref, Outcome.resolved),
        "ask about handing over": do.AskHandOver(ref),
        "hand over": do.HandOver(ref, agreed, 0, with_words=True, way=do.Way.site),
        "hand over as a file": do.HandOver(ref, agreed, 0, with_words=True, way=do.Way.file),
        "see the notice": do.SeeNotice(ref),
        "find what is alike": do.FindAlike(ref),
        "link": do.LinkCases(ref, other),
        "unlink": do.UnlinkCases(ref, other),
        "tell apart": do.TellApart(ref, other),
        "agree to trace": do.AgreeToTrace(ref, other),
        "decline to trace": do.DeclineToTrace(ref, other),
        "read what was traced": do.ReadTraced(ref, other),
    }
