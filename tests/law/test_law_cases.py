"""Every case of `law/cases` comes out as it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.law.law_cases import Case, list_cases, verdict_cases

from thidua.law import LawError, LawUnknown, check, check_many, load_law, money, threshold
from thidua.law.codes import AWARD_CODES
from thidua.law.conditions import VOCABULARY

CONTRACTS = Path(__file__).parents[1] / "contracts"
CASES = verdict_cases()


def _schema(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads((CONTRACTS / name).read_text(encoding="utf-8")))


FACTS_SCHEMA, VERDICT_SCHEMA = _schema("facts.schema.json"), _schema("verdict.schema.json")


def _options(fields: dict[str, Any]) -> dict[str, Any]:
    names = ("received", "year", "kind", "strict", "assume_unchanged")
    return {name: fields[name] for name in names if name in fields}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_comes_out_as_a_lawyer_says(case: Case) -> None:
    fields = case.fields
    law = load_law(fields.get("overlay"))
    verdict = check(law, case.facts, fields["award"], fields["on"], **_options(fields))
    states = {item.id: item.state for item in verdict.conditions}
    assert verdict.outcome == fields["expect"], [(item.state, item.blocking, item.text) for item in verdict.conditions]
    assert {name: states.get(name) for name in fields.get("conditions", {})} == fields.get("conditions", {})
    assert set(fields.get("warnings", [])) <= {warning.code for warning in verdict.warnings}
    if "path" in fields:
        assert verdict.path == fields["path"]
    if "year_found" in fields:
        assert verdict.year == fields["year_found"]
    assert not set(fields.get("documents_exclude", [])) & set(verdict.documents)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_speaks_the_contract(case: Case) -> None:
    FACTS_SCHEMA.validate(case.facts)
    law = load_law(case.fields.get("overlay"))
    verdict = check(law, case.facts, case.fields["award"], case.fields["on"], **_options(case.fields))
    VERDICT_SCHEMA.validate(json.loads(json.dumps(verdict.to_json())))
    for item in verdict.conditions:
        assert item.text.endswith("."), item.text
        assert "..." not in item.text
        for pointer in item.evidence:
            _resolve(case.facts, pointer)


def _resolve(facts: Any, pointer: str) -> None:
    """A pointer must lead somewhere."""
    value = facts
    for part in pointer.split("/")[1:]:
        value = value[int(part)] if isinstance(value, list) else value[part]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_in_a_crowd_comes_out_the_same(case: Case) -> None:
    fields = case.fields
    law = load_law(fields.get("overlay"))
    kind = case.facts["subject"]["kind"]
    alike = [other for other in CASES if other.fields["award"] == fields["award"]]
    crowd = [other.facts for other in alike if other.facts["subject"]["kind"] == kind][:5]
    screening = check_many(law, [*crowd, case.facts], [fields["award"]], fields["on"], **_options(fields))
    assert screening.outcome(len(crowd), fields["award"]) == fields["expect"]


@pytest.mark.parametrize("case", list_cases("money.yaml"), ids=lambda case: case["case"])
def test_money_case(case: dict[str, Any]) -> None:
    arguments = (load_law(), case["award"], case["on"], case["recipient"], case.get("by"))
    if case.get("unknown"):
        with pytest.raises(LawUnknown):
            money(*arguments)
    elif case.get("refused"):
        with pytest.raises(LawError) as refusal:
            money(*arguments)
        assert not isinstance(refusal.value, LawUnknown)
    else:
        assert money(*arguments).amount == case["amount"]


@pytest.mark.parametrize("case", list_cases("votes.yaml"), ids=lambda case: case["case"])
def test_vote_case(case: dict[str, Any]) -> None:
    result = threshold(load_law(case.get("overlay")), case["award"], case["on"], case["members"])
    assert result.needed_votes == case["needed"]
    assert result.knowledge == case["knowledge"]


def test_every_case_names_its_article() -> None:
    assert all(case.fields.get("article") for case in CASES)


def test_there_are_cases_of_all_outcomes_for_every_award() -> None:
    for code in ("LDTT", "CSTDCS", "TTLDTT", "BK_TINH"):
        outcomes = {case.fields["expect"] for case in CASES if case.fields["award"] == code}
        assert outcomes == {"eligible", "not_eligible", "open", "on_hold"}, code


#: Their criteria stand in texts that the national packs do not hold: nobody can be eligible without a body's own rules.
LEFT_TO_OTHERS = {"KNC", "BK_DOAN_THE", "BMVNAH", "XA_TIEU_BIEU", "THON_VAN_HOA", "GIA_DINH_VAN_HOA", "HCDDK"}


@pytest.mark.parametrize("code", AWARD_CODES)
def test_every_award_has_cases_met_unmet_and_unknown(code: str) -> None:
    outcomes = {case.fields["expect"] for case in CASES if case.fields["award"] == code}
    assert "open" in outcomes
    assert outcomes & {"not_eligible", "on_hold"}
    assert code in LEFT_TO_OTHERS or "eligible" in outcomes


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 150


def test_every_condition_of_the_vocabulary_is_used_by_a_case() -> None:
    law = load_law("so-noi-vu-khanh-hoa")
    used = set()
    for case in CASES:
        recipient = case.facts["subject"]["kind"]
        if recipient in law.award_pack(case.fields["award"]).recipients:
            day = case.fields.get("received", case.fields["on"])
            for which in (law, load_law()):
                criteria = which.criteria(case.fields["award"], recipient, day)
                used |= {leaf.condition.name for leaf in criteria.leaves()} if criteria else set()
    assert used == set(VOCABULARY)
