"""Conditions about a collective and its members."""

from __future__ import annotations

from typing import Any

from tests.law.oracle.life import DISCIPLINE_ORDER, Life, State
from tests.law.oracle.people_conditions import age

from thidua.law.conditions.existence import Existed, RoundAnniversary
from thidua.law.conditions.leads_cluster import LeadsCluster
from thidua.law.conditions.members import MembersCompleted, MembersHolding, MembersShare, NoMemberDisciplined


def _members(life: Life) -> dict[str, Any] | None:
    for item in life.facts.get("collective", {}).get("years", []):
        if item["year"] == life.year:
            return dict(item)
    return None


def members_share(condition: MembersShare, life: Life) -> State:
    members = _members(life) or {}
    counts = [members.get("titles", {}).get(code) for code in condition.titles]
    known = [count for count in counts if count is not None]
    if not members.get("members") or not known:
        return None
    needed = condition.share * members["members"]
    return sum(known) > needed if condition.more_than else sum(known) >= needed


def no_member_disciplined(condition: NoMemberDisciplined, life: Life) -> State:
    worst = (_members(life) or {}).get("worst_discipline")
    if worst is None:
        return None
    return worst == "none" or DISCIPLINE_ORDER.index(worst) < DISCIPLINE_ORDER.index(condition.level)


def existed(condition: Existed, life: Life) -> State:
    founded = life.facts["subject"].get("founded")
    return None if founded is None else age(founded, life.on) >= condition.years


def round_anniversary(condition: RoundAnniversary, life: Life) -> State:
    founded = life.facts["subject"].get("founded")
    if founded is None:
        return None
    years = life.on.year - int(founded[:4])
    return years > 0 and years % 10 == 0


def leads_cluster(condition: LeadsCluster, life: Life) -> State:
    rank = (_members(life) or {}).get("cluster_rank")
    return None if not rank else rank == 1


def members_completed(condition: MembersCompleted, life: Life) -> State:
    members = _members(life) or {}
    if not members.get("members") or "completed" not in members:
        return None
    return bool(members["completed"] >= members["members"])


def members_holding(condition: MembersHolding, life: Life) -> State:
    titles = (_members(life) or {}).get("titles", {})
    known = [titles[code] for code in condition.titles if code in titles]
    return sum(known) >= condition.count if known else None
