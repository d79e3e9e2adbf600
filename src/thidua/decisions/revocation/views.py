"""Pages of revocations: the list, a proposal, one revocation with what rests on it and what has come back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from thidua.base import clock
from thidua.base.forms import ReasonForm, add_refusal
from thidua.base.refusal import Refused
from thidua.decisions import lines
from thidua.decisions.permissions import MAKERS
from thidua.decisions.revocation import actions, queries
from thidua.decisions.revocation.forms import RevocationForm, SettleForm
from thidua.decisions.revocation.grounds import law_is_known
from thidua.decisions.revocation.models import Revocation, RevokedHonour
from thidua.decisions.revocation.permissions import may_settle, proposable_by, visible_to
from thidua.decisions.revocation.resting import Resting, resting_on
from thidua.decisions.revocation.transitions import REVOCATION, issued_paper
from thidua.decisions.views.finding import visible_decision
from thidua.journal.queries import history
from thidua.organisation.models import Honour
from thidua.organisation.roles import roles_of

PAGE_SIZE = 50
# What rests on an award is asked of all registers: for a whole list the page of each proposal shows it in parts.
RESTING_SHOWN = 20
TONES = {Revocation.State.PROPOSED: "waiting", Revocation.State.IN_FORCE: "bad"}


@login_required
@require_safe
def revocation_list(request: HttpRequest) -> HttpResponse:
    """All revocations of the bodies in which the user works on decisions."""
    if not roles_of(request.user).has(*MAKERS):
        raise Http404
    found = queries.with_counts(visible_to(request.user))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [(revocation, _tone(revocation)) for revocation in page]
    context = {"page_obj": page, "rows": rows, "breadcrumbs": _crumbs()}
    return render(request, "decisions/revocation/list.html", context)


@login_required
def propose_from_decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose lines of a signed decision, or all of them."""
    decision = visible_decision(request, pk)
    held = proposable_by(request.user).filter(decision_line__decision=decision, revoked_on__isnull=True)
    if not held.exists():
        raise Http404
    back = reverse("decisions:detail", args=[pk])
    return _propose(request, list(held.select_related("person", "unit").order_by("decision_line__order")), back)


@login_required
def propose_from_record(request: HttpRequest, honour_pk: int) -> HttpResponse:
    """Take one award of the register away."""
    honour = get_object_or_404(proposable_by(request.user).select_related("person", "unit"), pk=honour_pk)
    name, key = ("person", honour.person_id) if honour.person_id else ("unit", honour.unit_id)
    return _propose(request, [honour], reverse(f"organisation:{name}", args=[key]))


