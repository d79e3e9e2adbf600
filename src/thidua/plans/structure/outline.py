"""The document's own outline as a tree, from the numbers and signs that open its lines."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from thidua.plans.plan import At, PlanWarning, Section
from thidua.plans.vocabulary.bodies import is_list_of_bodies
from thidua.text import CAPITAL

from .lines import Line
from .markers import LISTED, NAMED, RANKS
from .named import mark_named_parts
from .passages import Passage
from .roles import Role, roles_of
from .unmarked import mark_lists

_CLOSING = re.compile(
    r"(?:Trên đây|Trong quá trình|Căn cứ|Yêu cầu|Đề nghị|Nhận được|Kế hoạch này|Giao|Quá trình|Các cơ quan)\b"
)
_LABEL = re.compile(r"((?:[^\s:.;,]+ ){0,7}[^\s:.;,]+)\s*:")
#: «Mục tiêu thi đua. Phấn đấu …»: a short sentence that only names what follows.
_NAMING_SENTENCE = re.compile(rf"(?P<head>[{CAPITAL}][^\s.:;,]*(?: [^\s.:;,]+){{1,5}})\.\s+(?=[{CAPITAL}])")
_END = re.compile(r"\.\s?/\s?[-.]?\s*$")


@dataclass
class Node:
    """A part of the outline while it is worked on: its heading (or None), the paragraphs of its own, its children."""

    kind: str
    label: str
    id: str
    line: Line
    heading: Passage | None = None
    body: list[Passage] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)
    roles: frozenset[Role] = frozenset()
    is_inline: bool = False

    def parts_for(self, role: Role) -> list["Node"]:
        """Return the children that are for this: those that say so, and, in a section for nothing else, those that say
        nothing else than when ("Sơ kết: …")."""
        alone = len(self.roles) == 1
        return [child for child in self.children if role in child.roles or (alone and child.roles <= {Role.REVIEWS})]

    def items(self) -> list[Passage]:
        """Return the paragraphs of this part, a heading on the same line as its text not parted from it."""
        if self.is_inline:
            return [self.line.content, *self.body[1:]]
        return self.body or ([self.heading] if self.heading and not self.children else [])

    def own_passages(self) -> list[Passage]:
        """Return heading and paragraphs of this part alone, a heading on the same line as its text not parted."""
        if self.is_inline:
            return [self.line.content, *self.body[1:]]
        return [*filter(None, [self.heading]), *self.body]

    @property
    def own_text(self) -> str | None:
        """The paragraphs under the heading, one a line, without those of the children."""
        return "\n".join(passage.text for passage in self.body) or None

    def walk(self) -> Iterator["Node"]:
        """Yield this part and all below it, in the order of the document."""
        yield self
        for child in self.children:
            yield from child.walk()

    def passages(self) -> Iterator[Passage]:
        """Yield heading and paragraphs of this part and all below it, in the order of the document."""
        for node in self.walk():
            if node.heading:
                yield node.heading
            yield from node.body

    def at(self) -> At:
        """From the label to the end of the last paragraph below it."""
        return (self.line.passage.at()[0], max(passage.at()[1] for passage in (self.line.passage, *self.passages())))

    def section(self) -> Section:
        """Return the part as the plan gives it."""
        title = self.heading.text if self.heading else None
        children = tuple(child.section() for child in self.children)
        return Section(self.id, self.label, title, self.own_text, self.at(), children)


@dataclass
class Outline:
    """The tree, the paragraphs that stand before its first part and after its last one, and what is doubtful."""

    nodes: list[Node]
    opening: list[Passage]
    closing: list[Passage]
    warnings: list[PlanWarning] = field(default_factory=list)

    def followed_by(self, other: "Outline") -> "Outline":
        """Return the outline of this document and of the one attached to it."""
        return Outline(
            self.nodes + other.nodes,
            self.opening + other.opening,
            self.closing + other.closing,
            self.warnings + other.warnings,
        )

    def passages(self) -> Iterator[Passage]:
        """Yield every heading and paragraph in the order of the document."""
        yield from self.opening
        for node in self.nodes:
            yield from node.passages()
        yield from self.closing

    def walk(self) -> Iterator[Node]:
        """Yield every part in the order of the document."""
        for node in self.nodes:
            yield from node.walk()


def build_outline(lines: list[Line]) -> Outline:
    """Build the tree by a stack of levels: a line closes all parts of its own rank and below, and opens one."""
    lines, closing = _split_closing(lines)
    listed = mark_lists(mark_named_parts(lines))
    lines = listed.lines
    outline = Outline([], [], [line.passage for line in closing], listed.warnings)
    stack: list[Node] = []
    ids = _Ids()
    capital_first = _capital_before_roman(lines)
    for line in lines:
        if line.marker is None:
            (stack[-1].body if stack else outline.opening).append(line.passage)
            continue
        if not outline.nodes and line.marker.kind in LISTED:
            outline.opening.append(line.passage)
            continue
        kind = _roman_or_letter(line, stack)
        rank = _rank(kind, capital_first)
        while stack and _rank(stack[-1].kind, capital_first) >= rank:
            stack.pop()
        siblings = stack[-1].children if stack else outline.nodes
        node = Node(kind, line.marker.label, ids.new(kind, line.marker.label, stack[-1] if stack else None), line)
        siblings.append(node)
        stack.append(node)
    for node in outline.walk():
        _settle_heading(node)
        node.roles = roles_of(node.heading.text) if node.heading else frozenset()
    for node in outline.walk():
        _give_roles_to_labelled_items(node)
    return outline


def _give_roles_to_labelled_items(section: Node) -> None:
    """In a section for several things the label of an item tells for which it is: "- Thời gian: …"."""
    for item in section.children:
        label = _LABEL.match(item.body[0].text) if item.heading is None and item.body else None
        if label:
            item.roles = roles_of(label[1]) & section.roles


def _split_closing(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Part the paragraphs without number that end the document ("Trên đây là … ./.") from the last numbered part."""
    start = len(lines)
    while start and lines[start - 1].marker is None:
        start -= 1
    tail = lines[start:]
    for index, line in enumerate(tail):
        is_last = index == len(tail) - 1
        if _CLOSING.match(line.text) or (is_last and _END.search(line.text)):
            return lines[: start + index], tail[index:]
    return lines, []


