"""The facts about one person, collective or household: what they are, and reading them from JSON."""

from thidua.law.facts.model import (
    AWARD_KINDS,
    DISCIPLINE_LEVELS,
    FIRST_YEAR,
    LAST_YEAR,
    RATINGS,
    RECIPIENTS,
    ROLES,
    SCOPES,
    Facts,
    Given,
    Initiative,
    Interval,
    MembersYear,
    Title,
)
from thidua.law.facts.read import read_facts

__all__ = [
    "AWARD_KINDS",
    "DISCIPLINE_LEVELS",
    "FIRST_YEAR",
    "LAST_YEAR",
    "RATINGS",
    "RECIPIENTS",
    "ROLES",
    "SCOPES",
    "Facts",
    "Given",
    "Initiative",
    "Interval",
    "MembersYear",
    "Title",
    "read_facts",
]
