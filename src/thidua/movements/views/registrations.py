"""What units register for: the list for the body, the form for the contact, the decision of the officer."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.base import clock
from thidua.base.forms import add_refusal
from thidua.base.refusal import Refused
from thidua.journal.transitions import Offer
from thidua.movements import actions, letters, overview, permissions, titles
from thidua.movements.actions.registrations import EDITABLE
from thidua.movements.forms import RegistrationForm, ReturnForm
from thidua.movements.models import Movement, Participation, Registration, RegistrationLine
from thidua.movements.transitions import REGISTRATION_TRANSITIONS
from thidua.movements.views.plans import file_response
from thidua.movements.views.shared import breadcrumbs, movement_for, my_participations, posted, say_refused, subnav
from thidua.organisation.models import Person, Unit
from thidua.organisation.queries import posts_on

_ICONS = {"submit": "send", "recall": "arrow-left", "approve": "check-circle", "return": "arrow-left"}


@login_required
def registration_list(request: HttpRequest, pk: int) -> HttpResponse:
    """All registrations the user may read: every unit of the movement for its body, the own one for a contact."""
    movement = _launched(request, pk)
    visible = permissions.registrations_visible_to(request.user).filter(movement=movement)
    registrations = {row.unit_id: row for row in visible.prefetch_related("lines")}
    states = {row.unit_id: row for row in movement.registrations.all()}
    if permissions.may_follow(request.user, movement):
        parts = list(movement.participations.select_related("unit").order_by("unit__path"))
    else:
        parts = my_participations(request.user, movement)
        shown = {part.unit_id for part in parts}
        others = movement.participations.filter(unit__in=registrations.keys() - shown).select_related("unit")
        parts += list(others)
    rows = [
        _list_row(movement, part, registrations.get(part.unit_id), states.get(part.unit_id))
        | {"own": bool(permissions.belongs(request.user, part.unit))}
        for part in parts
    ]
    context = {
        "movement": movement,
        "rows": rows,
        "totals": _totals(registrations.values()),
        "subnav": subnav(request, movement),
        "breadcrumbs": breadcrumbs(movement, (_("Đăng ký thi đua"), None)),
    }
    return render(request, "movements/registrations.html", context)


def _list_row(
    movement: Movement, part: Participation, registration: Registration | None, stands: Registration | None
) -> dict[str, Any]:
    """A unit's line: ``registration`` if it may be read, ``stands`` for the bare state."""
    lines = list(registration.lines.all()) if registration else []
    sent_on = registration.submitted_at if registration else None
    due = movement.registration_due
    return {
        "unit": part.unit,
        "url": reverse("movements:registration", args=[movement.pk, part.unit_id]),
        "registration": registration,
        "stands": stands,
        "people": len({line.person_id for line in lines if line.person_id}),
        "collectives": len({line.unit_id for line in lines if line.unit_id}),
        "lines": len(lines),
        "late": bool(sent_on and due and timezone.localdate(sent_on) > due),
    }


def _totals(registrations: Any) -> list[tuple[str, int, int]]:
    """For each award that somebody registered for: its name, people, collectives."""
    sent = (Registration.State.SUBMITTED, Registration.State.APPROVED)
    people: Counter[str] = Counter()
    collectives: Counter[str] = Counter()
    for registration in registrations:
        if registration.state not in sent:
            continue
        for line in registration.lines.all():
            (people if line.person_id else collectives)[line.award] += 1
    known = titles.titles_on(clock.today())
    codes = [code for code in known if people[code] or collectives[code]]
    codes += sorted(({*people, *collectives}) - set(known))
    return [(known[code].name if code in known else code, people[code], collectives[code]) for code in codes]


