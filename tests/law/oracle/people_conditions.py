"""Conditions about a person: conduct, discipline, employment, service, movements."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.law.oracle.life import DISCIPLINE_ORDER, Life, State, at_least, both

from thidua.law.conditions.absence import AbsentLess
from thidua.law.conditions.discipline import CleanInPost, DisciplineServed, NeverDisciplined, NotDisciplinedInYear
from thidua.law.conditions.employed import EmployedMonths
from thidua.law.conditions.holds import NotOnHold
from thidua.law.conditions.judged import Judged
from thidua.law.conditions.movement import MovementOutcome
from thidua.law.conditions.role import Role
from thidua.law.conditions.service_years import ServiceYears


def judged(condition: Judged, life: Life) -> State:
    answer: State = life.facts.get("judged", {}).get(condition.identifier)
    return False if answer is None and condition.about == "reading" and life.strict else answer


def role(condition: Role, life: Life) -> State:
    subject = life.facts["subject"]
    role = "armed_forces" if subject.get("armed_forces") else subject.get("role")
    if role is not None:
        return role in condition.roles
    return True if condition.rating_shows_it and life.rating(life.year) is not None else None


def not_on_hold(condition: NotOnHold, life: Life) -> State:
    if "holds" not in life.facts:
        return None
    for item in life.facts["holds"]:
        until = item.get("until")
        ended = until is not None and date.fromisoformat(until) <= life.on
        if date.fromisoformat(item["from"]) <= life.on and not ended and not item.get("cleared"):
            return False
    return True


def _discipline(life: Life) -> list[dict[str, Any]]:
    return [item for item in life.facts.get("discipline", []) if date.fromisoformat(item["from"]) <= life.on]


def not_disciplined(condition: NotDisciplinedInYear, life: Life) -> State:
    for item in _discipline(life):
        severe = DISCIPLINE_ORDER.index(item["level"]) >= DISCIPLINE_ORDER.index(condition.level)
        if severe and date.fromisoformat(item["from"]).year == life.year:
            return False
    return True if "discipline" in life.facts else None


def discipline_served(condition: DisciplineServed, life: Life) -> State:
    if "discipline" not in life.facts:
        return None
    first = life.year - condition.years + 1
    known = _discipline(life)
    running = [item for item in known if not item.get("until") or date.fromisoformat(item["until"]) >= life.on]
    if running:
        return None if any("until" not in item for item in known) else False
    last = max((date.fromisoformat(item["until"]).year for item in known), default=0)
    return None if last == first else last < first


def employed(condition: EmployedMonths, life: Life) -> State:
    begin = life.facts["subject"].get("employed_from")
    if begin is not None:
        start = date.fromisoformat(begin)
        months = 0
        while _plus_months(start, months + 1) <= date(life.year + 1, 1, 1):
            months += 1
        return months >= condition.months
    years = [item["year"] for item in [*life.facts.get("ratings", []), *life.facts.get("titles", [])]]
    return condition.months <= 12 if any(year < life.year for year in years) else None


def _plus_months(day: date, months: int) -> date:
    month = day.month - 1 + months
    year = day.year + month // 12
    first = date(year, month % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), date(year + (month % 12 == 11), (month + 1) % 12 + 1, 1))


def absent(condition: AbsentLess, life: Life) -> State:
    if "leave" not in life.facts:
        return None
    days = 0
    for item in life.facts["leave"]:
        if item["kind"] in ("sick", "unpaid", "other"):
            day = date.fromisoformat(item["from"])
            while day <= date.fromisoformat(item["until"]):
                days += day.year == life.year and day.weekday() < 5
                day += timedelta(days=1)
    return days < condition.days


def never_disciplined(condition: NeverDisciplined, life: Life) -> State:
    if "discipline" not in life.facts:
        return None
    return not any(date.fromisoformat(item["from"]) <= life.on for item in life.facts["discipline"])


def age(start: str, on: date) -> int:
    begin = date.fromisoformat(start)
    years = on.year - begin.year
    return years if (on.month, on.day) >= (begin.month, begin.day) else years - 1


def service_years(condition: ServiceYears, life: Life) -> State:
    answer: State = life.facts.get("judged", {}).get(condition.identifier)
    begin = life.facts["subject"].get("employed_from")
    if answer is not None or begin is None:
        return answer
    shortest = max(age(begin, life.on), 0)
    longest = shortest * (2 if condition.doubled else 1)
    if longest < condition.years or (condition.under is not None and shortest >= condition.under):
        return False
    if condition.work is not None or shortest < condition.years:
        return None
    return True if condition.under is None or longest < condition.under else None


def movement(condition: MovementOutcome, life: Life) -> State:
    if "movements" not in life.facts:
        answer: State = life.facts.get("judged", {}).get(condition.identifier)
        return answer
    states: list[State] = [False]
    for item in life.facts["movements"]:
        if item["level"] in condition.levels and item["outcome"] in condition.outcomes:
            years, phase = item.get("years"), item.get("phase")
            long_enough: State = True if not condition.years else (None if years is None else years >= condition.years)
            right: State = True if not condition.phases else (None if phase is None else phase in condition.phases)
            states.append(both([long_enough, right, item.get("year", 0) <= life.on.year]))
    return at_least(states, 1)


def clean_in_post(condition: CleanInPost, life: Life) -> State:
    if "discipline" not in life.facts:
        return None
    known = _discipline(life)
    posts = [item for item in life.facts.get("service", []) if date.fromisoformat(item["from"]) <= life.on]
    if not known or not posts:
        return None if known else True
    touched = [
        any(post["from"] <= item["from"] and (not post.get("until") or item["from"] <= post["until"]) for item in known)
        for post in posts
    ]
    return False if all(touched) else (None if any(touched) else True)
