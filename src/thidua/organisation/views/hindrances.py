"""Discipline, pending matters, leave, which the law asks about first: entered, concluded, taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.base import clock
from thidua.base.forms import add_refusal
from thidua.base.refusal import Refused
from thidua.organisation import actions, permissions
from thidua.organisation.forms import ConclusionForm, DisciplineForm, HoldForm, LeaveForm, MistakeForm
from thidua.organisation.models import Discipline, Hold, Leave, Person, Unit

Subject = Person | Unit
KINDS: dict[str, type[Discipline] | type[Hold] | type[Leave]] = {
    "ky-luat": Discipline,
    "tam-dung": Hold,
    "nghi": Leave,
}


@login_required
def person_hindrances(request: HttpRequest, pk: int) -> HttpResponse:
    """Discipline, pending matters and leave of a person: what is on record, and forms for more."""
    person = get_object_or_404(permissions.people_with_hindrances_kept_by(request.user), pk=pk)
    entering = {
        "ky-luat": (DisciplineForm, lambda **values: actions.discipline(person=person, **values)),
        "tam-dung": (HoldForm, lambda **values: actions.place_hold(person=person, **values)),
        "nghi": (LeaveForm, lambda **values: actions.record_leave(person=person, **values)),
    }
    return _page(request, person, entering)


@login_required
def unit_hindrances(request: HttpRequest, pk: int) -> HttpResponse:
    """Pending matters of a collective."""
    unit = get_object_or_404(permissions.units_with_hindrances_kept_by(request.user), pk=pk)
    return _page(request, unit, {"tam-dung": (HoldForm, lambda **values: actions.place_hold(unit=unit, **values))})


@login_required
def conclude(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The conclusion of a pending matter."""
    row = _row(request, kind, pk)
    if not isinstance(row, Hold) or row.end is not None:
        raise Http404
    return _about(
        request,
        row,
        ConclusionForm(request.POST or None),
        lambda **values: actions.lift_hold(hold=row, **values),
        title=_("Kết luận: %(what)s") % {"what": row.get_reason_display()},
        button=_("Ghi kết luận"),
        done=_("Đã ghi kết luận; việc xét khen tính theo kết luận này."),
    )


@login_required
def withdraw(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Take back an entry that was a mistake."""
    row = _row(request, kind, pk)
    return _about(
        request,
        row,
        MistakeForm(request.POST or None),
        lambda **values: actions.withdraw(row=row, **values),
        title=_("Bỏ mục ghi nhầm: %(what)s") % {"what": row},
        button=_("Bỏ mục ghi nhầm"),
        done=_("Đã bỏ mục ghi nhầm; nhật ký giữ nội dung cũ và lý do."),
    )


def _page(
    request: HttpRequest, subject: Subject, entering: dict[str, tuple[type[forms.Form], Callable[..., Any]]]
) -> HttpResponse:
    wanted = request.POST.get("kind", "")
    shown: list[dict[str, Any]] = []
    for kind, (form_class, act) in entering.items():
        form = form_class(request.POST if kind == wanted else None, prefix=kind)
        if kind == wanted and form.is_valid():
            try:
                act(**form.cleaned_data, actor=request.user, at=clock.now())
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, _("Đã ghi. Kết quả đối chiếu với luật sẽ tính cả mục này."))
                return redirect(request.path)
        shown.append({"kind": kind, "title": _titles()[kind], "form": form})
    of_unit = isinstance(subject, Unit)
    heading = _("Tạm dừng xét khen tập thể") if of_unit else _("Kỷ luật, tạm dừng, thời gian nghỉ")
    context = {
        "subject": subject,
        "of_unit": of_unit,
        "heading": heading,
        "forms": shown,
        "rows": [row for kind in entering for row in _rows(subject, kind)],
        "back": _address(subject),
        "breadcrumbs": [*_trail(subject), (heading, None)],
    }
    wrong = any(item["form"].errors for item in shown)
    return render(request, "organisation/hindrances.html", context, status=422 if wrong else 200)


def _titles() -> dict[str, str]:
    return {
        "ky-luat": _("Quyết định kỷ luật"),
        "tam-dung": _("Việc đang xem xét (tạm dừng xét khen)"),
        "nghi": _("Thời gian nghỉ"),
    }


def _rows(subject: Subject, kind: str) -> list[dict[str, Any]]:
    """What is on record of one kind, newest first, with the addresses of what can be done about it."""
    column = "person" if isinstance(subject, Person) else "unit"
    found = KINDS[kind].objects.filter(**{column: subject}).order_by("-start", "-pk")
    return [
        {
            "row": row,
            "what": str(row),
            "kind": _titles()[kind],
            "start": row.start,
            "end": row.end,
            "open": isinstance(row, Hold) and row.end is None,
            "cleared": isinstance(row, Hold) and row.cleared,
            "conclude": reverse("organisation:conclude", args=[kind, row.pk]),
            "withdraw": reverse("organisation:withdraw", args=[kind, row.pk]),
        }
        for row in found
    ]


def _row(request: HttpRequest, kind: str, pk: int) -> Discipline | Hold | Leave:
    """An entry of somebody for whom the user keeps them; others get 404."""
    model = KINDS.get(kind)
    if model is None:
        raise Http404
    found: Discipline | Hold | Leave = get_object_or_404(cast("type[Discipline]", model), pk=pk)
    if not permissions.may_keep_hindrances(request.user, _subject(found)):
        raise Http404
    return found


def _subject(row: Discipline | Hold | Leave) -> Subject:
    subject = row.person or (row.unit if isinstance(row, Hold) else None)
    assert subject is not None
    return subject


def _about(
    request: HttpRequest,
    row: Discipline | Hold | Leave,
    form: forms.Form,
    act: Callable[..., Any],
    *,
    title: str,
    button: str,
    done: str,
) -> HttpResponse:
    """A page that asks something about one entry and then acts."""
    subject = _subject(row)
    back = _hindrances(subject)
    if request.method == "POST" and form.is_valid():
        try:
            act(**form.cleaned_data, actor=request.user, at=clock.now())
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, done)
            return redirect(back)
    context = {
        "subject": subject,
        "row": row,
        "form": form,
        "title": title,
        "button": button,
        "back": back,
        "breadcrumbs": [*_trail(subject), (_("Kỷ luật, tạm dừng, thời gian nghỉ"), back), (title, None)],
    }
    return render(request, "organisation/hindrance.html", context, status=422 if form.errors else 200)


def _address(subject: Subject) -> str:
    return reverse(f"organisation:{'person' if isinstance(subject, Person) else 'unit'}", args=[subject.pk])


def _hindrances(subject: Subject) -> str:
    name = "person_hindrances" if isinstance(subject, Person) else "unit_hindrances"
    return reverse(f"organisation:{name}", args=[subject.pk])


def _trail(subject: Subject) -> list[tuple[str, str | None]]:
    return [(_("Đơn vị và người"), reverse("organisation:units")), (str(subject), _address(subject))]
