"""What `Plan.to_json()` gives is the contract, and every place points at what was read."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from tests.plans.plan_files import SAMPLES

from thidua.plans import read_plan

SCHEMA = json.loads((Path(__file__).parents[1] / "contracts/plan.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())


def spans(value: object) -> list[dict[str, object]]:
    """Every object below that has a text and a place."""
    if isinstance(value, dict):
        own = [value] if isinstance(value.get("text"), str) and isinstance(value.get("at"), list) else []
        return own + [each for item in value.values() for each in spans(item)]
    return [each for item in value for each in spans(item)] if isinstance(value, list) else []


def places(value: object) -> list[list[int]]:
    """Every pair of numbers below."""
    if isinstance(value, list) and len(value) == 2 and all(type(item) is int for item in value):
        return [value]
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [each for item in items for each in places(item)]


def level(text: str) -> list[str]:
    """The words of a text without marks of lists and emphasis, a symbol cut by the end of a line whole again."""
    text = re.sub(r"(?<=\w[-/])\n(?=\w)", "", text)
    return [word for word in text.replace("*", "").split() if word not in "-+•"]


def test_the_reference_plan_keeps_the_contract(plan):
    VALIDATOR.validate(plan.to_json())


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_other_plans_keep_the_contract(path):
    VALIDATOR.validate(read_plan(path.read_bytes(), path.name).to_json())


def test_json_says_the_same_after_a_round_trip(plan):
    result = plan.to_json()
    assert json.loads(json.dumps(result, ensure_ascii=False)) == result


def test_every_place_lies_in_the_text(plan):
    found = places(plan.to_json())
    assert len(found) > 90
    assert all(0 <= start <= end <= len(plan.text) for start, end in found)


def test_facts_are_the_words_at_their_place(plan):
    result = plan.to_json()
    facts = spans([result[key] for key in ("theme", "participants", "reward_forms", "duties", "tasks")])
    facts += spans(result["document"])
    assert len(facts) == 1 + 1 + 2 + 3 + 8 + 4
    for fact in facts:
        assert level(plan.text[slice(*fact["at"])]) == level(fact["text"])


def test_places_of_the_head_are_given_for_the_review(plan):
    at = plan.document.at
    assert plan.text[slice(*at["symbol"])] == "KH-SNV"
    assert " ".join(plan.text[slice(*at["title"])].split()) == plan.document.title
    assert plan.text[slice(*at["place"])] == "Khánh Hòa"
    assert "tháng 9 năm 2024" in plan.text[slice(*at["date"])]
    assert "Võ Chí Vương" in plan.text[slice(*at["signer"])]
