"""What could tell who somebody is, in any script, is found where it stands; what could not is left in peace."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.identifiers import Identifier, IdentifierFinder, IdentifierKind, without
from bot.casework.names import NamesFileMalformed, NamesFileMissing, load_names
from tests.unit.casework.identifiers_labelled import NEGATIVES, PLACES, POSITIVES

NAMES = Path(__file__).parents[3] / "services_directory" / "data" / "pk" / "given_names.csv"
FINDER = IdentifierFinder(load_names(NAMES), PLACES, load_names(NAMES, in_context=True))
LEAST_FOUND = {"name": 0.88}  # of every other kind, all
SCRAPS = st.sampled_from(
    [*"0123456789۰۱۲۳٣-. \n@/:+()\u200b\u2068\u064b\ufdfaİßﬁ", "نام ", "naam ", "s/o ", "0300", "Ali ", "علی ", "at "]
)
TEXTS = st.text() | st.lists(SCRAPS, max_size=60).map("".join) | st.lists(SCRAPS | st.characters()).map("".join)


def expected(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its marks, and the spans that were marked."""
    text, spans, start = "", [], 0
    for piece in re.split("([⟦⟧])", marked):
        if piece == "⟦":
            start = len(text)
        elif piece == "⟧":
            spans.append((start, len(text)))
        else:
            text += piece
    return text, spans


def tally(kind: str) -> tuple[int, int, int]:
    """How many of this kind were marked, found where marked, and found where not (of any kind)."""
    marked = hit = wrong = 0
    for text, spans in map(expected, POSITIVES[kind]):
        found = {(one.start, one.end): one.kind for one in FINDER.find(text)}
        good = [span for span in spans if found.get(span) == kind]
        marked, hit, wrong = marked + len(spans), hit + len(good), wrong + len(found) - len(good)
    return marked, hit, wrong


@pytest.mark.parametrize("kind", POSITIVES)
def test_recall_and_precision(kind: str) -> None:
    """Numbers and addresses of the labelled set are all found, names nine in ten, exactly and nothing else."""
    marked, hit, wrong = tally(kind)
    assert hit / marked >= LEAST_FOUND.get(kind, 1.0)
    assert wrong == 0


def test_every_kind_is_labelled() -> None:
    """No kind goes unmeasured."""
    assert set(POSITIVES) == set(IdentifierKind)
    assert sum(map(len, POSITIVES.values())) >= 60
    assert len(NEGATIVES) >= 60


@pytest.mark.parametrize("text", NEGATIVES)
def test_ordinary_words_and_numbers_are_left_in_peace(text: str) -> None:
    """Helplines, ages, dates, sums, places and ordinary words are nobody's."""
    assert FINDER.find(text) == ()


@given(TEXTS)
def test_spans_hold_what_they_say(text: str) -> None:
    """Whatever is written, spans are in order, apart, not empty, and are exactly the text they show."""
    end = 0
    for one in FINDER.find(text):
        assert end <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
        end = one.end


@given(TEXTS)
def test_taking_out_leaves_the_rest(text: str) -> None:
    """Taking out removes the spans and not one character more."""
    found = FINDER.find(text)
    assert len(without(text, found, "")) == len(text) - sum(len(one.text) for one in found)


def test_taking_out_some_only() -> None:
    """The reporter may keep one and take another out; order and overlap do no harm."""
    text = "Asad 0300 1234567"
    name, phone = FINDER.find(text)
    assert without(text, [phone]) == "Asad …"
    assert without(text, [phone, name], "x") == "x x"
    assert without(text, [phone, Identifier(IdentifierKind.name, 3, 10, text[3:10])]) == "Asa…"


def test_the_wider_of_two_stays() -> None:
    """A phone inside a link is shown once, as the link."""
    (found,) = FINDER.find("wa.me/923001234567")
    assert (found.kind, found.text) == (IdentifierKind.link, "wa.me/923001234567")


def test_a_village_of_that_name_hides_nobody() -> None:
    """A place called Akbar in the gazetteer does not keep a man called Akbar from being shown."""
    finder = IdentifierFinder(frozenset({"Akbar"}), frozenset({"Akbar", "Akbar Pura"}))
    assert [one.text for one in finder.find("Akbar lives in Akbar Pura")] == ["Akbar"]


def test_a_mark_goes_with_its_letter() -> None:
    """Taking out a name leaves no vowel sign or keycap behind."""
    assert without("نام علیَ ہے", FINDER.find("نام علیَ ہے")) == "نام … ہے"


def test_the_pack_has_names_of_both_sorts() -> None:
    """Names that are ordinary words need company, so they are kept apart."""
    alone, company = load_names(NAMES), load_names(NAMES, in_context=True)
    assert len(alone) >= 500
    assert not alone & company
    assert {"khan", "gul", "نور", "امان"} <= company


def test_a_missing_names_file_is_named(tmp_path: Path) -> None:
    """The operator reads which file is missing."""
    with pytest.raises(NamesFileMissing) as caught:
        load_names(tmp_path / "none.csv")
    assert caught.value.path == tmp_path / "none.csv"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"latin,arabic\nAli,x\n", 1),
        (b"latin,arabic,latin_alone,arabic_alone\nAli,x,yes\n", 2),
        (b"latin,arabic,latin_alone,arabic_alone\nAli,x,yes,no\nGul,y,perhaps,no\n", 3),
        (b"\xff\xfe", None),
    ],
)
def test_a_broken_names_file_is_named(tmp_path: Path, content: bytes, line: int | None) -> None:
    """The operator reads which line is wrong."""
    path = tmp_path / "names.csv"
    path.write_bytes(content)
    with pytest.raises(NamesFileMalformed) as caught:
        load_names(path)
    assert (caught.value.path, caught.value.line) == (path, line)