def _propose(request: HttpRequest, held: list[Honour], back: str) -> HttpResponse:
    choices = [(honour, f"{honour.person or honour.unit}: {_award(honour)}") for honour in held]
    chosen = [str(held[0].pk)] if len(held) == 1 else []
    initial: dict[str, Any] = {"honours": chosen, "source": "own"}
    preview = "preview" in request.POST
    if preview:
        # Looking first: what was typed stays, nothing is judged yet.
        initial = {name: request.POST.get(name, "") for name in RevocationForm.base_fields}
        initial["honours"] = request.POST.getlist("honours")
    form = RevocationForm(None if preview else request.POST or None, honours=choices, initial=initial)
    if request.method == "POST" and not preview and form.is_valid():
        values = {name: form.cleaned_data[name] for name in form.cleaned_data if name != "honours"}
        try:
            revocation = actions.propose_revocation(honours=form.chosen(), actor=request.user, at=clock.now(), **values)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Đã lập đề nghị hủy bỏ. Chưa có gì thay đổi cho đến khi được xác nhận."))
            return redirect("decisions:revocation", revocation.pk)
    shown = [honour for honour in held if str(honour.pk) in (form["honours"].value() or [])]
    context = {
        "form": form,
        "resting": _resting(shown),
        "many": len(held) > 1,
        "chosen": len(shown),
        "law_known": law_is_known(clock.today()),
        "back": back,
        "breadcrumbs": _crumbs(_("Đề nghị hủy bỏ")),
    }
    return render(request, "decisions/revocation/propose.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One revocation: facts, paper, what rests on it, what has come back, history."""
    revocation = get_object_or_404(queries.with_rows(visible_to(request.user)), pk=pk)
    return _detail(request, revocation)


def _detail(request: HttpRequest, revocation: Revocation, status: int = 200) -> HttpResponse:
    page = Paginator(revocation.rows.select_related("honour__person", "honour__unit"), RESTING_SHOWN)
    shown = page.get_page(request.GET.get("page"))
    rows = list(shown)
    for row in rows:
        row.revocation = revocation
    in_force = revocation.state == Revocation.State.IN_FORCE
    context = {
        "revocation": revocation,
        "rule": revocation.rule,
        "tone": _tone(revocation),
        "page_obj": shown,
        "rows": [
            {"row": row, "award": _award(row.honour), "whom": row.honour.person or row.honour.unit} for row in rows
        ],
        "resting": _resting([row.honour for row in rows]),
        "actions": _actions(request, revocation),
        "may_settle": in_force and bool(may_settle(request.user, revocation)),
        "in_force": in_force,
        "today": clock.today(),
        "law_known": law_is_known(revocation.paper_day or clock.today()),
        "timeline": _timeline(revocation),
        "breadcrumbs": _crumbs(_name(revocation)),
    }
    return render(request, "decisions/revocation/detail.html", context, status=status)


@login_required
def act(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Confirm at a press; withdraw, take back or restore with a reason."""
    revocation = get_object_or_404(visible_to(request.user).select_related("body", "paper"), pk=pk)
    known: dict[str, tuple[Callable[..., Any], str]] = {
        "decide": (
            actions.confirm_revocation,
            _("Đã hủy bỏ; giấy chứng nhận hết giá trị, người liên quan đã được báo."),
        ),
        "withdraw": (actions.withdraw_revocation, _("Đã rút đề nghị; khen thưởng giữ nguyên.")),
        "take_back": (actions.take_back_revocation, _("Đã gỡ; khen thưởng lại có hiệu lực, nhật ký giữ cả hai việc.")),
        "restore": (actions.restore_titles, _("Đã phục hồi, trao lại.")),
    }
    if action not in known:
        raise Http404
    if action == "decide" and request.method != "POST":
        return redirect("decisions:revocation", pk)
    function, done = known[action]
    values: dict[str, Any] = {}
    row = REVOCATION.find(revocation.state, action)
    form = ReasonForm(request.POST or None)
    if action != "decide":
        if request.method != "POST" or not form.is_valid():
            return _ask_reason(request, revocation, row, form)
        values["reason"] = form.cleaned_data["reason"]
    try:
        function(revocation=revocation, actor=request.user, at=clock.now(), **values)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("decisions:revocation", pk)


def _ask_reason(request: HttpRequest, revocation: Revocation, row: Any, form: ReasonForm) -> HttpResponse:
    if row is None:
        messages.error(request, _("Việc này không làm được ở trạng thái hiện tại."))
        return redirect("decisions:revocation", revocation.pk)
    context = {
        "revocation": revocation,
        "form": form,
        "title": str(row.label),
        "restores": row.action == "restore",
        "paper": issued_paper(revocation) if row.action != "restore" else None,
        "answer": REVOCATION.may(request.user, revocation, row.action),
        "breadcrumbs": _crumbs(str(row.label)),
    }
    return render(request, "decisions/revocation/reason.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def settle(request: HttpRequest, pk: int, row_pk: int, what: str) -> HttpResponse:
    """Note the day on which money or object came back, or take that day back."""
    revocation = get_object_or_404(visible_to(request.user).select_related("body"), pk=pk)
    row = get_object_or_404(RevokedHonour, pk=row_pk, revocation=revocation)
    if what not in ("money", "object") or not may_settle(request.user, revocation):
        raise Http404
    form = SettleForm(request.POST)
    undo = "undo" in request.POST
    if not undo and not form.is_valid():
        messages.error(request, " ".join(str(message) for errors in form.errors.values() for message in errors))
        return redirect("decisions:revocation", pk)
    on = None if undo else form.cleaned_data["day"]
    try:
        actions.settle(row=row, what=what, on=on, actor=request.user, at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã gỡ ngày thu hồi.") if undo else _("Đã ghi ngày thu hồi."))
    return redirect("decisions:revocation", pk)


def _resting(honours: list[Honour]) -> list[dict[str, Any]]:
    """What rests on each, with the names of awards; only those on which something was found."""
    day = clock.today()
    found: list[Resting] = [resting_on(honour, day) for honour in honours[:RESTING_SHOWN]]
    return [
        {
            "award": _award(resting.honour),
            "whom": resting.honour.person or resting.honour.unit,
            "open": [(nomination, lines.award_name(nomination.award, day)) for nomination in resting.open],
            "decided": [(nomination, lines.award_name(nomination.award, day)) for nomination in resting.decided],
            "held": [_award(honour) for honour in resting.held],
            "collective": [f"{honour.unit}: {_award(honour)}" for honour in resting.collective],
        }
        for resting in found
        if resting.found
    ]


def _award(honour: Honour) -> str:
    named = _("%(award)s năm %(year)d") % {"award": lines.award_name(honour.award, clock.today()), "year": honour.year}
    return f"{named} ({honour.decision_number})" if honour.decision_number else named


def _tone(revocation: Revocation) -> str:
    return TONES.get(Revocation.State(revocation.state), "neutral")


def _name(revocation: Revocation) -> str:
    return (
        _("Hủy bỏ theo số %(number)s") % {"number": revocation.paper_number}
        if revocation.paper_number
        else _("Đề nghị hủy bỏ")
    )


def _actions(request: HttpRequest, revocation: Revocation) -> list[dict[str, Any]]:
    """The buttons of the table, disabled with their reason where forbidden; what never applies is left out."""
    styles = {"decide": "danger", "withdraw": "quiet", "take_back": "secondary", "restore": "secondary"}
    return [
        {
            "label": offer.transition.label,
            "url": reverse("decisions:revocation_act", args=[revocation.pk, offer.transition.action]),
            "method": "post" if offer.transition.action == "decide" else "get",
            "style": styles[offer.transition.action],
            "reason": "" if offer.answer else offer.answer.reason,
            "confirm": _("Hủy bỏ ngay? Giấy chứng nhận hết giá trị và người liên quan được báo.")
            if offer.transition.action == "decide"
            else "",
        }
        for offer in REVOCATION.offers(request.user, revocation)
        if offer.transition.action != "restore" or revocation.rule.strips
    ]


def _timeline(revocation: Revocation) -> list[dict[str, Any]]:
    labels = {
        "decisions.revocation.propose": _("Lập đề nghị hủy bỏ"),
        "decisions.revocation.decide": _("Xác nhận hủy bỏ"),
        "decisions.revocation.withdraw": _("Rút đề nghị hủy bỏ"),
        "decisions.revocation.take_back": _("Gỡ vì ghi nhầm"),
        "decisions.revocation.restore": _("Phục hồi, trao lại"),
        "decisions.revocation.settle": _("Ghi thu hồi"),
    }
    return [
        {
            "at": event.at,
            "title": labels.get(event.action, event.action),
            "actor": event.actor_label,
            "text": event.reason,
            "tone": "info",
        }
        for event in history(revocation)
    ]


def _crumbs(last: str = "") -> list[tuple[str, str | None]]:
    crumbs: list[tuple[str, str | None]] = [(pgettext("menu", "Quyết định khen thưởng"), reverse("decisions:list"))]
    title = _("Hủy bỏ khen thưởng")
    if not last:
        return [*crumbs, (title, None)]
    return [*crumbs, (title, reverse("decisions:revocations")), (last, None)]
