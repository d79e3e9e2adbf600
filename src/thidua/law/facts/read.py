"""Reading facts from their JSON form, `facts.schema.json`.

A list that is absent is unknown, an empty one means "known to be none". What contradicts itself is refused here with
its place, so that no condition ever has to doubt its input.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from thidua.law.facts.model import (
    DISCIPLINE_LEVELS,
    MOVEMENT_LEVELS,
    MOVEMENT_OUTCOMES,
    MOVEMENT_PHASES,
    RATINGS,
    RECIPIENTS,
    ROLES,
    SENTENCES,
    Facts,
    Interval,
    MembersYear,
    Movement,
)
from thidua.law.facts.part import Part, fail, items_of
from thidua.law.facts.read_honours import read_honours
from thidua.law.facts.read_initiatives import read_initiatives

_LISTS = (
    "ratings",
    "titles",
    "awards",
    "initiatives",
    "discipline",
    "holds",
    "leave",
    "movements",
    "service",
    "sentences",
)
_FACTS_KEYS = ("subject", *_LISTS, "collective", "judged")


def read_facts(data: object, award_codes: Collection[str], place: str = "") -> Facts:
    """Facts from their JSON form.

    Args:
        data: the parsed JSON.
        award_codes: the codes that exist; another code is a slip of the pen and is refused.
        place: name of the file or row, for messages.

    Raises:
        LawError: something is missing, of the wrong form, out of range or contradicts itself.
    """
    whole = Part(data, place, "", _FACTS_KEYS, ("subject",))
    subject = Part(
        whole.value["subject"],
        place,
        "/subject",
        ("kind", "name", "gender", "role", "post_band", "employed_from", "founded", "armed_forces"),
        ("kind",),
    )
    kind = subject.one_of("kind", RECIPIENTS)
    if kind is None:
        fail("thiếu loại đối tượng", "/subject/kind", f"Chọn một trong: {', '.join(RECIPIENTS)}")
    titles, awards = read_honours(whole.value, place, award_codes)
    facts = Facts(
        kind=kind,
        role=subject.one_of("role", ROLES),
        armed_forces=subject.boolean("armed_forces"),
        employed_from=subject.day("employed_from"),
        founded=subject.day("founded"),
        given=frozenset(name for name in _FACTS_KEYS if name in whole.value),
        ratings=_read_ratings(whole.value, place),
        titles=titles,
        awards=awards,
        initiatives=tuple(read_initiatives(whole.value, place)),
        discipline=tuple(
            _read_intervals(whole.value, place, "discipline", "level", DISCIPLINE_LEVELS, ("public_duty",))
        ),
        holds=tuple(
            _read_intervals(
                whole.value,
                place,
                "holds",
                "reason",
                ("discipline_pending", "investigation", "complaint", "press"),
                ("cleared",),
            )
        ),
        leave=tuple(
            _read_intervals(
                whole.value,
                place,
                "leave",
                "kind",
                ("maternity", "sick", "study", "unpaid", "annual", "other"),
                ("result",),
            )
        ),
        member_years=tuple(_read_member_years(whole.value, place, award_codes)),
        movements=tuple(_read_movements(whole.value, place)),
        service=tuple(_read_service(whole.value, place)),
        sentences=tuple(_read_sentences(whole.value, place)),
        judged=_read_judged(whole.value, place),
        gender=subject.one_of("gender", ("female", "male")),
        post_band=subject.one_of("post_band", ("province_leader", "department_leader", "division_leader", "direct")),
        female_share=_read_female_share(whole.value, place),
    )
    _check_order_of_life(facts, place)
    return facts


def _read_ratings(data: Mapping[str, Any], place: str) -> dict[int, tuple[str, str]]:
    result: dict[int, tuple[str, str]] = {}
    for index, item in enumerate(items_of(data, "ratings", place)):
        part = Part(item, place, f"/ratings/{index}", ("year", "rating"), ("year", "rating"))
        year, rating = part.year("year"), part.one_of("rating", RATINGS)
        if year is None or rating is None:
            fail("thiếu năm hoặc mức xếp loại", part.place, "Điền đủ năm và mức xếp loại")
        if year in result:
            fail(f"năm {year} có hai mức xếp loại", part.place, "Giữ lại mức xếp loại đúng của năm đó")
        result[year] = (rating, part.pointer)
    return result


def _read_intervals(
    data: Mapping[str, Any], place: str, name: str, what: str, options: Collection[str], more: tuple[str, ...]
) -> list[Interval]:
    result = []
    for index, item in enumerate(items_of(data, name, place)):
        part = Part(item, place, f"/{name}/{index}", (what, "from", "until", *more), (what, "from"))
        start, end = part.period()
        label = part.one_of(what, options)
        if label is None:
            fail(f"thiếu '{what}'", part.place, f"Chọn một trong: {', '.join(options)}")
        result.append(
            Interval(
                pointer=part.pointer,
                what=label,
                start=start,
                end=end,
                end_given="until" in part.value,
                cleared=bool(part.boolean("cleared")) if "cleared" in more else False,
            )
        )
    return result


def _read_member_years(data: Mapping[str, Any], place: str, codes: Collection[str]) -> list[MembersYear]:
    if "collective" not in data:
        return []
    whole = Part(data["collective"], place, "/collective", ("members", "female_share", "years"), ())
    whole.count("members")
    result: list[MembersYear] = []
    for index, item in enumerate(items_of(whole.value, "years", f"{place} /collective".strip())):
        keys = ("year", "members", "completed", "titles", "worst_discipline", "cluster_rank")
        part = Part(item, place, f"/collective/years/{index}", keys, ("year",))
        year = part.year("year")
        if year is None:
            fail("thiếu năm", part.place, "Điền năm")
        if any(other.year == year for other in result):
            fail(f"năm {year} xuất hiện hai lần", part.place, "Gộp lại thành một mục")
        members, completed = part.count("members"), part.count("completed")
        if part.count("cluster_rank") == 0:
            fail("thứ hạng bằng 0", f"{part.place}/cluster_rank", "Thứ hạng bắt đầu từ 1")
        if members is not None and completed is not None and completed > members:
            fail("số người hoàn thành nhiệm vụ nhiều hơn số thành viên", part.place, "Sửa 'completed' hoặc 'members'")
        titles = _read_member_titles(part, members, codes)
        result.append(
            MembersYear(
                pointer=part.pointer,
                year=year,
                members=members,
                completed=completed,
                titles=titles,
                worst_discipline=part.one_of("worst_discipline", ("none", *DISCIPLINE_LEVELS)),
                cluster_rank=part.count("cluster_rank"),
            )
        )
    return result


def _read_female_share(data: Mapping[str, Any], place: str) -> float | None:
    if "collective" not in data:
        return None
    part = Part(data["collective"], place, "/collective", ("members", "female_share", "years"), ())
    share = part.amount("female_share")
    if share is not None and share > 1:
        fail(f"tỷ lệ nữ {share:g} lớn hơn 1", f"{part.place}/female_share", "Viết dạng 0.7 cho 70%")
    return share


def _read_member_titles(part: Part, members: int | None, codes: Collection[str]) -> dict[str, int] | None:
    if "titles" not in part.value:
        return None
    titles = Part(part.value["titles"], part.place, f"{part.pointer}/titles", codes, ())
    counts = {}
    for code in titles.value:
        count = titles.count(code)
        if count is None:
            fail("thiếu số người", f"{titles.place}/{code}", "Điền số người đạt danh hiệu")
        if members is not None and count > members:
            fail(
                f"{count} người đạt danh hiệu nhưng chỉ có {members} thành viên",
                f"{titles.place}/{code}",
                "Sửa số người",
            )
        counts[code] = count
    return counts


def _read_judged(data: Mapping[str, Any], place: str) -> dict[str, bool]:
    value = data.get("judged", {})
    if not isinstance(value, Mapping) or not all(isinstance(answer, bool) for answer in value.values()):
        fail("mỗi câu trả lời phải là true hoặc false", f"{place} /judged".strip(), 'Viết dạng {"mã điều kiện": true}')
    return dict(value)


def _read_movements(data: Mapping[str, Any], place: str) -> list[Movement]:
    result = []
    for index, item in enumerate(items_of(data, "movements", place)):
        part = Part(
            item, place, f"/movements/{index}", ("level", "years", "phase", "outcome", "year"), ("level", "outcome")
        )
        level, outcome = part.one_of("level", MOVEMENT_LEVELS), part.one_of("outcome", MOVEMENT_OUTCOMES)
        if level is None or outcome is None:
            fail("thiếu cấp phát động hoặc kết quả", part.place, "Điền đủ 'level' và 'outcome'")
        phase = part.one_of("phase", MOVEMENT_PHASES)
        result.append(Movement(part.pointer, level, outcome, part.amount("years"), phase, part.year("year")))
    return result


def _read_service(data: Mapping[str, Any], place: str) -> list[Interval]:
    result = []
    for index, item in enumerate(items_of(data, "service", place)):
        part = Part(item, place, f"/service/{index}", ("post", "from", "until"), ("post", "from"))
        start, end = part.period()
        result.append(Interval(part.pointer, part.text("post") or "", start, end, "until" in part.value))
    return result


def _read_sentences(data: Mapping[str, Any], place: str) -> list[Interval]:
    result = []
    for index, item in enumerate(items_of(data, "sentences", place)):
        part = Part(item, place, f"/sentences/{index}", ("kind", "on"), ("kind", "on"))
        kind, day = part.one_of("kind", SENTENCES), part.day("on")
        if kind is None or day is None:
            fail("thiếu loại bản án hoặc ngày", part.place, "Điền đủ 'kind' và 'on'")
        result.append(Interval(part.pointer, kind, day, day))
    return result


def _check_order_of_life(facts: Facts, place: str) -> None:
    """A person's title before employment is a contradiction in the record.

    A unit may hold titles of years before it was founded: units that were merged go on with what their forerunners
    had. How those years count is not known, so they are never counted for certain (`Subject.is_own_year`).
    """
    begin = facts.employed_from
    if begin is None or facts.kind != "individual":
        return
    for title in facts.titles:
        if title.year < begin.year:
            fail(
                f"danh hiệu {title.award} năm {title.year} có trước khi được tuyển dụng ({begin:%d/%m/%Y})",
                f"{place} {title.pointer}".strip(),
                "Sửa năm danh hiệu hoặc ngày bắt đầu",
            )