def _capital_before_roman(lines: list[Line]) -> bool:
    for line in lines:
        if line.marker and line.marker.kind == "capital":
            return True
        if line.marker and line.marker.kind == "roman":
            return False
    return True


def _rank(kind: str, capital_first: bool) -> float:
    if kind == "capital" and not capital_first:
        return 2.5
    return RANKS[kind]


def _roman_or_letter(line: Line, stack: list[Node]) -> str:
    """ "I." after "H." is a letter, not a number."""
    assert line.marker is not None
    kind, label = line.marker.kind, line.marker.label
    if kind == "roman" and len(label) == 1:
        open_capital = next((node for node in stack if node.kind == "capital"), None)
        if open_capital and ord(label) == ord(open_capital.label) + 1:
            return "capital"
    return kind


class _Ids:
    """Gives every part the path of labels as its id, unlike all others."""

    def __init__(self) -> None:
        self._listed: Counter[str] = Counter()
        self._given: Counter[str] = Counter()

    def new(self, kind: str, label: str, parent: Node | None) -> str:
        """Return the id of the next part with this label under `parent`."""
        above = parent.id if parent else ""
        if kind in LISTED or kind == NAMED:
            self._listed[above] += 1
            own = f"-{self._listed[above]}"
        elif kind in ("number2", "number3", "number4") and parent and label.startswith(f"{parent.label}."):
            own = label[len(parent.label) + 1 :]
        else:
            own = label
        path = f"{above}.{own}" if above else own
        self._given[path] += 1
        return path if self._given[path] == 1 else f"{path}#{self._given[path]}"


def _settle_heading(node: Node) -> None:
    """Tell a heading from a text: what the numbered line is decides where its words go."""
    content = node.line.content
    if not content:
        # "PHẦN I" on a line of its own: the line below it, in capitals, is the heading
        if node.body and node.body[0].is_capitals:
            node.heading = node.body.pop(0)
    elif _looks_like_heading(node, content):
        node.heading = content.without_end(":.") if content.text.endswith((":", ".")) else content
    elif head := _inline_heading(node, content):
        node.heading = content.part(0, head)
        node.body.insert(0, content.part(head + 1))
        node.is_inline = True
    else:
        node.body.insert(0, content)


def _looks_like_heading(node: Node, content: Passage) -> bool:
    text, words = content.text, len(content.text.split())
    has_more = bool(node.children or node.body)
    if content.is_capitals and words <= 60:
        return True
    if node.kind in LISTED or text.endswith((";", ",", "!", "?")) or words > 30:
        return False
    if text.endswith("."):
        return words <= 7 and has_more
    label, _, behind = text.partition(": ")
    if behind and roles_of(label):
        # «Thời gian: chia làm hai đợt», «Số lượng: phân bổ như sau:»
        return False
    if text.endswith(":"):
        return words <= 10 and has_more
    return has_more or node.kind in ("roman", "capital", "part") or (node.line.bold and words <= 20)


def _inline_heading(node: Node, content: Passage) -> int:
    """Where the sign stands that ends a short heading on the same line as its text; 0 if there is none."""
    if node.kind in LISTED:
        return 0
    named = _NAMING_SENTENCE.match(content.text)
    if named and roles_of(named["head"]):
        return named.end("head")
    colon = content.text.find(": ")
    head = content.part(0, max(colon, 0))
    if colon <= 0 or re.search(r"[.;\"(]", head.text) or head.text.count("“") != head.text.count("”"):
        return 0
    return colon if len(head.text.split()) <= 10 or is_list_of_bodies(head) else 0
