"""From a file to a plan: the steps in their order."""

from dataclasses import dataclass, replace

from thidua.text import format_number

from .checks import check
from .errors import PlanError
from .facts.issuer import as_written, deduce_body
from .facts.milestones import find_milestones
from .facts.movements import find_movements, find_theme
from .facts.period import find_period
from .facts.references import find_references
from .facts.sections import find_duties, find_participants, find_reward_forms, find_tasks
from .intake.plain import read_plain
from .intake.sniff import sniff
from .intake.word import read_word
from .plan import Document, Plan, PlanWarning
from .recognition import LAUNCHING_KINDS, require_plan
from .structure.foot import Foot, read_foot
from .structure.head import Head, kind_in_capitals, read_head
from .structure.joins import join_lines
from .structure.lines import Line, make_lines
from .structure.outline import Outline, build_outline
from .structure.passages import Passage

#: about 150 pages; the longest plans have sixty
_LONGEST_TEXT = 500_000
_MOST_LINES = 20_000
_READERS = {"plain": read_plain, "docx": read_word}


def read_plan(data: bytes, filename: str) -> Plan:
    """Read a plan that launches an emulation movement.

    Args:
        data: the file's bytes; its kind is told by them (.docx, .txt, .md).
        filename: the file's name, for messages only.

    Returns:
        the plan, each fact with its place in `Plan.text`; what the document does not say is None or empty, what
        contradicts itself or is doubtful is a warning.

    Raises:
        PlanError: the file is empty, too big, damaged, encrypted, of a kind or encoding that is not read, or no plan.
    """
    extract = _READERS[sniff(data, filename)](data, filename)
    if len(extract.text) > _LONGEST_TEXT:
        length = format_number(len(extract.text))
        raise PlanError(
            f"Văn bản quá dài ({length} ký tự).", filename, "Hãy tách riêng phần kế hoạch, bỏ các phụ lục dài."
        )
    lines = make_lines(extract)
    head = read_head(lines)
    foot = read_foot(lines, head.end)
    joined = join_lines(lines[head.end : foot.start])
    outline = build_outline(joined.lines)
    joins = joined.warnings
    attached, rest = _attached_plan(lines[foot.end :])
    if attached:
        outline = outline.followed_by(attached.outline)
        head.title_passage = attached.title or head.title_passage
        joins = [*joins, *attached.warnings]
    require_plan(head, outline, has_attached_plan=attached is not None, filename=filename)

    passages = [*outline.opening, *(one for node in outline.nodes for one in node.passages()), *outline.closing]
    annex = [line.passage for line in rest]
    references = find_references([*passages, *annex])
    theme = find_theme(head.title_passage, outline)
    movements = find_movements(outline, theme)
    milestones = find_milestones(passages)
    period = find_period(outline)
    tasks = find_tasks(outline, references, movements)
    duties = find_duties(outline)
    document, document_warnings = _document(head, foot, passages)
    plan = Plan(
        text=extract.text,
        document=document,
        theme=theme,
        period=period.period,
        participants=find_participants(outline),
        reward_forms=find_reward_forms(outline),
        sections=tuple(node.section() for node in outline.nodes),
        tasks=tuple(tasks.items),
        movements=tuple(movements.items),
        milestones=tuple(milestones.items),
        references=tuple(references.items),
        duties=tuple(duties.items),
        warnings=(),
    )
    warnings = [
        *document_warnings,
        *check(plan, head, foot, outline, passages),
        *joins,
        *period.warnings,
        *tasks.warnings,
        *movements.warnings,
        *milestones.warnings,
        *references.warnings,
        *duties.warnings,
    ]
    return replace(plan, warnings=tuple(dict.fromkeys(warnings)))


@dataclass(frozen=True)
class _Attached:
    """The plan that a decision issues, behind the decision's own foot."""

    title: Passage | None
    outline: Outline
    warnings: list[PlanWarning]


def _attached_plan(lines: list[Line]) -> tuple[_Attached | None, list[Line]]:
    """Return the plan that follows the foot, if one does, and the lines after it (annexes)."""
    if not lines or not kind_in_capitals(lines[0].passage):
        return None, lines
    head = read_head(lines)
    if head.kind not in LAUNCHING_KINDS:
        return None, lines
    foot = read_foot(lines, head.end)
    joined = join_lines(lines[head.end : foot.start])
    return _Attached(head.title_passage, build_outline(joined.lines), joined.warnings), lines[foot.end :]


def _document(head: Head, foot: Foot, passages: list[Passage]) -> tuple[Document, list[PlanWarning]]:
    warnings: list[PlanWarning] = []
    body = as_written(head.body, passages) if head.body else deduce_body(head.symbol, passages)
    parent = as_written(head.parent_body, passages) if head.parent_body else None
    if not head.body:
        message = (
            f"Văn bản thiếu phần tên cơ quan ban hành; đã suy ra “{body}” từ ký hiệu {head.symbol}, xin xác nhận."
            if body
            else "Văn bản thiếu phần tên cơ quan ban hành; xin nhập."
        )
        warnings.append(PlanWarning("letterhead_missing", message, head.at.get("symbol")))
    document = Document(
        kind=head.kind, number=head.number, symbol=head.symbol, parent_body=parent, body=body, place=head.place,
        date=head.date, title=head.title, recipients=tuple(foot.recipients), archive=foot.archive, signer=foot.signer,
        at={**head.at, **foot.at},
    )  # fmt: skip
    return document, warnings
