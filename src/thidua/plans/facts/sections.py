"""What the sections say by their place: participants, forms of commendation, tasks, duties."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from thidua.plans.plan import Duty, PlanWarning, Span, Task
from thidua.plans.structure.lines import Line
from thidua.plans.structure.markers import WORDED
from thidua.plans.structure.outline import Node, Outline
from thidua.plans.structure.passages import Passage
from thidua.plans.structure.roles import Role
from thidua.plans.vocabulary.bodies import leading_bodies, split_bodies
from thidua.text import CAPITAL

from .movements import Movements
from .named import bodies_of, in_cell
from .period import due_in_cell, find_due
from .references import References
from .task_rows import only_names_annex, rows_elsewhere, rows_of_annexes

_RESPONSIBLE = re.compile(
    r"(?:(?:[Cc]ơ quan|[Đđ]ơn vị)\s+(?:chủ trì|thực hiện|phối hợp|chịu trách nhiệm)|[Cc]hủ trì|[Pp]hân công)"
    r"\s*:\s*(?P<list>[^.;\n]{3,200})"
)
_GIVEN = re.compile(rf"(?:^|[.;(,]\s*)(?=(?:Giao|giao)\s+(?:cho\s+)?[{CAPITAL}])")
_LEADS = re.compile(r"\s(?:chủ trì|chịu trách nhiệm|có trách nhiệm|phụ trách)\b")
_NOT_TASKS = frozenset(
    {
        Role.PURPOSE, Role.REQUIREMENTS, Role.PARTICIPANTS, Role.PERIOD, Role.THEME, Role.REWARDS, Role.CRITERIA,
        Role.DOSSIERS,         Role.QUOTAS, Role.FUNDING, Role.DUTIES,
    }
)  # fmt: skip
_FORM_LABEL = re.compile(r"Hình thức(?: khen thưởng)?\s*:\s*(?=\S)")
#: Papers of nominations are told where the forms are, and are none.
_SENDS_PAPERS = re.compile(
    r"\b(?:gửi|nộp|lập|hoàn thiện)\s+(?:\S+\s+){0,2}hồ sơ\b|^hồ sơ\b[^.;]{0,60}\b(?:gửi|nộp)\b", re.IGNORECASE
)
_ITEM_END = re.compile(r";\s+(?=[^\W\d_])")


@dataclass
class Tasks:
    """The tasks, and what is doubtful about them."""

    items: list[Task] = field(default_factory=list)
    warnings: list[PlanWarning] = field(default_factory=list)


@dataclass
class Duties:
    """Who does what, and what is doubtful about it."""

    items: list[Duty] = field(default_factory=list)
    warnings: list[PlanWarning] = field(default_factory=list)


def find_participants(outline: Outline) -> tuple[Span, ...]:
    """Return who takes part: each paragraph or listed item of the section that is for it."""
    return tuple(item.without_end(".;,").span() for item in _section_items(outline, Role.PARTICIPANTS))


def find_reward_forms(outline: Outline) -> tuple[Span, ...]:
    """Return the forms of commendation, or the regulations they follow, that the section for them names."""
    return tuple(
        piece.span()
        for item in _section_items(outline, Role.REWARDS)
        for piece in _split_at_semicolons(_without_label(item).without_end(".;,"))
        if not _SENDS_PAPERS.search(piece.text)
    )


def _without_label(item: Passage) -> Passage:
    """«Hình thức: Giấy khen …»: the label says nothing."""
    label = _FORM_LABEL.match(item.text)
    return item.part(label.end()) if label else item


def find_tasks(outline: Outline, annex: list[Line], references: References, movements: Movements) -> Tasks:
    """Return the items of the sections that are the content of the movement, each with what it cites and names.

    Args:
        annex: the lines behind the signature, whose tables may say tasks too.
    """
    found = Tasks()
    nodes = [
        node
        for role in (Role.CONTENT, Role.GOALS)
        for section in _topmost(outline.nodes, role)
        for node in _task_nodes(section)
        if role is Role.CONTENT or not _has_role(outline, Role.CONTENT)
    ]
    known = {id(node) for node in nodes}
    nodes += [node for node in rows_elsewhere(outline, _NOT_TASKS) if id(node) not in known]
    in_annexes = list(rows_of_annexes(annex))
    if in_annexes:
        nodes = [*(node for node in nodes if not only_names_annex(node)), *in_annexes]
    if not nodes and not _has_role(outline, Role.CONTENT):
        nodes = [node for node in outline.nodes if node.kind == WORDED]
    if not nodes and not any(node.roles for node in outline.nodes):
        nodes = [node for node in outline.nodes if node.kind == "number" and not bodies_of(node)]
        message = "Văn bản không có đề mục nội dung; các mục được hiểu là nhiệm vụ, xin xem lại."
        found.warnings += [PlanWarning("tasks_without_heading", message, nodes[0].at())] if nodes else []
    for node in nodes:
        found.items.append(_task(node, references, movements, found.warnings))
    if not found.items:
        found.warnings.append(
            PlanWarning("no_tasks", "Không thấy phần nội dung, nhiệm vụ thi đua; xin nhập các nhiệm vụ.")
        )
    return found


def find_duties(outline: Outline) -> Duties:
    """Return who does what, from the sections on carrying the plan out."""
    found = Duties()
    nodes = [node for section in _topmost(outline.nodes, Role.DUTIES) for node in _duty_nodes(section)]
    if not nodes and not any(node.roles for node in outline.nodes):
        # a directive without headings: the items that open with a body are its duties
        nodes = [node for node in outline.nodes if node.kind == "number" and bodies_of(node)]
    for node in nodes:
        clauses = _clauses_of_bodies(node)
        if clauses:
            found.items += [Duty(leading_bodies(clause), clause.text, clause.at()) for clause in clauses]
            continue
        bodies, at = bodies_of(node), _content_at(node)
        found.items.append(Duty(bodies, _full_text(node), at))
        if not bodies:
            message = f"Mục {node.id} không nêu rõ cơ quan, đơn vị thực hiện; xin chọn."
            found.warnings.append(PlanWarning("duty_without_body", message, at))
    return found


def _topmost(nodes: Iterable[Node], role: Role) -> Iterable[Node]:
    """The sections with this role that no section with the same role contains; a heading of several roles gives way to
    a child that has the role alone."""
    for node in nodes:
        if role in node.roles:
            narrower = [child for child in node.children if role in child.roles]
            yield from narrower or [node]
        else:
            yield from _topmost(node.children, role)


def _has_role(outline: Outline, role: Role) -> bool:
    return any(role in node.roles for node in outline.walk())


def _section_items(outline: Outline, role: Role) -> list[Passage]:
    sections = list(_topmost(outline.nodes, role))
    if not sections:
        return []
    # the section for this alone, else the first that has it among others
    section = min(sections, key=lambda node: len(node.roles))
    items: list[Passage] = []
    if len(section.roles) == 1:
        # in a section for several things nothing tells for which of them a paragraph is
        items += [passage for passage in section.body if not (passage.text.endswith(":") and section.children)]
    for child in section.parts_for(role):
        if child.line.row is not None:
            continue
        items += [passage for node in child.walk() for passage in node.items()]
    return items


def _split_at_semicolons(passage: Passage) -> list[Passage]:
    pieces, start = [], 0
    for gap in _ITEM_END.finditer(passage.text):
        pieces.append(passage.part(start, gap.start()))
        start = gap.end()
    return [piece for piece in (*pieces, passage.part(start)) if piece]


def _task_nodes(section: Node) -> list[Node]:
    """The items of a content section; a heading without text of its own gives way to the items below it."""
    if not section.children:
        return [section]
    nodes: list[Node] = []
    for child in section.children:
        if child.roles & _NOT_TASKS and Role.CONTENT not in child.roles and child.heading:
            continue
        has_items = len(child.children) > 1 and child.heading and not child.body
        has_items = has_items or any(below.line.row for below in child.children)
        nodes += _task_nodes(child) if has_items else [child]
    return nodes


def _task(node: Node, references: References, movements: Movements, warnings: list[PlanWarning]) -> Task:
    at = node.at()
    passages = list(node.passages())
    row = node.line.row
    due_cell = row.cell("due") if row else None
    due, due_warnings = find_due(passages)
    warnings += due_warnings
    return Task(
        id=node.id,
        title=node.heading.text if node.heading else None,
        text=_full_text(node),
        at=_content_at(node),
        bodies=in_cell(row, "lead") or in_cell(row, "unit") or _responsible(passages),
        due=due_in_cell(due_cell) if due_cell else due,
        references=references.inside(at),
        movements=movements.inside(at),
        supporting=in_cell(row, "support"),
    )


def _responsible(passages: list[Passage]) -> tuple[str, ...]:
    """The bodies that a task gives itself to: "Giao Sở A chủ trì", "Đơn vị thực hiện: …"."""
    bodies: list[str] = []
    for passage in passages:
        leads = _LEADS.search(passage.text)
        names = leading_bodies(passage) if leads else ()
        if leads and names and split_bodies(passage.text[: leads.start()]) == names:
            # «Phòng Kỹ thuật chủ trì …»
            bodies += names
        for given in _GIVEN.finditer(passage.text):
            bodies += leading_bodies(passage.part(given.end()))
        for responsible in _RESPONSIBLE.finditer(passage.text):
            bodies += split_bodies(responsible["list"])
    return tuple(dict.fromkeys(bodies))


def _duty_nodes(section: Node) -> list[Node]:
    if not section.children:
        return [section]
    nodes: list[Node] = []
    for child in section.children:
        own = bodies_of(child)
        below = [grandchild for grandchild in child.children if bodies_of(grandchild)]
        has_rows = any(grandchild.line.row for grandchild in child.children)
        nodes += child.children if has_rows or (not own and len(below) > 1) else [child]
    return nodes


def _clauses_of_bodies(node: Node) -> list[Passage]:
    """The clauses of a part of one paragraph, where each says what others do: "Phòng A theo dõi; Công đoàn …"."""
    if node.children or len(node.body) != 1:
        return []
    clauses = _split_at_semicolons(node.body[0].without_end("."))
    named = [leading_bodies(clause) for clause in clauses]
    return clauses if len(set(named)) > 1 and all(named) else []


def _full_text(node: Node) -> str:
    """Text of an item with all below it, a paragraph a line; a heading above text is left to `title`."""
    passages = list(node.passages())
    if node.heading and len(passages) > 1:
        passages = passages[1:]
    return "\n".join(passage.text for passage in passages)


def _content_at(node: Node) -> tuple[int, int]:
    passages = list(node.passages())
    if not passages:
        return node.at()
    if node.heading and len(passages) > 1:
        passages = passages[1:]
    return (passages[0].at()[0], passages[-1].at()[1])
