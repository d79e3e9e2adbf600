"""What a dossier still lacks before it can be sent, accepted or ended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.base.answers import Answer, no, yes
from thidua.nominations.models import Check, Dossier, Judgement, Nomination

LIVE = (Nomination.State.LISTED, Nomination.State.RECOMMENDED, Nomination.State.AWARDED)
_OPEN_BEFORE_VOTE = Nomination.State.LISTED
_NAMES_SHOWN = 3


@dataclass(frozen=True)
class OpenCondition:
    """A condition that neither the record nor a person has answered yet."""

    nomination: Nomination
    condition: str
    text: str


def listed(dossier: Dossier) -> list[Nomination]:
    """The nominations that go forward with the dossier."""
    return list(dossier.nominations.filter(state__in=LIVE).order_by("pk"))


def newest_checks(nominations: Iterable[Nomination]) -> dict[int, Check]:
    """The newest check of each nomination, in one question."""
    newest: dict[int, Check] = {}
    for check in Check.objects.filter(nomination__in=list(nominations)).order_by("made_at", "pk"):
        newest[check.nomination_id] = check
    return newest


def judgements_of(nominations: Iterable[Nomination]) -> dict[int, dict[str, Judgement]]:
    """What named people have answered: nomination → condition → judgement."""
    found: dict[int, dict[str, Judgement]] = {}
    for judgement in Judgement.objects.filter(nomination__in=list(nominations)).select_related("judged_by"):
        found.setdefault(judgement.nomination_id, {})[judgement.condition] = judgement
    return found


def open_conditions(dossier: Dossier) -> list[OpenCondition]:
    """Conditions of the newest checks that keep a nomination open and that nobody has answered."""
    nominations = [row for row in listed(dossier) if row.state == _OPEN_BEFORE_VOTE]
    checks, judged = newest_checks(nominations), judgements_of(nominations)
    return [
        OpenCondition(nomination, condition["id"], condition["text"])
        for nomination in nominations
        if nomination.pk in checks
        for condition in unanswered(checks[nomination.pk], judged.get(nomination.pk, {}))
    ]


def conditions_of_way(check: Check) -> list[dict[str, Any]]:
    """The conditions that decide: those of every way, and those of the way that was met or is nearest."""
    way = check.verdict.get("path")
    return [condition for condition in check.verdict["conditions"] if condition.get("path") in (None, way)]


def unanswered(check: Check, judged: dict[str, Judgement]) -> list[dict[str, Any]]:
    """The unknown conditions of a check that keep it open and have no judgement."""
    if check.outcome != Check.Outcome.OPEN:
        return []
    return [
        condition
        for condition in conditions_of_way(check)
        if condition["state"] == "unknown" and condition.get("blocking", True) and condition["id"] not in judged
    ]


def shown_outcome(check: Check, judged: dict[str, Judgement]) -> str:
    """What lists say of a nomination: the law's answer, or that people have answered all that the law leaves open."""
    if check.outcome == Check.Outcome.OPEN and judged and not unanswered(check, judged):
        return Nomination.Outcome.JUDGED
    return check.outcome


def _names(nominations: Iterable[Nomination]) -> str:
    names = [nomination.recipient_name for nomination in nominations]
    shown = ", ".join(names[:_NAMES_SHOWN])
    more = len(names) - _NAMES_SHOWN
    if more <= 0:
        return shown
    return shown + ngettext(" và %(more)d đề nghị khác", " và %(more)d đề nghị khác", more) % {"more": more}


