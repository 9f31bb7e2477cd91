"""What a listing says of hours and age, of wrong numbers, and what is counted where nothing was found."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.casework.model import Concern
from bot.dialogue import effects as do
from bot.dialogue import engine
from bot.dialogue.incoming import Pressed
from bot.dialogue.outgoing import Button, Message
from bot.dialogue.replies.services import listings
from bot.dialogue.session import Lookup, Session, Step
from bot.dialogue.steps import looking_up
from bot.dialogue.world import IdentifierFinder, World
from bot.i18n import words
from services_directory import Category, Directory
from services_directory.loading import load_pack
from services_directory.model import Listing
from services_directory.schedule import Standing, State

NOW = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)
"""Half past nine in the evening in Karachi, on a Monday."""
ENGLISH = words("en")
NO_ISOLATES = {0x2068: None, 0x2069: None}


@pytest.fixture
def listing(directory: Directory) -> Listing:
    (found,) = directory.services_near(
        directory.district("karachi-south"), [Category.LEGAL_AID], today=NOW.date(), limit=1, at=NOW
    )
    return replace(found, service=replace(found.service, always_open=False), is_stale=False)


def said(listing: Listing, *, language: str = "en") -> str:
    (message,) = (
        each for each in listings(words(language), [listing], [], place="x", now=NOW) if isinstance(each, Message)
    )
    return message.text


def karachi(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=ZoneInfo("Asia/Karachi"))


@pytest.mark.parametrize(
    ("day", "english", "urdu"),
    [
        (23, "Closed now, opens at 11:00", "ابھی بند ہے، 11:00 PM کھلے گا۔"),
        (24, "Closed now, opens tomorrow at 11:00", "ابھی بند ہے، کل 11:00 PM کھلے گا۔"),
        (27, "Closed now, opens on Friday at 11:00", "ابھی بند ہے، جمعہ کو 11:00 PM کھلے گا۔"),
    ],
)
def test_when_it_opens_is_said_in_the_country_s_days(
    directory: Directory, listing: Listing, day: int, english: str, urdu: str
) -> None:
    """Today, tomorrow or a weekday, as the calendar on the wall there says it."""
    shut = replace(listing, standing=Standing(State.CLOSED, opens_next=karachi(day, 23)))
    assert english in said(shut)
    assert urdu in said(shut, language="ur").translate(NO_ISOLATES)


def test_open_is_said_only_where_it_is_known(directory: Directory, listing: Listing) -> None:
    """Open till five, open, closed; and not a word where nobody knows."""
    till = Standing(State.OPEN, closes_at=karachi(24, 1))
    assert "Open now, until 1:00" in said(replace(listing, standing=till))
    assert "Open now." in said(replace(listing, standing=Standing(State.OPEN)))
    assert "Closed now." in said(replace(listing, standing=Standing(State.CLOSED)))
    unknown = said(replace(listing, standing=Standing(State.UNKNOWN)))
    assert "pen" not in unknown.replace("x", "")
    assert "losed" not in unknown


@pytest.mark.parametrize(
    ("days", "is_stale", "words_said"),
    [
        (0, False, "Checked today."),
        (95, False, "Checked 3 months ago."),
        (200, True, "Checked 7 months ago. Call before you go."),
        (None, True, "Call before you go: this entry was not checked lately."),
    ],
)
def test_the_age_of_the_last_check_is_said(listing: Listing, days: int | None, is_stale: bool, words_said: str) -> None:
    """How lately somebody asked there, and to telephone first where that is long ago or nobody did."""
    verified = NOW.date() - timedelta(days=days) if days is not None else None
    old = replace(listing, service=replace(listing.service, verified_on=verified), is_stale=is_stale)
    assert words_said in said(old)


def world(directory: Directory, identifiers: IdentifierFinder) -> World:
    return World(directory, identifiers, NOW.date(), "screen01", None, NOW)


def buttons(outgoing: object) -> list[Button]:
    return [button for row in outgoing.rows for button in row] if isinstance(outgoing, Message) else []


def test_a_wrong_number_is_told_with_two_taps(directory: Directory, identifiers: IdentifierFinder) -> None:
    """The button under the listing asks which; the number pressed is complained of, and the session stays as it was."""
    here, session = world(directory, identifiers), Session("en", Step.menu, was_promised=True)
    found = directory.services_near(directory.district("swabi"), [Category.LEGAL_AID], today=NOW.date(), at=NOW)
    shown = listings(ENGLISH, found, [], place="Swabi", now=NOW)
    quiet = next(button for each in shown for button in buttons(each) if button.action == "wrong")
    asked = engine.step(session, Pressed(quiet.action, quiet.argument), here)
    chosen = next(button for each in asked.outgoing for button in buttons(each) if button.action == "wrong_is")
    told = engine.step(asked.session, Pressed(chosen.action, chosen.argument), here)
    first = next(each.service for each in found if each.service.phones)
    assert asked.effects == ()
    assert told.effects == (do.ComplainOf(first.id),)
    assert told.session.draft == session.draft


@pytest.mark.parametrize("argument", ["", "en", "en.", "en.zzzzzz", "xx.zzz", "en." + "A" * 70])
def test_a_button_we_did_not_make_complains_of_nobody(
    directory: Directory, identifiers: IdentifierFinder, argument: str
) -> None:
    """A forged press is answered like any button of long ago."""
    for action in ("wrong", "wrong_is"):
        turn = engine.step(Session("en", Step.menu), Pressed(action, argument), world(directory, identifiers))
        assert not turn.effects
        assert turn.outgoing


def test_no_number_no_button(listing: Listing) -> None:
    """Under a listing without a number of its own there is nothing to complain of."""
    mute = replace(listing, service=replace(listing.service, phones=()))
    assert not [
        b for each in listings(ENGLISH, [mute], [], place="x", now=NOW) for b in buttons(each) if b.action == "wrong"
    ]


def test_nothing_within_reach_is_counted_and_nothing_else(directory: Directory, identifiers: IdentifierFinder) -> None:
    """A look-up without an answer leaves the district and the kind of help; one with an answer leaves nothing."""
    empty = Directory(replace(load_pack(), services=()))
    asking = Session("en", Step.district, was_promised=True, lookup=Lookup(Category.SHELTER)).drafting(district="swabi")
    nothing = looking_up.answer(asking, world(empty, identifiers))
    assert nothing.effects == (do.NoteGap("swabi", Category.SHELTER),)
    assert any("These numbers help" in each.text for each in nothing.outgoing if isinstance(each, Message))
    assert looking_up.answer(asking, world(directory, identifiers)).effects == ()


def test_nothing_for_a_report_is_counted_by_its_concern(directory: Directory, identifiers: IdentifierFinder) -> None:
    """A report for which there is no service leaves its district and concern in the register, once it is sent."""
    empty = Directory(replace(load_pack(), services=()))
    sent = Session("en", Step.receipt).drafting(district="swabi", concern=Concern.neglect)
    assert looking_up.after_report(sent, world(empty, identifiers)).effects == (do.NoteGap("swabi", Concern.neglect),)
    assert looking_up.after_report(sent, world(directory, identifiers)).effects == ()
