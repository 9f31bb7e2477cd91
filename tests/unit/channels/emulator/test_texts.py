"""What may stand in a text: Telegram's HTML, its lengths in UTF-16 units, and nothing that is empty."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.channels.emulator.errors import ApiError
from bot.channels.emulator.html_text import parse_html, plain, utf16
from bot.channels.emulator.phone import Phone
from tests.unit.channels.emulator.conftest import GUL

FAMILY = "👨‍👩‍👧"


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("<b>unclosed", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a <b>b</i></b>", 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("اب <p>x</p>", 'Unsupported start tag "p" at byte offset 5'),
        ("one<br>two", 'Unsupported start tag "br" at byte offset 3'),
        ("<script>alert(1)</script>", 'Unsupported start tag "script" at byte offset 0'),
        ("5 < 6", 'Unsupported start tag "" at byte offset 2'),
        ("5 <6", "Unclosed start tag at byte offset 2"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b hidden>x</b>", "Expected equal sign in declaration of an attribute"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler"'),
    ],
)
def test_html_that_the_server_cannot_read(source: str, why: str) -> None:
    """A mistake in the HTML is refused, and the place counted in bytes."""
    with pytest.raises(ApiError) as refused:
        parse_html(source)
    assert why in refused.value.description


@pytest.mark.parametrize(
    ("source", "text", "marks"),
    [
        ("<b>x</b>", "x", [("bold", 0, 1)]),
        ("<B>x</b>", "x", [("bold", 0, 1)]),
        ("🙂<i>اب</i>", "🙂اب", [("italic", 2, 2)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("<b></b>x", "x", []),
        ("<b>x</>", "x", [("bold", 0, 1)]),
        ("  <u> x </u>  ", " x", [("underline", 0, 2)]),
        ("5 &lt; 6 &amp; &#1575; &#x1F642; &nbsp; & &quot;", '5 < 6 & ا 🙂 &nbsp; & "', []),
        ('<a href="https://t.me/x">y</a>', "y", [("text_link", 0, 1)]),
        ('<a href="javascript:alert(1)">y</a>', "y", []),
        ('<span class="tg-spoiler">y</span>', "y", [("spoiler", 0, 1)]),
        ("<blockquote expandable>y</blockquote>", "y", [("blockquote", 0, 1)]),
        ('<pre><code class="language-py">y</code></pre>', "y", [("code", 0, 1), ("pre", 0, 1)]),
    ],
)
def test_html_that_the_server_reads(source: str, text: str, marks: list[tuple[str, int, int]]) -> None:
    """Entities are counted in UTF-16 units, from the trimmed text."""
    parsed = parse_html(source)
    assert parsed.text == text
    assert [(each["type"], each["offset"], each["length"]) for each in parsed.entities] == marks


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_html_either_reads_or_is_refused(source: str) -> None:
    """Whatever is sent, the answer is a text or a refusal, and what is shown holds no foreign tag."""
    try:
        parsed = parse_html(source)
    except ApiError:
        return
    assert all(0 <= int(str(each["offset"])) < utf16(parsed.text) for each in parsed.entities)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_without_marks_stays_as_it_is(source: str) -> None:
    """Without a parse mode nothing is read into a text, and no tag of its own is shown."""
    assert plain(source).text == source.strip(" \t\r\n")
    assert "<" not in plain(source).shown


@pytest.mark.parametrize("empty", ["", " ", "\n\t", "<b></b>", "<b> </b>"])
async def test_an_empty_text_is_refused(near: Bot, gul: Phone, empty: str) -> None:
    """Blanks and empty tags are no text; neither sent nor edited in."""
    sent = await near.send_message(GUL.id, "Salam")
    with pytest.raises(BadRequest, match=r"(?i)empty"):
        await near.send_message(GUL.id, empty, parse_mode=ParseMode.HTML)
    with pytest.raises(BadRequest, match=r"(?i)empty"):
        await near.edit_message_text(empty, GUL.id, sent.message_id, parse_mode=ParseMode.HTML)


async def test_lengths_are_counted_in_utf16_after_parsing(near: Bot, gul: Phone) -> None:
    """4,096 units pass and 4,097 do not; an emoji is two units or more, tags and escapes count nothing."""
    assert utf16(FAMILY) == 8
    longest = ("🙂" * 2048, "<b>" + "ا" * 4096 + "</b>", "&amp;" * 4096, "x" * 4096 + "\n")
    for text in longest:
        sent = await near.send_message(GUL.id, text, parse_mode=ParseMode.HTML)
    for text in ("🙂" * 2048 + "x", "ا" * 4097):
        with pytest.raises(BadRequest, match="too long"):
            await near.send_message(GUL.id, text, parse_mode=ParseMode.HTML)
        with pytest.raises(BadRequest, match="too long"):
            await near.edit_message_text(text, GUL.id, sent.message_id)


def test_a_person_writes_within_the_same_bounds(gul: Phone) -> None:
    """A phone sends no empty text and none over 4,096 units."""
    for wrong in ("", "  ", "🙂" * 2049):
        with pytest.raises(ValueError, match="4,096"):
            gul.write(wrong)
    assert gul.write("🙂" * 2048)
