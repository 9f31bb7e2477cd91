"""A report nobody could see when it was filed, or whose people have gone, reaches whoever covers its place now."""

from __future__ import annotations

from pathlib import Path

from bot.casework.model import Stage
from bot.channels.emulator.chat import Person
from bot.channels.emulator.phone import Phone
from bot.clock import tick
from tests.world import World, file_report, open_menu, running_world

WORDS = "A child is beaten behind the mill every day."
NEXT = Person(5_550_007_777, "Next")


async def minute(world: World) -> None:
    """The clock strikes."""
    await tick(world.amaan.shell, world.amaan.clock())
    await world.quiet()


def notices(phone: Phone) -> int:
    """How many new reports a focal point was told of."""
    return sum("New urgent report" in message.text or "New report" in message.text for message in phone.messages)


async def test_a_place_covered_later(tmp_path: Path) -> None:
    """Filed while nobody covered the district, it reaches the first who does, once, and no other district."""
    async with running_world(tmp_path) as world:
        await open_menu(world, world.reporter())
        await file_report(world, world.reporter(), WORDS)
        elsewhere = await world.focal_point("lahore", person=NEXT)
        await minute(world)
        assert notices(elsewhere) == 0
        officer = await world.focal_point("swabi")
        await minute(world)
        await minute(world)
        assert notices(officer) == 1
        officer.press("Open")
        await world.quiet()
        assert officer.shows(WORDS)
        elsewhere.write("/cases")
        await world.quiet()
        assert "no open cases" in elsewhere.last.text


async def test_whoever_had_taken_it_on_is_gone(tmp_path: Path) -> None:
    """A case whose holder moved to another district waits again, under a clock, before whoever comes after them."""
    async with running_world(tmp_path) as world:
        officer = await world.focal_point("swabi")
        await open_menu(world, world.reporter())
        await file_report(world, world.reporter(), WORDS)
        officer.press("Open")
        await world.quiet()
        officer.press("Acknowledge")
        await world.quiet()
        await world.focal_point("mardan")
        after = await world.focal_point("swabi", person=NEXT)
        await minute(world)
        assert notices(after) == 1
        with world.amaan.store.transaction() as books:
            person = books.contacts.whose(NEXT.id)
            assert person
            [case] = books.cases.open_for(person)
        assert (case.stage, case.holder, case.due_at is None) == (Stage.waiting, None, False)


async def test_an_accused_office_does_not_get_it_later_either(tmp_path: Path) -> None:
    """Routing anew asks the report itself whom it must not reach."""
    async with running_world(tmp_path) as world:
        reporter = world.reporter()
        await open_menu(world, reporter)
        reporter.press("I am worried about a child")
        await world.quiet()
        reporter.write(WORDS)
        await world.quiet()
        for button in ("A child being beaten or hurt", "No"):
            reporter.press(button)
            await world.quiet()
        reporter.write("Swabi")
        await world.quiet()
        reporter.press("✔ Yes")
        await world.quiet()
        reporter.press(next(label for label in reporter.last.labels() if "protection office" in label.lower()))
        await world.quiet()
        for button in ("Continue", "Send"):
            reporter.press(button)
            await world.quiet()
        officer = await world.focal_point("swabi")
        await minute(world)
        assert notices(officer) == 0
