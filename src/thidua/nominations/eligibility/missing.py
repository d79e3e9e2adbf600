"""What subjects lack, in words: made from the conditions, the same for all who lack the same."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.law.criteria import Node
from thidua.law.lacking import Lacking, asked_text
from thidua.nominations.lawbook import law_language


def words_of(lacking: Lacking, pattern: tuple[int, int, int], year: int) -> tuple[str, ...]:
    """The conditions of a pattern that are not met or not told, as things to settle; what people judge comes last."""
    steps = [(_is_judged(node), _step(node, is_unmet, year)) for node, is_unmet in lacking.clauses(pattern)]
    return tuple(dict.fromkeys(step for _judged, step in sorted(steps, key=lambda row: row[0])))


def _step(node: Node, is_unmet: bool, year: int) -> str:
    asked = asked_text(node, year, law_language())
    if _is_judged(node):
        return _("%(step)s (do người có trách nhiệm đánh giá)") % {"step": asked[:1].upper() + asked[1:]}
    return (_("Chưa đạt: %(asked)s") if is_unmet else _("Chưa có dữ liệu: %(asked)s")) % {"asked": asked}


def _is_judged(node: Node) -> bool:
    return all(leaf.condition.needs_judgement or leaf.disputed for leaf in node.leaves())
