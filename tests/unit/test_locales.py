"""The catalogues: complete, in step with the code, and fit to be shown."""

from __future__ import annotations

import ast
import re
import shlex
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from bot.casework.model import Concern
from bot.dialogue.replies import names, opening
from bot.i18n import LOCALES, OFFERED_LANGUAGES, SOURCE_LANGUAGE, words
from services_directory import Directory
from tests.unit.screens import buttons, screens

TOP = LOCALES.parent
TRANSLATED = tuple(language for language in OFFERED_LANGUAGES if language != SOURCE_LANGUAGE)
TELEGRAM_LABEL = 40
"""Characters of a label that still show on one row of a small phone."""
IN_STEP = "run `make words`, or the two commands in locales/README.md, and translate what is new"
_TAG, _VALUE = re.compile(r"</?[a-z]+>"), re.compile(r"\{\w*\}")
_COMMAND, _ISOLATED = re.compile(r"/[a-z]+"), re.compile("\u2068[^\u2069]*\u2069")


@pytest.fixture(scope="module")
def directory() -> Directory:
    return Directory.load()


def _read(path: Path) -> Catalog:
    with path.open("rb") as source:
        return read_po(source)


@cache
def _catalogue(language: str) -> Catalog:
    return _read(LOCALES / language / "LC_MESSAGES" / "bot.po")


def _ids(catalogue: Catalog) -> set[object]:
    return {message.id for message in catalogue if message.id}


def _forms(said: object) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(map(str, said)) if isinstance(said, (list, tuple)) else ("",)


def _pairs(language: str) -> Iterator[tuple[str, str]]:
    """Each sentence beside its translation; of a plural, the source's last form beside each translated one."""
    for message in _catalogue(language):
        for translated in _forms(message.string) if message.id else ():
            yield _forms(message.id)[-1], translated


def _said_in_code() -> Iterator[str]:
    """The sentences of the code as Python itself reads them, also those within f-strings."""
    for path in (TOP / "bot").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and node.args and name in {"gettext", "ngettext", "n_"}:
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    yield str(first.value)


def test_the_template_is_not_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever changes a sentence is told to take it into the catalogues, with the command that does it."""
    monkeypatch.chdir(TOP)
    line = next(line for line in (LOCALES / "README.md").read_text("utf-8").splitlines() if " extract " in line)
    fresh = tmp_path / "fresh.pot"
    arguments = shlex.split(line.replace("--output-file=locales/bot.pot", f"--output-file={fresh}"))
    CommandLineInterface().run(arguments)  # type: ignore[no-untyped-call]  # Babel's own types stop there
    assert _ids(_read(fresh)) == _ids(_read(LOCALES / "bot.pot")), f"locales/bot.pot is stale: {IN_STEP}"


def test_no_sentence_is_out_of_sight_of_the_extraction() -> None:
    """A sentence inside an f-string never reaches a translator; it needs a name of its own before it."""
    known = {_forms(message.id)[0] for message in _read(LOCALES / "bot.pot")}
    assert set(_said_in_code()) <= known


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_is_translated(language: str) -> None:
    """An offered language says everything, in as many plural forms as it has, and guesses nothing."""
    catalogue = _catalogue(language)
    assert _ids(catalogue) == _ids(_read(LOCALES / "bot.pot")), IN_STEP
    for message in (message for message in catalogue if message.id):
        assert not message.fuzzy, message.id
        assert all(form.strip() for form in _forms(message.string)), message.id
        assert len(_forms(message.string)) == (catalogue.num_plurals if message.pluralizable else 1), message.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_values_and_tags_come_through_translation(language: str) -> None:
    """A number to dial is in the sentence whatever the language, and the HTML stays HTML."""
    for said, translated in _pairs(language):
        assert Counter(_VALUE.findall(said)) == Counter(_VALUE.findall(translated)), said
        assert _TAG.findall(said) == _TAG.findall(translated), said


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_sentence_ends_as_it_ends_in_english(language: str) -> None:
    """A question stays a question, and a label gets no full stop."""
    ends = {".": "۔.", "?": "؟?", ":": ":"}
    for said, translated in _pairs(language):
        assert translated == translated.strip(), said
        assert (said[-1] in ends) == (translated[-1] in "۔.؟?:") or _COMMAND.search(said), said
        assert said[-1] not in "?:" or translated[-1] in ends[said[-1]], said


def test_urdu_is_written_as_urdu() -> None:
    """Urdu has its own marks, and its own letters rather than the Arabic ones that look alike."""
    for said, translated in _pairs("ur"):
        plain = _COMMAND.sub("", _VALUE.sub("", _TAG.sub("", translated)))
        assert not re.search(r"[A-Za-z]", plain), said
        assert not re.search(r"[?,;.]", plain), said
        assert not re.search("[\u064a\u0643\u0647\u0649\u0629]", plain), said


def test_no_range_of_digits_hangs_on_a_hyphen() -> None:
    """After Arabic letters a hyphen between digits turns the range around; it is said in words."""
    assert not [translated for _, translated in _pairs("ur") if re.search(r"\d\s*[-–]\s*\d", translated)]


def test_nothing_on_an_urdu_screen_is_left_in_english(directory: Directory) -> None:
    """Drawn in Urdu, no screen shows a Latin letter but in commands and in proper names, which are isolated."""
    shown = screens(words("ur"), directory)
    texts = [message.text for message in shown] + [button.label for button in buttons(shown)]
    left = {text for text in texts if re.search("[A-Za-z]", _COMMAND.sub("", _ISOLATED.sub("", _TAG.sub("", text))))}
    assert not left


@pytest.mark.parametrize("language", OFFERED_LANGUAGES)
def test_labels_fit_a_small_phone(language: str, directory: Directory) -> None:
    """Whoever does not read fast can take in a button at once."""
    w = words(language)
    shown = screens(w, directory)
    labels = {button.label for button in buttons(shown)} | {names.concern_button(w, kind) for kind in Concern}
    labels |= {message.location_label for message in shown}
    assert not {label for label in labels if len(label) > TELEGRAM_LABEL}


@pytest.mark.parametrize("language", OFFERED_LANGUAGES)
def test_screens_are_whole_html(language: str, directory: Directory) -> None:
    """Telegram refuses a message whose tags do not close; no screen is one, and none shows an unfilled value."""
    for message in screens(words(language), directory):
        tags = _TAG.findall(message.text)
        assert Counter(tag for tag in tags if tag[1] != "/") == Counter(
            tag.replace("/", "") for tag in tags if tag[1] == "/"
        )
        assert not _VALUE.search(message.text)


@pytest.mark.parametrize("language", OFFERED_LANGUAGES)
def test_the_commands_tell_nothing(language: str) -> None:
    """The list of commands is seen by whoever holds the phone: no child, report, danger or police in it."""
    told = " ".join(description for _, description in opening.commands(words(language))).lower()
    assert not re.search("child|report|danger|police|abuse|بچ|رپورٹ|خطر|پولیس", told)
