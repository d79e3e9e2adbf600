"""Kept screening lists: keep one, look one up, take it out as a file, ask it again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thidua.base import clock
from thidua.base.exports import table_response
from thidua.base.refusal import Refused
from thidua.nominations.eligibility.forms import KeepForm, ListForm
from thidua.nominations.eligibility.lists.actions import keep_list
from thidua.nominations.eligibility.lists.again import again
from thidua.nominations.eligibility.lists.reading import KeptList, Line
from thidua.nominations.eligibility.permissions import lists_visible_to, units_listed_by
from thidua.nominations.eligibility.screening import USUAL_AWARDS, Filters
from thidua.nominations.lawbook import AwardOption, award_options, the_law
from thidua.nominations.models import Check, ScreeningList
from thidua.nominations.tasks import enqueue_list
from thidua.nominations.views.shared import say_refusal
from thidua.nominations.wording import outcome_tag
from thidua.organisation.models import Post
from thidua.organisation.queries import people_of

ROWS_ON_A_PAGE = 50
# More people than this are left to the worker.
MOST_AT_ONCE = 3_000


@login_required
@require_POST
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the answers about everybody of a unit; the list of a large one is made by the worker."""
    unit = get_object_or_404(units_listed_by(request.user), pk=pk)
    back = reverse("nominations:screening", args=[pk])
    form = KeepForm(request.POST, today=clock.today())
    if not form.is_valid():
        messages.error(request, _("Câu hỏi chưa đúng, chưa lưu được danh sách."))
        return redirect(back)
    question = form.question()
    try:
        if people_of(unit, question.on).count() > MOST_AT_ONCE:
            enqueue_list(unit, question, actor=request.user)
            messages.success(request, _("Đang lập danh sách; xong sẽ có ở đây, thường trong vòng một phút."))
            return redirect("nominations:screening_lists")
        made = keep_list(unit=unit, question=question, actor=request.user, at=clock.now())
    except Refused as refused:
        say_refusal(request, refused)
        return redirect(back)
    messages.success(request, _("Đã lưu danh sách. Kết quả này giữ nguyên dù hồ sơ gốc hay luật thay đổi sau đó."))
    return redirect("nominations:screening_list", made.pk)


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The kept lists of the units that the user may look through, the newest first."""
    found = lists_visible_to(request.user).select_related("unit", "made_by").defer("patterns", "counts", "awards")
    page = Paginator(found, ROWS_ON_A_PAGE).get_page(request.GET.get("trang"))
    context = {"page": page, "breadcrumbs": [_crumb(), (_("Danh sách đã lưu"), None)]}
    return render(request, "nominations/eligibility/lists.html", context)


def _crumb() -> tuple[str, str | None]:
    return (_("Rà soát điều kiện"), reverse("nominations:screenings"))


def _crumbs(row: ScreeningList, *more: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    own = reverse("nominations:screening_list", args=[row.pk]) if more else None
    name = _("%(unit)s, %(day)s") % {"unit": row.unit.short_name, "day": f"{row.on:%d/%m/%Y}"}
    return [_crumb(), (_("Danh sách đã lưu"), reverse("nominations:screening_lists")), (name, own), *more]


def _list_or_404(request: HttpRequest, pk: int) -> ScreeningList:
    return get_object_or_404(lists_visible_to(request.user).select_related("unit", "made_by", "packed"), pk=pk)


def _asked(request: HttpRequest, row: ScreeningList) -> tuple[ListForm, KeptList, Filters]:
    """The filters; what is not offered is left out, so that every address of a list answers."""
    codes = {code for codes in row.awards.values() for code in codes}
    options = [option for option in award_options(row.on) if option.code in codes]
    first = next((option.code for option in options if option.code in USUAL_AWARDS), "")
    form = ListForm(request.GET, options=_found_first(options, row), usual=first)
    form.is_valid()
    return form, KeptList(row, form.award()), form.filters()


def _found_first(options: list[AwardOption], row: ScreeningList) -> list[AwardOption]:
    """The awards for which somebody qualifies stand first."""
    return sorted(options, key=lambda option: not row.counts.get(option.code, {}).get("du"))


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One list: its counts, and the subjects of one award, narrowed, 50 a page."""
    row = _list_or_404(request, pk)
    form, kept, filters = _asked(request, row)
    page = Paginator(kept.narrowed(filters), ROWS_ON_A_PAGE).get_page(request.GET.get("trang"))
    address = reverse("nominations:screening_list_export", args=[pk, "xlsx"])
    query = request.GET.urlencode()
    context = {
        "row": row,
        "form": form,
        "page": page,
        "award": next((name for code, name in form.fields["danh_hieu"].choices if code == kept.code), kept.code),  # type: ignore[attr-defined]
        "lines": [{"line": line, "tag": outcome_tag(line.outcome)} for line in kept.lines(list(page.object_list))],
        "summary": _summary(row),
        "same_law": row.law_hash == the_law().hash,
        "narrowed": filters != Filters(),
        "exports": [
            (label, f"{address.replace('xlsx', file_format)}?{query}")
            for label, file_format in (("Excel", "xlsx"), ("CSV", "csv"))
        ],
        "today_url": reverse("nominations:screening", args=[row.unit_id]),
        "breadcrumbs": _crumbs(row),
    }
    return render(request, "nominations/eligibility/list.html", context)


