"""Facts said in passing: what the reporter's own words answer is shown as answered, and not asked again."""

from __future__ import annotations

from dataclasses import replace

from bot.casework.ages import age_said
from bot.casework.model import AboutChild
from bot.casework.passing import sex_said, wedding_soon
from bot.dialogue.session import Session

_ANSWERED_BY = {"wedding_within_3_days": wedding_soon}
"""Of the urgency questions only this one can be told from an hour named in passing; every other is asked."""


def filled(session: Session) -> Session:
    """The child as the words have it, where nothing was pressed: shown as if it had been, and as easily changed."""
    child, said = session.draft.child, _said(session)
    return session.drafting(child=replace(child, sex=child.sex or said.sex, age=child.age or said.age))


def filled_anew(before: Session, after: Session) -> Session:
    """The same for words added at the screen itself; what was taken back there is not put back."""
    child, earlier, said = after.draft.child, _said(before), _said(after)
    sex = child.sex or (None if earlier.sex else said.sex)
    return after.drafting(child=replace(child, sex=sex, age=child.age or (None if earlier.age else said.age)))


def emptied(session: Session) -> Session:
    """Without what only the words said, for when they are thrown away."""
    child, said = session.draft.child, _said(session)
    sex = None if child.sex == said.sex else child.sex
    return session.drafting(child=replace(child, sex=sex, age=None if child.age == said.age else child.age))


def _said(session: Session) -> AboutChild:
    told = session.draft.narrative
    return AboutChild(sex=sex_said(told), age=age_said(told))


def is_answered(session: Session, question: str | None) -> bool:
    """Whether the words answer this question of the concern's with a yes beyond doubt."""
    says = _ANSWERED_BY.get(question or "")
    return says is not None and says(session.draft.narrative)
