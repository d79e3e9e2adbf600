"""The oracle: the same law, one person at a time, in the plainest Python, straight from the JSON facts.

It shares with the engine only the compiled criteria (which conditions, which figures). No bits, no columns, no NumPy:
where the two agree on every clause of random lives, the packing is right.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from thidua.law.codes import TITLES
from thidua.law.conditions.absence import AbsentLess
from thidua.law.conditions.award_held import AwardHeld
from thidua.law.conditions.discipline import CleanInPost, DisciplineServed, NeverDisciplined, NotDisciplinedInYear
from thidua.law.conditions.employed import EmployedMonths
from thidua.law.conditions.existence import Existed, RoundAnniversary
from thidua.law.conditions.holds import NotOnHold
from thidua.law.conditions.initiatives import Initiatives
from thidua.law.conditions.judged import Judged
from thidua.law.conditions.leads_cluster import LeadsCluster
from thidua.law.conditions.left_open import LeftOpen
from thidua.law.conditions.members import MembersCompleted, MembersHolding, MembersShare, NoMemberDisciplined
from thidua.law.conditions.movement import MovementOutcome
from thidua.law.conditions.rating_run import RatingRun
from thidua.law.conditions.role import Role
from thidua.law.conditions.runs import Run
from thidua.law.conditions.service_years import ServiceYears
from thidua.law.conditions.title_run import TitleRun
from thidua.law.conditions.within_run import TimesWithin, YearsWithin
from thidua.law.criteria import Branch, Criteria, Leaf, Node, Not

State = bool | None
Facts = dict[str, Any]

RATING_ORDER = ["failed", "completed", "good", "excellent"]
DISCIPLINE_ORDER = ["reprimand", "warning", "pay_cut", "demotion", "removal", "dismissal"]
SCOPE_ORDER = ["base", "province", "nation"]


def both(states: list[State]) -> State:
    """Kleene's and."""
    if False in states:
        return False
    return None if None in states else True


def at_least(states: list[State], count: int) -> State:
    """Kleene's "at least n of"."""
    if states.count(True) >= count:
        return True
    return False if len(states) - states.count(False) < count else None


class Life:
    """One subject's facts, asked about on one day for one year."""

    def __init__(self, facts: Facts, on: date, year: int, asked: bool, strict: bool) -> None:
        self.facts = facts
        self.on = on
        self.year = year
        self.asked = asked
        self.strict = strict

    def over(self, year: int) -> bool:
        """Whether a year's result can exist on the day."""
        if year == self.on.year:
            return (self.asked and year <= self.year) or self.on.month == 12
        return year < self.on.year

    def rating(self, year: int) -> str | None:
        for item in self.facts.get("ratings", []):
            if item["year"] == year and self.over(year):
                return str(item["rating"])
        return None

    def has_title(self, codes: tuple[str, ...], year: int) -> bool:
        for item in self.facts.get("titles", []):
            if item["award"] in codes and item["year"] == year and not item.get("revoked"):
                if "decided_on" in item:
                    if date.fromisoformat(item["decided_on"]) <= self.on:
                        return True
                elif self.over(year):
                    return True
        return False

    def on_maternity(self, year: int) -> bool:
        """A year touched by maternity leave that nobody rated."""
        if any(item["year"] == year for item in self.facts.get("ratings", [])):
            return False
        for item in self.facts.get("leave", []):
            start, end = date.fromisoformat(item["from"]), date.fromisoformat(item["until"])
            if item["kind"] == "maternity" and start.year <= year <= end.year:
                return True
        return False

    def is_own(self, year: int | None) -> bool:
        """Whether a year is surely the unit's own, not its forerunners'."""
        subject = self.facts["subject"]
        if year is None or subject["kind"] != "collective" or "founded" not in subject:
            return True
        return year >= date.fromisoformat(subject["founded"]).year

    def given(self, codes: tuple[str, ...], steps: str) -> list[tuple[int | None, int | None, int | None, bool]]:
        """(year it counts in, surely rewarded up to, perhaps up to, certain) of every title and form given."""
        found: list[tuple[int | None, int | None, int | None, bool]] = []
        for code in codes:
            years = {item["year"] for item in self.facts.get("titles", []) if item["award"] == code}
            found += [(year, year, year, self.is_own(year)) for year in years if self.has_title((code,), year)]
        for item in self.facts.get("awards", []):
            decided = date.fromisoformat(item["decided_on"]) if "decided_on" in item else None
            if item["award"] not in codes or item.get("revoked") or (decided and decided > self.on):
                continue
            if steps == "merit" and item.get("kind") in ("spontaneous", "movement"):
                continue
            known = steps == "any" or "kind" in item
            last = item.get("to_year") or item.get("year")
            if last is not None:
                found.append((last, last, last, known and self.is_own(last)))
            elif decided is not None:
                year = min(decided.year, self.year)
                found.append((year, decided.year - 1, decided.year, known and self.is_own(year)))
            else:
                found.append((None, None, None, known))
        return found

    def may_hold_more(self, codes: tuple[str, ...]) -> bool:
        """Whether the list in which one of the codes would stand is missing."""
        return any(("titles" if code in TITLES else "awards") not in self.facts for code in codes)

    def is_after(self, codes: tuple[str, ...], steps: str, year: int) -> State:
        """Whether a year lies after one of the grants."""
        states: list[State] = [None if self.may_hold_more(codes) else False]
        for _year, first, last, certain in self.given(codes, steps):
            if first is None or last is None:
                states.append(None)
            elif year > last:
                states.append(True if certain else None)
            elif year > first:
                states.append(None)
        return at_least(states, 1)

    def rewarded(self, code: str, year: int) -> State:
        """Whether that year's merit was already rewarded by that form (or served an earlier such title)."""
        if code in TITLES:
            if "titles" not in self.facts:
                return None
            earlier = [item["year"] for item in self.facts["titles"] if item["award"] == code]
            return any(year <= other < self.year and self.has_title((code,), other) for other in earlier)
        if "awards" not in self.facts:
            return None
        states: list[State] = [False]
        for item in self.facts["awards"]:
            decided = date.fromisoformat(item["decided_on"]) if "decided_on" in item else None
            if item["award"] != code or item.get("revoked") or (decided and decided > self.on):
                continue
            if item.get("kind", "merit") != "merit":
                continue
            last = item.get("to_year") or item.get("year")
            covered: State
            if last is not None:
                covered = year <= last
            elif decided is not None:
                covered = True if year < decided.year else (None if year == decided.year else False)
            else:
                covered = None
            if covered and "kind" not in item:
                covered = None
            states.append(covered)
        return at_least(states, 1)


