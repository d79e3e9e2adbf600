"""One dossier: its making, its page, and what moves it along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.accounts.roles import Role
from thidua.base import clock
from thidua.base.asking import whole_number
from thidua.base.files import read_upload
from thidua.base.forms import ReasonForm, add_refusal
from thidua.base.refusal import Refused
from thidua.movements.permissions import visible_to as movements_visible_to
from thidua.nominations import actions, permissions
from thidua.nominations.actions.writing import MOVEMENT_STATES
from thidua.nominations.forms import DossierForm, PaperForm, ReturnForm
from thidua.nominations.models import Dossier, Nomination
from thidua.nominations.queries import award_names, events_of, pen_of, step_times
from thidua.nominations.readiness import ready_to_submit
from thidua.nominations.screening import PaperNeed, papers_needed, quota_notes
from thidua.nominations.transitions import DOSSIER
from thidua.nominations.views.shared import crumbs, dossier_crumbs, dossier_or_404, say_refusal
from thidua.nominations.wording import outcome_tag, stage_tag, timeline
from thidua.organisation.models import Unit
from thidua.organisation.roles import roles_of

_D = Dossier.State
WRITABLE = (_D.DRAFT, _D.RETURNED)


@login_required
def create(request: HttpRequest) -> HttpResponse:
    """Begin a dossier: for which unit, movement, kind and year."""
    units = Unit.objects.filter(roles_of(request.user).units(Role.UNIT_CONTACT), dissolved__isnull=True).order_by(
        "path"
    )
    if not units.exists():
        raise Http404
    movements = movements_visible_to(request.user).filter(state__in=MOVEMENT_STATES).order_by("-pk")
    today = clock.today()
    chosen = movements.filter(pk=whole_number(request.GET.get("phong_trao")) or 0).first() or movements.first()
    initial = {"year": today.year, "movement": chosen, "kind": "movement" if chosen else "merit"}
    form = DossierForm(request.POST or None, initial=initial, units=units, movements=movements, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            dossier = actions.create_dossier(**form.cleaned_data, actor=request.user, at=clock.now())
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Đã lập hồ sơ %(reference)s.") % {"reference": dossier.reference})
            return redirect("nominations:detail", dossier.pk)
    context = {"form": form, "breadcrumbs": crumbs((_("Lập hồ sơ"), None))}
    return render(request, "nominations/create.html", context)


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The dossier's page: what is missing, who is nominated, where it stands, what happened."""
    dossier = dossier_or_404(request.user, pk)
    day = clock.today()
    nominations = list(dossier.nominations.select_related("dossier").order_by("award", "name_key", "pk"))
    names = award_names(day)
    editable = bool(permissions.may_edit(request.user, dossier))
    appraising = dossier.state == _D.SUBMITTED and bool(permissions.may_appraise(request.user, dossier))
    if appraising:  # what a person must still judge stands on top
        nominations.sort(key=lambda row: row.outcome != Nomination.Outcome.OPEN)
    rows = [_row(row, names, appraising) for row in nominations]
    papers = papers_needed(dossier, nominations, day)
    events = events_of(dossier)
    recipients = {str(row.pk): row.recipient_name for row in nominations}
    context = {
        "dossier": dossier,
        "rows": rows,
        "noted": any(row["noted"] for row in rows),
        "editable": editable,
        "appraising": appraising,
        "tasks": _tasks(dossier, nominations, papers) if editable else [],
        "papers": papers,
        "files": list(dossier.evidence.filter(nomination=None).select_related("file")),
        "paper_form": PaperForm(papers=_file_papers(papers)) if editable and _file_papers(papers) else None,
        "quotas": quota_notes(dossier, nominations, day),
        "pen": pen_of(dossier, day),
        "days": (day - timezone.localdate(dossier.state_since)).days,
        "steps": way_of(dossier, step_times(events)),
        "timeline": timeline(events, recipients),
        "actions": page_actions(request.user, dossier, editable),
        "meta": _meta(dossier),
        "breadcrumbs": dossier_crumbs(dossier),
        "who_may_see": permissions.explain(dossier),
        "overdue": bool(
            dossier.movement
            and dossier.movement.nomination_due
            and dossier.state == _D.DRAFT
            and dossier.movement.nomination_due < day
        ),
    }
    return render(request, "nominations/detail.html", context)


def _row(nomination: Nomination, names: dict[str, str], appraising: bool) -> dict[str, Any]:
    page = (
        "nominations:appraise"
        if appraising and nomination.state == Nomination.State.LISTED
        else "nominations:nomination"
    )
    silent = not nomination.achievements.strip() and nomination.state == Nomination.State.LISTED
    return {
        "nomination": nomination,
        "award": names.get(nomination.award, nomination.award),
        "url": reverse(page, args=[nomination.pk]),
        "outcome": outcome_tag(nomination.outcome),
        "stage": stage_tag(nomination),
        "silent": silent,
        "noted": silent or nomination.state != Nomination.State.LISTED,
    }


