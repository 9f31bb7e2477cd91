"""Where the child is: pin, typed place, district from buttons, or nothing. The point itself is never kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.casework.measures import NoReport
from bot.casework.model import Concern, DistrictId
from bot.dialogue.effects import CountNoReport
from bot.dialogue.incoming import Incoming, Pressed, Said, SharedPoint
from bot.dialogue.outgoing import Outgoing
from bot.dialogue.places_said import places_said
from bot.dialogue.replies import names, placing
from bot.dialogue.session import Lookup, Near, Session, Step
from bot.dialogue.steps import looking_up, passing
from bot.dialogue.turn import Turn, go
from bot.dialogue.world import Where, World
from bot.i18n import Words
from services_directory.model import District, PlaceMatch, Point


def show_place(session: Session, world: World) -> tuple[Outgoing, ...]:
    """Ask where; a caregiver is asked the same."""
    w = world.words_of(session)
    if session.lookup.category:
        return placing.lookup_place(w)
    said = _said_in_passing(session, world)
    if not said:
        return placing.place(w)
    districts = [match.district for match in said if match.district]
    return placing.place_said(w, names.local(w, said[0].names), districts, _provinces(w, world))


def _said_in_passing(session: Session, world: World) -> tuple[PlaceMatch, ...]:
    """Read from the words each time: nothing of it is kept beside them. A caregiver's question tells of no child."""
    return () if session.lookup.category else places_said(session.draft.narrative, world)


def _provinces(w: Words, world: World) -> dict[str, str]:
    return {each.id: names.local(w, each.names) for each in world.guide.provinces()}


def take_place(session: Session, incoming: Incoming, world: World) -> Turn | None:
    """Any of the four ways."""
    if isinstance(incoming, SharedPoint):
        return _pinned(session, Point(incoming.latitude, incoming.longitude), world)
    if isinstance(incoming, Said):
        return _answered(session, incoming, world) or _typed(session, incoming, world)
    if isinstance(incoming, Pressed):
        if incoming.action == "skip":
            return settle(session, None, world)
        if incoming.action == "place_said":
            return _confirmed(session, incoming.argument, world)
        return go(session, Step.province_list)
    return None


def _typed(session: Session, said: Said, world: World) -> Turn | None:
    matches = world.guide.places_named(said.text, looking_up.CANDIDATES)
    return None if not matches and _starts_a_report(session, said) else named(session, matches, world)


def _answered(session: Session, said: Said, world: World) -> Turn | None:
    """A plain yes or no to the place that was offered."""
    if session.step != Step.place:
        return None
    offered = _said_in_passing(session, world)
    intent = said.meaning.best[0] if said.meaning and said.meaning.is_sure else ""
    if offered and intent == "deny":
        return go(session, Step.province_list)
    if len(offered) == 1 and offered[0].district and intent == "affirm":
        return _confirmed(session, offered[0].district.id, world)
    return None


def _confirmed(session: Session, district: str, world: World) -> Turn | None:
    """The place the words named, confirmed with its district."""
    for match in _said_in_passing(session, world):
        if match.district and match.district.id == district:
            return settle(_matched(session, match, world), DistrictId(district), world)
    return None


def _starts_a_report(session: Session, said: Said) -> bool:
    """Whether a caregiver who was asked for a place tells of a child instead."""
    sure = said.meaning is not None and said.meaning.is_sure and said.meaning.best[0] in set(Concern)
    return sure and bool(session.lookup.category)


def named(session: Session, matches: Sequence[PlaceMatch], world: World) -> Turn:
    """A typed place: its district to confirm, several to choose from, or none known."""
    if not matches:
        return go(session, session.step).after(placing.unknown_place(world.words_of(session)))
    districts = [match.district for match in matches if match.district]
    if not districts:
        return go(session.drafting(province=matches[0].province), Step.district_list)
    where = matches[0] if matches[0].district else districts[0]
    return _candidates(session, _unlike(districts), where, world)


def _pinned(session: Session, point: Point, world: World) -> Turn:
    districts = world.guide.district_at(point)
    if not districts:
        elsewhere = go(session, session.step).after(placing.outside(world.words_of(session)))
        return replace(elsewhere, effects=(CountNoReport(NoReport.wrong_place),))
    return _candidates(session, districts, point, world)


