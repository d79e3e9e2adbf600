"""What a template may say: fields of the list, loops over lists, conditions, a few filters; nothing else.

Checked on Jinja's syntax tree, before anything is run. A loop inside a loop must go over a list of the outer loop's
item, so that no template can grow faster than the document's own data.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from jinja2 import nodes

from thidua.paperwork.office_templates.filters import FILTERS
from thidua.paperwork.office_templates.report import Mistake

LOOP_FIELDS = {"index", "first", "last"}
DEEPEST_LOOPS = 4
MOST_TAGS = 3000
_LIST = "Xem danh sách trường của loại văn bản này."
_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.For,
    nodes.If,
    nodes.Const,
    nodes.Compare,
    nodes.Operand,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.Filter,
)
_OPERATORS = {"eq", "ne", "gt", "gteq", "lt", "lteq"}
Scope = dict[str, str]
"""Names of loops' items → path of the list with "[]"; "" for an item that is a plain text."""


@dataclass
class Walk:
    """A walk over the tree of one part.

    Attributes:
        kinds: path → kind of value (`fields.field_kinds`).
        place_of: number of a line → where it stands.
        uses: path, place of each field used; mistakes: what is wrong.
    """

    kinds: Mapping[str, str]
    place_of: Callable[[int], str]
    uses: list[tuple[str, str]] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    tags: int = 0

    def check(self, tree: nodes.Template) -> None:
        """Walk over the whole tree."""
        self._node(tree, {}, ())
        if self.tags > MOST_TAGS:
            self._wrong(f"Mẫu có hơn {MOST_TAGS} thẻ.", 1, "Chia nhỏ hoặc đơn giản hóa mẫu.")

    def _wrong(self, message: str, line: int, mend: str = _LIST) -> None:
        self.mistakes.append(Mistake(message, self.place_of(line), mend))

    def _node(self, node: nodes.Node, scope: Scope, loops: tuple[str, ...]) -> None:
        self.tags += 1
        if not isinstance(node, _ALLOWED):
            self._wrong(
                f"Lệnh “{type(node).__name__.lower()}” không dùng được trong mẫu.",
                node.lineno,
                "Chỉ dùng {{ trường }}, {% for %}, {% if %} và các bộ lọc đã liệt kê.",
            )
        elif isinstance(node, nodes.For):
            self._loop(node, scope, loops)
        elif isinstance(node, nodes.Name | nodes.Getattr):
            self._field(node, scope)
        else:
            self._check_parts(node)
            for child in node.iter_child_nodes():
                self._node(child, scope, loops)

    def _check_parts(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.Filter) and (node.name not in FILTERS or node.args or node.kwargs):
            known = ", ".join(sorted(FILTERS))
            self._wrong(f"Không có bộ lọc “{node.name}”, hoặc dùng sai cách.", node.lineno, f"Các bộ lọc: {known}.")
        if isinstance(node, nodes.Operand) and node.op not in _OPERATORS:
            self._wrong(f"Phép so sánh “{node.op}” không dùng được.", node.lineno, "Dùng ==, !=, <, <=, >, >=.")

    def _loop(self, node: nodes.For, scope: Scope, loops: tuple[str, ...]) -> None:
        if node.recursive or node.test is not None or not isinstance(node.target, nodes.Name):
            self._wrong(
                "Vòng lặp viết không đúng dạng.", node.lineno, "Viết {% for dong in danh_sach %} … {% endfor %}."
            )
            return
        path = self._path(node.iter, scope) if isinstance(node.iter, nodes.Name | nodes.Getattr) else None
        if path is None or self.kinds.get(path) not in ("rows", "lines"):
            words = _words(node.iter)
            self._wrong(f"“{words}” không phải danh sách nên không lặp được.", node.lineno)
            return
        if loops and not any(path.startswith(outer + ".") for outer in loops):
            self._wrong(
                f"Vòng lặp “{_words(node.iter)}” nằm trong vòng lặp khác mà không thuộc vòng đó.",
                node.lineno,
                "Đưa vòng lặp ra ngoài; bên trong chỉ lặp danh sách của dòng đang lặp.",
            )
            return
        if len(loops) >= DEEPEST_LOOPS:
            self._wrong("Vòng lặp lồng nhau quá sâu.", node.lineno, f"Lồng nhiều nhất {DEEPEST_LOOPS} vòng.")
            return
        self.uses.append((path, self.place_of(node.lineno)))
        item = f"{path}[]"
        inner = {**scope, node.target.name: item, "loop": "loop"}
        for child in (*node.body, *node.else_):
            self._node(child, inner, (*loops, item))

    def _field(self, node: nodes.Name | nodes.Getattr, scope: Scope) -> None:
        path = self._path(node, scope)
        if path is None:
            self._wrong(f"Không có trường “{_words(node)}”.", node.lineno, self._meant(node, scope))
        elif not path.startswith("loop.") and not path.endswith("[]"):
            self.uses.append((path, self.place_of(node.lineno)))

    def _meant(self, node: nodes.Node, scope: Scope) -> str:
        """Return how to mend a field that is not there: the one most like it, where there is one."""
        first, *rest = list(_names(node)) or [""]
        start = scope.get(first, first)
        near = get_close_matches(".".join((start, *rest)), self.kinds, n=1, cutoff=0.8)
        if not near:
            return _LIST
        found = near[0].removeprefix(start) if rest and near[0].startswith(start) else ""
        return f"Có phải “{first + found if found else near[0]}”? {_LIST}"

    def _path(self, node: nodes.Node, scope: Scope) -> str | None:
        """Return the path in the list of fields, None when there is no such field."""
        names = list(_names(node))
        if not names:
            return None
        first, rest = names[0], names[1:]
        start = scope.get(first, first)
        path = ".".join((start, *rest))
        if start == "loop":
            return path if len(rest) == 1 and rest[0] in LOOP_FIELDS else None
        if path in self.kinds:
            return path
        # the item of a list of lines is a text itself
        return path if path.endswith("[]") and self.kinds.get(path[:-2]) == "lines" else None


def _names(node: nodes.Node) -> Iterator[str]:
    """Yield the names of "signer.name", nothing when something else stands in it."""
    if isinstance(node, nodes.Name):
        yield node.name
    elif isinstance(node, nodes.Getattr):
        before = list(_names(node.node))
        if before:
            yield from (*before, node.attr)


def _words(node: nodes.Node) -> str:
    return ".".join(_names(node)) or type(node).__name__.lower()
