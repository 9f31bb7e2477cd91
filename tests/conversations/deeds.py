"""What a person can do in a transcript, besides writing: each named in parentheses after `>`."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable

from bot.channels.emulator.telegram import EmulatedTelegram
from tests.conversations.phones import Phones, WatchedPhone

FULL_MESSAGE = 4096
"""UTF-16 units; what Telegram lets a person send at once."""
_URDU_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_MEDIA = re.compile(r"(photo|voice|video|document|sticker|contact)(?:: (.*))?")


class Deeds:
    """Does what a line says on a phone."""

    def __init__(self, telegram: EmulatedTelegram, phones: Phones) -> None:
        self._telegram, self._phones = telegram, phones
        self._named: list[tuple[str, Callable[[WatchedPhone, re.Match[str]], object]]] = [
            (r"pin (-?[\d.]+),(-?[\d.]+)", lambda who, at: who.phone.share_location(float(at[1]), float(at[2]))),
            (r"live location", lambda who, _: who.phone.share_location(34.12, 72.47, live=True)),
            (_MEDIA.pattern, lambda who, what: who.phone.send_media(what[1], what[2] or "")),
            (r"edits to: (.*)", lambda who, said: who.phone.edit(_own(who), said[1])),
            (r"in a group: (.*)", lambda who, said: self._say_in_group(who, said[1])),
            (r"full message of (.*)", lambda who, said: who.phone.write(_filled(said[1]))),
            (r"twice \[(.*)\]", lambda who, label: self._press_twice(who, label[1])),
            (r"once more \[(.*)\]", lambda who, label: self._press_old(who, who, label[1])),
            (r"as ([a-z_]+) saw \[(.*)\]", lambda who, it: self._press_old(who, self._phones[it[1]], it[2])),
            (r"writes and blocks: (.*)", lambda who, said: self._write_and_block(who, said[1])),
            (
                r"opens the link (\w+) was shown",
                lambda who, whose: who.phone.open_link(self._phones[whose[1]].links[-1]),
            ),
            (r"blocks", lambda who, _: who.phone.block()),
            (r"unblocks", lambda who, _: who.phone.unblock()),
        ]

    def do(self, who: WatchedPhone, text: str) -> None:
        """Carry a line out; raises AssertionError for a deed there is none of."""
        if button := re.fullmatch(r"\[(.*)\]", text):
            who.taps += 1
            who.phone.press(button[1])
        elif deed := re.fullmatch(r"\((.*)\)", text):
            self._do_named(who, self._with_codes(who, deed[1]))
        else:
            who.phone.write(self._with_codes(who, text))

    def _do_named(self, who: WatchedPhone, text: str) -> None:
        for pattern, deed in self._named:
            if found := re.fullmatch(pattern, text):
                deed(who, found)
                return
        raise AssertionError(f"nobody can do this: ({text})")

    def _with_codes(self, who: WatchedPhone, text: str) -> str:
        """Put in the receipt codes this phone has been shown, which no transcript can know."""
        if "{" not in text:
            return text
        codes = who.codes or self._phones["reporter"].codes
        newest = codes[-1]
        spaced = " ".join(newest[at : at + 4] for at in range(0, len(newest), 4))
        return text.format(
            code=newest, first_code=codes[0], last4=newest[-4:], spaced=spaced, urdu=spaced.translate(_URDU_DIGITS)
        )

    def _write_and_block(self, who: WatchedPhone, text: str) -> None:
        """Gone before the answer comes."""
        who.phone.write(text)
        who.phone.block()

    def _press_twice(self, who: WatchedPhone, label: str) -> None:
        who.phone.press(label)
        who.phone.press(label)

    def _press_old(self, who: WatchedPhone, whose: WatchedPhone, label: str) -> None:
        """A press that was under way when the button went, or one that was forged."""
        who.phone.press_stale(*whose.once_shown(label))

    def _say_in_group(self, who: WatchedPhone, text: str) -> None:
        """Somebody added the bot to a group and writes there."""
        chat = {"id": -1_000_000_000_001, "type": "supergroup", "title": "Village"}
        said = {"message_id": 1, "date": 1_790_000_000, "from": who.phone.person.as_user(), "chat": chat, "text": text}
        self._telegram.push({"message": said})


def _own(who: WatchedPhone) -> int:
    """The newest message the person wrote."""
    return next(message.message_id for message in reversed(who.phone.messages) if message.mine)


def _filled(piece: str) -> str:
    """A piece over and over, as long as a message may be."""
    width = len(piece.encode("utf-16-le")) // 2
    return piece * (FULL_MESSAGE // width)


async def until_quiet(is_idle: Callable[[], bool], telegram: EmulatedTelegram) -> None:
    """Until every update is carried out and acknowledged, and every answer delivered."""
    async with asyncio.timeout(20):
        while telegram.pending() or not is_idle():
            await asyncio.sleep(0.003)
