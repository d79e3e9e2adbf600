"""Pages of decisions: the list, a draft from a meeting, one decision with all that can be done with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.base import clock
from thidua.base.forms import add_refusal
from thidua.base.refusal import Refused
from thidua.councils.permissions import visible_to as meetings_visible_to
from thidua.decisions import actions, lines
from thidua.decisions.blanks.permissions import bodies_of, may_print
from thidua.decisions.forms import AwardsForm
from thidua.decisions.models import Decision
from thidua.decisions.outside.views import outside_links, signature_panel
from thidua.decisions.permissions import MAKERS, explain, may_draft, visible_to
from thidua.decisions.queries import awaiting_decision, in_force, meetings_awaiting, with_counts
from thidua.decisions.revocation.permissions import may_propose_in
from thidua.decisions.transitions import DECISION, drafts
from thidua.decisions.views.finding import visible_decision, works_on
from thidua.journal.queries import history
from thidua.organisation.roles import roles_of

PAGE_SIZE = 50


@login_required
def decision_list(request: HttpRequest) -> HttpResponse:
    """All decisions that the user may see, and the meetings that wait for one."""
    found = with_counts(visible_to(request.user))
    state = request.GET.get("trang-thai", "")
    if state in Decision.State.values:
        found = found.filter(state=state)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    drafting = may_draft(request.user)
    context = {
        "page_obj": page,
        "states": Decision.State.choices,
        "state": state,
        "may_draft": drafting,
        "keeps_blanks": bodies_of(request.user).exists(),
        "sees_revocations": roles_of(request.user).has(*MAKERS),
        "waiting": meetings_awaiting(meetings_visible_to(request.user)) if drafting else [],
    }
    return render(request, "decisions/list.html", context)


@login_required
def draft(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Choose which awards of a closed meeting go into a new decision."""
    meeting = get_object_or_404(meetings_visible_to(request.user), pk=meeting_id)
    if not drafts(request.user, Decision(body=meeting.council.body)):
        raise Http404
    day = clock.today()
    counts: dict[str, int] = {}
    for nomination in awaiting_decision(meeting):
        counts[nomination.award] = counts.get(nomination.award, 0) + 1
    within: list[tuple[str, str]] = []
    beyond: list[tuple[str, str]] = []
    for code, count in sorted(counts.items()):
        row = (code, _("%(award)s – %(count)d đề nghị") % {"award": lines.award_name(code, day), "count": count})
        (within if lines.may_decide(meeting.council.body, code, day) else beyond).append(row)
    form = AwardsForm(request.POST or None, choices=within, initial={"awards": [code for code, _label in within]})
    if request.method == "POST" and form.is_valid():
        try:
            decision = actions.draft_decision(
                meeting=meeting, awards=form.cleaned_data["awards"], actor=request.user, at=clock.now()
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Đã soạn dự thảo quyết định. Hãy xem lại câu chữ rồi trình ký."))
            return redirect("decisions:detail", decision.pk)
    breadcrumbs = [
        (pgettext("menu", "Quyết định khen thưởng"), reverse("decisions:list")),
        (_("Soạn quyết định"), None),
    ]
    context = {"meeting": meeting, "form": form, "beyond": beyond, "within": within, "breadcrumbs": breadcrumbs}
    return render(request, "decisions/draft.html", context, status=422 if form.errors else 200)


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision: its state, wording, list, money, files, history."""
    decision = visible_decision(request, pk)
    works = works_on(request.user, decision)
    day = decision.signed_on or clock.today()
    rows = decision.lines.all().select_related("nomination__dossier", "honour").prefetch_related("certificates")
    page = Paginator(rows, 100).get_page(request.GET.get("page"))
    names = {code: lines.award_name(code, day) for code in {line.award for line in page}}
    totals = [line.amount for line in in_force(decision.lines.all())]
    context = {
        "decision": decision,
        "breadcrumbs": [
            (pgettext("menu", "Quyết định khen thưởng"), reverse("decisions:list")),
            (_name_of(decision), None),
        ],
        "page_obj": page,
        "rows": [(line, names[line.award]) for line in page],
        "total": sum(amount or 0 for amount in totals),
        "count": len(totals),
        "revoked": decision.lines.filter(honour__revoked_on__isnull=False).count(),
        "unknown": sum(amount is None for amount in totals),
        "works": works,
        "actions": _actions(request, decision) if works else [],
        "timeline": _timeline(decision) if works else [],
        "files": [*_files(decision, works), *outside_links(decision, request.user)],
        "signature": signature_panel(decision, request.user) if works else None,
        "access": explain(decision),
        "may_edit": bool(drafts(request.user, decision)) and decision.state == Decision.State.DRAFT,
    }
    return render(request, "decisions/detail.html", context)


def _name_of(decision: Decision) -> str:
    return _("số %(number)s") % {"number": decision} if decision.number else _("Dự thảo")


def _actions(request: HttpRequest, decision: Decision) -> list[dict[str, Any]]:
    """The buttons: those of the table, disabled with their reason where forbidden, and what belongs to drafts."""
    buttons: list[dict[str, Any]] = []
    for offer in DECISION.offers(request.user, decision):
        row = offer.transition
        asks = row.action in {"return", "sign"}
        button: dict[str, Any] = {
            "label": row.label,
            "url": reverse(
                f"decisions:{row.action}" if asks else "decisions:act", args=_arguments(decision, row.action, asks)
            ),
            "method": "get" if asks else "post",
            "style": "secondary" if row.action == "return" else "primary",
            "reason": "" if offer.answer else offer.answer.reason,
        }
        buttons.append(button)
    if decision.state == Decision.State.DRAFT:
        answer = drafts(request.user, decision)
        reason = "" if answer else answer.reason
        edit, discard = reverse("decisions:edit", args=[decision.pk]), reverse("decisions:discard", args=[decision.pk])
        buttons.append(
            {"label": _("Sửa câu chữ"), "url": edit, "style": "secondary", "icon": "pencil", "reason": reason}
        )
        buttons.append({"label": _("Bỏ dự thảo"), "url": discard, "style": "quiet", "reason": reason})
    if decision.number is not None:
        answer = may_print(request.user, decision.body)
        printing = reverse("decisions:print", args=[decision.pk])
        reason = "" if answer else answer.reason
        buttons.append(
            {"label": _("In giấy khen"), "url": printing, "style": "secondary", "icon": "printer", "reason": reason}
        )
        buttons.append(_revoke_button(request, decision))
    if decision.documents == Decision.Documents.FAILED:
        retry = reverse("decisions:act", args=[decision.pk, "retry"])
        buttons.append({"label": _("Tạo lại văn bản"), "url": retry, "method": "post", "style": "secondary"})
    return buttons


def _revoke_button(request: HttpRequest, decision: Decision) -> dict[str, Any]:
    answer = may_propose_in(request.user, decision.body)
    reason = "" if answer else answer.reason
    if answer and not in_force(decision.lines.all()).exists():
        reason = _("Cả quyết định này đã bị hủy bỏ.")
    url = reverse("decisions:revoke", args=[decision.pk])
    return {"label": _("Đề nghị hủy bỏ"), "url": url, "style": "quiet", "icon": "slash-circle", "reason": reason}


def _arguments(decision: Decision, action: str, asks: bool) -> list[Any]:
    return [decision.pk] if asks else [decision.pk, action]


def _timeline(decision: Decision) -> list[dict[str, Any]]:
    labels = {
        "decisions.decision.draft": _("Soạn dự thảo"),
        "decisions.decision.edit": _("Sửa câu chữ"),
        "decisions.decision.submit": _("Trình ký"),
        "decisions.decision.return": _("Trả lại để sửa"),
        "decisions.decision.sign": _("Ký ban hành"),
        "decisions.decision.documents": _("Tạo xong văn bản và giấy chứng nhận"),
        "decisions.decision.publish": _("Công bố"),
        "decisions.decision.signed_file": _("Nhận bản đã ký số"),
    }
    return [
        {
            "at": event.at,
            "title": labels.get(event.action, event.action),
            "actor": event.actor_label,
            "text": event.reason,
            "tone": "bad" if event.action.endswith("return") else "info",
        }
        for event in history(decision)
    ]


def _files(decision: Decision, works: bool) -> list[dict[str, Any]]:
    """What can be downloaded: previews of a draft, the frozen files of a signed decision."""

    def link(label: str, kind: str) -> dict[str, str]:
        return {"label": label, "url": reverse("decisions:file", args=[decision.pk, kind])}

    if decision.number is None:
        return [link(_("Xem dự thảo (PDF)"), "du-thao.pdf"), link(_("Dự thảo (Word)"), "du-thao.docx")] if works else []
    if decision.documents != Decision.Documents.READY:
        return []
    found = [link(_("Quyết định (PDF)"), "quyet-dinh.pdf")]
    if decision.signed_pdf_id:
        found.append(link(_("Bản đã ký số (PDF)"), "da-ky.pdf"))
    if works:
        found += [
            link(_("Quyết định (Word)"), "quyet-dinh.docx"),
            link(_("Giấy chứng nhận, giấy khen (PDF)"), "giay-khen.pdf"),
        ]
    return found
