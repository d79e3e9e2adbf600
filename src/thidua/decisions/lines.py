"""The lines of a decision: who, for what, and the reward money of the day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import get_language

from thidua import law
from thidua.decisions.models import Decision, DecisionLine
from thidua.nominations.lawbook import the_law
from thidua.nominations.models import Nomination
from thidua.organisation.models import Unit
from thidua.text import person_sort_key, sort_key

# Who gives, in the words of the law's money table.
_GIVERS = {
    Unit.Kind.PROVINCE: "province",
    Unit.Kind.DEPARTMENT: "department",
    Unit.Kind.COMMUNE: "commune",
}

# By which words the law means the head of each kind of body, where it says who decides.
_DECIDERS = {
    Unit.Kind.PROVINCE: "chủ tịch ủy ban nhân dân cấp tỉnh",
    Unit.Kind.DEPARTMENT: "cơ quan chuyên môn thuộc ủy ban nhân dân cấp tỉnh",
    Unit.Kind.COMMUNE: "chủ tịch ủy ban nhân dân cấp xã",
    Unit.Kind.SUBORDINATE: "tư cách pháp nhân",
}


def award_name(code: str, on: date) -> str:
    """The award's name in the reader's language, exactly as the law has it in Vietnamese."""
    names = law.award(the_law(), code, on).names
    return names["en"] if get_language() == "en" else names["vi"]


def legal_name(code: str, on: date) -> str:
    """The award's name as the law has it: documents are Vietnamese whatever language the page is in."""
    return law.award(the_law(), code, on).names["vi"]


def is_title(code: str, on: date) -> bool:
    """Whether the award is a title (danh hiệu thi đua) rather than a form of commendation."""
    return law.award(the_law(), code, on).category == "title"


def may_decide(body: Unit, code: str, on: date) -> bool:
    """Whether the law of the day names the head of such a body among those who decide the award (Điều 77–80)."""
    words = _DECIDERS.get(Unit.Kind(body.kind), _DECIDERS[Unit.Kind.SUBORDINATE])
    return any(words in decider.lower() for decider in law.award(the_law(), code, on).decided_by)


def in_order(nominations: Iterable[Nomination]) -> list[Nomination]:
    """As annexed lists have them: by award, collectives before individuals, then in the order of Vietnamese names."""

    def key(nomination: Nomination) -> tuple[str, bool, str]:
        is_person = nomination.person_id is not None
        name_key = person_sort_key if is_person else sort_key
        return nomination.award, is_person, name_key(nomination.recipient_name)

    return sorted(nominations, key=key)


def line_for(decision: Decision, nomination: Nomination, order: int, day: date) -> DecisionLine:
    """An unsaved line for ``nomination``, with the money of ``day``."""
    line = DecisionLine(
        decision=decision,
        nomination=nomination,
        order=order,
        award=nomination.award,
        recipient_kind="individual" if nomination.person_id else "collective",
        recipient_name=nomination.recipient_name,
        recipient_post=nomination.recipient_post,
    )
    _set_money(line, decision.body, day)
    return line


def priced(decision: Decision, day: date) -> list[DecisionLine]:
    """The lines with the money of ``day``, unsaved: it follows the base salary of the day of the decision."""
    found = list(decision.lines.order_by("order"))
    for line in found:
        _set_money(line, decision.body, day)
    return found


def refresh_money(decision: Decision, day: date) -> None:
    """Keep the money of ``day`` with every line."""
    DecisionLine.objects.bulk_update(priced(decision, day), ["coefficient", "base_salary", "amount", "money_source"])


def _set_money(line: DecisionLine, body: Unit, day: date) -> None:
    """Money by the law of the day; where the law gives no figure the amount stays unknown, and says why."""
    try:
        money = law.money(the_law(), line.award, day, line.recipient_kind, by=_GIVERS.get(Unit.Kind(body.kind), "unit"))
    except law.LawError as error:
        line.coefficient = line.base_salary = line.amount = None
        line.money_source = {"error": str(error)}
        return
    line.coefficient, line.base_salary, line.amount = money.coefficient, money.base_salary, money.amount
    line.money_source = {"cites": money.to_json()["cites"], "knowledge": money.knowledge}