def good_year(run: Run, life: Life, year: int) -> State:
    """Whether a year counts towards a run."""
    states: list[State] = []
    if run.rating is not None:
        states.append(_rated(run.rating, life, year))
    if run.titles:
        known = "titles" in life.facts
        held: State = True if life.has_title(run.titles, year) else (False if known else None)
        states.append(held if life.is_own(year) or not held else None)
    state = at_least(states, 1)
    if run.fresh_for is not None:
        taken = life.rewarded(run.fresh_for, year)
        state = both([state, None if taken is None else not taken])
    if run.after:
        state = both([state, life.is_after(run.after, run.steps, year)])
    return state


def _rated(level: str, life: Life, year: int) -> State:
    if "ratings" not in life.facts:
        return None
    rating = life.rating(year)
    if rating is not None:
        reached = RATING_ORDER.index(rating) >= RATING_ORDER.index(level)
        return None if reached and not life.is_own(year) else reached
    pending = year == life.year and (life.year == life.on.year or life.on_maternity(year))
    return None if pending else False


def _reaches(run: Run, good: Callable[[int], bool], year: int) -> bool:
    """Whether a good year lies so near that the run may still end at that year."""
    return any(good(year - back) for back in range(run.apart))


def window(run: Run, life: Life, certain: bool) -> set[int]:
    """The years of the run that ends at the achievement year."""

    def good(year: int) -> bool:
        state = good_year(run, life, year)
        return state is True or (state is None and not certain)

    year = life.year
    if life.year == life.on.year and not good(year) and (run.apart == 1 or not _reaches(run, good, year)):
        year -= 1
    years: set[int] = set()
    missed = 0 if run.apart == 1 or good(year) else year - max((y for y in range(1990, year) if good(y)), default=0)
    if missed >= run.apart > 1:
        return years
    gap = 0
    while year >= 1990:
        if good(year):
            years.add(year)
            gap = 0
        elif run.apart > 1:
            gap += 1
            if gap >= run.apart:
                break
        elif not life.on_maternity(year):
            break
        year -= 1
    return years


def run_state(run: Run, life: Life) -> State:
    if run.years == 1:
        return good_year(run, life, life.year)
    if len(window(run, life, certain=True)) >= run.years:
        return True
    return None if len(window(run, life, certain=False)) >= run.years else False


def _rating_run(condition: RatingRun, life: Life) -> State:
    return run_state(condition.run, life)


def _title_run(condition: TitleRun, life: Life) -> State:
    return run_state(condition.run, life)


