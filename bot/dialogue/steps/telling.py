"""The reporter's words, what they sound like, and whether there is danger now."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from bot.casework.model import Concern, Tier
from bot.casework.tiers import Signs, judge_tier
from bot.dialogue.incoming import Incoming, Meaning, Pressed, Said
from bot.dialogue.outgoing import Outgoing
from bot.dialogue.replies import common, telling
from bot.dialogue.session import Draft, Session, Step
from bot.dialogue.steps import passing
from bot.dialogue.turn import Turn, go
from bot.dialogue.world import World
from services_directory.model import Helpline

LONGEST_NARRATIVE = 12_000
"""Characters; more than three full Telegram messages, and still one sitting's reading."""
FEWEST_LETTERS = 8
"""Two short words."""
_SMALL_TALK = frozenset({"greet", "thanks", "affirm", "deny"})
OFFERED = 3
MOST_NUMBERS = 5


def show_narrative(session: Session, world: World) -> tuple[Outgoing, ...]:
    """Ask, or take up what was written before."""
    return (telling.narrative(world.words_of(session)),)


def take_narrative(session: Session, incoming: Incoming, world: World) -> Turn | None:
    """The report itself; a greeting is none."""
    if not isinstance(incoming, Said):
        return None
    return tell(session, incoming, world) if has_substance(incoming) else go(session, Step.narrative)


def has_substance(said: Said) -> bool:
    """Words worth adding to a report, as against a greeting, a "yes" or an emoji."""
    small_talk = said.meaning is not None and said.meaning.is_sure and said.meaning.best[0] in _SMALL_TALK
    return not small_talk and sum(char.isalpha() for char in said.text) >= FEWEST_LETTERS


def keeping(session: Session, said: Said) -> Session:
    """Words that came before we could ask for them: nobody should have to write them twice."""
    if not has_substance(said):
        return session
    told = "\n".join(filter(None, (session.draft.narrative, said.text)))
    kept = session.drafting(narrative=told[:LONGEST_NARRATIVE])
    return kept if kept.draft.is_sure else understood(kept, said.meaning)


def taken_up(session: Session, world: World) -> Turn:
    """Go on with words that came before the promise: a concern is confirmed, anything else is asked about."""
    if session.draft.is_sure:
        return numbers_first(go(session, Step.concern), world)
    return Turn(session.at(Step.menu), (telling.is_it_a_report(world.words_of(session)),))


def tell(session: Session, said: Said, world: World) -> Turn:
    """Add words to the report, and see what they sound like."""
    told = "\n".join(filter(None, (session.draft.narrative, said.text)))
    if len(told) > LONGEST_NARRATIVE:
        return Turn(session, (telling.too_long(world.words_of(session)),))
    heard = understood(session.drafting(narrative=told), said.meaning)
    return numbers_first(go(heard, Step.review if heard.draft.concern else Step.concern), world)


def begin(session: Session, world: World) -> Turn:
    """Start a report: with what was written already, or with the question."""
    if session.draft.narrative:
        return go(session, Step.concern if session.draft.likely else Step.concern_list)
    return go(session, Step.narrative)


def understood(session: Session, meaning: Meaning | None) -> Session:
    """The report with what its words sound like."""
    if meaning is None:
        return session
    likely = tuple(concern for name, _ in meaning.ranking if (concern := _concern(name)))[:OFFERED]
    urgent = session.draft.reads_urgent or (meaning.is_urgent and bool(likely))
    return session.drafting(
        likely=() if meaning.is_lost else likely, is_sure=_is_sure_concern(meaning), reads_urgent=urgent
    )


def _concern(name: str) -> Concern | None:
    with suppress(ValueError):
        return Concern(name)
    return None


def numbers_first(turn: Turn, world: World) -> Turn:
    """Show the numbers before any further question, once, as soon as anything speaks of danger."""
    draft = turn.session.draft
    if draft.were_numbers_shown or not _speaks_of_danger(draft, world):
        return turn
    shown = turn.session.drafting(were_numbers_shown=True)
    helplines = _first_numbers(draft, world)
    return replace(turn, session=shown).after(telling.numbers_first(world.words_of(shown), helplines))


def _first_numbers(draft: Draft, world: World) -> tuple[Helpline, ...]:
    """Police and rescue first, whatever the concern, then the concern's own."""
    lines = (*world.guide.helplines_for(None, None), *world.guide.helplines_for(draft.concern, None))
    return tuple({line.number: line for line in reversed(lines)}.values())[::-1][:MOST_NUMBERS]


def _speaks_of_danger(draft: Draft, world: World) -> bool:
    """Words, answers, or a child writing about himself: he gets the numbers in any case."""
    if draft.reads_urgent or draft.said_in_danger or draft.child.is_reporter:
        return True
    if draft.concern is None:
        return False
    pathway = world.guide.pathway_for(draft.concern)
    signs = Signs(draft.said_in_danger, draft.tier_answer)
    return judge_tier(Tier[pathway.base_tier], Tier[pathway.lifted_tier], signs) == Tier.T0