def pinned_first(session: Session, pin: SharedPoint, world: World) -> Turn:
    """A pin out of nowhere asks what is near it: its districts are kept for the answer, the point is not."""
    ids = tuple(DistrictId(each.id) for each in world.guide.district_at(Point(pin.latitude, pin.longitude)))
    return go(replace(session, lookup=Lookup()).drafting(candidates=ids, nearest=()), Step.lookup_kind)


def _unlike(districts: Sequence[District]) -> list[District]:
    return list({each.id: each for each in districts}.values())


def _candidates(session: Session, districts: Sequence[District], where: Where, world: World) -> Turn:
    """The match is made now, while the point is in memory; what is kept is which services, in whole kilometres."""
    ids = tuple(DistrictId(each.id) for each in districts)
    return go(_matched(session, where, world).drafting(candidates=ids), Step.district)


def _matched(session: Session, where: Where, world: World) -> Session:
    found = looking_up.matched(session, where, world)
    return session.drafting(
        nearest=tuple(Near(each.service.id, _whole(each.distance_km), each.measured_from) for each in found)
    )


def _whole(km: float | None) -> int | None:
    return None if km is None else round(km)


def show_district(session: Session, world: World) -> tuple[Outgoing, ...]:
    """The district by name, to confirm or choose."""
    w = world.words_of(session)
    districts = [world.guide.district(each) for each in session.draft.candidates]
    return (placing.district(w, districts, _provinces(w, world)),)


def take_district(session: Session, incoming: Incoming, world: World) -> Turn | None:
    """Confirmed, or another one; a typed name or pin starts over."""
    if isinstance(incoming, Said | SharedPoint):
        return _said_district(session, incoming, world)
    if isinstance(incoming, Pressed) and incoming.action == "district":
        chosen = DistrictId(incoming.argument)
        if chosen not in session.draft.candidates:
            return None
        # The match was made for the first candidate's point; for another district it does not hold.
        kept = session if chosen == session.draft.candidates[0] else session.drafting(nearest=())
        return settle(kept, chosen, world)
    return go(session, Step.province_list) if isinstance(incoming, Pressed) else None


def _said_district(session: Session, incoming: Said | SharedPoint, world: World) -> Turn | None:
    meaning = incoming.meaning if isinstance(incoming, Said) else None
    intent = meaning.best[0] if meaning and meaning.is_sure else ""
    if intent == "affirm" and len(session.draft.candidates) == 1:
        return settle(session, session.draft.candidates[0], world)
    if intent == "deny":
        return go(session, Step.province_list)
    return take_place(session, incoming, world)


def show_province_list(session: Session, world: World) -> tuple[Outgoing, ...]:
    """All provinces."""
    return (placing.province_list(world.words_of(session), world.guide.provinces()),)


def take_province_list(session: Session, incoming: Incoming, world: World) -> Turn | None:
    """A province pressed; anything typed is a place."""
    if isinstance(incoming, Pressed) and incoming.action == "province":
        known = {each.id for each in world.guide.provinces()}
        if incoming.argument in known:
            return go(session.drafting(province=incoming.argument), Step.district_list)
    return take_place(session, incoming, world)


def show_district_list(session: Session, world: World) -> tuple[Outgoing, ...]:
    """All districts of the province."""
    districts = world.guide.districts_of(session.draft.province or "")
    return (placing.district_list(world.words_of(session), districts),)


def take_district_list(session: Session, incoming: Incoming, world: World) -> Turn | None:
    """A district chosen by name is confirmed by that."""
    if isinstance(incoming, Pressed) and incoming.action == "district":
        known = {each.id for each in world.guide.districts_of(session.draft.province or "")}
        if incoming.argument in known:
            return settle(session.drafting(nearest=()), DistrictId(incoming.argument), world)
    return take_place(session, incoming, world)


def settle(session: Session, district: DistrictId | None, world: World) -> Turn:
    """The place is known, or left out: on with the report, or the caregiver's answer."""
    w = world.words_of(session)
    name = names.local(w, world.guide.district(district).names) if district else ""
    placed = session.drafting(district=district)
    if session.lookup.category:
        return looking_up.answer(placed, world).after(placing.noted(w, name))
    return go(passing.filled(placed), Step.child).after(placing.noted(w, name))
