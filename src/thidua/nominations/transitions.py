"""The tables: how a dossier and a nomination move, who moves them, and what must be ready."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thidua.journal.transitions import Transition, TransitionTable
from thidua.nominations import permissions, readiness
from thidua.nominations.models import Dossier, Nomination

_D = Dossier.State
_N = Nomination.State

# Luật 06/2022/QH15, Điều 84 khoản 1, 2: what a dossier for a title or a commendation holds.
DOSSIER_ARTICLE = "Điều 84 Luật 06/2022/QH15"

DOSSIER = TransitionTable(
    "nominations.dossier",
    (
        *(
            Transition(
                source,
                "submit",
                _D.SUBMITTED,
                label,
                permissions.prepares,
                requires=(readiness.ready_to_submit,),
                article=DOSSIER_ARTICLE,
            )
            for source, label in ((_D.DRAFT, _("Gửi hồ sơ")), (_D.RETURNED, _("Gửi lại hồ sơ")))
        ),
        Transition(
            _D.SUBMITTED,
            "accept",
            _D.ACCEPTED,
            _("Tiếp nhận, đủ điều kiện trình"),
            permissions.may_appraise,
            requires=(readiness.ready_to_accept,),
            article=DOSSIER_ARTICLE,
        ),
        *(
            Transition(
                source, "return", _D.RETURNED, _("Trả lại để bổ sung"), permissions.may_appraise, needs_reason=True
            )
            for source in (_D.SUBMITTED, _D.ACCEPTED)
        ),
        *(
            Transition(source, "withdraw", _D.WITHDRAWN, _("Rút hồ sơ"), permissions.prepares, needs_reason=True)
            for source in (_D.DRAFT, _D.SUBMITTED, _D.RETURNED)
        ),
        Transition(
            _D.ACCEPTED, "put_in_council", _D.IN_COUNCIL, _("Đưa ra hội đồng"), permissions.may_bring_to_council
        ),
        Transition(
            _D.IN_COUNCIL,
            "decide",
            _D.DECIDED,
            _("Ghi nhận đã có quyết định"),
            permissions.may_settle,
            requires=(readiness.all_settled, readiness.somebody_awarded),
        ),
        Transition(
            _D.IN_COUNCIL,
            "close",
            _D.CLOSED,
            _("Kết thúc, không được khen"),
            permissions.may_settle,
            requires=(readiness.all_settled, readiness.nobody_awarded),
        ),
    ),
)

NOMINATION = TransitionTable(
    "nominations.nomination",
    (
        Transition(_N.LISTED, "drop", _N.DROPPED, _("Rút đề nghị"), permissions.may_drop, needs_reason=True),
        Transition(_N.LISTED, "withdraw", _N.DROPPED, _("Rút cùng cả hồ sơ"), permissions.may_withdraw_with_dossier),
        Transition(_N.DROPPED, "restore", _N.LISTED, _("Đề nghị lại"), permissions.may_restore),
        Transition(_N.LISTED, "recommend", _N.RECOMMENDED, _("Hội đồng đề nghị khen"), permissions.may_enter_vote),
        Transition(
            _N.LISTED, "not_recommend", _N.NOT_RECOMMENDED, _("Hội đồng không đề nghị"), permissions.may_enter_vote
        ),
        Transition(_N.RECOMMENDED, "award", _N.AWARDED, _("Ra quyết định khen"), permissions.may_award),
    ),
)
