"""Votes and shares in words, as they stand on pages, in the journal and in minutes."""

from __future__ import annotations

from fractions import Fraction

from django.utils.translation import gettext as _

from thidua.councils.models import Question


def percent(share: Fraction) -> str:
    """A share in percent with a comma and at most one digit after it: 7/9 → ``"77,8%"``."""
    whole, rest = divmod(int(share * 1000 + Fraction(1, 2)), 10)
    return f"{whole},{rest}%" if rest else f"{whole}%"


def requirement_text(question: Question) -> str:
    """What the vote must reach: ``"cần 8 (≥ 80% của 9)"``; empty before voting was opened."""
    if question.needed is None or question.base_members is None:
        return ""
    values = {
        "needed": question.needed,
        "sign": ">" if question.threshold_source.get("more_than") else "≥",
        "share": percent(Fraction(question.share)),
        "base": question.base_members,
    }
    return _("cần %(needed)d (%(sign)s %(share)s của %(base)d)") % values


def result_text(question: Question) -> str:
    """The result: ``"7/9 phiếu (77,8%), cần 8 (≥ 80% của 9)"``; empty before the count."""
    if question.agreed is None or not question.base_members:
        return ""
    share = percent(Fraction(question.agreed, question.base_members))
    values = {"agreed": question.agreed, "base": question.base_members, "share": share}
    return _("%(agreed)d/%(base)d phiếu (%(share)s)") % values + ", " + requirement_text(question)


def not_cast(question: Question) -> int | None:
    """How many of all members gave no vote (absent, or not entitled to this question); None before the count."""
    if question.agreed is None or question.base_members is None:
        return None
    return question.base_members - question.agreed - (question.disagreed or 0) - (question.invalid or 0)