def _stopped_by_law(nominations: list[Nomination]) -> Answer | None:
    unchecked = [row for row in nominations if not row.outcome]
    if unchecked:
        return no(_("Chưa đối chiếu với luật: %(names)s.") % {"names": _names(unchecked)})
    refused = [row for row in nominations if row.outcome == Nomination.Outcome.NOT_ELIGIBLE]
    if refused:
        message = _(
            "Chưa đủ điều kiện theo luật: %(names)s. Hãy rút đề nghị hoặc đề nghị sửa hồ sơ gốc nếu có sai sót."
        )
        return no(message % {"names": _names(refused)})
    waiting = [row for row in nominations if row.outcome == Nomination.Outcome.ON_HOLD]
    if waiting:
        message = _("Đang tạm dừng xét: %(names)s. Chờ kết luận của cơ quan có thẩm quyền hoặc rút đề nghị.")
        return no(message % {"names": _names(waiting)})
    return None


def ready_to_submit(dossier: Dossier) -> Answer:
    """Whether the dossier can be sent: somebody is nominated, each with achievements, none refused by the law."""
    nominations = listed(dossier)
    if not nominations:
        return no(_("Hồ sơ chưa đề nghị ai. Hãy thêm ít nhất một cá nhân hoặc tập thể."))
    silent = [row for row in nominations if not row.achievements.strip()]
    if silent:
        return no(_("Chưa có tóm tắt thành tích: %(names)s.") % {"names": _names(silent)})
    stopped = _stopped_by_law(nominations)
    return yes(_("Hồ sơ đã đủ để gửi.")) if stopped is None else stopped


def ready_to_accept(dossier: Dossier) -> Answer:
    """Whether the dossier can be accepted: every condition is met by the record or confirmed by a named person."""
    nominations = listed(dossier)
    if not nominations:
        return no(_("Hồ sơ không còn đề nghị nào."))
    stopped = _stopped_by_law(nominations)
    if stopped is not None:
        return stopped
    waiting = open_conditions(dossier)
    if waiting:
        names = _names({found.nomination.pk: found.nomination for found in waiting}.values())
        message = ngettext(
            "Còn %(count)d điều kiện chưa có nhận xét thẩm định: %(names)s.",
            "Còn %(count)d điều kiện chưa có nhận xét thẩm định: %(names)s.",
            len(waiting),
        )
        return no(message % {"count": len(waiting), "names": names})
    against = [row for row in nominations if _confirmed_unmet(row)]
    if against:
        message = _("Cán bộ thẩm định xác nhận không đạt: %(names)s. Hãy rút đề nghị hoặc trả lại hồ sơ.")
        return no(message % {"names": _names(against)})
    return yes(_("Các điều kiện đã được đối chiếu và xác nhận."))


def _confirmed_unmet(nomination: Nomination) -> bool:
    """Whether a person has answered "not met" to a condition that the newest check still asks."""
    check = newest_checks([nomination]).get(nomination.pk)
    judged = judgements_of([nomination]).get(nomination.pk, {})
    asked = {condition["id"] for condition in conditions_of_way(check)} if check else set()
    return any(not judgement.met and judgement.condition in asked for judgement in judged.values())


def all_settled(dossier: Dossier) -> Answer:
    """Whether the council has voted on every nomination and every recommended one is decided."""
    waiting = dossier.nominations.filter(state__in=[Nomination.State.LISTED, Nomination.State.RECOMMENDED]).count()
    if waiting:
        return no(
            ngettext("Còn %(count)d đề nghị chưa có kết quả.", "Còn %(count)d đề nghị chưa có kết quả.", waiting)
            % {"count": waiting}
        )
    return yes(_("Mọi đề nghị đã có kết quả."))


def somebody_awarded(dossier: Dossier) -> Answer:
    """Whether at least one nomination ended in an award."""
    if dossier.nominations.filter(state=Nomination.State.AWARDED).exists():
        return yes(_("Có người được khen."))
    return no(_("Chưa có ai trong hồ sơ được khen."))


def nobody_awarded(dossier: Dossier) -> Answer:
    """Whether no nomination ended in an award."""
    if dossier.nominations.filter(state=Nomination.State.AWARDED).exists():
        return no(_("Trong hồ sơ đã có người được khen."))
    return yes(_("Không có ai trong hồ sơ được khen."))
