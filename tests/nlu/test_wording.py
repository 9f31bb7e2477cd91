"""What the encoder is shown: one spelling, the right language's letters, Latin letters put back, glosses."""

from pathlib import Path

import pytest

from nlu.sentences import SentenceError, read_sentences
from nlu.train import check_sources
from nlu.wording.lexicon import LexiconError, read_lexicon
from nlu.wording.normalise import in_own_letters, normalise
from nlu.wording.romanised import Romanised, spelt_out
from tests.real_nlu import REPO_ROOT

_MET = {"بچے": 50, "مارتے": 9, "ہیں": 80, "روز": 20, "کو": 90, "پیشگی": 5, "نہیں": 70, "چھوڑ": 9}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("HELLO", "hello"),
        ("helllllooooo", "helloo"),
        ("سلاااااام", "سلاام"),
        ("وكيل كہاں ملے گا", "وکیل کہاں ملے گا"),
        ("سَلام", "سلام"),
        ("\u200fسلام\u200b  ", "سلام"),
        ("کوڈ ۴۸٢١", "کوڈ 4821"),
        ("ﺳﻼﻡ", "سلام"),
        ("a\ud83d\x00b", "ab"),
    ],
)
def test_one_spelling(typed: str, meant: str) -> None:
    """Keyboards, drawn-out letters, vowel marks and direction signs make no difference."""
    assert normalise(typed) == meant


@pytest.mark.parametrize(
    ("language", "typed", "own"), [("fa-AF", "بچہ ہے", "بچه هی"), ("ps", "ہلک ٹول", "هلک ټول"), ("ur", "بچہ", "بچہ")]
)
def test_each_language_in_its_own_letters(language: str, typed: str, own: str) -> None:
    """Pashto on an Urdu keyboard is read in the letters that Pashto is printed in."""
    assert in_own_letters(typed, language) == own


@pytest.mark.parametrize("typed", ["bachay", "bache", "bachey", "bachy", "bche"])
def test_many_spellings_of_one_word(typed: str) -> None:
    """However it is typed, it is the word that is known."""
    assert Romanised(_MET).word(typed) == "بچے"


def test_a_word_list_goes_before_the_guess() -> None:
    """What somebody wrote down is not guessed at."""
    assert Romanised(_MET, {"chor": "چور"}).word("chor") == "چور"
    assert Romanised(_MET).word("chor") == "چھوڑ"


def test_a_word_that_nothing_comes_near_is_spelt_out() -> None:
    """Never empty, never an error, however long."""
    assert Romanised(_MET).nearest("zxqwv") is None
    assert spelt_out("khan") == "خن"
    assert Romanised(_MET).word("x" * 500)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("neglect\ttrue", "2 fields"),
        ("hunger\ttrue\tno food", "no intent is called 'hunger'"),
        ("neglect\tyes\tno food", "urgent is 'yes'"),
        ("neglect\ttrue\t ", "empty"),
    ],
)
def test_a_broken_sentence_names_file_line_and_reason(tmp_path: Path, line: str, reason: str) -> None:
    """So that whoever wrote it can mend it."""
    (tmp_path / "en").mkdir()
    (tmp_path / "en/a.tsv").write_text(f"neglect\ttrue\tshe is alone\n{line}\n", encoding="utf-8")
    with pytest.raises(SentenceError, match=reason) as wrong:
        read_sentences(tmp_path, {"neglect"})
    assert "a.tsv:2" in str(wrong.value)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"bacha\t\n", "missing"),
        (b"bacha\n", "one tab"),
        (b"a\tb\na\tc\n", "stands already"),
        (b"\xff\t\n", "not UTF-8"),
    ],
)
def test_a_broken_word_list_names_file_line_and_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    """As with sentences."""
    (tmp_path / "words.tsv").write_bytes(content)
    with pytest.raises(LexiconError, match=reason) as wrong:
        read_lexicon(tmp_path)
    assert "words.tsv" in str(wrong.value)


@pytest.mark.parametrize(("broken", "where"), [("data/en/a.tsv", "a.tsv:1"), ("lexicon/ps/words.tsv", "words.tsv:1")])
def test_training_stops_at_a_broken_file_with_a_sentence(tmp_path: Path, broken: str, where: str) -> None:
    """Before anything is learnt."""
    for folder in ("data/en", "lexicon/ps"):
        (tmp_path / "nlu" / folder).mkdir(parents=True)
    (tmp_path / "nlu/domain.yml").write_text("intents:\n  - neglect\n", encoding="utf-8")
    check_sources(tmp_path)
    (tmp_path / "nlu" / broken).write_text("no tab\n", encoding="utf-8")
    with pytest.raises(SystemExit) as stopped:
        check_sources(tmp_path)
    assert where in str(stopped.value)


@pytest.mark.parametrize("folder", sorted((REPO_ROOT / "nlu/lexicon").iterdir()), ids=lambda folder: folder.name)
def test_every_word_list_can_be_read(folder: Path) -> None:
    """And says something."""
    assert len(read_lexicon(folder)) > 300
