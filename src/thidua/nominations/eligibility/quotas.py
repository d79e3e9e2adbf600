"""Quotas of the law for a unit: allowed, used, left. Nothing is stopped by them; they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor

import numpy as np
from django.utils.translation import gettext as _

from thidua import law as library
from thidua.nominations.eligibility.screening import UnitScreening
from thidua.nominations.lawbook import award_name


@dataclass(frozen=True)
class QuotaLine:
    """One quota against the unit that is looked through.

    Attributes:
        text: the rule, as the packs say it.
        base, base_text: the number it is a share of, and what that counts; None and empty for a fixed number.
        allowed, used, left: people; ``left`` below zero says that more are nominated than the rule lets through.
    """

    award: str
    text: str
    cite: library.Cite
    knowledge: str
    base: int | None
    base_text: str
    allowed: int
    used: int

    @property
    def left(self) -> int:
        """How many more may be nominated; negative: too many are."""
        return self.allowed - self.used


def quota_lines(found: UnitScreening, *, share: Fraction | None = None) -> list[QuotaLine]:
    """The quotas that touch the awards asked about, counted within the unit.

    Args:
        found: the unit's answers.
        share: in place of the rule's own share (for trials).
    """
    lines = []
    for option in found.options:
        for quota in library.quotas(found.law, option.code, found.question.received or found.question.on):
            used = _taken(found, option.code)
            if quota.share is None:
                lines.append(
                    QuotaLine(option.name, quota.text, quota.cite, quota.knowledge, None, "", quota.count or 0, used)
                )
                continue
            base, base_text = _base(found, str(quota.of))
            allowed = floor((quota.share if share is None else share) * base)
            lines.append(
                QuotaLine(option.name, quota.text, quota.cite, quota.knowledge, base, base_text, allowed, used)
            )
    return lines


def _taken(found: UnitScreening, code: str) -> int:
    return int(np.count_nonzero(found.history.taken(code)))


def _base(found: UnitScreening, code: str) -> tuple[int, str]:
    """Those nominated or commended for the base award; while there are none, those who qualify for it."""
    if code == "members":
        return len(found.roster.people), _("người của đơn vị")
    name = award_name(code, found.question.on)
    if code not in found.law.awards:
        return 0, _("người được đề nghị %(award)s") % {"award": name}
    nominated = _taken(found, code)
    if nominated:
        return nominated, _("người đã được đề nghị hoặc tặng %(award)s") % {"award": name}
    standing = int(np.count_nonzero(found.answers.of(code).eligible))
    return standing, _("người đủ điều kiện %(award)s (chưa ai được đề nghị)") % {"award": name}