def _meta(dossier: Dossier) -> list[tuple[str, Any]]:
    rows: list[tuple[str, Any]] = [
        (_("Đơn vị đề nghị"), dossier.unit.name),
        (_("Cơ quan xét"), dossier.body.short_name),
        (_("Năm thành tích"), dossier.year),
        (_("Loại hình"), dossier.get_kind_display()),
    ]
    if dossier.movement is not None and dossier.movement.nomination_due and dossier.state in WRITABLE:
        rows.append((_("Hạn gửi hồ sơ"), f"{dossier.movement.nomination_due:%d/%m/%Y}"))
    return rows


def _file_papers(papers: list[PaperNeed]) -> list[tuple[str, str]]:
    return [(paper.id, paper.text) for paper in papers if not paper.made_here]


def _tasks(dossier: Dossier, nominations: list[Nomination], papers: list[PaperNeed]) -> list[dict[str, Any]]:
    """What is still to be done before the dossier can be sent."""
    live = [row for row in nominations if row.state in permissions.LIVE]
    silent = [row for row in live if not row.achievements.strip()]
    against = [row for row in live if row.outcome in (Nomination.Outcome.NOT_ELIGIBLE, Nomination.Outcome.ON_HOLD)]
    missing = [paper for paper in papers if not paper.there and not paper.when]
    ready = ready_to_submit(dossier)
    first_silent = reverse("nominations:nomination", args=[silent[0].pk]) if silent else ""
    first_against = reverse("nominations:nomination", args=[against[0].pk]) if against else ""
    return [
        {
            "title": _("Chọn cá nhân, tập thể và danh hiệu"),
            "hint": _("%(count)d đề nghị") % {"count": len(live)} if live else _("Chưa có đề nghị nào"),
            "url": reverse("nominations:nominate", args=[dossier.pk]),
            "state": "complete" if live else "not_started",
        },
        {
            "title": _("Viết tóm tắt thành tích"),
            "hint": _("Còn %(count)d đề nghị chưa viết") % {"count": len(silent)} if silent else "",
            "url": first_silent,
            "state": "cannot_start" if not live else "in_progress" if silent else "complete",
        },
        {
            "title": _("Đối chiếu với luật"),
            "hint": _("%(count)d đề nghị chưa đủ điều kiện hoặc đang tạm dừng xét") % {"count": len(against)}
            if against
            else "",
            "url": first_against,
            "state": "cannot_start" if not live else "error" if against else "complete",
        },
        {
            "title": _("Giấy tờ kèm theo"),
            "hint": "; ".join(paper.text for paper in missing),
            "url": "#giay-to" if live else "",
            "state": "cannot_start" if not live else "in_progress" if missing else "complete",
        },
        {
            "title": _("Gửi hồ sơ"),
            "hint": "" if ready else ready.reason,
            "url": reverse("nominations:act", args=[dossier.pk, "submit"]) if ready else "",
            "state": "not_started" if ready else "cannot_start",
        },
    ]


def way_of(dossier: Dossier, times: dict[str, Any]) -> list[dict[str, Any]]:
    """The steps of the dossier's way, with when it came to each."""
    way = [
        (_("Đơn vị soạn"), (_D.DRAFT, _D.RETURNED)),
        (_("Thẩm định"), (_D.SUBMITTED,)),
        (_("Chờ họp hội đồng"), (_D.ACCEPTED,)),
        (_("Hội đồng xét"), (_D.IN_COUNCIL,)),
        (_("Quyết định"), (_D.DECIDED, _D.CLOSED)),
    ]
    place = next((number for number, (_label, states) in enumerate(way) if dossier.state in states), 0)
    steps = []
    for number, (label, states) in enumerate(way):
        state = "done" if number < place else "current" if number == place else "todo"
        if number == place and dossier.state in (_D.CLOSED, _D.WITHDRAWN):
            state = "bad"
        if dossier.state == _D.DECIDED and number == place:
            state = "done"
        at = dossier.created_at if number == 0 else next((times[code] for code in states if code in times), None)
        note = dossier.get_state_display() if dossier.state in (_D.RETURNED, _D.CLOSED, _D.WITHDRAWN) else ""
        steps.append(
            {
                "label": label,
                "state": state,
                "at": at if number <= place else None,
                "note": note if number == place else "",
            }
        )
    return steps


@dataclass(frozen=True)
class Act:
    """How a transition is asked for on a page."""

    question: str
    explanation: str
    icon: str
    style: str
    form: Callable[..., forms.Form] | None
    run: Callable[..., Dossier]
    done: str