def _summary(row: ScreeningList) -> list[dict[str, Any]]:
    """The counts of the awards of which there is anything to say, as links to exactly those subjects."""
    names = {option.code: option for option in award_options(row.on)}
    rows = []
    for code, counts in row.counts.items():
        if not any(counts[group] for group in ("du", "cho", "gan", "sang_nam")):
            continue
        links = {
            group: "?" + urlencode({"danh_hieu": code, "nhom": group}) for group in ("du", "cho", "gan", "sang_nam")
        }
        option = names.get(code)
        rows.append({"code": code, "name": option.name if option else code, "links": links, **counts})
    return rows


@login_required
@require_safe
def export(request: HttpRequest, pk: int, file_format: str) -> HttpResponse:
    """The lines that the filters leave, with their reasons, as a file."""
    row = _list_or_404(request, pk)
    form, kept, filters = _asked(request, row)
    title = _("Danh sách rà soát đã lưu: %(unit)s, năm thành tích %(year)d, xét tại ngày %(day)s") % {
        "unit": row.unit.name,
        "year": row.year,
        "day": f"{row.on:%d/%m/%Y}",
    }
    name = next((label for code, label in form.fields["danh_hieu"].choices if code == kept.code), kept.code)  # type: ignore[attr-defined]
    rows = _export_rows(kept, filters, str(name))
    file_name = f"ra-soat-da-luu-{row.unit.short_name}-{row.on:%Y-%m-%d}"
    return table_response(file_format, file_name, _export_headers(), rows, title=title)


def _export_headers() -> list[str]:
    return [
        _("STT"), _("Cá nhân, tập thể"), _("Chức vụ"), _("Đơn vị"), _("Nhóm vị trí"), _("Nữ"),
        _("Danh hiệu, hình thức"), _("Đối chiếu luật"), _("Số điều kiện còn thiếu"), _("Chờ người đánh giá"),
        _("Còn thiếu gì"), _("Đến hạn năm sau"), _("Từng được đề nghị, khen"), _("Đã đề nghị, tặng cho năm này"),
    ]  # fmt: skip


def _export_rows(kept: KeptList, filters: Filters, award: str) -> Iterator[list[Any]]:
    numbers = kept.narrowed(filters)
    place = 0
    for start in range(0, len(numbers), 1_000):
        for line in kept.lines(numbers[start : start + 1_000]):
            place += 1
            yield _export_row(place, line, award)


def _export_row(place: int, line: Line, award: str) -> list[Any]:
    subject = line.subject
    outcomes, bands = dict(Check.Outcome.choices), dict(Post.Band.choices)
    return [
        place,
        subject.name,
        subject.post,
        subject.unit_name,
        str(bands.get(subject.band, "")),
        "x" if subject.is_woman else "",
        award,
        str(outcomes[line.outcome]) if line.outcome else _("Chưa rõ luật của ngày này"),
        "" if line.record is None else line.record,
        "" if line.judged is None else line.judged,
        "; ".join(line.words),
        "x" if line.due else "",
        "x" if line.considered else "",
        "x" if line.taken else "",
    ]


@login_required
@require_safe
def ask_again(request: HttpRequest, pk: int) -> HttpResponse:
    """The record of that day put to the law of today: identical, or who moved."""
    row = _list_or_404(request, pk)
    context: dict[str, Any] = {
        "row": row,
        "law_hash": the_law().hash,
        "breadcrumbs": _crumbs(row, (_("Hỏi lại luật"), None)),
    }
    try:
        found = again(row)
    except Refused as refused:
        context["problem"] = str(refused.message)
    else:
        names = {option.code: option.name for option in award_options(row.on)}
        context |= {
            "found": found,
            "by_award": [(names.get(code, code), count) for code, count in found.by_award.items()],
            "moved": [
                {
                    "name": one.name,
                    "award": names.get(one.award, one.award),
                    "before": outcome_tag(one.before),
                    "after": outcome_tag(one.after),
                }
                for one in found.moved
            ],
        }
    return render(request, "nominations/eligibility/list_again.html", context)
