"""The papers that dossiers and nominations make: submission, achievement report, appraisal sheet."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.accounts.roles import Role
from thidua.base.answers import Answer, no
from thidua.base.refusal import Refused
from thidua.documents.sources import PaperSource, register
from thidua.nominations import permissions
from thidua.nominations.achievement import report_context
from thidua.nominations.documents import appraisal_context, submission_context
from thidua.nominations.models import Dossier, Nomination
from thidua.nominations.queries import frozen_check, newest_check
from thidua.nominations.readiness import judgements_of
from thidua.nominations.report.drafts import MAKER
from thidua.paperwork import AppraisalSheet


def offer_papers() -> None:
    """Register all papers of dossiers and nominations."""
    register(
        PaperSource(
            key="nominations.submission",
            model="nominations.dossier",
            label=gettext_lazy("Soạn tờ trình"),
            may=_may_submit,
            body=lambda dossier: dossier.unit,
            gather=lambda dossier, _actor, day: submission_context(dossier, day),
            back=lambda dossier: reverse("nominations:detail", args=[dossier.pk]),
            readers=permissions.visible_to,
        )
    )
    register(
        PaperSource(
            key=MAKER,
            model="nominations.nomination",
            label=gettext_lazy("Soạn báo cáo thành tích"),
            may=permissions.may_report,
            body=lambda nomination: nomination.dossier.unit,
            gather=lambda nomination, _actor, day: report_context(nomination, day),
            back=_nomination_page,
            readers=permissions.nominations_visible_to,
            writers=permissions.own_nominations,
            composer=lambda nomination: reverse("nominations:report", args=[nomination.pk]),
        )
    )
    register(
        PaperSource(
            key="nominations.appraisal",
            model="nominations.nomination",
            label=gettext_lazy("Chốt phiếu thẩm định"),
            may=_may_appraise,
            body=lambda nomination: nomination.dossier.body,
            gather=_appraisal,
            back=_nomination_page,
            # The sheet holds discipline and pending matters: who weighs them, nobody else.
            only=(Role.OFFICER, Role.DIRECTOR),
        )
    )


def _nomination_page(nomination: Nomination) -> str:
    return reverse("nominations:nomination", args=[nomination.pk])


def _may_submit(user: Any, dossier: Dossier) -> Answer:
    answer = permissions.prepares(user, dossier)
    if answer and not dossier.nominations.filter(state__in=permissions.LIVE).exists():
        return no(_("Hồ sơ chưa đề nghị ai nên chưa có tờ trình."))
    return answer


def _may_appraise(user: Any, nomination: Nomination) -> Answer:
    answer = permissions.may_appraise(user, nomination.dossier)
    if answer and newest_check(nomination) is None:
        return no(_("Chưa đối chiếu với luật nên chưa có phiếu thẩm định."))
    return answer


def _appraisal(nomination: Nomination, actor: Any, day: date) -> AppraisalSheet:
    """The check that was frozen at acceptance, before that the newest one."""
    open_states = (Dossier.State.DRAFT, Dossier.State.SUBMITTED)
    check = None if nomination.dossier.state in open_states else frozen_check(nomination)
    check = check or newest_check(nomination)
    if check is None:
        raise Refused("no_check", _("Chưa đối chiếu với luật nên chưa có phiếu thẩm định."))
    judged = judgements_of([nomination]).get(nomination.pk, {})
    return appraisal_context(nomination, check, judged, actor, day)
