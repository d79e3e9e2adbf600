"""Which awards ask for which others: a chain that nobody could ever begin is an error in the packs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from thidua.law.corpus import Law
from thidua.law.criteria import Branch, Criteria, Leaf, Node
from thidua.law.errors import LawError
from thidua.law.facts import RECIPIENTS


def check_reachable(law: Law) -> None:
    """Refuse packs in which an award can only be had by whom it, or one that needs it, was given already.

    Raises:
        LawError: naming the awards of the circle.
    """
    for day in sorted({spec.start for pack in law.awards.values() for spec in pack.criteria}):
        if law.is_known(day):
            for recipient in RECIPIENTS:
                _check_day(law, recipient, day)


def _check_day(law: Law, recipient: str, day: date) -> None:
    criteria = {
        code: found
        for code, pack in law.awards.items()
        if recipient in pack.recipients and (found := law.criteria(code, recipient, day)) is not None
    }
    beyond = set(law.awards) - set(criteria)  # not asked of this recipient on that day: nothing to check
    reached: set[str] = set()
    grew = True
    while grew:
        new = {code for code in set(criteria) - reached if _can_begin(criteria[code], reached | beyond, criteria)}
        grew = bool(new)
        reached |= new
    stuck = sorted(set(criteria) - reached)
    if stuck:
        file = law.awards[stuck[0]].file
        raise LawError(
            f"tiêu chuẩn đòi hỏi lẫn nhau thành vòng ngày {day:%d/%m/%Y}: {', '.join(stuck)}",
            file,
            "Bỏ một yêu cầu 'đã được tặng' hoặc thêm trường hợp không cần hình thức đó",
        )


def _can_begin(criteria: Criteria, reached: set[str], known: Iterable[str]) -> bool:
    if not all(_holds(node, reached, known) for node in criteria.common):
        return False
    return any(all(_holds(node, reached, known) for node in door.clauses) for door in criteria.doors)


def _holds(node: Node, reached: set[str], known: Iterable[str]) -> bool:
    """Whether a node could be met by somebody who holds what can be reached."""
    if isinstance(node, Leaf):
        codes = [code for code in node.condition.codes() if code in known or code in reached]
        return not codes or any(code in reached for code in codes)
    if isinstance(node, Branch):
        states = [_holds(member, reached, known) for member in node.nodes]
        need = len(states) if node.kind == "all" else (1 if node.kind == "any" else node.count)
        return sum(states) >= need
    return True


def codes_asked(criteria: Criteria) -> set[str]:
    """All titles and forms that some condition asks to have been given."""
    return {code for leaf in criteria.leaves() for code in leaf.condition.codes()}


def member_codes_counted(criteria: Criteria) -> set[str]:
    """All titles whose holders among its members some condition on a collective counts."""
    return {code for leaf in criteria.leaves() for code in leaf.condition.member_codes()}
