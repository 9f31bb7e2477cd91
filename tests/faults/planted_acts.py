"""Every later act, with planted strings in hand: casework, a hand-over, a report destroyed, practice, a complaint."""

from __future__ import annotations

from bot.casework.routing import Role
from bot.channels.emulator.chat import Person
from bot.channels.emulator.phone import Phone
from tests.primero_server import PASSWORD
from tests.world import World, code_on, open_menu

TELLER = Person(5_550_007_711, "Tellerzarmina", "Tellerfamily", "teller_planted7", "en")
OFFICER = Person(5_550_008_822, "Officernasreen", "Officerfamily", "officer_planted8")
BEYOND = Person(5_550_006_633, "Beyondhamida", "Beyondfamily", "beyond_planted6")
TOLD = "Destroyedwords: the man next door beats his little boy with a stick every night."
ASKED = "Riskyquestionword: what is your name and phone number?"
ANSWERED = "Riskyanswerword: call 0300-5551777 and ask for Planteduncle."
NOTED = "Noteplantedword: the family is known to our office."
REHEARSED = "Rehearsedwords: the boy at the tea stall works all day."
PLANTED = (
    *(each for person in (TELLER, OFFICER, BEYOND) for each in (str(person.id), person.first_name, person.last_name)),
    *(person.username for person in (TELLER, OFFICER, BEYOND)),
    *("Destroyedwords", "Riskyquestionword", "Riskyanswerword", "0300-5551777", "Planteduncle", "Noteplantedword"),
    *("Rehearsedwords", PASSWORD),
)


async def every_act(world: World) -> tuple[str, ...]:
    """All of it; the codes that were given out."""
    teller, officer = world.telegram.phone(TELLER), await world.focal_point("swabi", person=OFFICER)
    beyond = await world.focal_point("peshawar", Role.focal_point, BEYOND)
    await open_menu(world, teller)
    codes = [await _told(world, teller, TOLD, "No")]
    await _casework(world, officer)
    await _answered(world, teller, codes[0])
    await _handed_over(world, officer)
    await _transferred(world, officer, beyond)
    await _destroyed(world, teller, codes[0])
    assert not beyond.shows("Destroyedwords")
    codes.append(await _rehearsed(world, teller))
    await _complained(world, teller)
    return tuple(codes)


async def _press(world: World, phone: Phone, *labels: str) -> None:
    for label in labels:
        phone.press(label)
        await world.quiet()


async def _write(world: World, phone: Phone, *texts: str) -> None:
    for text in texts:
        phone.write(text)
        await world.quiet()


async def _told(world: World, phone: Phone, words: str, *answers: str) -> str:
    await _press(world, phone, "I am worried about a child")
    await _write(world, phone, words)
    await _press(world, phone, "A child being beaten or hurt", *answers)
    await _write(world, phone, "Swabi")
    await _press(world, phone, "✔ Yes", "Continue")
    if "Keep it" in phone.last.labels():
        await _press(world, phone, "Keep it")
    await _press(world, phone, "Send")
    code = code_on(phone)
    await _write(world, phone, code[-4:])
    return code


async def _casework(world: World, officer: Phone) -> None:
    """Taken on, judged, noted, asked about in spite of a warning, referred, and not accepted for a reason."""
    await _press(world, officer, "Open", "Acknowledge", "Urgency", "Danger now", "Private note")
    await _write(world, officer, NOTED)
    await _press(world, officer, "Ask the reporter")
    await _write(world, officer, ASKED)
    assert officer.shows("It seems to ask who somebody is.")
    await _press(world, officer, "Send it as it is", "Refer")
    await _press(world, officer, officer.last.labels()[0])
    assert officer.shows("The service is proposed.")
    await _write(world, officer, "/cases")
    await _press(world, officer, "Swabi", "1 not accepted", "There is no room", "History")
    assert officer.shows("Noteplantedword")


async def _answered(world: World, teller: Phone, code: str) -> None:
    await _write(world, teller, code, ANSWERED)
    assert teller.shows("It seems to hold a number")
    await _press(world, teller, "Send it as it is")
    assert teller.shows("Your message is with the focal point.")


async def _handed_over(world: World, officer: Phone) -> None:
    """With the words: sent to the site, and once more as a file."""
    await _write(world, officer, "/cases")
    await _press(world, officer, "Swabi", "Hand over", "A guardian agreed", "The child agreed", "Include the words")
    await _press(world, officer, "Send to CPIMS+")
    assert world.amaan.sender
    await world.amaan.sender.send_due()
    await world.quiet()
    await _write(world, officer, "/cases")
    await _press(world, officer, "Swabi", "Hand over", "A guardian agreed", "The child agreed", "Include the words")
    await _press(world, officer, "Make a signed file")
    assert any(each.document for each in officer.messages)


async def _transferred(world: World, officer: Phone, beyond: Phone) -> None:
    await _write(world, officer, "/cases")
    await _press(world, officer, "Swabi", "Another district")
    await _write(world, officer, "Peshawar")
    await _press(world, officer, "Peshawar")
    for word in ("Destroyedwords", "Noteplantedword", "Riskyquestionword", "Riskyanswerword"):
        assert not officer.shows(word), f"{word} is left where the case is none of theirs"
    await _press(world, beyond, "Open")
    assert beyond.shows("Destroyedwords")


async def _destroyed(world: World, teller: Phone, code: str) -> None:
    await _write(world, teller, code)
    await _press(world, teller, "Take my report back", "Destroy", "Yes, destroy everything")


async def _rehearsed(world: World, teller: Phone) -> str:
    """A report and a question in practice."""
    await _write(world, teller, "/practice")
    await _press(world, teller, "Yes")
    code = await _told(world, teller, REHEARSED, "No")
    await _press(world, teller, "See what a focal point would see", "Open", "Acknowledge", "Private note")
    await _write(world, teller, NOTED, "/practice")
    return code


async def _complained(world: World, teller: Phone) -> None:
    """A number is wrong, and the others are seen on a map."""
    await _press(world, teller, "Find help near me", "Legal aid")
    await _write(world, teller, "Swabi")
    if "✔ Yes" in teller.last.labels():
        await _press(world, teller, "✔ Yes")
    await _press(world, teller, "Show on a map", "A number here is wrong")
    await _press(world, teller, teller.last.labels()[0])
    assert teller.shows("The number will be checked.")
