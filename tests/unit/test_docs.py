"""What the READMEs name exists, and what exists is named in them."""

from __future__ import annotations

import argparse
import os
import re
from dataclasses import fields
from pathlib import Path

import pytest

from bot import cli
from bot.config import ROOT, Settings

README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
NOT_OURS = {ROOT / "data", ROOT / "data-keys", ROOT / "htmlcov"}
PRIVATE = {"AMAAN_NLU_TOKEN"}
"""Passed from the bot to its own child; nobody sets it."""


def ours(suffix: str = "") -> list[Path]:
    """The project's own files; not an environment's, a build's or an installation's."""
    found = []
    for folder, below, names in os.walk(ROOT):
        at = Path(folder)
        below[:] = [each for each in below if not each.startswith((".", "__")) and at / each not in NOT_OURS]
        found += [at / name for name in names if name.endswith(suffix)]
    return sorted(found)


READMES = ours(".md")


def commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The commands one level below."""
    # argparse has no public way to ask for them
    found = [action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return dict(found[0]) if found else {}


def options(parser: argparse.ArgumentParser) -> set[str]:
    """The long options of one command."""
    return {option for action in parser._actions for option in action.option_strings if option.startswith("--")}


def test_every_make_target_is_named_and_exists() -> None:
    """README.md and Makefile know the same targets."""
    phony = re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)
    assert phony
    targets = set(phony[1].split())
    assert set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE)) == targets
    named = {name for text in _texts() for name in re.findall(r"\bmake ([a-z]+)", _code(text))}
    assert named <= targets
    assert targets <= set(re.findall(r"\bmake ([a-z]+)", _code(README)))


def test_every_command_is_named_and_exists() -> None:
    """README.md and the command line know the same commands, and each option shown with one is its own."""
    parsers = commands(cli._parser())
    shown = re.findall(r"\bamaan ([a-z-]+)([^`\n]*)", _code(README))
    assert {name for name, _ in shown} == set(parsers)
    for name, rest in shown:
        parser = commands(parsers[name]).get(rest.split()[0], parsers[name]) if rest.split() else parsers[name]
        assert set(re.findall(r"--[a-z-]+", rest)) <= options(parser)
    others = {name for text in _texts() for name in re.findall(r"\bamaan ([a-z-]+)", _code(text))}
    assert others <= set(parsers)


def test_every_setting_is_named_and_exists() -> None:
    """The table of settings lists what can be set, and nothing else."""
    listed = set(re.findall(r"^\| `(AMAAN_\w+)`", README, re.MULTILINE))
    assert listed == {f"AMAAN_{field.name.upper()}" for field in fields(Settings)}


def test_no_setting_is_unheard_of() -> None:
    """Whatever of ours is read from the environment is in a README: a setting at the root, a test's among the tests."""
    listed = {name for text in _texts() for name in re.findall(r"AMAAN_[A-Z_]*[A-Z]", text)}
    used = {
        name
        for path in (*ours(".py"), ROOT / "Makefile")
        for name in re.findall(r"""(?<=["'$({])AMAAN_[A-Z_]*[A-Z]""", path.read_text(encoding="utf-8"))
    }
    assert {name.removesuffix("_FILE") for name in used} - PRIVATE <= listed


def test_every_folder_has_a_readme() -> None:
    """Each folder at the top says what it is, and README.md leads to it."""
    folders = {path.relative_to(ROOT).parts[0] for path in ours() if path.parent != ROOT}
    for folder in sorted(each for each in folders if not each.startswith(".")):
        assert (ROOT / folder / "README.md").is_file(), folder
        assert f"({folder}/README.md)" in README


@pytest.mark.parametrize("readme", READMES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(readme: Path) -> None:
    """A link within the project points at a file that is there."""
    for link in re.findall(r"\]\(([^)\s]+)\)", readme.read_text(encoding="utf-8")):
        if not link.startswith(("http://", "https://", "#")):
            assert (readme.parent / link.partition("#")[0]).exists(), link


@pytest.mark.parametrize("readme", READMES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_path_that_is_named_is_there(readme: Path) -> None:
    """A file named in backticks is there, beside the README or at the root."""
    for name in re.findall(r"`([\w./-]+\.(?:py|toml|csv|yml|pot|sh|html|js|css|tsv))`", readme.read_text("utf-8")):
        assert (readme.parent / name).exists() or (ROOT / name).exists() or list(readme.parent.rglob(name)), name


def _texts() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in READMES]


def _code(text: str) -> str:
    """What stands in backticks or in a block of code; prose says "make" too."""
    blocks = re.findall(r"^```.*?^```", text, re.MULTILINE | re.DOTALL)
    lines = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    return "\n".join((*blocks, *(f"`{each}`" for each in re.findall(r"`([^`\n]+)`", lines))))
