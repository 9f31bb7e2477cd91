"""What is handed over: only with both consents, only mapped values, and the fewest fields."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.handover import (
    Body,
    Consent,
    ConsentMissing,
    Consents,
    Decision,
    GivenBy,
    ValueNotChosen,
    ValueUnknown,
    canonical,
    case_body,
)
from bot.casework.model import (
    AboutChild,
    Accused,
    AgeBand,
    Case,
    CaseRef,
    Concern,
    DistrictId,
    FocalPointId,
    Report,
    Sex,
    Stage,
    Tier,
)
from bot.casework.primero import load_mapping
from services_directory.directory import Directory
from services_directory.loading import PAKISTAN_PACK

MAPPING = load_mapping(PAKISTAN_PACK, Directory.load().pathway_for)
UUID = "b3222e84-a5d7-4692-a643-1ab3d41f17d6"
FILED, TODAY = date(2026, 11, 20), date(2026, 11, 23)
CASE = Case(
    CaseRef("planted-case-reference"), DistrictId("swabi"), Concern.physical_abuse, Tier.T1, Stage.acknowledged, FILED,
    holder=FocalPointId("planted-focal-point"),
)  # fmt: skip
REPORT = Report("planted narrative", "ur", AboutChild(Sex.girl, AgeBand.to_11, accused=Accused.teacher))
BOTH = Consents(GivenBy.guardian, GivenBy.child)
AGREED = Decision(BOTH)


def body(case: Case = CASE, report: Report = REPORT, decision: Decision = AGREED) -> Body:
    facts = case_body(case, report, decision, MAPPING, uuid=UUID, district="Swabi", on=TODAY)
    assert set(facts) == {"data"}
    return dict(facts["data"])


def test_the_whole_body() -> None:
    """A consented case becomes these fields and no other."""
    assert body() == {
        "id": UUID,
        "module_id": "primeromodule-cp",
        "consent_for_services": True,
        "disclosure_other_orgs": True,
        "registration_date": "2026-11-23",
        "protection_concerns": ["physically_or_mentally_abused"],
        "urgent_protection_concern": False,
        "risk_level": "high",
        "sex": "female",
        "age": 9,
        "estimated": True,
        "address_current": "Swabi",
    }


@pytest.mark.parametrize(("services", "disclosure"), list(product([None, *GivenBy], repeat=2)))
def test_both_consents_or_nothing(services: GivenBy | None, disclosure: GivenBy | None) -> None:
    """Of the nine ways to have two consents the four with both go through; the others name what is missing."""
    decision = Decision(Consents(services, disclosure))
    if services and disclosure:
        assert body(decision=decision)["consent_for_services"] is True
        return
    with pytest.raises(ConsentMissing) as refused:
        body(decision=decision)
    expected = {Consent.services} if not services else set()
    expected |= {Consent.disclosure} if not disclosure else set()
    assert set(refused.value.missing) == expected


def test_nobody_else_can_consent() -> None:
    """A bystander or the reporter is nobody who could give a consent."""
    assert {each.value for each in GivenBy} == {"guardian", "child"}


def test_the_words_only_where_chosen() -> None:
    """The narrative goes along when the focal point chose so, and is nowhere in the body otherwise."""
    assert "planted narrative" not in canonical(body()).decode()
    with_words = body(decision=replace(AGREED, with_words=True))
    assert with_words["protection_concern_detail_subform_section"] == [
        {
            "protection_concern_type": "physically_or_mentally_abused",
            "date_concern_identified": "2026-11-20",
            "concern_details": "planted narrative",
        }
    ]


def test_nothing_of_the_people() -> None:
    """Neither our name for the case, nor the focal point, nor the accused, nor the reporter's language goes along."""
    sent = canonical(body(decision=replace(AGREED, with_words=True))).decode()
    for hidden in (CASE.ref, "planted-focal-point", "teacher", '"ur"', "reporter"):
        assert hidden not in sent


