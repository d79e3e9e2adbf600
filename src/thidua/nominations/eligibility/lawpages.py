"""What the law says of an award on a day, laid out for a page: each part with its article and how sure we are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thidua import law as library
from thidua.law.awards import AwardInfo
from thidua.law.criteria import Branch, Criteria, Leaf, Node, Not
from thidua.law.diff import PART_TEXT, Difference, difference
from thidua.law.tell_words import WORDS, considered_text, giver_text, vote_text
from thidua.nominations.lawbook import law_language
from thidua.organisation.models import Honour


@dataclass(frozen=True)
class Part:
    """One part of what the law says: its sentences, the article, the mark of knowledge; or what would settle it."""

    title: str
    lines: Sequence[str]
    cite: library.Cite | None = None
    knowledge: str = ""
    settled_by: str = ""


@dataclass(frozen=True)
class Clause:
    """A condition in plain words; a branch has a label and members instead."""

    text: str
    cite: library.Cite | None = None
    knowledge: str = ""
    marks: Sequence[str] = ()
    members: Sequence[Clause] = ()


@dataclass(frozen=True)
class Way:
    """One alternative to the award."""

    name: str
    kinds: Sequence[str]
    clauses: Sequence[Clause]


@dataclass(frozen=True)
class CriteriaPage:
    """The criteria for some recipients."""

    who: str
    cite: library.Cite
    knowledge: str
    common: Sequence[Clause]
    ways: Sequence[Way]


def recipients_text(recipients: Iterable[str]) -> str:
    """For whom, in words."""
    words = {"individual": _("cá nhân"), "collective": _("tập thể"), "household": _("hộ gia đình")}
    return ", ".join(words[recipient] for recipient in recipients)


def names_of(info: AwardInfo) -> tuple[str, str]:
    """(the name in the reader's language, for readers of English also the law's own name, else nothing)."""
    if law_language() == "en":
        return info.names["en"], info.names["vi"]
    return info.names["vi"], ""


def parts_of(info: AwardInfo) -> list[Part]:
    """Who decides, who nominates, vote, papers, comment, deadlines, how often; what is not known says so."""
    papers = [f"{row.text} ({row.required_when})" if row.required_when else row.text for row in info.papers]
    comment = []
    if info.public_comment_days is not None:
        comment.append(_("công khai danh sách ít nhất %(days)d ngày làm việc") % {"days": info.public_comment_days})
    rows: list[tuple[str, str, Sequence[str]]] = [
        ("decided_by", _("Thẩm quyền quyết định"), info.decided_by),
        ("nominated_by", _("Ai đề nghị"), [info.nominated_by] if info.nominated_by else []),
        (
            "considered",
            _("Thời gian xét"),
            [considered_text(info.considered, law_language())] if info.considered else [],
        ),
        ("vote", _("Bỏ phiếu"), [vote_text(info.vote, law_language())] if info.vote is not None else []),
        ("public_comment", _("Lấy ý kiến công khai"), comment),
        ("papers", _("Hồ sơ gồm"), papers),
        ("deadlines", _("Thời hạn"), info.deadlines),
    ]
    gaps = {gap.part: gap.settled_by for gap in info.not_known}
    parts = []
    for key, title, lines in rows:
        version = info.sources.get(key)
        if version is not None and lines:
            parts.append(Part(title, [_sentence(line) for line in lines], version.cite, version.knowledge))
        elif key in gaps:
            parts.append(Part(title, [], settled_by=gaps[key]))
    return parts


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


@dataclass(frozen=True)
class MoneyLine:
    """The reward money for one kind of recipient (and giver) on a day; ``problem`` where it is not known."""

    who: str
    money: library.Money | None
    problem: str = ""


def money_lines(law: library.Law, info: AwardInfo, day: date) -> list[MoneyLine]:
    """The money of a decision of that day, for each recipient and giver with a figure of its own."""
    lines = []
    keys = list(info.coefficients or {}) or [(recipient, None) for recipient in info.recipients]
    for recipient, giver in keys:
        who = _sentence(recipients_text([recipient]) + giver_text(giver, law_language()))
        try:
            lines.append(MoneyLine(who, library.money(law, info.code, day, recipient, giver)))
        except library.LawError as error:
            lines.append(MoneyLine(who, None, str(error)))
    return lines


def criteria_pages(info: AwardInfo) -> list[CriteriaPage]:
    """The criteria, alternative by alternative; what all alternatives ask is told once."""
    return [_criteria_page(item) for item in info.criteria]


def _criteria_page(criteria: Criteria) -> CriteriaPage:
    told = [(door, [_clause(node) for node in door.clauses]) for door in criteria.doors]
    everywhere = (
        [clause for clause in told[0][1] if all(clause in clauses for _door, clauses in told)] if len(told) > 1 else []
    )
    kinds = dict(Honour.Kind.choices)
    return CriteriaPage(
        who=_sentence(recipients_text(criteria.recipients)),
        cite=criteria.cite,
        knowledge=criteria.knowledge,
        common=[*(_clause(node) for node in criteria.common), *everywhere],
        ways=[
            Way(
                door.name,
                [str(kinds.get(kind, WORDS[law_language()].get(kind, kind))) for kind in door.kinds],
                [clause for clause in clauses if clause not in everywhere],
            )
            for door, clauses in told
        ],
    )


def _clause(node: Node) -> Clause:
    if isinstance(node, Leaf):
        marks = []
        if node.condition.needs_judgement:
            marks.append(_("người có trách nhiệm đánh giá"))
        if node.disputed:
            marks.append(_("cách đọc còn khác nhau"))
        if node.stricter:
            marks.append(_("cách đọc chặt hơn, không bắt buộc"))
        return Clause(_sentence(node.condition.asked(None, law_language())), node.cite, node.knowledge, tuple(marks))
    if isinstance(node, Not):
        return Clause(_("Không được:"), members=(_clause(node.node),))
    members = tuple(_clause(member) for member in node.nodes)
    if len(members) == 1:
        return members[0]
    return Clause(_branch_label(node), members=members)


def _branch_label(node: Branch) -> str:
    if node.kind == "all":
        return _("Đồng thời:")
    if node.kind == "any":
        return _("Một trong các điều kiện sau:")
    return _("Ít nhất %(count)d trong các điều kiện sau:") % {"count": node.count}


@dataclass(frozen=True)
class ChangedPart:
    """The changes of one part of an award between two days."""

    title: str
    changes: Sequence[Any]
    moved: int


def changes_between(law: library.Law, code: str, before: date, after: date) -> tuple[Difference, list[ChangedPart]]:
    """What changed, part by part; rules that only moved to another document are counted.

    Raises:
        LawError: the days are in the wrong order.
        LawUnknown: nothing is known of the award on one of the days.
    """
    found = difference(law, code, before, after)
    parts = []
    for key, title in PART_TEXT.items():
        mine = [change for change in found.changes if change.part == key]
        if mine:
            real = [change for change in mine if change.kind != "basis"]
            parts.append(ChangedPart(title, real, len(mine) - len(real)))
    return found, parts


def changing_days(law: library.Law, code: str) -> list[date]:
    """The days on which something about an award begins to hold, newest first: the turns of its history."""
    pack = law.award_pack(code)
    dated = (
        pack.decided_by, pack.nominated_by, pack.vote, pack.papers, pack.public_comment, pack.deadlines,
        pack.considered, pack.money,
    )  # fmt: skip
    days = {version.start for part in dated for version in part.versions} | {spec.start for spec in pack.criteria}
    return sorted((day for day in days if day.year > 1), reverse=True)
