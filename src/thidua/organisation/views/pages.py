"""Pages of units and people: the tree, a unit, a person, one's own record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.accounts.roles import Role
from thidua.base import clock
from thidua.base.exports import table_response
from thidua.organisation import permissions, queries
from thidua.organisation.awards import award_names, name_of
from thidua.organisation.completeness import gaps
from thidua.organisation.models import Honour, Person, Rating, Unit
from thidua.organisation.panels import panels_of
from thidua.organisation.roles import holders

PEOPLE_ON_A_PAGE = 50
PEOPLE_SUMMED_UP = 5_000
Crumbs = list[tuple[str, str | None]]


@login_required
@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """The units within one's reach, as a tree: two levels at once, deeper ones on the unit's own page."""
    day = clock.today()
    visible = queries.units_existing(permissions.units_visible_to(request.user), day)
    shallowest = visible.order_by("depth").values_list("depth", flat=True).first()
    shown = list(visible.filter(depth__lte=(shallowest or 0) + 1).order_by("path")) if shallowest else []
    counts = queries.head_counts(shown, day)
    rows = [{"unit": unit, "indent": unit.depth - (shallowest or 0), "people": counts[unit.pk]} for unit in shown]
    return render(request, "organisation/units.html", {"rows": rows, "day": day})


@login_required
@require_safe
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit: what lies below it, its own record, its people."""
    day = clock.today()
    found = get_object_or_404(permissions.units_visible_to(request.user), pk=pk)
    people = queries.people_of(found, day)
    text = request.GET.get("q", "").strip()
    matching = queries.search_people(people, text)
    if request.GET.get("xuat"):
        return _people_as_file(request, matching, day, found.name)
    below = list(queries.units_existing(Unit.objects.get_children(found), day))
    counts = queries.head_counts([found, *below], day)
    years = queries.record_years(found)
    last_year = day.year - 1
    # Sums over a whole province belong to statistics, not to a page that must open at once.
    summed_up = counts[found.pk] <= PEOPLE_SUMMED_UP
    held = queries.honours_of_members(found, last_year) if summed_up else {}
    context = {
        "unit": found,
        "below": [{"unit": unit, "people": counts[unit.pk]} for unit in below],
        "people_count": counts[found.pk],
        "years": _years_with_names(years),
        "members_honours": [(name_of(code), count) for code, count in sorted(held.items(), key=lambda row: -row[1])],
        "last_year": last_year,
        "summed_up": summed_up,
        "contacts": holders(Role.UNIT_CONTACT, found, day),
        "page_obj": _page(request, queries.with_present_state(matching, day)),
        "text": text,
        "exports": _exports(request),
        "panels": _panels(request, found, day),
        "access": permissions.explain(found),
        "actions": _keeping(request, found),
        "breadcrumbs": _crumbs(request, found, own=False),
    }
    return render(request, "organisation/unit.html", context)


@login_required
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Finding a person among all within one's reach."""
    day = clock.today()
    text = request.GET.get("q", "").strip()
    matching = queries.search_people(permissions.people_visible_to(request.user), text)
    if request.GET.get("xuat"):
        return _people_as_file(request, matching, day, _("Danh sách người"))
    page = _page(request, queries.with_present_state(matching, day))
    crumbs: Crumbs = [(_("Đơn vị và người"), reverse("organisation:units")), (_("Tìm người"), None)]
    context = {"page_obj": page, "text": text, "breadcrumbs": crumbs, "exports": _exports(request)}
    return render(request, "organisation/people.html", context)


@login_required
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """The record of one person."""
    found = get_object_or_404(permissions.people_visible_to(request.user), pk=pk)
    return _record(request, found)


@login_required
@require_safe
def my_record(request: HttpRequest) -> HttpResponse:
    """One's own record, and what it lacks."""
    own = queries.person_of(request.user)
    if own is None:
        return render(request, "organisation/no_record.html", {})
    return _record(request, own)


def _record(request: HttpRequest, found: Person) -> HttpResponse:
    day = clock.today()
    own = found.user_id == request.user.pk
    posts = list(found.posts.select_related("unit").order_by("-start", "-pk"))
    present = next((post for post in posts if post.start <= day and (post.end is None or post.end >= day)), None)
    years = queries.record_years(found)
    sensitive = permissions.may_see_sensitive(request.user, found)
    context: dict[str, Any] = {
        "person": found,
        "own": own,
        "present": present,
        "posts": posts,
        "years": _years_with_names(years),
        "gaps": gaps(found, posts, years, day),
        "sensitive": sensitive,
        "panels": _panels(request, found, day),
        "access": permissions.explain_person(found),
        "breadcrumbs": _crumbs(request, present.unit if present else None, own=own, last=found.full_name),
        "contacts": holders(Role.OFFICER, present.unit, day) if own and present else [],
    }
    if sensitive:
        context |= {
            "keeps_hindrances": permissions.may_keep_hindrances(request.user, found),
            "disciplines": found.disciplines.order_by("-start"),
            "holds": found.holds.order_by("-start"),
            "leaves": found.leaves.order_by("-start"),
        }
    return render(request, "organisation/person.html", context)