@login_required
def registration(request: HttpRequest, pk: int, unit_pk: int) -> HttpResponse:
    """One unit's registration: a form for its contact while it may be changed, else the registration to read."""
    movement = _launched(request, pk)
    part = get_object_or_404(movement.participations.select_related("unit"), unit=unit_pk)
    found = (
        Registration.objects.filter(movement=movement, unit=part.unit).select_related("unit", "movement__body").first()
    )
    speaks = permissions.may_act_for(request.user, part.unit)
    if not speaks and not permissions.may_see_registration(
        request.user, found or Registration(movement=movement, unit=part.unit)
    ):
        raise Http404
    kind = request.GET.get("dang", "")
    if kind and found is not None:
        return _as_document(request, found, kind)
    editable = found is None or found.state in EDITABLE
    if speaks and editable and movement.state in permissions.OPEN_STATES:
        return _edit(request, movement, part.unit, found)
    return _show(request, movement, part.unit, found)


def _edit(request: HttpRequest, movement: Movement, unit: Unit, found: Registration | None) -> HttpResponse:
    day = clock.today()
    lines = list(found.lines.all()) if found else []
    form = RegistrationForm(
        posted(request),
        people=registrants(unit, day),
        units=_collectives(unit, day),
        known=titles.titles_on(day),
        lines=lines,
        initial={"commitments": found.commitments if found else "", "version": found.version if found else 0},
    )
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.save_registration(
                movement=movement,
                unit=unit,
                commitments=form.cleaned_data["commitments"],
                lines=form.chosen_lines(),
                actor=request.user,
                at=clock.now(),
                version=form.cleaned_data["version"],
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return _after_saving(request, saved)
    status = 422 if form.errors else 200
    form.mark_needed()
    context = {
        "movement": movement,
        "unit": unit,
        "registration": found,
        "form": form,
        "person_rows": form.person_rows(),
        "unit_rows": form.unit_rows(),
        "breadcrumbs": _way(movement, unit),
    }
    return render(request, "movements/registration_form.html", context, status=status)


def _after_saving(request: HttpRequest, saved: Registration) -> HttpResponse:
    here = redirect("movements:registration", saved.movement_id, saved.unit_id)
    if "send" not in request.POST:
        messages.success(request, _("Đã lưu bản đăng ký. Bản này chưa gửi."))
        return here
    try:
        actions.submit_registration(registration=saved, actor=request.user, at=clock.now())
    except Refused as refusal:
        messages.warning(request, _("Đã lưu nhưng chưa gửi được: %(why)s") % {"why": refusal.message})
        return here
    messages.success(request, _("Đã gửi đăng ký thi đua của %(unit)s.") % {"unit": saved.unit})
    return here


def _show(request: HttpRequest, movement: Movement, unit: Unit, found: Registration | None) -> HttpResponse:
    lines = (
        list(found.lines.select_related("person", "unit").order_by("person__name_key", "unit__path", "pk"))
        if found
        else []
    )
    day = clock.today()
    context = {
        "movement": movement,
        "unit": unit,
        "registration": found,
        "people": _grouped([line for line in lines if line.person_id], day),
        "collectives": _grouped([line for line in lines if line.unit_id], day),
        "actions": _actions(request, found) if found else [],
        "return_form": ReturnForm() if found and _may(request, found, "return") else None,
        "story": overview.story_of(found) if found else [],
        "explain": permissions.explain(found) if found else [],
        "breadcrumbs": _way(movement, unit),
    }
    return render(request, "movements/registration.html", context)


def _may(request: HttpRequest, found: Registration, action: str) -> bool:
    return bool(REGISTRATION_TRANSITIONS.may(request.user, found, action))


def _actions(request: HttpRequest, found: Registration) -> list[dict[str, Any]]:
    """What can be done with the registration now; what goes back asks for a reason on its own page."""
    party = permissions.may_act_for(request.user, found.unit) or permissions.may_manage(
        request.user, found.movement.body
    )
    if not party:
        return []
    offers = REGISTRATION_TRANSITIONS.offers(request.user, found)
    return [_button(found, offer) for offer in sorted(offers, key=lambda offer: not offer.answer)]


def _button(found: Registration, offer: Offer) -> dict[str, Any]:
    row = offer.transition
    return {
        "label": str(row.label),
        "url": reverse("movements:registration_act", args=[found.movement_id, found.unit_id, row.action]),
        "method": "get" if row.needs_reason else "post",
        "icon": _ICONS[row.action],
        "style": "primary" if row.action in ("submit", "approve") else "secondary",
        "reason": "" if offer.answer else offer.answer.reason,
    }


@login_required
def registration_act(request: HttpRequest, pk: int, unit_pk: int, action: str) -> HttpResponse:
    """Send, take back, approve or return a registration."""
    movement = _launched(request, pk)
    visible = permissions.registrations_visible_to(request.user).select_related("unit", "movement__body")
    found = get_object_or_404(visible, movement=movement, unit=unit_pk)
    acts = {
        "submit": actions.submit_registration,
        "recall": actions.recall_registration,
        "approve": actions.approve_registration,
        "return": actions.return_registration,
    }
    if action not in acts:
        raise Http404
    here = redirect("movements:registration", movement.pk, found.unit_id)
    row = REGISTRATION_TRANSITIONS.find(found.state, action)
    answer = REGISTRATION_TRANSITIONS.may(request.user, found, action)
    if row is None or not answer:
        messages.error(request, answer.reason)
        return here
    form = ReturnForm(posted(request)) if row.needs_reason else None
    if request.method != "POST" or (form is not None and not form.is_valid()):
        if form is None:
            return here
        context = {
            "movement": movement,
            "registration": found,
            "row": row,
            "form": form,
            "breadcrumbs": _way(movement, found.unit, (str(row.label), None)),
        }
        return render(request, "movements/registration_act.html", context, status=422 if form.errors else 200)
    reason = {"reason": form.cleaned_data["reason"]} if form else {}
    try:
        acts[action](registration=found, actor=request.user, at=clock.now(), **reason)  # type: ignore[operator]
    except Refused as refusal:
        say_refused(request, refusal)
    else:
        messages.success(request, _("Đã xong: %(what)s.") % {"what": str(row.label).lower()})
    return here


def _as_document(request: HttpRequest, found: Registration, kind: str) -> HttpResponse:
    try:
        data, name = letters.registration_list(found, clock.today(), kind)
    except Refused as refusal:
        say_refused(request, refusal)
        return redirect("movements:registration", found.movement_id, found.unit_id)
    return file_response(data, name)


def registrants(unit: Unit, day: date) -> list[tuple[Person, str]]:
    """Those who hold a post in ``unit`` or below it on ``day``, each once with the newest post, in order of names."""
    posts = posts_on(day).filter(unit__path__startswith=unit.path).select_related("person", "unit")
    newest: dict[int, tuple[Person, str]] = {}
    for post in posts.order_by("person__name_key", "person_id", "-start", "-pk"):
        place = f"{post.title}, {post.unit.short_name}" if post.unit_id != unit.pk else post.title
        newest.setdefault(post.person_id, (post.person, place))
    return list(newest.values())


def _collectives(unit: Unit, day: date) -> list[Unit]:
    """The unit itself and its parts that exist on ``day``."""
    tree = Unit.objects.filter(path__startswith=unit.path).order_by("path")
    return [each for each in tree if each.dissolved is None or each.dissolved > day]


def _grouped(lines: list[RegistrationLine], day: date) -> list[tuple[str, list[str]]]:
    """Subjects with the names of what each is registered for."""
    found: dict[str, list[str]] = {}
    subjects: dict[tuple[int | None, int | None], str] = {}
    for line in lines:
        key = (line.person_id, line.unit_id)
        subjects.setdefault(key, str(line.person or line.unit))
        found.setdefault(str(key), []).append(titles.name_of(line.award, day))
    return [(name, found[str(key)]) for key, name in subjects.items()]


def _launched(request: HttpRequest, pk: int) -> Movement:
    movement = movement_for(request, pk)
    if movement.state not in permissions.LAUNCHED_STATES:
        raise Http404
    return movement


def _way(movement: Movement, unit: Unit, *more: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    unit_url = reverse("movements:registration", args=[movement.pk, unit.pk]) if more else None
    return breadcrumbs(
        movement,
        (_("Đăng ký thi đua"), reverse("movements:registrations", args=[movement.pk])),
        (unit.name, unit_url),
        *more,
    )
