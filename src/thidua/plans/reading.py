"""From a file to a plan: the steps in their order."""

from dataclasses import dataclass, replace

from .checks import check
from .errors import PlanError
from .facts.deadlines import find_deadlines
from .facts.dossiers import find_dossier, find_submissions
from .facts.issuer import as_written, deduce_body
from .facts.milestones import find_milestones
from .facts.movements import find_movements, find_theme
from .facts.period import find_period, find_phases
from .facts.quotas import find_quotas
from .facts.references import find_references
from .facts.sections import find_duties, find_participants, find_reward_forms, find_tasks
from .facts.targets import find_targets
from .facts.unnumbered import find_unnumbered
from .intake.blocks import Extract, require_reasonable_length
from .intake.office import read_old_word
from .intake.paged import read_image, read_pdf, scanned_pages, text_of_pdf
from .intake.pictures import require_reasonable_size
from .intake.plain import read_plain
from .intake.sniff import sniff
from .intake.watch import Progress, Stop, Watch
from .intake.word import read_word
from .plan import Document, Plan, PlanWarning
from .recognition import LAUNCHING_KINDS, require_plan
from .structure.annexes import find_annexes
from .structure.cut_head import mend_head
from .structure.foot import Foot, read_foot
from .structure.head import Head, kind_in_capitals, read_head
from .structure.joins import join_lines
from .structure.lines import Line, make_lines
from .structure.outline import Outline, build_outline
from .structure.parting import part_lines
from .structure.passages import Passage
from .structure.tables import gather_rows

_READERS = {"plain": read_plain, "docx": read_word}
_OLD = ("doc", "rtf")
_PAGED = {"pdf": read_pdf, "image": read_image}


def read_plan(data: bytes, filename: str, *, progress: Progress | None = None, stop: Stop | None = None) -> Plan:
    """Read a plan that launches an emulation movement.

    Args:
        data: the file's bytes; its kind is told by them (.docx, .pdf, .txt, .md, PNG, JPEG; .doc, .rtf).
        filename: the file's name, for messages only.
        progress: called while a scan is read, which takes one to two seconds a page, with (pages read, pages in all).
        stop: asked a few times a second while a scan is read; True ends the reading.

    Returns:
        the plan, each fact with its place in `Plan.text`; what the document does not say is None or empty, what
        contradicts itself or is doubtful is a warning.

    Raises:
        PlanError: the file is empty, too big, damaged, encrypted, of a kind or encoding that is not read, or no plan.
        ReadingStopped: `stop` said so.
    """
    extract = _extract(data, filename, Watch(progress, stop))
    if not extract.text.strip():
        mend = "Hãy kiểm tra lại tệp đã chọn; nếu là bản quét, hãy quét rõ hơn ở 200 dpi."
        raise PlanError("Không đọc được chữ nào trong tệp.", filename, mend)
    require_reasonable_length(len(extract.text), len(extract.blocks), filename)
    mended = mend_head(make_lines(extract))
    parted = part_lines(mended.lines)
    extract = replace(extract, warnings=(*extract.warnings, *mended.warnings, *parted.warnings))
    lines = gather_rows(parted.lines)
    shape = _shape(lines)
    require_plan(shape.head, shape.outline, has_attached_plan=shape.has_attached_plan, filename=filename)
    return _read_facts(extract, shape, lines)


def pages_to_recognise(data: bytes, filename: str) -> int:
    """Return how many pages of a file are pictures that Tesseract has to read, at one to two seconds each; 0: none.

    Raises:
        PlanError: as `read_plan`, for a file that cannot be opened.
    """
    kind = sniff(data, filename)
    if kind == "image":
        require_reasonable_size(data, filename)
        return 1
    if kind != "pdf":
        return 0
    return len(scanned_pages(text_of_pdf(data, filename).pages))


def _extract(data: bytes, filename: str, watch: Watch) -> Extract:
    kind = sniff(data, filename)
    if kind in _OLD:
        return read_old_word(data, filename, kind)
    if kind in _PAGED:
        return _PAGED[kind](data, filename, watch)
    return _READERS[kind](data, filename)