def _panels(request: HttpRequest, subject: Person | Unit, day: date) -> list[dict[str, Any]]:
    """The panels of the apps above, each drawn from its own context."""
    return [
        {
            "title": panel.title,
            "icon": panel.icon,
            "html": render_to_string(panel.template, {"subject": subject, "today": day, **panel.context}, request),
        }
        for panel in panels_of(subject, request.user, day)
    ]


def _keeping(request: HttpRequest, unit: Unit) -> list[dict[str, str]]:
    """What is kept about a unit, for those who keep it."""
    actions = []
    if permissions.may_manage(request.user, unit):
        url = reverse("organisation:ratings", args=[unit.pk])
        actions.append({"label": _("Nhập xếp loại"), "url": url, "icon": "pencil-square", "style": "secondary"})
    if permissions.may_keep_hindrances(request.user, unit):
        url = reverse("organisation:unit_hindrances", args=[unit.pk])
        actions.append({"label": _("Tạm dừng xét khen"), "url": url, "icon": "pause-circle", "style": "secondary"})
    if permissions.may_manage_roles(request.user, unit):
        url = reverse("organisation:roles", args=[unit.pk])
        actions.append({"label": _("Vai trò và tài khoản"), "url": url, "icon": "person-badge", "style": "secondary"})
    return actions


def _years_with_names(years: list[queries.YearOfRecord]) -> list[dict[str, Any]]:
    return [
        {
            "year": year.year,
            "rating": year.rating,
            "titles": [_named(honour) for honour in year.titles],
            "awards": [_named(honour) for honour in year.awards],
        }
        for year in years
    ]


def _named(honour: Honour) -> dict[str, Any]:
    return {"honour": honour, "name": name_of(honour.award)}


def _page(request: HttpRequest, people: QuerySet[Person]) -> Page[Person]:
    return Paginator(people, PEOPLE_ON_A_PAGE).get_page(request.GET.get("page"))


def _crumbs(request: HttpRequest, unit: Unit | None, *, own: bool, last: str = "") -> Crumbs:
    """Where the page lies: the units above it that the reader may open, then the page itself."""
    if own:
        return []
    crumbs: Crumbs = [(_("Đơn vị và người"), reverse("organisation:units"))]
    if unit is not None:
        visible = permissions.units_visible_to(request.user)
        for above in visible.filter(pk__in=queries.units_above(unit).values("pk")).order_by("depth"):
            here = above.pk == unit.pk and not last
            crumbs.append((above.short_name, None if here else reverse("organisation:unit", args=[above.pk])))
    return [*crumbs, (last, None)] if last else crumbs


def _exports(request: HttpRequest) -> list[tuple[str, str]]:
    parameters = request.GET.copy()
    parameters.pop("page", None)
    formats = []
    for label, name in (("Excel", "xlsx"), ("CSV", "csv")):
        parameters["xuat"] = name
        formats.append((label, f"?{parameters.urlencode()}"))
    return formats


def _people_as_file(request: HttpRequest, people: QuerySet[Person], day: date, title: str) -> HttpResponse:
    headers = [
        _("Mã nhân sự"), _("Họ và tên"), _("Giới tính"), _("Ngày sinh"), _("Chức vụ"), _("Đơn vị"),
        _("Xếp loại gần nhất"), _("Danh hiệu gần nhất"),
    ]  # fmt: skip
    rows = _person_rows(queries.present_states(people, day), award_names(day))
    return table_response(request.GET["xuat"], "danh-sach-nguoi", headers, rows, title=title)


def _person_rows(people: Iterable[queries.PresentState], awards: dict[str, str]) -> Iterator[list[Any]]:
    # The words of a choice are looked up once and not for each of tens of thousands.
    genders = {value: str(label) for value, label in Person.Gender.choices}
    levels = {value: str(label) for value, label in Rating.Level.choices}
    for person in people:
        yield [
            person.code,
            person.full_name,
            genders[person.gender],
            person.birth_date,
            person.post,
            person.unit,
            f"{person.rated_for}: {levels[person.level]}" if person.rated_for else "",
            f"{person.titled_for}: {awards.get(person.award, person.award)}" if person.titled_for else "",
        ]
