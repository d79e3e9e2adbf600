"""The tree of an award, alternative by alternative."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.law.oracle.collective_conditions import (
    existed,
    leads_cluster,
    members_completed,
    members_holding,
    members_share,
    no_member_disciplined,
    round_anniversary,
)
from tests.law.oracle.life import Life, State, at_least, both
from tests.law.oracle.people_conditions import (
    absent,
    clean_in_post,
    discipline_served,
    employed,
    judged,
    movement,
    never_disciplined,
    not_disciplined,
    not_on_hold,
    role,
    service_years,
)
from tests.law.oracle.record_conditions import (
    award_held,
    initiatives,
    rating_run,
    times_within,
    title_run,
    years_within,
)

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
from thidua.law.conditions.service_years import ServiceYears
from thidua.law.conditions.title_run import TitleRun
from thidua.law.conditions.within_run import TimesWithin, YearsWithin
from thidua.law.criteria import Branch, Criteria, Leaf, Node, Not

_PLAIN: dict[type, Callable[[Any, Life], State]] = {
    RatingRun: rating_run,
    TitleRun: title_run,
    Initiatives: initiatives,
    Judged: judged,
    Role: role,
    MembersShare: members_share,
    NoMemberDisciplined: no_member_disciplined,
    NotOnHold: not_on_hold,
    NotDisciplinedInYear: not_disciplined,
    DisciplineServed: discipline_served,
    EmployedMonths: employed,
    AbsentLess: absent,
    AwardHeld: award_held,
    TimesWithin: times_within,
    YearsWithin: years_within,
    Existed: existed,
    RoundAnniversary: round_anniversary,
    ServiceYears: service_years,
    MovementOutcome: movement,
    LeadsCluster: leads_cluster,
    MembersCompleted: members_completed,
    MembersHolding: members_holding,
    CleanInPost: clean_in_post,
    NeverDisciplined: never_disciplined,
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
        # A rating from before the unit was founded is that of another unit: it says nothing about this one's conduct.
        if any(life.rating(year) and life.is_own(year) for year in (life.year, before)):
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
        isinstance(leaf.condition, NotOnHold) and not_on_hold(leaf.condition, life) is False
        for leaf in criteria.leaves()
    ):
        return "on_hold"
    masks = list(door_masks(criteria, kind, life).values())
    if any(unmet == 0 and unknown == 0 for unmet, unknown in masks):
        return "eligible"
    return "open" if any(unmet == 0 for unmet, _unknown in masks) else "not_eligible"
