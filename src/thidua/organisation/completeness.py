"""What a person's record lacks: where the record is silent, the law can only answer “cannot tell”."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from thidua.organisation.models import Honour, Leave, Person, Post, Rating
from thidua.organisation.queries import YearOfRecord

# Ratings are asked back to the longest run that the demo's awards look at, and a little more.
YEARS_ASKED = 5
# Whoever worked less than half a year is not rated for it (Nghị định 90/2020/NĐ-CP, Điều 2 khoản 3).
MONTHS_FOR_A_RATING = 6


@dataclass(frozen=True)
class Gap:
    """One thing that the record does not say, and why it matters."""

    what: str
    why: str


def gaps(person: Person, posts: list[Post], years: list[YearOfRecord], day: date) -> list[Gap]:
    """What is missing in the record of ``person`` as of ``day``.

    Args:
        posts: all posts of the person.
        years: the record by year (`queries.record_years`).
    """
    found: list[Gap] = []
    if person.birth_date is None:
        found.append(Gap(_("Chưa có ngày sinh"), _("Người trùng họ tên được phân biệt bằng ngày sinh và mã nhân sự.")))
    if person.employed_from is None:
        found.append(Gap(_("Chưa có ngày vào cơ quan"), _("Nhiều danh hiệu đòi hỏi thời gian công tác.")))
    if not any(post.start <= day and (post.end is None or post.end >= day) for post in posts):
        found.append(
            Gap(_("Chưa có chức vụ hiện nay"), _("Danh sách khen thưởng ghi chức vụ và đơn vị tại ngày quyết định."))
        )
    rated = {year.year for year in years if year.rating is not None}
    # The running year is rated in December; until it is over its rating is not missed.
    for year in range(day.year - YEARS_ASKED, day.year):
        if year not in rated and _months_at_work(person, posts, year) >= MONTHS_FOR_A_RATING:
            what = _("Chưa có xếp loại năm %(year)d") % {"year": year}
            found.append(Gap(what, _("Xếp loại từng năm là điều kiện của hầu hết danh hiệu, hình thức khen thưởng.")))
    for year_of_record in years:
        for honour in (*year_of_record.titles, *year_of_record.awards):
            if not honour.decision_number or honour.decided_on is None:
                what = _("Khen thưởng năm %(year)d chưa có số hoặc ngày quyết định") % {"year": honour.year}
                found.append(Gap(what, _("Không có quyết định thì chưa được tính khi xét danh hiệu cao hơn.")))
    return found


def maybe_incomplete(people: QuerySet[Person], day: date) -> QuerySet[Person]:
    """Those of ``people`` in whose record `gaps` may find something; of the others it finds nothing.

    For lists and to-dos: one question instead of the whole record of everybody.
    """
    mine = {"person": OuterRef("pk")}
    asked = range(day.year - YEARS_ASKED, day.year)
    rated = Rating.objects.filter(year__in=asked, **mine).order_by().values("person").annotate(count=Count("pk"))
    undecided = Honour.objects.filter(Q(decision_number="") | Q(decided_on__isnull=True), **mine)
    present = Post.objects.filter(Q(end__isnull=True) | Q(end__gte=day), start__lte=day, **mine)
    return people.filter(
        Q(birth_date__isnull=True)
        | Q(employed_from__isnull=True)
        | ~Exists(present)
        | Exists(undecided)
        | ~Exists(rated.filter(count=YEARS_ASKED))
    )


def _months_at_work(person: Person, posts: list[Post], year: int) -> int:
    first, last = date(year, 1, 1), date(year, 12, 31)
    days = 0
    for post in posts:
        start, end = max(post.start, first), min(post.end or last, last)
        days += max((end - start).days + 1, 0)
    for leave in person.leaves.all():
        if leave.kind != Leave.Kind.MATERNITY:
            days -= max((min(leave.end, last) - max(leave.start, first)).days + 1, 0)
    return min(days, 366) // 30