def test_what_a_site_lists_only_as_other() -> None:
    """A concern that the list lacks is "other" with its name beside it."""
    sent = body(replace(CASE, concern=Concern.child_marriage))
    assert (sent["protection_concerns"], sent["protection_concerns_other"]) == (["other"], "Child marriage")


def test_several_values_are_never_guessed() -> None:
    """Where the site tells apart what we do not, the focal point must say which it is, and only one of those."""
    separated = replace(CASE, concern=Concern.family_separation)
    for wrong in ("", "refugee"):
        with pytest.raises(ValueNotChosen) as refused:
            body(separated, decision=Decision(BOTH, wrong))
        assert refused.value.values == ("unaccompanied", "separated")
    sent = body(separated, decision=Decision(BOTH, "separated"))
    assert sent["protection_status"] == "separated"
    assert "protection_concerns" not in sent


def test_a_disability_stands_beside_the_concern() -> None:
    """It is one more value of the list, once, whatever field the concern is in."""
    child = Report("x", "en", AboutChild(has_disability=True))
    assert body(report=child)["protection_concerns"] == ["physically_or_mentally_abused", "disabled"]
    separated = body(replace(CASE, concern=Concern.family_separation), child, Decision(BOTH, "separated"))
    assert separated["protection_concerns"] == ["disabled"]
    shunned = body(replace(CASE, concern=Concern.discrimination), child, Decision(BOTH, "disabled"))
    assert shunned["protection_concerns"] == ["disabled"]


def test_what_was_not_said_is_not_sent() -> None:
    """No age, no sex and no place give no field at all; a sex the site has no value for neither."""
    sent = body(replace(CASE, district=None), Report("x", "en"))
    assert not sent.keys() & {"sex", "age", "estimated", "address_current", "location_current"}
    assert "sex" not in body(report=Report("x", "en", AboutChild(Sex.other)))


def test_a_value_without_a_mapping_is_refused_by_name() -> None:
    """A district the site's codes do not cover stops the hand-over and is named; it is not left out."""
    coded = replace(
        MAPPING,
        fields={**MAPPING.fields, "location": "location_current"},
        values={**MAPPING.values, "location": {"mardan": "PK05"}},
    )
    with pytest.raises(ValueUnknown) as refused:
        case_body(CASE, REPORT, AGREED, coded, uuid=UUID, district="Swabi", on=TODAY)
    assert (refused.value.fact, refused.value.value) == ("location", "swabi")
    mardan = replace(CASE, district=DistrictId("mardan"))
    sent = case_body(mardan, REPORT, AGREED, coded, uuid=UUID, district="Mardan", on=TODAY)
    assert sent["data"]["location_current"] == "PK05"


CASES = st.builds(
    replace,
    st.just(CASE),
    concern=st.sampled_from(Concern),
    tier=st.sampled_from(Tier),
    district=st.sampled_from([None, DistrictId("swabi")]),
)
CHILDREN = st.builds(
    AboutChild, st.none() | st.sampled_from(Sex), st.none() | st.sampled_from(AgeBand), st.booleans(), st.booleans()
)


@given(CASES, CHILDREN, st.booleans())
def test_every_case_fits_the_sites_lists(case: Case, child: AboutChild, with_words: bool) -> None:
    """Whatever the case, each value of a listed field is one of the site's."""
    _field, possible = MAPPING.concern(case.concern)
    sent = body(case, Report("x", "en", child), Decision(BOTH, possible[-1], with_words))
    for field, lookup in MAPPING.lookups.items():
        values = sent.get(field, [])
        assert isinstance(values, list) or not lookup.several
        assert set(values if isinstance(values, list) else [values]) <= set(lookup.values)


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.booleans()))
def test_one_way_to_write_it_down(facts: dict[str, object]) -> None:
    """The order in which a body was made leaves no trace in its bytes."""
    assert canonical(facts) == canonical(dict(reversed(facts.items())))