def _free(condition: Initiatives, life: Life, item: dict[str, Any]) -> State:
    """Whether one initiative can still serve."""
    if "recognised_on" in item:
        if item["recognised_on"] is None or date.fromisoformat(item["recognised_on"]) > life.on:
            return False
        state: State = True
    else:
        state = None
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
        if other["year"] == item["year"] and other.get("kind", "initiative") == kind
    ]
    if condition.use == "form" and won and len(alike) == 1:
        return False
    later = [t for t in titles if t["award"].startswith("CSTD") and t["year"] >= item["year"]]
    unused = "titles" in life.facts and life.facts.get("awards") == []
    unused = unused and all(t["award"] == "CSTDCS" and t.get("basis") == "rating" for t in later)
    return state if unused else None


def _initiatives(condition: Initiatives, life: Life) -> State:
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


def _judged(condition: Judged, life: Life) -> State:
    answer: State = life.facts.get("judged", {}).get(condition.identifier)
    return False if answer is None and condition.about == "reading" and life.strict else answer


def _role(condition: Role, life: Life) -> State:
    subject = life.facts["subject"]
    role = "armed_forces" if subject.get("armed_forces") else subject.get("role")
    if role is not None:
        return role in condition.roles
    return True if condition.rating_shows_it and life.rating(life.year) is not None else None


def _members(life: Life) -> dict[str, Any] | None:
    for item in life.facts.get("collective", {}).get("years", []):
        if item["year"] == life.year:
            return dict(item)
    return None


def _members_share(condition: MembersShare, life: Life) -> State:
    members = _members(life) or {}
    counts = [members.get("titles", {}).get(code) for code in condition.titles]
    known = [count for count in counts if count is not None]
    if not members.get("members") or not known:
        return None
    needed = condition.share * members["members"]
    return sum(known) > needed if condition.more_than else sum(known) >= needed


def _no_member_disciplined(condition: NoMemberDisciplined, life: Life) -> State:
    worst = (_members(life) or {}).get("worst_discipline")
    if worst is None:
        return None
    return worst == "none" or DISCIPLINE_ORDER.index(worst) < DISCIPLINE_ORDER.index(condition.level)


def _not_on_hold(condition: NotOnHold, life: Life) -> State:
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


def _not_disciplined(condition: NotDisciplinedInYear, life: Life) -> State:
    for item in _discipline(life):
        severe = DISCIPLINE_ORDER.index(item["level"]) >= DISCIPLINE_ORDER.index(condition.level)
        if severe and date.fromisoformat(item["from"]).year == life.year:
            return False
    return True if "discipline" in life.facts else None


def _discipline_served(condition: DisciplineServed, life: Life) -> State:
    if "discipline" not in life.facts:
        return None
    first = life.year - condition.years + 1
    known = _discipline(life)
    running = [item for item in known if not item.get("until") or date.fromisoformat(item["until"]) >= life.on]
    if running:
        return None if any("until" not in item for item in known) else False
    last = max((date.fromisoformat(item["until"]).year for item in known), default=0)
    return None if last == first else last < first


def _employed(condition: EmployedMonths, life: Life) -> State:
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


def _absent(condition: AbsentLess, life: Life) -> State:
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


def _award_held(condition: AwardHeld, life: Life) -> State:
    found = life.given(condition.awards, condition.steps)
    if sum(certain for *_rest, certain in found) >= condition.count:
        return True
    return None if len(found) >= condition.count or life.may_hold_more(condition.awards) else False


def _times_within(condition: TimesWithin, life: Life) -> State:
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


def _years_within(condition: YearsWithin, life: Life) -> State:
    def count(certain: bool) -> int:
        states = [_rated(condition.rating, life, year) for year in window(condition.during, life, certain)]
        return sum(state is True or (state is None and not certain) for state in states)

    if count(certain=True) >= condition.count:
        return True
    return None if count(certain=False) >= condition.count else False


def _never_disciplined(condition: NeverDisciplined, life: Life) -> State:
    if "discipline" not in life.facts:
        return None
    return not any(date.fromisoformat(item["from"]) <= life.on for item in life.facts["discipline"])


def _age(start: str, on: date) -> int:
    begin = date.fromisoformat(start)
    years = on.year - begin.year
    return years if (on.month, on.day) >= (begin.month, begin.day) else years - 1


def _existed(condition: Existed, life: Life) -> State:
    founded = life.facts["subject"].get("founded")
    return None if founded is None else _age(founded, life.on) >= condition.years


def _round_anniversary(condition: RoundAnniversary, life: Life) -> State:
    founded = life.facts["subject"].get("founded")
    if founded is None:
        return None
    years = life.on.year - int(founded[:4])
    return years > 0 and years % 10 == 0


