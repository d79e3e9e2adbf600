"""The law's answers as plain text, for the command line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from thidua.law.awards import AwardInfo
from thidua.law.corpus import Law
from thidua.law.criteria import Branch, Criteria, Door, Leaf, Node, Not
from thidua.law.documents import Document
from thidua.law.language import VI, Language, told
from thidua.law.money import Money
from thidua.law.sources import KNOWLEDGE_TEXT, knowledge_text
from thidua.law.tell_words import (
    WORDS,
    coefficient_texts,
    considered_text,
    listed,
    vote_text,
)
from thidua.law.verdict import Verdict

_SIGNS = {"met": "[đạt]", "unmet": "[không đạt]", "unknown": "[chưa rõ]"}


def tell_verdict(law: Law, verdict: Verdict) -> str:
    """A verdict as an officer reads it: the answer first, then each condition with its article."""
    name = law.award_pack(verdict.award).names["vi"]
    lines = [f"{name}, ngày {verdict.on:%d/%m/%Y}, năm thành tích {verdict.year}", f"Kết luận: {verdict.outcome_text}"]
    if verdict.path_text:
        lines.append(f"Trường hợp: {verdict.path_text}")
    lines.append("")
    for item in verdict.conditions:
        judged = " (cần người có thẩm quyền nhận xét)" if item.needs_judgement and item.state == "unknown" else ""
        lines.append(f"{_SIGNS[item.state]} {item.text}{judged}")
        lines.append(f"    Căn cứ: {item.cite.text} ({KNOWLEDGE_TEXT[item.knowledge]})")
    if verdict.warnings:
        lines += ["", "Lưu ý:"] + [f"- {warning.message}" for warning in verdict.warnings]
    if verdict.preferences:
        lines += ["", "Khi nhiều người cùng đủ điều kiện:"] + [f"- {item.text}" for item in verdict.preferences]
    lines += ["", f"Bộ dữ liệu pháp luật: {verdict.pack[:16]}"]
    return "\n".join(lines)


def tell_award(award: AwardInfo, assumed: bool, language: Language = VI) -> str:
    """An award with everything but its criteria in detail.

    Args:
        award: on the day asked about.
        assumed: the law of the day is only assumed: every line is marked.
        language: vi, or en for an English reading.
    """
    words = WORDS[language]
    mark = words["assumed"] if assumed else ""
    lines = [
        f"{award.names[language]} ({award.code}): {words[award.category]}",
        f"{words['recipients']}: {listed(award.recipients, language)}",
    ]

    def settled_by(text: str) -> str:
        return f"{words['not_known']}; {words['needs']} {told(text, language)}"

    def add(part: str, texts: Iterable[str]) -> None:
        version = award.sources.get(part)
        if version is None:
            gap = next((item for item in award.not_known if item.part == part), None)
            lines.append(f"{words[part]}: {settled_by(gap.settled_by) if gap else words['not_known']}")
            return
        source = f"{version.cite.told(language)}; {knowledge_text(version.knowledge, language)}"
        lines.append(f"{words[part]} ({source}):")
        lines.extend(f"  - {mark}{told(text, language)}" for text in texts)

    add("decided_by", award.decided_by)
    add("nominated_by", [award.nominated_by or ""])
    add("vote", [vote_text(award.vote, language)])
    add("papers", [_paper(item.text, item.required_when, language) for item in award.papers])
    if award.public_comment_days is not None:
        add("public_comment", [words["comment_days"].format(days=award.public_comment_days)])
    add("considered", [considered_text(award.considered, language)])
    add("deadlines", award.deadlines)
    notes = [award.money_note] if award.money_note else []
    add("money", coefficient_texts(award.coefficients, language) + notes)
    lines += [
        f"{words[item.part]}: {settled_by(item.settled_by)}"
        for item in award.not_known
        if item.part in ("criteria", "public_comment")
    ]
    return "\n".join([*lines, "", tell_criteria(award, assumed, language)])


def _paper(text: str, when: str | None, language: Language) -> str:
    return told(text, language) + (f" ({told(when, language)})" if when else "")


def tell_criteria(award: AwardInfo, assumed: bool, language: Language = VI) -> str:
    """The criteria in plain words, each line with its article; arguments as `tell_award`."""
    words = WORDS[language]
    lines = [f"{words['criteria']} “{award.names[language]}”"]
    if words["no_legal_force"]:
        lines.append(words["no_legal_force"])
    for criteria in award.criteria:
        who = listed(criteria.recipients, language)
        lines += ["", words["for_whom"].format(who=who, cite=criteria.cite.told(language))]
        lines += _Lines(language, words["assumed"] if assumed else "").of(criteria)
    return "\n".join(lines)


class _Lines:
    """Criteria as lines in one language; `mark` stands before every condition."""

    def __init__(self, language: Language, mark: str) -> None:
        self._language = language
        self._words = WORDS[language]
        self._mark = mark

    def of(self, criteria: Criteria) -> list[str]:
        lines = []
        common, doors = self._shared_by_all(criteria)
        if common:
            lines.append(f"  {self._words['every_way']}")
            lines += [f"    {line}" for line in common]
        lines.append(f"  {self._words['one_way' if len(doors) > 1 else 'and']}")
        for number, (door, own) in enumerate(doors, start=1):
            kinds = f" [{listed(door.kinds, self._language)}]" if door.kinds else ""
            lines.append(f"  {number}. {told(door.name, self._language)}{kinds}")
            lines += [f"      {line}" for line in own]
        return lines

    def _shared_by_all(self, criteria: Criteria) -> tuple[list[str], list[tuple[Door, list[str]]]]:
        """(lines common to all, (alternative, its own lines)): a clause that all alternatives carry is told once."""
        told_all = [(door, [self._node(node, 0) for node in door.clauses]) for door in criteria.doors]
        common = [line for node in criteria.common for line in self._node(node, 0)]
        shared = []
        if len(told_all) > 1:
            shared = [lines for lines in told_all[0][1] if all(lines in others for _door, others in told_all)]
        common += [line for lines in shared for line in lines]
        own = [
            (door, [line for lines in clauses if lines not in shared for line in lines]) for door, clauses in told_all
        ]
        return common, own

    def _node(self, node: Node, indent: int) -> list[str]:
        pad, words = " " * indent, self._words
        if isinstance(node, Leaf):
            return [f"{pad}- {self._mark}{node.condition.asked(None, self._language)} ({self._source(node)})"]
        if isinstance(node, Not):
            return [f"{pad}- {words['not']}", *self._node(node.node, indent + 2)]
        if isinstance(node, Branch) and node.kind == "all":
            return [line for member in node.nodes for line in self._node(member, indent)]
        title = words["any"] if node.kind == "any" else words["at_least"].format(count=node.count)
        lines = [f"{pad}- {title}"]
        for member in node.nodes:
            if isinstance(member, Branch) and member.kind == "all":
                lines.append(f"{pad}  - {words['all']}")
                lines += self._node(member, indent + 4)
            else:
                lines += self._node(member, indent + 2)
        return lines

    def _source(self, leaf: Leaf) -> str:
        parts = [leaf.cite.told(self._language)]
        if leaf.knowledge != "confirmed":
            parts.append(knowledge_text(leaf.knowledge, self._language))
        parts += [self._words[name] for name in ("disputed", "stricter") if getattr(leaf, name)]
        return "; ".join(parts)


def tell_money(result: Money) -> str:
    """The sum with its computation and sources."""
    lines = [f"{result.award}, {WORDS[VI][result.recipient]}, quyết định ngày {result.on:%d/%m/%Y}: {result.text}"]
    lines.append(f"Căn cứ: {'; '.join(cite.text for cite in result.cites)} ({KNOWLEDGE_TEXT[result.knowledge]})")
    lines += [f"Lưu ý: {warning.message}" for warning in result.warnings]
    return "\n".join(lines)


def tell_documents(found: list[Document], day: date) -> str:
    """The registry as a list."""
    lines = []
    for document in found:
        start = f"{document.in_force_from:%d/%m/%Y}" if document.in_force_from else "chưa rõ"
        end = f" đến {document.in_force_to:%d/%m/%Y}" if document.in_force_to else ""
        state = "" if document.is_in_force(day) else " [không có hiệu lực hoặc chưa rõ]"
        content = "" if document.content_known else "; chưa có nội dung"
        lines.append(f"{document.label}: {document.title} ({document.issuer}){state}")
        lines.append(f"    hiệu lực từ {start}{end}; {KNOWLEDGE_TEXT[document.knowledge]}{content}")
        if document.note:
            lines.append(f"    {document.note}")
    return "\n".join(lines)
