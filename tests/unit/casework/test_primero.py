"""The mapping to Primero: the pack's own is whole, and whatever is wrong with one is named before anything is sent."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot.casework.model import Concern
from bot.casework.primero import FILE, load_mapping
from services_directory.directory import Directory
from services_directory.errors import PackError
from services_directory.loading import PAKISTAN_PACK
from services_directory.model import Pathway

DIRECTORY = Directory.load()


def refused(tmp_path: Path, before: str, after: str) -> str:
    """What loading says of the pack's mapping with one thing changed."""
    text = (PAKISTAN_PACK / FILE).read_text("utf-8")
    assert before in text
    (tmp_path / FILE).write_text(text.replace(before, after, 1), "utf-8")
    with pytest.raises(PackError) as broken:
        load_mapping(tmp_path, DIRECTORY.pathway_for)
    return str(broken.value)


def test_the_packs_own_mapping() -> None:
    """Every concern has a field and values which the site's lists hold."""
    mapping = load_mapping(PAKISTAN_PACK, DIRECTORY.pathway_for)
    for concern in Concern:
        field, values = mapping.concern(concern)
        assert values
        assert set(values) <= set(mapping.lookups[field].values)


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ('T2 = "medium"', 'T2 = "middling"', "values.risk: found 'middling'"),
        ('T2 = "medium"\n', "", "values.risk.T2"),
        ('girl = "female"', 'girl = "f"', "values.sex: found 'f'"),
        ('girl = "female"', 'gril = "female"', "values.sex.gril"),
        ('girl = "female"', "girl = 1.5", "values.sex.girl"),
        ('yes = "disabled"', 'yes = "crippled"', "values.disability"),
        ('"caafag", ', "", "pathways.toml, armed_recruitment: found 'caafag'"),
        ("[lookups.protection_status]", "[lookups.elsewhere]", "lookups.protection_status"),
        ('child_marriage = "Child marriage"\n', "", "values.concern_other.child_marriage"),
        ('consent_services = "consent_for_services"', 'consent_services = ""', "fields.consent_services"),
        ('consent_disclosure = "disclosure_other_orgs"\n', "", "fields.consent_disclosure"),
        ('risk = "risk_level"', 'risk = "sex"', "fields, sex: found 'two facts'"),
        ('risk = "risk_level"', "risk = 3", "fields.risk"),
        ('risk = "risk_level"', 'risk = "risk_level"\nname = "name"', "fields.name"),
        ('location = ""', 'location = "location_current"', "values.location"),
        ('text = "concern_details"', 'text = ""', "words.text"),
        ('module_id = "primeromodule-cp"', 'id = "1"', "constants.id"),
        ("several = true", 'several = "yes"', "lookups.protection_concerns.several"),
        ('id = "lookup-gender"', "", "lookups.sex.id"),
        ('values = ["male", "female"]', "values = []", "lookups.sex.values"),
        ("[values.urgent]", "[values.hurry]", "values.hurry"),
        ('[values.disability]\nyes = "disabled"', "[values]\ndisability = 3", "values.disability"),
        ("[constants]", "[constants", "mend the TOML"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, before: str, after: str, named: str) -> None:
    """A value the site does not list, a fact without one, two facts in one field: each by file and key."""
    said = refused(tmp_path, before, after)
    assert FILE in said
    assert named in said


@pytest.mark.parametrize(("values", "named"), [((), "found 'nothing'"), (("other",) * 11, "found '11'")])
def test_a_pathway_that_cannot_be_handed_over(values: tuple[str, ...], named: str) -> None:
    """A concern without a value, or with more than there are buttons for, is named before a focal point meets it."""

    def pathway_for(concern: str) -> Pathway:
        pathway = DIRECTORY.pathway_for(concern)
        return replace(pathway, primero=values) if concern == Concern.neglect else pathway

    with pytest.raises(PackError) as broken:
        load_mapping(PAKISTAN_PACK, pathway_for)
    assert f"pathways.toml, neglect: {named}" in str(broken.value)


def test_no_mapping_at_all(tmp_path: Path) -> None:
    """A pack without the file is refused in a sentence."""
    with pytest.raises(PackError, match=FILE):
        load_mapping(tmp_path, DIRECTORY.pathway_for)


def test_all_problems_at_once(tmp_path: Path) -> None:
    """Two faults are told together, so that nobody mends one to meet the next."""
    shutil.copy(PAKISTAN_PACK / FILE, tmp_path)
    text = (tmp_path / FILE).read_text("utf-8").replace('T0 = "high"', 'T0 = "hihg"').replace('"female"', '"woman"', 1)
    (tmp_path / FILE).write_text(text, "utf-8")
    with pytest.raises(PackError) as broken:
        load_mapping(tmp_path, DIRECTORY.pathway_for)
    assert len(broken.value.problems) >= 2
