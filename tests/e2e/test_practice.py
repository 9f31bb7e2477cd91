"""Practice mode as a training meets it: thirty people at once, and nothing of it where real reports are."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.channels.emulator.chat import Person, ShownMessage
from bot.channels.emulator.phone import Phone
from bot.clock import tick
from bot.storage.schema import metadata
from tests.world import World, code_on, running_world

PEOPLE = 30
OF_CONVERSATIONS = {
    "clock_days",
    "drafts",
    "trails",
    "marks",
    "outbox",
    "proofs",
    "focal_points",
    "contacts",
    "invitations",
}
"""What every chat leaves for a while, and who is enrolled; all other tables are about cases, or count them."""
MARK = "Practice: nobody receives this."
STEPS = ("I am worried about a child", "A child being beaten or hurt", "Yes", "✔ Yes", "Continue", "Send")


async def test_thirty_people_practise_at_once(tmp_path: Path) -> None:
    """None is refused, each sees only their own case, nobody is told, and the real tables stay empty."""
    async with running_world(tmp_path) as world:
        focal_point = await world.focal_point()
        seen_before, before = len(focal_point.messages), _filled(world)
        class_ = [world.telegram.phone(Person(5_560_000_000 + at, f"Trainee {at}", "")) for at in range(PEOPLE)]
        await _all_practise(world, class_)
        codes = [code_on(phone) for phone in class_]
        assert len(set(codes)) == PEOPLE
        await _all(world, class_, lambda phone: phone.write(code_on(phone)[-4:]))
        assert all(phone.shows("Well done. This was practice.") for phone in class_)
        for label in ("See what a focal point would see", "Open", "Acknowledge"):
            await _all_press(world, class_, label)
        assert all(phone.shows("You have taken this case on.") for phone in class_)
        await _all(world, class_, lambda phone: phone.write("/cases"))
        assert all(phone.shows("You have 1 open case.") for phone in class_)
        for at, phone in enumerate(class_):
            assert phone.shows(f"boy number {at} is beaten")
            assert not phone.shows(f"boy number {(at + 1) % PEOPLE} is beaten")
            assert all(MARK in message.text for message in _of_practice(phone))
        assert len(focal_point.messages) == seen_before
        assert _filled(world) == before
        assert not [call for call in world.telegram.calls if call.error]


async def test_what_was_practised_is_gone_the_next_day(tmp_path: Path) -> None:
    """The database of an exercise and the key that opens it are destroyed after midnight, and the bot goes on."""
    ahead = timedelta()

    def clock() -> datetime:
        return datetime.now(UTC) + ahead

    async with running_world(tmp_path, clock=clock) as world:
        await _all_practise(world, [world.reporter()])
        kept = [*world.settings.data.glob("practice-*"), *world.settings.keys.glob("practice-*")]
        assert len(kept) == 2
        ahead = timedelta(days=1)
        await tick(world.amaan.shell, clock())
        assert not any(path.exists() for path in kept)
        await _all_practise(world, [world.telegram.phone(Person(5_560_000_000, "Trainee", ""))])


async def test_a_day_of_practice_survives_a_restart(tmp_path: Path) -> None:
    """A training need not begin again because the bot was started anew."""
    async with running_world(tmp_path) as world:
        await _all_practise(world, [world.reporter()])
        telegram, code = world.telegram, code_on(world.reporter())
    async with running_world(tmp_path, telegram=telegram) as world:
        for said in (code[-4:], code):
            world.reporter().write(said)
            await world.quiet()
        assert world.reporter().shows("It waits for a focal point")


async def _all_practise(world: World, class_: Sequence[Phone]) -> None:
    """Everybody from /practice to the receipt, in step but side by side."""
    await _all(world, class_, lambda phone: phone.write("/practice"))
    for label in ("English", "Yes", STEPS[0]):
        await _all_press(world, class_, label)
    for at, phone in enumerate(class_):
        phone.write(f"The boy number {at} is beaten every night.")
    await world.quiet()
    for label in STEPS[1:3]:
        await _all_press(world, class_, label)
    await _all(world, class_, lambda phone: phone.write("Swabi"))
    for label in STEPS[3:]:
        await _all_press(world, class_, label)


async def _all(world: World, class_: Sequence[Phone], does: Callable[[Phone], object]) -> None:
    for phone in class_:
        does(phone)
    await world.quiet()


async def _all_press(world: World, class_: Sequence[Phone], label: str) -> None:
    await _all(world, class_, lambda phone: phone.press(label))


def _of_practice(phone: Phone) -> list[ShownMessage]:
    """All that the bot wrote."""
    return [message for message in phone.messages if not message.mine and not message.location]


def _filled(world: World) -> dict[str, int]:
    """How many rows each table has that is about cases."""
    tables = [name for name in metadata.tables if name not in OF_CONVERSATIONS]
    with closing(sqlite3.connect(world.settings.data / "amaan.sqlite3")) as database:
        counted = {name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}  # noqa: S608  our own names
    assert counted["cases"] == 0
    return counted