@dataclass(frozen=True)
class _Shape:
    """The document's own shape: head, outline of the text, foot, annexes behind it."""

    head: Head
    foot: Foot
    outline: Outline
    title: Passage | None
    annex: list[Line]
    has_attached_plan: bool
    warnings: list[PlanWarning]


def _shape(lines: list[Line], *, is_attached: bool = False) -> _Shape:
    """Tell head, text and foot apart; the plan that a decision issues stands behind the decision's foot."""
    head = read_head(lines)
    foot = read_foot(lines, head.end)
    joined = join_lines(lines[head.end : foot.start])
    outline = build_outline(joined.lines)
    behind = lines[foot.end :]
    shape = _Shape(head, foot, outline, head.title_passage, behind, False, joined.warnings)
    if is_attached or not behind or kind_in_capitals(behind[0].passage) not in LAUNCHING_KINDS:
        return shape
    attached = _shape(behind, is_attached=True)
    return replace(
        shape,
        outline=outline.followed_by(attached.outline),
        title=attached.title or shape.title,
        annex=attached.annex,
        has_attached_plan=True,
        warnings=joined.warnings + attached.warnings,
    )


def _read_facts(extract: Extract, shape: _Shape, lines: list[Line]) -> Plan:
    outline = shape.outline
    passages = list(outline.passages())
    annex = [line.passage for line in shape.annex]
    references = find_references([*passages, *annex], own_number=_own_number(shape.head))
    theme = find_theme(shape.title, outline)
    movements = find_movements(outline, theme)
    milestones = find_milestones(passages)
    period = find_period(outline)
    tasks = find_tasks(outline, shape.annex, references, movements)
    duties = find_duties(outline)
    deadlines, deadline_warnings = find_deadlines(outline, period.period.at if period.period else None)
    document, document_warnings = _document(shape.head, shape.foot, passages)
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
        unnumbered_references=find_unnumbered(passages),
        phases=find_phases(outline),
        deadlines=deadlines,
        quotas=find_quotas(outline, lines),
        dossier=find_dossier(outline),
        submissions=find_submissions(outline),
        annexes=find_annexes(annex),
        pages=extract.pages,
        targets=find_targets(outline),
    )
    warnings = [
        *extract.warnings,
        *document_warnings,
        *check(plan, shape.head, shape.foot, outline, passages),
        *shape.warnings,
        *outline.warnings,
    ]
    for found in (period, tasks, movements, milestones, references, duties):
        warnings += found.warnings
    warnings += deadline_warnings
    return replace(plan, warnings=tuple(dict.fromkeys(warnings)))


def _own_number(head: Head) -> str:
    return f"{head.number}{head.sign}{head.symbol}" if head.number else ""


def _document(head: Head, foot: Foot, passages: list[Passage]) -> tuple[Document, list[PlanWarning]]:
    """Head and foot together; a body that the letterhead does not name is deduced, and a warning says so."""
    warnings: list[PlanWarning] = []
    body = as_written(head.body, passages) if head.body else deduce_body(head.symbol, passages)
    if not head.body:
        message = (
            f"Văn bản thiếu phần tên cơ quan ban hành; đã suy ra “{body}” từ ký hiệu {head.symbol}, xin xác nhận."
            if body
            else "Văn bản thiếu phần tên cơ quan ban hành; xin nhập."
        )
        warnings.append(PlanWarning("letterhead_missing", message, head.at.get("symbol")))
    document = Document(
        kind=head.kind,
        number=head.number,
        symbol=head.symbol,
        parent_body=as_written(head.parent_body, passages) if head.parent_body else None,
        body=body,
        place=head.place,
        date=head.date,
        title=head.title,
        recipients=tuple(foot.recipients),
        archive=foot.archive,
        signer=foot.signer,
        at={**head.at, **foot.at},
    )
    return document, warnings
