"""How many may be commended or proposed, by unit and by award: in sentences and in tables."""

import re
from collections.abc import Iterable, Iterator

from thidua.plans.plan import Quota
from thidua.plans.structure.lines import Line, Row
from thidua.plans.structure.outline import Node, Outline
from thidua.plans.structure.passages import Passage
from thidua.plans.structure.roles import Role
from thidua.plans.structure.tables import counts
from thidua.plans.vocabulary.bodies import leading_bodies
from thidua.text import CAPITAL

_RECIPIENT = r"(?:tập thể|cá nhân|hộ gia đình|gia đình|doanh nghiệp|đơn vị|tổ chức|cơ sở|thôn|người)"
_COUNT = re.compile(
    rf"(?<![\d./,])(?P<count>\d{{1,4}})(?:\s*\([^()\d]{{2,30}}\))?\s+(?P<recipient>{_RECIPIENT})\b", re.IGNORECASE
)
_AWARD = re.compile(
    rf"(?:Cờ [Tt]hi đua|Bằng khen|Giấy khen|Huân chương|Huy chương|Kỷ niệm chương|[Dd]anh hiệu\s+[“\"]?[{CAPITAL}])"
    rf"(?:[^\d:;.,()]{{0,80}}?(?=\s*(?:[:;.,()\d]|$|\bcho\b|\bkèm\b|\btối đa\b|\bkhông quá\b)))?"
)
_EACH_UNIT = re.compile(
    r"(?:Mỗi|mỗi|Từng)\s+(?P<unit>[^\W\d]+(?:[\s,/-]+[^\W\d]+){0,7}?)\s*"
    r"(?=được|đề nghị|chọn|lựa chọn|xét|giới thiệu|không quá|tối đa|:|\d)"
)
_UNIT_LABEL = re.compile(r"(?P<unit>[^:;.\d]{2,100}?)\s*:")
_NOT_UNITS = re.compile(
    r"(?:Bằng khen|Giấy khen|Cờ|Huân chương|Huy chương|Danh hiệu|Kỷ niệm chương|Tập thể|Cá nhân|Số lượng|Hình thức"
    r"|Tỷ lệ)",
    re.IGNORECASE,
)
_CONTEXT = 300
#: A scan may run two short words together.
_IN_HEADING = re.compile(_RECIPIENT.replace(" ", r"\s?"), re.IGNORECASE)
_RUN_TOGETHER = {"tậpthể": "tập thể", "cánhân": "cá nhân", "hộgiađình": "hộ gia đình", "giađình": "gia đình"}


def find_quotas(outline: Outline, lines: Iterable[Line]) -> tuple[Quota, ...]:
    """Return the numbers in the sections on commendation and numbers, and in tables, of annexes too.

    Args:
        lines: all lines of the document with its annexes, for the tables.
    """
    found = [quota for node in _sections(outline.nodes) for quota in _below(node, None)]
    found += [quota for line in lines if line.row for quota in _in_row(line.row)]
    return tuple(sorted(dict.fromkeys(found), key=lambda quota: quota.at))


def _sections(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        if node.roles & {Role.QUOTAS, Role.REWARDS}:
            yield node
        else:
            yield from _sections(node.children)


def _below(node: Node, award: str | None) -> Iterator[Quota]:
    """Read a part of the outline; an award named above a list is that of the list."""
    passages = node.own_passages()
    for passage in passages:
        yield from _in_passage(passage, award)
    named = [match for passage in passages for match in _AWARD.finditer(passage.text)]
    below = named[-1][0].strip(' “"') if len(named) == 1 else award if not named else None
    for child in node.children:
        if child.line.row is None:
            yield from _below(child, below)


def _in_passage(passage: Passage, award: str | None) -> Iterator[Quota]:
    for match in _COUNT.finditer(passage.text):
        start = max(passage.text.rfind(";", 0, match.start()) + 1, match.start() - _CONTEXT)
        before = list(_AWARD.finditer(passage.text, max(0, match.start() - _CONTEXT), match.start()))
        behind = _AWARD.search(passage.text, match.end(), _clause_end(passage.text, match.end()))
        named = before[-1][0] if before else behind[0] if behind else award
        unit = _unit(passage.part(start, match.end()))
        bare = named.strip(' “"') if named else None
        yield Quota(unit, bare, match["recipient"].lower(), int(match["count"]), passage.at(*match.span()))


def _clause_end(text: str, start: int) -> int:
    stop = re.search(r"[.;]", text[start : start + _CONTEXT])
    return start + (stop.start() if stop else min(_CONTEXT, len(text) - start))


def _unit(clause: Passage) -> str | None:
    each = _EACH_UNIT.search(clause.text)
    if each:
        return each["unit"].strip(" ,")
    label = _UNIT_LABEL.match(clause.text)
    if label and not _NOT_UNITS.match(label["unit"]) and leading_bodies(clause):
        return label["unit"].strip()
    return None


def _in_row(row: Row) -> Iterator[Quota]:
    unit = row.cell("unit") or row.cell("lead")
    if unit is None or unit.text.lower().startswith(("tổng", "cộng")):
        return
    for heading, count, passage in counts(row):
        recipient = _IN_HEADING.search(heading)
        award = _AWARD.search(heading[: recipient.start()]) if recipient else _AWARD.search(heading)
        yield Quota(
            unit.text,
            award[0].strip() if award else None,
            _RUN_TOGETHER.get(recipient[0].lower(), recipient[0].lower()) if recipient else None,
            count,
            passage.at(),
        )