def acts() -> dict[str, Act]:
    """The transitions that people carry out on the dossier's own pages."""
    return {
        "submit": Act(
            _("Gửi hồ sơ đến cơ quan thẩm định?"),
            _("Kết quả đối chiếu hôm nay được chốt cùng hồ sơ. Hồ sơ đã gửi chỉ sửa được khi được trả lại."),
            "send",
            "primary",
            None,
            actions.submit_dossier,
            _("Đã gửi hồ sơ %(reference)s."),
        ),
        "accept": Act(
            _("Tiếp nhận hồ sơ, đủ điều kiện trình hội đồng?"),
            _("Kết quả đối chiếu và các nhận xét thẩm định được chốt. Đơn vị được báo tin."),
            "file-earmark-check",
            "primary",
            None,
            actions.accept_dossier,
            _("Đã tiếp nhận hồ sơ %(reference)s."),
        ),
        "return": Act(
            _("Trả lại hồ sơ để đơn vị bổ sung?"),
            _("Đầu mối của đơn vị nhận thông báo kèm lý do và hạn bổ sung."),
            "arrow-left",
            "secondary",
            ReturnForm,
            actions.return_dossier,
            _("Đã trả lại hồ sơ %(reference)s."),
        ),
        "withdraw": Act(
            _("Rút hẳn hồ sơ này?"),
            _("Hồ sơ khép lại, các đề nghị trong hồ sơ được rút theo. Mã hồ sơ vẫn được giữ."),
            "x-circle",
            "quiet",
            ReasonForm,
            actions.withdraw_dossier,
            _("Đã rút hồ sơ %(reference)s."),
        ),
    }


def page_actions(user: Any, dossier: Dossier, editable: bool) -> list[dict[str, Any]]:
    """The buttons of the dossier's page: what the user may do, and what the user could but for a reason."""
    known = acts()
    buttons: list[dict[str, Any]] = []
    if editable:
        url = reverse("nominations:nominate", args=[dossier.pk])
        buttons.append({"label": _("Thêm đề nghị"), "url": url, "icon": "plus-lg", "style": "secondary"})
    officer = roles_of(user).has(Role.OFFICER, unit=dossier.body)
    for offer in DOSSIER.offers(user, dossier):
        row = offer.transition
        if row.action not in known or not (row.who(user, dossier) or (officer and row.action in ("accept", "return"))):
            continue
        act = known[row.action]
        buttons.append(
            {
                "label": row.label,
                "url": reverse("nominations:act", args=[dossier.pk, row.action]),
                "icon": act.icon,
                "style": act.style,
                "reason": "" if offer.answer else offer.answer.reason,
            }
        )
    return buttons


@login_required
def act(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Ask for what a transition needs, then carry it out."""
    dossier = dossier_or_404(request.user, pk)
    known = acts().get(action)
    if known is None:
        raise Http404
    back = redirect("nominations:detail", dossier.pk)
    if request.method == "POST" and request.POST.get("seen", dossier.state) != dossier.state:
        # Somebody else decided while this page was open: what is sent was meant for another state.
        message = _("Trong lúc trang này đang mở, hồ sơ đã chuyển sang “%(state)s”. Hãy xem lại hồ sơ rồi làm tiếp.")
        messages.error(request, message % {"state": dossier.get_state_display()})
        return back
    answer = DOSSIER.may(request.user, dossier, action)
    if not answer:
        messages.error(request, answer.reason)
        return back
    extra = {"today": clock.today()} if action == "return" else {}
    form = known.form(request.POST or None, **extra) if known.form else None
    if request.method == "POST" and (form is None or form.is_valid()):
        given = form.cleaned_data if form is not None else {}
        try:
            known.run(dossier=dossier, actor=request.user, at=clock.now(), **given)
        except Refused as refused:
            if form is None or not refused.fields:
                say_refusal(request, refused)
                return back
            add_refusal(form, refused)
        else:
            messages.success(request, known.done % {"reference": dossier.reference})
            return back
    day = clock.today()
    nominations = [row for row in dossier.nominations.order_by("award", "name_key") if row.state in permissions.LIVE]
    names = award_names(day)
    context = {
        "dossier": dossier,
        "act": known,
        "form": form,
        "label": DOSSIER.find(dossier.state, action).label,  # type: ignore[union-attr]
        "rows": [_row(row, names, False) for row in nominations],
        "breadcrumbs": dossier_crumbs(dossier, (str(DOSSIER.find(dossier.state, action).label), None)),  # type: ignore[union-attr]
    }
    # What is lacking matters to whoever sends, returns or accepts the dossier, not to whoever takes it back.
    if action != "withdraw":
        papers = papers_needed(dossier, nominations, day)
        context["missing"] = [paper for paper in papers if not paper.there and not paper.when]
        context["quotas"] = [note for note in quota_notes(dossier, nominations, day) if note.exceeded]
    return render(request, "nominations/act.html", context)


@login_required
@require_POST
def add_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in a paper of the whole dossier."""
    dossier = dossier_or_404(request.user, pk)
    nominations = list(dossier.nominations.all())
    papers = papers_needed(dossier, nominations, clock.today())
    form = PaperForm(request.POST, request.FILES, papers=_file_papers(papers))
    if not form.is_valid():
        messages.error(request, "; ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("nominations:detail", dossier.pk)
    try:
        data, media_type = read_upload(form.cleaned_data["file"])
        actions.attach_paper(
            dossier=dossier,
            paper=form.cleaned_data["paper"],
            data=data,
            media_type=media_type,
            name=form.cleaned_data["file"].name,
            actor=request.user,
            at=clock.now(),
        )
    except Refused as refused:
        say_refusal(request, refused)
    else:
        messages.success(request, _("Đã thêm giấy tờ vào hồ sơ."))
    return redirect(f"{reverse('nominations:detail', args=[dossier.pk])}#giay-to")