def _service_years(condition: ServiceYears, life: Life) -> State:
    answer: State = life.facts.get("judged", {}).get(condition.identifier)
    begin = life.facts["subject"].get("employed_from")
    if answer is not None or begin is None:
        return answer
    shortest = max(_age(begin, life.on), 0)
    longest = shortest * (2 if condition.doubled else 1)
    if longest < condition.years or (condition.under is not None and shortest >= condition.under):
        return False
    if condition.work is not None or shortest < condition.years:
        return None
    return True if condition.under is None or longest < condition.under else None


def _movement(condition: MovementOutcome, life: Life) -> State:
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


def _leads_cluster(condition: LeadsCluster, life: Life) -> State:
    rank = (_members(life) or {}).get("cluster_rank")
    return None if not rank else rank == 1


def _members_completed(condition: MembersCompleted, life: Life) -> State:
    members = _members(life) or {}
    if not members.get("members") or "completed" not in members:
        return None
    return bool(members["completed"] >= members["members"])


def _members_holding(condition: MembersHolding, life: Life) -> State:
    titles = (_members(life) or {}).get("titles", {})
    known = [titles[code] for code in condition.titles if code in titles]
    return sum(known) >= condition.count if known else None


def _clean_in_post(condition: CleanInPost, life: Life) -> State:
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


_PLAIN: dict[type, Callable[[Any, Life], State]] = {
    RatingRun: _rating_run,
    TitleRun: _title_run,
    Initiatives: _initiatives,
    Judged: _judged,
    Role: _role,
    MembersShare: _members_share,
    NoMemberDisciplined: _no_member_disciplined,
    NotOnHold: _not_on_hold,
    NotDisciplinedInYear: _not_disciplined,
    DisciplineServed: _discipline_served,
    EmployedMonths: _employed,
    AbsentLess: _absent,
    AwardHeld: _award_held,
    TimesWithin: _times_within,
    YearsWithin: _years_within,
    Existed: _existed,
    RoundAnniversary: _round_anniversary,
    ServiceYears: _service_years,
    MovementOutcome: _movement,
    LeadsCluster: _leads_cluster,
    MembersCompleted: _members_completed,
    MembersHolding: _members_holding,
    CleanInPost: _clean_in_post,
    NeverDisciplined: _never_disciplined,
    LeftOpen: lambda condition, life: None,
}


def leaf_state(leaf: Leaf, life: Life) -> State:
    """The state that decides, with what does not block counted as met."""
    state = _PLAIN[type(leaf.condition)](leaf.condition, life)
    if leaf.stricter and not life.strict:
        return True
    if leaf.knowledge == "unknown":
        if life.strict:
            return True if state else None
        return None if state is False else True
    if leaf.disputed and not life.strict:
        return True if state else None
    if state is None and isinstance(leaf.condition, Judged) and leaf.condition.about == "formality" and not life.strict:
        return True
    if state is None and isinstance(leaf.condition, Judged) and leaf.condition.about == "conduct" and not life.strict:
        before = life.year - 1 if life.year == life.on.year else life.year
        if life.rating(life.year) or life.rating(before):
            return True
    return state


def node_state(node: Node, life: Life) -> State:
    """A node of the tree."""
    if isinstance(node, Leaf):
        return leaf_state(node, life)
    if isinstance(node, Not):
        state = node_state(node.node, life)
        return None if state is None else not state
    assert isinstance(node, Branch)
    states = [node_state(member, life) for member in node.nodes]
    return both(states) if node.kind == "all" else at_least(states, 1 if node.kind == "any" else node.count)


def door_masks(criteria: Criteria, kind: str, life: Life) -> dict[str, tuple[int, int]]:
    """(unmet, unknown) masks of every alternative, by its id."""
    result = {}
    for door in criteria.doors:
        if door.is_tried(kind):
            states = [node_state(node, life) for node in (*criteria.common, *door.clauses)]
            unmet = sum(1 << index for index, state in enumerate(states) if state is False)
            unknown = sum(1 << index for index, state in enumerate(states) if state is None)
            result[door.id] = (unmet, unknown)
    return result


def outcome(criteria: Criteria, kind: str, life: Life) -> str:
    """The outcome, decided in the order of the contract."""
    if any(
        isinstance(leaf.condition, NotOnHold) and _not_on_hold(leaf.condition, life) is False
        for leaf in criteria.leaves()
    ):
        return "on_hold"
    masks = list(door_masks(criteria, kind, life).values())
    if any(unmet == 0 and unknown == 0 for unmet, unknown in masks):
        return "eligible"
    return "open" if any(unmet == 0 for unmet, _unknown in masks) else "not_eligible"
