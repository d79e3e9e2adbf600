"""Conditions about ratings, titles, awards and initiatives."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.law.oracle.life import SCOPE_ORDER, Life, State
from tests.law.oracle.runs import rated, run_state, window

from thidua.law.codes import TITLES
from thidua.law.conditions.award_held import AwardHeld
from thidua.law.conditions.initiatives import Initiatives
from thidua.law.conditions.rating_run import RatingRun
from thidua.law.conditions.title_run import TitleRun
from thidua.law.conditions.within_run import TimesWithin, YearsWithin


def rating_run(condition: RatingRun, life: Life) -> State:
    return run_state(condition.run, life)


def title_run(condition: TitleRun, life: Life) -> State:
    return run_state(condition.run, life)


def _free(condition: Initiatives, life: Life, item: dict[str, Any]) -> State:
    """Whether one initiative can still serve."""
    if "recognised_on" in item:
        if item["recognised_on"] is None or date.fromisoformat(item["recognised_on"]) > life.on:
            return False
        state: State = True
    else:
        state = None
    if any(_is_wider(other, item, life) for other in life.facts["initiatives"]):
        return False
    if "used_for" in item:
        for use in item["used_for"]:
            code, year = use.split(":")
            if code == condition.award and int(year) == life.year:
                continue
            crosses = (code in TITLES) != (condition.use == "title")
            if condition.reuse == "once" or crosses or code == condition.award or condition.use == "form":
                return False
        return state
    kind = item.get("kind", "initiative")
    titles = life.facts.get("titles", [])
    won = any(t["award"] == "CSTDCS" and t["year"] == item["year"] and t.get("basis") == kind for t in titles)
    alike = [
        other
        for other in life.facts["initiatives"]
        if other["year"] == item["year"]
        and other.get("kind", "initiative") == kind
        and not any(_is_wider(twin, other, None) for twin in life.facts["initiatives"])
    ]
    if condition.use == "form" and won and len(alike) == 1:
        return False
    later = [t for t in titles if t["award"].startswith("CSTD") and t["year"] >= item["year"]]
    unused = "titles" in life.facts and life.facts.get("awards") == []
    unused = unused and all(t["award"] == "CSTDCS" and t.get("basis") == "rating" for t in later)
    return state if unused else None


def _is_wider(other: dict[str, Any], item: dict[str, Any], life: Life | None) -> bool:
    """Whether one is the same initiative, recognised for a wider scope (by the day, where a life is given)."""
    if "code" not in item or other.get("code") != item["code"] or not other.get("recognised_on"):
        return False
    wider = SCOPE_ORDER.index(other["scope"]) > SCOPE_ORDER.index(item["scope"])
    return wider and (life is None or date.fromisoformat(other["recognised_on"]) <= life.on)


def initiatives(condition: Initiatives, life: Life) -> State:
    if "initiatives" not in life.facts:
        if condition.during is None:
            return None if life.year >= 1990 else False
        return None if window(condition.during, life, certain=False) else False

    def count(certain: bool) -> int:
        years = {life.year} if condition.during is None else window(condition.during, life, certain)
        years = set(range(1990, life.year + 1)) if condition.ever else years
        found = 0
        for item in life.facts["initiatives"]:
            wide = SCOPE_ORDER.index(item["scope"]) >= SCOPE_ORDER.index(condition.scope)
            if item.get("kind", "initiative") == condition.kind and wide and item["year"] in years:
                state = _free(condition, life, item)
                found += state is True or (state is None and not certain)
        return found

    if count(certain=True) >= condition.count:
        return True
    return None if count(certain=False) >= condition.count else False


def award_held(condition: AwardHeld, life: Life) -> State:
    found = life.given(condition.awards, condition.steps)
    if sum(certain for *_rest, certain in found) >= condition.count:
        return True
    return None if len(found) >= condition.count or life.may_hold_more(condition.awards) else False


def times_within(condition: TimesWithin, life: Life) -> State:
    def count(certain: bool) -> int:
        years = window(condition.during, life, certain)
        if not certain and life.may_hold_more(condition.awards):
            return condition.count if years else 0
        times = 0
        for year, _first, _last, sure in life.given(condition.awards, condition.steps):
            if year is None:
                times += not certain and bool(years)
            elif year in years:
                times += sure or not certain
        return times

    if count(certain=True) >= condition.count:
        return True
    return None if count(certain=False) >= condition.count else False


def years_within(condition: YearsWithin, life: Life) -> State:
    def count(certain: bool) -> int:
        states = [rated(condition.rating, life, year) for year in window(condition.during, life, certain)]
        return sum(state is True or (state is None and not certain) for state in states)

    if count(certain=True) >= condition.count:
        return True
    return None if count(certain=False) >= condition.count else False
