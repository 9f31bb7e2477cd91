"""A caregiver's question: which service, near where. Nothing of it is kept once it is answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.casework.model import Concern, DistrictId
from bot.casework.routing import kept_out
from bot.dialogue.effects import NoteGap
from bot.dialogue.incoming import Incoming, Pressed, Said
from bot.dialogue.outgoing import Outgoing
from bot.dialogue.replies import names, pictures, services
from bot.dialogue.session import Lookup, Session, Step
from bot.dialogue.steps.opening import script_language
from bot.dialogue.turn import Turn, go
from bot.dialogue.world import Where, World
from bot.i18n import words
from services_directory.errors import DirectoryError
from services_directory.model import Category, District, Listing, PlaceMatch, Status
from services_directory.references import LETTERS

CATEGORY_OF_INTENT = {
    "find_protection": Category.PROTECTION,
    "find_legal_aid": Category.LEGAL_AID,
    "find_psychosocial": Category.PSYCHOSOCIAL,
    "find_health": Category.HEALTH,
    "find_shelter": Category.SHELTER,
    "find_documentation": Category.DOCUMENTATION,
}
SHOWN = 5
CANDIDATES = 8
NAMED_SURELY = 0.9
"""On the gazetteer's own scale: a name it knows; below that it guesses, and a guess is asked about."""


def show_kinds(session: Session, world: World) -> tuple[Outgoing, ...]:
    """What kind of help?"""
    return (services.kinds(world.words_of(session)),)


def take_kind(session: Session, incoming: Incoming, world: World) -> Turn | None:
    """A kind of service, then the place."""
    if isinstance(incoming, Pressed) and incoming.argument in set(CATEGORY_OF_INTENT.values()):
        asking = session.at(session.step, lookup=Lookup(incoming.argument))
        return go(asking, Step.district if session.draft.candidates else Step.lookup_place)
    return None


def asked(session: Session, said: Said, world: World) -> Turn | None:
    """A service question in words, answered at once where it names a place."""
    category = CATEGORY_OF_INTENT.get(said.meaning.best[0] if said.meaning else "")
    if category is None:
        return None
    language = session.language or script_language(said.text)
    asking = session.at(session.step, language=language, lookup=Lookup(category, not session.language))
    named = [match for match in world.guide.places_named(said.text, CANDIDATES) if match.score >= NAMED_SURELY]
    alike = [match for match in named if match.score == named[0].score]
    # Asking for the place would lose a report under way: it gets the best there is, or the words are kept with it.
    if alike and (len(alike) == 1 or session.draft.narrative):
        shown, gap = _near(asking, alike[0], world)
        return Turn(session, shown, gap, draws=session.is_reporting)
    return None if session.draft.narrative else _which_place(asking, alike)


def _which_place(asking: Session, alike: Sequence[PlaceMatch]) -> Turn:
    """Several places of one name are offered; without any the place is asked for."""
    districts = {DistrictId(match.district.id): None for match in alike if match.district}
    step = Step.district if districts else Step.lookup_place
    return go(asking.drafting(candidates=tuple(districts), nearest=()), step)


def _near(session: Session, match: PlaceMatch, world: World) -> tuple[tuple[Outgoing, ...], tuple[NoteGap, ...]]:
    found = _of_its_kind(session, match, world)
    shown = _listed(session, found, match.district, names.local(world.words_of(session), match.names), world)
    return shown, _gap(found, match.district, session.lookup.category)


def _of_its_kind(session: Session, where: Where, world: World) -> tuple[Listing, ...]:
    kind = Category(session.lookup.category)
    return world.guide.services_near(where, [kind], today=world.today, limit=SHOWN, at=world.now)


def _listed(
    session: Session,
    found: Sequence[Listing],
    district: District | None,
    place: str,
    world: World,
    concern: Concern | None = None,
) -> tuple[Outgoing, ...]:
    w, helplines = world.words_of(session), world.guide.helplines_for(concern, district)
    return services.listings(w, found, helplines, place=place, district=district, now=world.now)


def _gap(found: Sequence[Listing], district: District | None, need: str) -> tuple[NoteGap, ...]:
    """Nothing within reach of a place is counted; of a question without a place nobody can say that."""
    return () if found or district is None else (NoteGap(district.id, need),)


def answer(session: Session, world: World) -> Turn:
    """Answer a question put with buttons, and forget it."""
    w, draft = world.words_of(session), session.draft
    district = world.guide.district(draft.district) if draft.district else None
    found = _kept(session, district, world) or (_of_its_kind(session, district, world) if district else ())
    shown = _listed(session, found, district, names.local(w, district.names) if district else "", world)
    forgotten = Session() if session.lookup.leaves_nothing else session.cleared().at(_after(session))
    return Turn(forgotten, shown, _gap(found, district, session.lookup.category))


def _after(session: Session) -> Step:
    """Back to the menu, or to the promise for whoever has not read it yet."""
    return Step.menu if session.was_promised else Step.promise


def matched(session: Session, where: Where, world: World) -> tuple[Listing, ...]:
    """The services for this question or this concern at a point, while the point is in memory."""
    if session.lookup.category:
        return _of_its_kind(session, where, world)
    concern = session.draft.concern
    if concern is None:
        return ()
    return world.guide.services_for(concern, where, today=world.today, limit=SHOWN, at=world.now)


def on_a_map(press: Pressed, world: World) -> tuple[Outgoing, ...]:
    """The services of a listing on a map, as its button names them; nothing for a button that we did not make."""
    language, _, rest = press.argument.partition(".")
    district_id, _, references = rest.partition(".")
    short = [references[at : at + LETTERS] for at in range(0, len(references), LETTERS)]
    try:
        district = world.guide.district(district_id)
        referred = (world.guide.service_referred(each) for each in short)
        found = [service for service in referred if service.status is Status.ACTIVE]
    except DirectoryError:
        return ()
    return (pictures.nearby_map(words(language), district, found),) if found else ()


def for_report(session: Session, world: World) -> tuple[Outgoing, ...]:
    """The nearest services for the concern that was reported, without the body the danger may come from."""
    return after_report(session, world).outgoing


def after_report(session: Session, world: World) -> Turn:
    """The same, and the gap where there are none."""
    w, draft = world.words_of(session), session.draft
    if draft.concern is None:
        return Turn(session)
    district = world.guide.district(draft.district) if draft.district else None
    found = _kept(session, district, world) or world.guide.services_for(
        draft.concern, district, today=world.today, limit=SHOWN, excluding=kept_out(draft.child.accused), at=world.now
    )
    place = names.local(w, district.names) if district else ""
    shown = _listed(session, found, district, place, world, draft.concern)
    return Turn(session, shown, _gap(found, district, draft.concern))


def _kept(session: Session, district: District | None, world: World) -> tuple[Listing, ...]:
    """The match that was made while the point was in memory."""
    excluding = kept_out(session.draft.child.accused)
    kept = [
        replace(listing, distance_km=near.km, measured_from=near.measured_from)
        for near in session.draft.nearest
        if (listing := _still_offered(near.service, district, world))
    ]
    return tuple(each for each in kept if each.service.category not in excluding)


def _still_offered(service: str, district: District | None, world: World) -> Listing | None:
    """The directory may have changed since the match was made: nobody is sent where nobody is."""
    try:
        listing = world.guide.listing(service, district, today=world.today, at=world.now)
    except KeyError:
        return None
    return listing if listing.service.status is Status.ACTIVE else None
