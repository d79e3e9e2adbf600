"""How many votes an award needs, as the law had it on the day that counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.law import threshold
from thidua.nominations.lawbook import the_law
from thidua.nominations.models import Nomination


@dataclass(frozen=True)
class Terms:
    """What a vote must reach.

    ``share`` of ``base`` members, written as a fraction (``"4/5"``); ``needed`` votes; ``source``: words, articles and
    how well the provision is known, as plain JSON.
    """

    base: int
    share: str
    needed: int
    source: dict[str, Any]


def law_day(nomination: Nomination, day: date) -> date:
    """The day whose law governs: when the dossier was received, else ``day`` (the transition rule of the decrees)."""
    return nomination.dossier.received_on or day


def terms_for(award: str, on: date, members: int) -> Terms:
    """The votes that ``award`` needs from a council of ``members``, by the law of the day ``on``.

    Where the law sets no share, more than half of all members is asked: a council decides by majority
    (khoản 4 Điều 90 Luật 06/2022/QH15 leaves it to its rules), and the source says that this is assumed.
    """
    found = threshold(the_law(), award, on, members=members)
    if found.share is None or found.needed_votes is None:
        needed = members // 2 + 1
        words = f"Luật không quy định tỷ lệ; theo đa số, quá nửa của {members} ủy viên → cần {needed} phiếu"
        return Terms(members, "1/2", needed, {"text": words, "cites": [], "knowledge": "assumed", "more_than": True})
    source = {
        "text": found.text,
        "cites": [cite.to_json() for cite in found.cites],
        "knowledge": found.knowledge,
        "more_than": found.more_than,
    }
    return Terms(members, str(found.share), found.needed_votes, source)


def must_be_secret(award: str, on: date, members: int) -> bool | None:
    """Whether the law asks a secret ballot for ``award``; None where it is silent."""
    return threshold(the_law(), award, on, members=members).secret
