"""Referral pathways: the table of concerns, and what is refused."""

from pathlib import Path

import pytest

from services_directory import Category, Directory, PackError, Tier, UnknownConcern
from services_directory.loading import Pack, load_pack

CONCERNS = [
    "physical_abuse",
    "sexual_abuse",
    "emotional_abuse",
    "neglect",
    "child_labour",
    "bonded_labour",
    "child_marriage",
    "trafficking",
    "missing_child",
    "family_separation",
    "street_child",
    "no_documents",
    "out_of_school",
    "child_in_conflict_with_law",
    "online_exploitation",
    "psychosocial_distress",
    "armed_recruitment",
    "discrimination",
    "substance_abuse",
]
PRIMERO = [
    "sexually_exploited",
    "gbv_survivor",
    "trafficked_smuggled",
    "statelessness",
    "arrested_detained",
    "migrant",
    "disabled",
    "serious_health_issue",
    "refugee",
    "caafag",
    "street_child",
    "child_mother",
    "physically_or_mentally_abused",
    "living_with_vulnerable_person",
    "worst_forms_of_child_labor",
    "child_headed_household",
    "mentally_distressed",
    "other",
]
QUESTIONS = [
    ("sexual_abuse", "within_72_hours_or_ongoing", Tier.T1, Tier.T0),
    ("physical_abuse", "danger", Tier.T1, Tier.T0),
    ("neglect", "child_alone", Tier.T1, Tier.T0),
    ("child_labour", "hazardous_work", Tier.T2, Tier.T1),
    ("bonded_labour", "locked_in", Tier.T1, Tier.T0),
    ("child_marriage", "wedding_within_3_days", Tier.T1, Tier.T0),
    ("missing_child", None, Tier.T0, Tier.T0),
    ("family_separation", "in_transit_or_at_night", Tier.T1, Tier.T0),
    ("street_child", "organised_begging", Tier.T2, Tier.T1),
    ("no_documents", "removal_near", Tier.T3, Tier.T1),
    ("online_exploitation", "meeting_threatened", Tier.T1, Tier.T0),
    ("psychosocial_distress", "self_harm", Tier.T2, Tier.T0),
]


def test_every_concern_has_a_pathway(directory: Directory) -> None:
    """All nineteen concerns, each with somebody to turn to."""
    assert sorted(directory.concerns()) == sorted(CONCERNS)
    assert all(directory.pathway_for(concern).services for concern in CONCERNS)


@pytest.mark.parametrize(("concern", "question", "base", "lifted"), QUESTIONS)
def test_own_question_lifts_the_tier(
    directory: Directory, concern: str, question: str | None, base: Tier, lifted: Tier
) -> None:
    """A concern has the question of the table, and the tiers without and with a yes to it."""
    pathway = directory.pathway_for(concern)
    assert pathway.question == question
    assert (pathway.base_tier, pathway.lifted_tier) == (base, lifted)


@pytest.mark.parametrize("concern", CONCERNS)
def test_an_answer_never_lowers_urgency(directory: Directory, concern: str) -> None:
    """No yes makes a concern less urgent than it was."""
    pathway = directory.pathway_for(concern)
    assert pathway.lifted_tier <= pathway.base_tier


def test_primero_knows_our_values(pack: Pack) -> None:
    """Each hand-over value is one of Primero's own."""
    for pathway in pack.pathways.values():
        known = ["unaccompanied", "separated"] if pathway.primero_field == "protection_status" else PRIMERO
        assert set(pathway.primero) <= set(known), pathway.concern


def test_order_of_services(directory: Directory) -> None:
    """After sexual abuse the hospital comes first; a missing child is a matter for the police."""
    assert directory.pathway_for("sexual_abuse").services[:2] == (Category.HEALTH, Category.PROTECTION)
    assert directory.pathway_for("missing_child").services[0] is Category.POLICE


def test_laws_differ_by_province(directory: Directory) -> None:
    """The law on child marriage shown is the province's own, and every rule says where it was read."""
    pathway = directory.pathway_for("child_marriage")
    assert [law.provinces for law in pathway.laws_in("sindh")] == [("sindh",)]
    assert pathway.laws_in(None) == ()
    assert all(law.source and law.last_checked for law in pathway.laws)


def test_unknown_concern_is_an_error(directory: Directory) -> None:
    """Asking for a concern we do not have says which there are."""
    with pytest.raises(UnknownConcern) as error:
        directory.pathway_for("hiccups")
    assert "missing_child" in error.value.known


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('"health", "protection", "psychosocial"', '"witchcraft", "protection", "psychosocial"', "services"),
        ('numbers = ["15", "1121", "0800-22227"]', 'numbers = ["15", "9999"]', "numbers"),
        ('base_tier = "T1"', 'base_tier = "T9"', "base_tier"),
        ('valid_from = "2021"', 'valid_from = "once"', "valid_from"),
        ('concern = "sexual_abuse"', 'concern = "physical_abuse"', "concern"),
        ('concern = "sexual_abuse"', "concern = 7", "concern"),
        ('numbers = ["15", "1121", "0800-22227"]', "numbers = 15", "numbers"),
        ('title = "Anti-Rape', 'provinces = ["atlantis"]\ntitle = "Anti-Rape', "law.provinces"),
    ],
)
def test_broken_pathway_is_named(pack_copy: Path, old: str, new: str, key: str) -> None:
    """A wrong value stops the load and names file, pathway and key."""
    path = pack_copy / "pathways.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackError) as error:
        load_pack(pack_copy)
    assert key in [problem.column for problem in error.value.problems if problem.file == "pathways.toml"]


def test_unreadable_toml_is_told(pack_copy: Path) -> None:
    """A file that is no TOML is told with its name."""
    (pack_copy / "pathways.toml").write_text("[[pathway]\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"pathways\.toml"):
        load_pack(pack_copy)
