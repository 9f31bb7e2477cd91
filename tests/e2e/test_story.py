"""The main job, end to end, through the real application over the emulator."""

from __future__ import annotations

from pathlib import Path

from tests.world import code_on, file_report, open_menu, running_world


async def test_a_report_reaches_the_focal_point_and_the_answer_comes_back(tmp_path: Path) -> None:
    """From a reporter's phone to a focal point's and back, by receipt code alone."""
    async with running_world(tmp_path) as world:
        reporter, focal_point = world.reporter(), await world.focal_point()
        await open_menu(world, reporter)
        code = await file_report(world, reporter, "The boy next door is beaten every night.")
        reporter.write(code_on(reporter)[-4:])
        await world.quiet()
        assert reporter.shows("Help near Swabi")

        assert focal_point.last.text.endswith("New urgent report: Swabi")
        focal_point.press("Open")
        await world.quiet()
        assert focal_point.shows("The boy next door is beaten every night.")
        focal_point.press("Ask the reporter")
        await world.quiet()
        focal_point.write("Does he go to school?")
        await world.quiet()

        reporter.write(code)
        await world.quiet()
        assert reporter.shows("Does he go to school?")
        reporter.write("Yes, the school by the canal.")
        await world.quiet()
        focal_point.press("Open")
        await world.quiet()
        assert focal_point.shows("Yes, the school by the canal.")
        focal_point.press("Close")
        await world.quiet()
        focal_point.press("Resolved")
        await world.quiet()
        assert not focal_point.shows("beaten")

        reporter.write("/status")
        await world.quiet()
        assert reporter.shows("The child is safer now.")
        assert not [call for call in world.telegram.calls if call.error]
