"""How many votes an award needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Any

from thidua.law.corpus import Law
from thidua.law.errors import LawError, LawUnknown
from thidua.law.sources import Cite, worst_knowledge


@dataclass(frozen=True)
class Threshold:
    """The votes a council needs for an award.

    Attributes:
        award: its code.
        vote_required: the rule asks for a vote.
        share: share of the base in favour; None: none is set (minutes of the consideration suffice).
        more_than: more than the share is needed.
        of: "all_members" or "present".
        members: the base that was given.
        needed_votes: votes in favour needed, None without a share.
        secret: whether the ballot must be secret; None: the rule is silent.
        text: the computation in Vietnamese, with the rounding shown.
        cites, knowledge: source.
    """

    award: str
    vote_required: bool
    share: Fraction | None
    more_than: bool
    of: str | None
    members: int
    needed_votes: int | None
    secret: bool | None
    text: str
    cites: tuple[Cite, ...]
    knowledge: str

    def to_json(self) -> dict[str, Any]:
        return {
            "award": self.award,
            "vote_required": self.vote_required,
            "share": None if self.share is None else float(self.share),
            "more_than": self.more_than,
            "of": self.of,
            "members": self.members,
            "needed_votes": self.needed_votes,
            "secret": self.secret,
            "text": self.text,
            "cites": [cite.to_json() for cite in self.cites],
            "knowledge": self.knowledge,
        }


def threshold(law: Law, award: str, on: date, members: int) -> Threshold:
    """The votes needed for an award in a council of so many members.

    Args:
        law: with the body's overlay, where it has its own rules.
        award: code.
        on: the day of the vote.
        members: number of members of the council (the base "all members"), or present where the rule counts those.

    Raises:
        LawError: no such award, or not a positive number of members.
        LawUnknown: the packs hold no vote rule for that day.
    """
    if members < 1:
        raise LawError(f"hội đồng có {members} thành viên", "members", "Nhập số thành viên từ 1 trở lên")
    found = law.vote(award, on)
    if found is None:
        raise LawUnknown(f"chưa rõ quy định bỏ phiếu xét {award} ngày {on:%d/%m/%Y}", "vote", "Bổ sung văn bản")
    vote, knowledge = found.value, found.knowledge
    if not law.is_known(on):
        knowledge = worst_knowledge((knowledge, "assumed"))
    needed = None
    text = "Không quy định bỏ phiếu; lập biên bản xét."
    if vote.share is not None:
        exact = vote.share * members
        needed = floor(exact) + 1 if vote.more_than else ceil(exact)
        base = "tổng số thành viên" if vote.of == "all_members" else "số thành viên có mặt"
        word = "Quá" if vote.more_than else "Từ"
        share = f"{word} {_number(vote.share * 100)}% {base} ({members} người)"
        text = f"{share} = {_number(exact)}; cần ít nhất {needed} phiếu đồng ý."
    elif vote.required:
        text = "Phải bỏ phiếu; chưa rõ tỷ lệ."
    return Threshold(
        award=award,
        vote_required=vote.required,
        share=vote.share,
        more_than=vote.more_than,
        of=vote.of,
        members=members,
        needed_votes=needed,
        secret=vote.secret,
        text=text,
        cites=(found.cite,),
        knowledge=knowledge,
    )


def _number(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    return f"{float(value):.2f}".rstrip("0").rstrip(".").replace(".", ",")