def show_concern(session: Session, world: World) -> tuple[Outgoing, ...]:
    """Sure: one to confirm. Unsure: the best three. Lost, or the model is away: all of them."""
    w, draft = world.words_of(session), session.draft
    if draft.is_sure:
        return (telling.concern(w, draft.likely[0]),)
    return (telling.likely_concerns(w, draft.likely) if draft.likely else telling.all_concerns(w),)


def show_concern_list(session: Session, world: World) -> tuple[Outgoing, ...]:
    """All of them."""
    return (telling.all_concerns(world.words_of(session)),)


def take_concern(session: Session, incoming: Incoming, world: World) -> Turn | None:
    """The reporter decides what it is; the model only proposes."""
    if isinstance(incoming, Said):
        return _said_concern(session, incoming, world)
    if not isinstance(incoming, Pressed):
        return None
    if incoming.action == "concern" and (concern := _concern(incoming.argument)):
        return _decided(session, concern, world)
    return go(session, Step.concern_list)


def _said_concern(session: Session, said: Said, world: World) -> Turn | None:
    intent = said.meaning.best[0] if said.meaning and said.meaning.is_sure else ""
    if intent == "affirm" and session.draft.is_sure and session.step == Step.concern:
        return _decided(session, session.draft.likely[0], world)
    return go(session, Step.concern_list) if intent == "deny" else None


def _decided(session: Session, concern: Concern, world: World) -> Turn:
    return numbers_first(go(session.drafting(concern=concern), Step.danger), world)


def show_danger(session: Session, world: World) -> tuple[Outgoing, ...]:
    """Asked always."""
    return (telling.danger(world.words_of(session)),)


def take_danger(session: Session, incoming: Incoming, world: World) -> Turn | None:
    """Yes shows the numbers; no never lowers what the words said."""
    answer = answer_of(incoming)
    if answer is None:
        return None
    # Whoever says "now" needs the numbers in front of them, even if words had brought them up before.
    shown = session.draft.were_numbers_shown and answer != "yes"
    answered = session.drafting(said_in_danger=answer == "yes", were_numbers_shown=shown)
    step = Step.question if answer != "yes" and telling.has_question(_question(session, world)) else Step.place
    if step == Step.question and passing.is_answered(answered, _question(session, world)):
        noted = numbers_first(go(answered.drafting(tier_answer=True), Step.place), world)
        return noted.after(telling.wedding_noted(world.words_of(session)))
    return numbers_first(go(answered, step), world)


def show_question(session: Session, world: World) -> tuple[Outgoing, ...]:
    """The concern's own question."""
    return (telling.question(world.words_of(session), _question(session, world) or ""),)


def take_question(session: Session, incoming: Incoming, world: World) -> Turn | None:
    """Its tier may hang on the answer."""
    answer = answer_of(incoming)
    if answer is None:
        return None
    return numbers_first(go(session.drafting(tier_answer=answer == "yes"), Step.place), world)


def answer_of(incoming: Incoming) -> str | None:
    """Yes, no or unsure, pressed or said; None for anything else."""
    if isinstance(incoming, Pressed):
        return incoming.action if incoming.action in ("yes", "no", "unsure") else None
    if isinstance(incoming, Said) and incoming.meaning and incoming.meaning.is_sure:
        return {"affirm": "yes", "deny": "no"}.get(incoming.meaning.best[0])
    return None


def _question(session: Session, world: World) -> str | None:
    concern = session.draft.concern
    return world.guide.pathway_for(concern).question if concern else None


def add_words(session: Session, said: Said, world: World) -> Turn:
    """Words where a button was asked for: they belong to the report, and the same screen is shown again."""
    told = f"{session.draft.narrative}\n{said.text}"
    w = world.words_of(session)
    if len(told) > LONGEST_NARRATIVE:
        return go(session, session.step).after(telling.too_long(w))
    urgent = session.draft.reads_urgent or bool(said.meaning and said.meaning.is_urgent)
    added = session.drafting(narrative=told, reads_urgent=urgent, were_identifiers_settled=False)
    if session.step in (Step.concern, Step.concern_list) and _is_sure_concern(said.meaning):
        added = understood(added, said.meaning).at(Step.concern)
    return numbers_first(go(added, added.step).after(telling.added(w)), world)


def _is_sure_concern(meaning: Meaning | None) -> bool:
    return meaning is not None and meaning.is_sure and _concern(meaning.best[0]) is not None


def please_press(session: Session, world: World) -> Turn:
    """Nothing to keep in it: ask for a button."""
    return go(session, session.step).after(common.please_press(world.words_of(session)))
