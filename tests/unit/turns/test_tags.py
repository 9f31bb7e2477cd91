"""What one chat does is counted for a day, under a name that says nothing of it."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from bot.casework.lanes import Lane, Standing
from bot.casework.model import Concern, DistrictId, Report
from bot.dialogue.effects import FileReport
from bot.turns.tags import TAG_BITS, Tags
from tests.stores import NOW, SWABI

CHAT = 5_550_001_234


def told(words: str = "A boy is beaten.", district: DistrictId | None = SWABI) -> FileReport:
    """A report about to be filed."""
    return FileReport(Report(words, "en"), Concern.physical_abuse, district, is_sure=True)


def test_a_chat_is_counted_by_hour_and_day() -> None:
    """What lies an hour back counts for the day alone, and another chat's for neither."""
    tags = Tags()
    tags.filed(CHAT, told("One."), Lane.fast, NOW)
    tags.filed(CHAT, told("Two."), Lane.fast, NOW + timedelta(minutes=30))
    later = NOW + timedelta(hours=1)
    found = tags.standing(CHAT, told("Three."), later)
    assert found == Standing(is_sure=True, this_hour=1, today=2)
    assert tags.standing(CHAT + 1, told("Three."), later) == Standing(is_sure=True)


def test_the_same_words_are_known_again() -> None:
    """Spacing, letter case and invisible characters make no other words of them; nobody else's count."""
    tags = Tags()
    tags.filed(CHAT, told("A boy is BEATEN\u200b."), Lane.fast, NOW)
    assert tags.standing(CHAT + 1, told("a boy  is beaten"), NOW).alike == 1
    assert tags.standing(CHAT + 1, told("a boy is hungry"), NOW).alike == 0


def test_new_chats_and_a_districts_singles_are_counted() -> None:
    """A chat is new once a day; what waits for the digest is no single."""
    tags = Tags()
    for chat in (CHAT, CHAT, CHAT + 1):
        tags.filed(chat, told(), Lane.fast, NOW)
    tags.filed(CHAT + 2, told(), Lane.many_from_everywhere, NOW)
    found = tags.standing(CHAT, told("Other."), NOW + timedelta(seconds=1))
    assert (found.new_chats, found.fast_this_minute) == (3, 3)
    assert tags.standing(CHAT, told("Other.", None), NOW).fast_this_minute == 0


def test_midnight_forgets_everything() -> None:
    """The key goes with the day: the same chat is somebody else tomorrow."""
    tags = Tags()
    for _ in range(20):
        tags.filed(CHAT, told(), Lane.fast, NOW)
        tags.wrong_code(CHAT, NOW)
    before, tomorrow = tags._tag(CHAT, NOW), NOW + timedelta(days=1)
    assert tags.standing(CHAT, told(), tomorrow) == Standing(is_sure=True)
    assert tags.tries(CHAT, tomorrow).of_all_this_hour == 0
    assert tags._tag(CHAT, tomorrow) != before


def test_a_tag_stands_for_thousands() -> None:
    """Twenty bits: of 10^10 accounts nearly ten thousand share each, and two installations know different ones."""
    tags, others = Tags(), Tags()
    found = [tags._tag(chat, NOW) for chat in range(2_000)]
    assert max(found) < 2**TAG_BITS
    assert len(set(found)) > 1_900
    assert found != [others._tag(chat, NOW) for chat in range(2_000)]


def test_nothing_in_it_names_a_chat() -> None:
    """Whatever is kept while the day lasts, no chat id and no word is in it."""
    tags = Tags()
    tags.filed(CHAT, told("Planted words."), Lane.fast, NOW)
    tags.wrong_code(CHAT, NOW)
    kept = repr(tags._day) + msgspec.json.encode([*tags._day.filed, *map(bytes.hex, tags._day.words)]).decode()
    assert str(CHAT) not in kept
    assert "Planted" not in kept
