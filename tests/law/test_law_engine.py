"""The packed engine against the plain oracle, and what must hold for every life."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.law.lives import QUESTIONS, lives
from tests.law.oracle import Life, door_masks, outcome

from thidua.law import Law, check, check_many, load_law
from thidua.law.codes import AWARD_CODES
from thidua.law.engine import evaluate
from thidua.law.facts import read_facts
from thidua.law.packing import Question, subject_of
from thidua.law.record import pack
from thidua.law.subject import EPOCH, year_bit, years_of

#: A few awards at a time, drawn from all: every award meets many lives, and the tests stay quick.
AWARDS = st.lists(st.sampled_from(tuple(load_law().awards)), min_size=6, max_size=6, unique=True)
OVERLAY = "so-noi-vu-khanh-hoa"
MANY = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SOME = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _asked(law: Law, codes: list[str], question: dict[str, Any], *lives: dict[str, Any]) -> list[str]:
    """The awards whose law of that day is known for all these lives (an earlier law may not be)."""

    def is_known(code: str, kind: str) -> bool:
        return kind not in law.awards[code].recipients or law.criteria(code, kind, question["on"]) is not None

    return [code for code in codes if all(is_known(code, life["subject"]["kind"]) for life in lives)]


def _compare(law: Law, crowd: list[dict[str, Any]], question: dict[str, Any], codes: list[str]) -> None:
    asked = Question.of(**question)
    subjects = [subject_of(read_facts(facts, AWARD_CODES), asked) for facts in crowd]
    for code in codes:
        for recipient in law.awards[code].recipients:
            rows = [index for index, subject in enumerate(subjects) if subject.facts.kind == recipient]
            criteria = law.criteria(code, recipient, asked.received)
            if not rows or criteria is None:
                continue
            block = pack([subjects[row] for row in rows], criteria.atoms, asked.strict)
            evaluation = evaluate(criteria, asked.kind, block)
            outcomes = evaluation.outcomes()
            for place, row in enumerate(rows):
                subject = subjects[row]
                life = Life(crowd[row], asked.on, subject.year, subject.asked, asked.strict)
                masks = {item.door.id: (int(item.unmet[place]), int(item.unknown[place])) for item in evaluation.doors}
                assert masks == door_masks(criteria, asked.kind, life), (code, crowd[row])
                names = ("eligible", "not_eligible", "open", "on_hold")
                assert names[outcomes[place]] == outcome(criteria, asked.kind, life), (code, crowd[row])


@MANY
@given(st.lists(lives(), min_size=1, max_size=8), QUESTIONS, AWARDS)
def test_engine_gives_the_masks_of_the_oracle(
    crowd: list[dict[str, Any]], question: dict[str, Any], codes: list[str]
) -> None:
    _compare(load_law(), crowd, question, codes)


@SOME
@given(st.lists(lives(), min_size=1, max_size=8), QUESTIONS, AWARDS)
def test_engine_gives_the_masks_of_the_oracle_under_local_rules(
    crowd: list[dict[str, Any]], question: dict[str, Any], codes: list[str]
) -> None:
    _compare(load_law(OVERLAY), crowd, question, [*codes, "SNV_KH_CCHC"])
    _compare(load_law("thanh-pho-ha-noi"), crowd, question, ["HN_CDTD"])


@SOME
@given(st.lists(lives(), min_size=1, max_size=5), QUESTIONS, AWARDS)
def test_many_at_once_equal_one_by_one(crowd: list[dict[str, Any]], question: dict[str, Any], codes: list[str]) -> None:
    law = load_law(OVERLAY)
    codes = _asked(law, codes, question, *crowd)
    screening = check_many(law, crowd, codes, **question)
    for index, facts in enumerate(crowd):
        for code in codes:
            verdict = check(law, facts, code, **question)
            assert screening.outcome(index, code) == verdict.outcome
            assert screening.verdict(index, code) == verdict


@SOME
@given(lives(), QUESTIONS, AWARDS)
def test_silence_never_makes_eligible(facts: dict[str, Any], question: dict[str, Any], codes: list[str]) -> None:
    law = load_law(OVERLAY)
    silent = {"subject": {"kind": facts["subject"]["kind"]}}
    without_holds = {key: value for key, value in facts.items() if key != "holds"}
    for code in _asked(law, codes, question, facts):
        assert check(law, silent, code, **question).outcome in ("open", "not_eligible")
        if question["on"] >= date(2024, 1, 1):
            assert check(law, without_holds, code, **question).outcome != "eligible"


@MANY
@given(lives(), QUESTIONS, AWARDS, st.data())
def test_what_is_settled_in_silence_stays_settled_when_the_record_speaks(
    facts: dict[str, Any], question: dict[str, Any], codes: list[str], data: st.DataObject
) -> None:
    """An answer given without a list holds for every content of that list: nothing was read into the silence."""
    law = load_law(OVERLAY)
    question = {**question, "year": question["year"] or question["on"].year - 1}
    names = ("ratings", "titles", "awards", "initiatives", "discipline", "holds", "collective", "movements", "service")
    name = data.draw(st.sampled_from(names))
    less = {key: value for key, value in facts.items() if key != name}
    for code in _asked(law, codes, question, facts):
        settled = check(law, less, code, **question).outcome
        if settled in ("eligible", "not_eligible"):
            assert check(law, facts, code, **question).outcome in (settled, "on_hold"), (code, name)


def _better(facts: dict[str, Any], data: st.DataObject) -> dict[str, Any]:
    """The same life with one fact more in its favour."""
    better = dict(facts)
    names = ["rating", "title", "initiative", "judged", "hold", "members", "movement", "award"]
    choice = data.draw(st.sampled_from(names))
    year = data.draw(st.integers(2019, 2026))
    if choice == "rating" and "ratings" in facts:
        others = [item for item in facts["ratings"] if item["year"] != year]
        better["ratings"] = [*others, {"year": year, "rating": "excellent"}]
    elif choice == "title" and "titles" in facts:
        # Won by the rating, so that it uses up no initiative.
        better["titles"] = [*facts["titles"], {"award": "LDTT", "year": year}]
    elif choice == "initiative" and "initiatives" in facts:
        new = {"year": year, "scope": "province", "recognised_on": "2019-01-02", "used_for": []}
        better["initiatives"] = [*facts["initiatives"], new]
    elif choice == "movement" and "movements" in facts:
        new = {"level": "nation", "outcome": "leading", "years": 5, "phase": "final", "year": 2019}
        better["movements"] = [*facts["movements"], new]
    elif choice == "award" and "awards" in facts:
        # Long ago, so that it can only be a step to something else, not a reward of the years that are asked about.
        better["awards"] = [*facts["awards"], {"award": "HCLD_3", "year": 2000, "kind": "merit"}]
    elif choice == "judged":
        better["judged"] = dict.fromkeys(facts.get("judged", {}), True)
    elif choice == "hold":
        better["holds"] = []
    elif choice == "members" and facts.get("collective", {}).get("years"):
        years = [
            {
                **item,
                "worst_discipline": "none",
                "cluster_rank": 1,
                **(
                    {"titles": {"LDTT": item["members"], "CSTDCS": 1}, "completed": item["members"]}
                    if "members" in item
                    else {}
                ),
            }
            for item in facts["collective"]["years"]
        ]
        better["collective"] = {"years": years}
    return better


@MANY
@given(lives(), QUESTIONS, AWARDS, st.data())
def test_a_good_fact_never_turns_eligible_into_not_eligible(
    facts: dict[str, Any], question: dict[str, Any], codes: list[str], data: st.DataObject
) -> None:
    law = load_law(OVERLAY)
    # The year must stay the same: a rating of a newer year would move the question to that year.
    question = {**question, "year": question["year"] or question["on"].year - 1}
    better = _better(facts, data)
    for code in _asked(law, codes, question, facts):
        if check(law, facts, code, **question).outcome == "eligible":
            assert check(law, better, code, **question).outcome in ("eligible", "open"), (code, better)


@SOME
@given(lives(), QUESTIONS, AWARDS, st.randoms(use_true_random=False))
def test_order_of_facts_does_not_matter(
    facts: dict[str, Any], question: dict[str, Any], codes: list[str], random: Any
) -> None:
    law = load_law(OVERLAY)
    shuffled = {}
    for name in random.sample(list(facts), len(facts)):
        value = facts[name]
        shuffled[name] = random.sample(value, len(value)) if isinstance(value, list) else value
    for code in _asked(law, codes, question, facts):
        one, other = check(law, facts, code, **question), check(law, shuffled, code, **question)
        assert (one.outcome, one.path) == (other.outcome, other.path)
        assert [(item.id, item.state) for item in one.conditions] == [
            (item.id, item.state) for item in other.conditions
        ]


@MANY
@given(lives(), QUESTIONS, AWARDS, st.sampled_from([OVERLAY, "tinh-bac-ninh", "thanh-pho-ha-noi"]))
def test_local_rules_only_narrow(
    facts: dict[str, Any], question: dict[str, Any], codes: list[str], overlay: str
) -> None:
    national, local = load_law(), load_law(overlay)
    for code in _asked(national, codes, question, facts):
        if check(national, facts, code, **question).outcome in ("not_eligible", "on_hold"):
            assert check(local, facts, code, **question).outcome in ("not_eligible", "on_hold")
        if check(local, facts, code, **question).outcome == "eligible":
            assert check(national, facts, code, **question).outcome in ("eligible", "open")


@given(st.sets(st.integers(1991, 2053)))
def test_years_survive_packing(years: set[int]) -> None:
    mask = 0
    for year in years:
        mask |= year_bit(year)
    assert years_of(mask) == sorted(years)
    assert int(np.uint64(mask)) == mask
    assert year_bit(EPOCH - 1) == 0


def test_a_verdict_is_never_eligible_with_a_blocking_condition() -> None:
    law = load_law()
    facts = {
        "subject": {"kind": "individual", "role": "civil_servant"},
        "ratings": [{"year": 2023, "rating": "good"}, {"year": 2024, "rating": "good"}],
        "titles": [],
        "discipline": [],
        "holds": [],
    }
    verdict = check(law, facts, "LDTT", date(2025, 2, 1))
    assert verdict.outcome == "eligible"
    assert not any(item.blocking for item in verdict.conditions)
    without = {**facts, "ratings": [{"year": 2023, "rating": "good"}, {"year": 2024, "rating": "failed"}]}
    verdict = check(law, without, "LDTT", date(2025, 2, 1))
    assert verdict.outcome == "not_eligible"
    assert any(item.blocking for item in verdict.conditions)


def test_a_run_may_be_as_long_as_a_working_life() -> None:
    """The masks hold 63 years: nothing is lost at either end."""
    years = range(1991, 2025)
    facts = {
        "subject": {"kind": "individual", "role": "civil_servant"},
        "ratings": [{"year": year, "rating": "excellent"} for year in years],
        "titles": [],
        "awards": [],
        "initiatives": [
            {"year": 1991, "scope": "base", "recognised_on": "1991-05-01", "used_for": []},
            {"year": 2024, "scope": "base", "recognised_on": "2024-05-01", "used_for": []},
        ],
        "discipline": [],
        "holds": [],
    }
    verdict = check(load_law(), facts, "BK_TINH", date(2025, 3, 1))
    assert verdict.outcome == "eligible"
    assert verdict.path == "xuat_sac_hai_sang_kien"
    broken = {**facts, "ratings": [item for item in facts["ratings"] if item["year"] != 2000]}
    assert check(load_law(), broken, "BK_TINH", date(2025, 3, 1)).outcome == "not_eligible"
