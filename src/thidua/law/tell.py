"""The law's answers as plain text, for the command line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from thidua.law.awards import AwardInfo, Coefficients, Vote
from thidua.law.corpus import Law
from thidua.law.criteria import Branch, Criteria, Door, Leaf, Node, Not
from thidua.law.documents import Document
from thidua.law.money import BODIES, Money
from thidua.law.sources import KNOWLEDGE_TEXT
from thidua.law.trace import ASSUMED_MARK
from thidua.law.verdict import Verdict

RECIPIENT_TEXT = {"individual": "cá nhân", "collective": "tập thể", "household": "hộ gia đình"}
KIND_TEXT = {
    "merit": "công trạng",
    "spontaneous": "đột xuất",
    "movement": "phong trào",
    "dedication": "quá trình cống hiến",
    "tenure": "niên hạn",
    "external": "đối ngoại",
}
CATEGORY_TEXT = {"title": "danh hiệu thi đua", "award": "hình thức khen thưởng"}
CONSIDERED_TEXT = {
    "yearly": "hằng năm",
    "every_3_years": "03 năm một lần",
    "every_5_years": "05 năm một lần",
    "when_due": "khi có đủ điều kiện, tiêu chuẩn; không theo kỳ",
}
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


def tell_award(award: AwardInfo, assumed: bool) -> str:
    """An award with everything but its criteria in detail."""
    mark = ASSUMED_MARK if assumed else ""
    lines = [
        f"{award.names['vi']} ({award.code}): {CATEGORY_TEXT[award.category]}",
        f"Đối tượng: {', '.join(RECIPIENT_TEXT[recipient] for recipient in award.recipients)}",
    ]

    def add(title: str, part: str, texts: Iterable[str]) -> None:
        version = award.sources.get(part)
        if version is None:
            gap = next((item for item in award.not_known if item.part == part), None)
            lines.append(f"{title}: chưa rõ" + (f"; cần {gap.settled_by}" if gap else ""))
            return
        lines.append(f"{title} ({version.cite.text}; {KNOWLEDGE_TEXT[version.knowledge]}):")
        lines.extend(f"  - {mark}{text}" for text in texts)

    add("Thẩm quyền quyết định", "decided_by", award.decided_by)
    add("Đề nghị", "nominated_by", [award.nominated_by or ""])
    add("Bỏ phiếu", "vote", [vote_text(award.vote)])
    add(
        "Hồ sơ",
        "papers",
        [f"{item.text}{f' ({item.required_when})' if item.required_when else ''}" for item in award.papers],
    )
    if award.public_comment_days is not None:
        days = f"công khai danh sách ít nhất {award.public_comment_days} ngày làm việc trước khi hội đồng họp"
        add("Lấy ý kiến công khai", "public_comment", [days])
    add("Kỳ xét", "considered", [CONSIDERED_TEXT.get(award.considered or "", award.considered or "")])
    add("Thời hạn", "deadlines", award.deadlines)
    notes = [award.money_note] if award.money_note else []
    add("Mức thưởng", "money", coefficient_texts(award.coefficients) + notes)
    lines += [item.text for item in award.not_known if item.part in ("criteria", "public_comment")]
    return "\n".join([*lines, "", tell_criteria(award, assumed)])


def coefficient_texts(coefficients: Coefficients | None) -> list[str]:
    """One phrase for each recipient (and giver, where that changes it)."""
    return [
        f"{RECIPIENT_TEXT[recipient]}{giver_text(body)}: {str(value).replace('.', ',')} lần mức lương cơ sở"
        for (recipient, body), value in (coefficients or {}).items()
    ]


def giver_text(body: str | None) -> str:
    """' (cấp xã tặng)', or nothing."""
    return "" if body is None else f" ({BODIES[body]} tặng)"


def vote_text(vote: Vote | None) -> str:
    """How a council votes, in a phrase."""
    if vote is None:
        return ""
    if vote.share is None:
        return "phải bỏ phiếu" if vote.required else "không quy định bỏ phiếu; lập biên bản xét"
    base = "tổng số thành viên hội đồng" if vote.of == "all_members" else "số thành viên có mặt"
    word = "quá" if vote.more_than else "từ"
    secret = {True: ", bỏ phiếu kín", False: ", biểu quyết công khai", None: ""}[vote.secret]
    return f"{word} {float(vote.share) * 100:g} % {base} đồng ý{secret}"


def tell_criteria(award: AwardInfo, assumed: bool) -> str:
    """The criteria in plain words, each line with its article."""
    lines = [f"Tiêu chuẩn “{award.names['vi']}”"]
    for criteria in award.criteria:
        who = ", ".join(RECIPIENT_TEXT[recipient] for recipient in criteria.recipients)
        lines += ["", f"Đối với {who} ({criteria.cite.text}):"]
        lines += _criteria_lines(criteria, ASSUMED_MARK if assumed else "")
    return "\n".join(lines)


def _criteria_lines(criteria: Criteria, mark: str) -> list[str]:
    lines = []
    common, doors = _shared_by_all(criteria, mark)
    if common:
        lines.append("  Mọi trường hợp đều phải:")
        lines += [f"    {line}" for line in common]
    lines.append("  và thuộc một trong các trường hợp:" if len(doors) > 1 else "  và:")
    for number, (door, own) in enumerate(doors, start=1):
        kinds = f" [{', '.join(KIND_TEXT[kind] for kind in door.kinds)}]" if door.kinds else ""
        lines.append(f"  {number}. {door.name}{kinds}")
        lines += [f"      {line}" for line in own]
    return lines


def _shared_by_all(criteria: Criteria, mark: str) -> tuple[list[str], list[tuple[Door, list[str]]]]:
    """(lines common to all, (alternative, its own lines)): a clause that all alternatives carry is told once."""
    told = [(door, [_node_lines(node, 0, mark) for node in door.clauses]) for door in criteria.doors]
    common = [line for node in criteria.common for line in _node_lines(node, 0, mark)]
    shared = [lines for lines in told[0][1] if all(lines in others for _door, others in told)] if len(told) > 1 else []
    common += [line for lines in shared for line in lines]
    own = [(door, [line for lines in clauses if lines not in shared for line in lines]) for door, clauses in told]
    return common, own


def _node_lines(node: Node, indent: int, mark: str) -> list[str]:
    pad = " " * indent
    if isinstance(node, Leaf):
        unsure = "" if node.knowledge == "confirmed" else f"; {KNOWLEDGE_TEXT[node.knowledge]}"
        unsure += "; cách đọc còn khác nhau" if node.disputed else ""
        unsure += "; cách đọc chặt hơn, không bắt buộc" if node.stricter else ""
        return [f"{pad}- {mark}{node.condition.ask(None)} ({node.cite.text}{unsure})"]
    if isinstance(node, Not):
        return [f"{pad}- không được:", *_node_lines(node.node, indent + 2, mark)]
    if isinstance(node, Branch) and node.kind == "all":
        return [line for member in node.nodes for line in _node_lines(member, indent, mark)]
    title = "một trong:" if node.kind == "any" else f"ít nhất {node.count} trong:"
    lines = [f"{pad}- {title}"]
    for member in node.nodes:
        if isinstance(member, Branch) and member.kind == "all":
            lines.append(f"{pad}  - đồng thời:")
            lines += _node_lines(member, indent + 4, mark)
        else:
            lines += _node_lines(member, indent + 2, mark)
    return lines


def tell_money(result: Money) -> str:
    """The sum with its computation and sources."""
    lines = [f"{result.award}, {RECIPIENT_TEXT[result.recipient]}, quyết định ngày {result.on:%d/%m/%Y}: {result.text}"]
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
