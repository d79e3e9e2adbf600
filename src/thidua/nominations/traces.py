"""Why the law answered as it did: the rows of the record that decide each condition, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.nominations.lawbook import ask, award_name, the_law
from thidua.nominations.models import Check, Judgement
from thidua.organisation.models import Discipline, Hold, Honour, Leave, Person, Rating


def _day(value: Any) -> str:
    return f"{date.fromisoformat(value):%d/%m/%Y}" if value else ""


def _from_to(row: Mapping[str, Any]) -> str:
    if row.get("until"):
        return _("từ %(start)s đến %(end)s") % {"start": _day(row["from"]), "end": _day(row["until"])}
    return _("từ %(start)s, chưa ghi ngày kết thúc") % {"start": _day(row["from"])}


def _labelled(choices: Any, code: Any) -> str:
    return str(dict(choices).get(code, code))


def _honour_text(row: Mapping[str, Any], day: date) -> str:
    parts = [award_name(row["award"], day), str(row.get("year", ""))]
    if row.get("decided_on"):
        parts.append(_("quyết định ngày %(day)s") % {"day": _day(row["decided_on"])})
    if row.get("kind"):
        parts.append(_labelled(Honour.Kind.choices, row["kind"]))
    if row.get("revoked"):
        parts.append(_("đã bị hủy bỏ"))
    return ", ".join(part for part in parts if part)


def _initiative_text(row: Mapping[str, Any], day: date) -> str:
    recognised = row.get("recognised_on")
    state = _("công nhận ngày %(day)s") % {"day": _day(recognised)} if recognised else _("chưa được công nhận")
    used = ", ".join(
        f"{award_name(code, day)} {year}"
        for code, _colon, year in (use.partition(":") for use in row.get("used_for", []))
    )
    text = _("Sáng kiến, đề tài %(code)s năm %(year)s, %(state)s") % {
        "code": row.get("code", ""),
        "year": row["year"],
        "state": state,
    }
    return text + (_("; đã dùng cho %(used)s") % {"used": used} if used else "")


def _year_text(row: Mapping[str, Any], day: date) -> str:
    parts = [_("Năm %(year)d: %(members)d người") % {"year": row["year"], "members": row.get("members", 0)}]
    if "completed" in row:
        parts.append(_("%(count)d hoàn thành nhiệm vụ trở lên") % {"count": row["completed"]})
    parts += [f"{award_name(code, day)} {count}" for code, count in row.get("titles", {}).items() if count]
    if row.get("worst_discipline") not in (None, "none"):
        parts.append(
            _("kỷ luật nặng nhất: %(level)s") % {"level": _labelled(Discipline.Level.choices, row["worst_discipline"])}
        )
    return ", ".join(parts)


def fact_text(facts: Mapping[str, Any], pointer: str, day: date) -> str:
    """One row of the facts in words; the pointer itself where there are none for it.

    Args:
        facts: by contracts/facts.schema.json.
        pointer: JSON pointer into them, e.g. ``/ratings/3``.
        day: chooses the names of awards.
    """
    value: Any = facts
    parts = pointer.strip("/").split("/")
    try:
        for part in parts:
            value = value[int(part)] if isinstance(value, list) else value[part]
    except (KeyError, IndexError, ValueError, TypeError):
        return pointer
    kind = parts[0]
    if kind == "ratings":
        return _("Xếp loại năm %(year)d: %(level)s") % {
            "year": value["year"],
            "level": _labelled(Rating.Level.choices, value["rating"]),
        }
    if kind in ("titles", "awards"):
        return _honour_text(value, day)
    if kind == "initiatives":
        return _initiative_text(value, day)
    if kind == "discipline":
        return f"{_labelled(Discipline.Level.choices, value['level'])}, {_from_to(value)}"
    if kind == "holds":
        return f"{_labelled(Hold.Reason.choices, value['reason'])}, {_from_to(value)}"
    if kind == "leave":
        return f"{_labelled(Leave.Kind.choices, value['kind'])}, {_from_to(value)}"
    if kind == "collective" and isinstance(value, Mapping) and "year" in value:
        return _year_text(value, day)
    if kind == "subject":
        return _subject_text(parts[-1], value)
    if kind == "judged":
        return _("Người thẩm định đã nhận xét: đạt") if value else _("Người thẩm định đã nhận xét: không đạt")
    return pointer


def _subject_text(name: str, value: Any) -> str:
    labels = {
        "employed_from": _("Ngày vào cơ quan: %(value)s"),
        "founded": _("Ngày thành lập: %(value)s"),
        "role": _("Vị trí: %(value)s"),
    }
    if name == "role":
        value = _labelled(Person.Occupation.choices, value)
    elif name in ("employed_from", "founded"):
        value = _day(value)
    return labels.get(name, "%(value)s") % {"value": value}


# Lists of the facts that only few may read (organisation.permissions.may_see_sensitive).
SENSITIVE = ("discipline", "holds", "leave")
# Between what a condition asks and what the record says; see the texts of `thidua.law`.
_FOUND = " Hồ sơ: "


def _is_sensitive(condition: Mapping[str, Any]) -> bool:
    return any(pointer.strip("/").split("/")[0] in SENSITIVE for pointer in condition.get("evidence", []))


def dressed_conditions(
    check: Check, judged: Mapping[str, Judgement] | None = None, *, whole: bool = True
) -> list[dict[str, Any]]:
    """The conditions of a check for the components: each with the rows of the record that decide it.

    Those of the way that was met or is nearest come first; conditions of other ways carry that way's name. Unless
    ``whole``, what rests on sensitive rows says only how it was answered.
    """
    ways = {row["path"]: row["name"] for row in check.verdict.get("alternatives", [])}
    way = check.verdict.get("path")
    url = _record_url(check)
    rows = []
    for condition in check.verdict["conditions"]:
        hidden = not whole and _is_sensitive(condition)
        pointers = [] if hidden else condition.get("evidence", [])
        evidence = [fact_text(check.facts, pointer, check.on) for pointer in pointers]
        elsewhere = condition.get("path") not in (None, way)
        rows.append(
            condition
            | ({"text": _without_finding(condition["text"])} if hidden else {})
            | {
                "record": "; ".join(evidence),
                "record_url": url if evidence else "",
                "title": _("Cách xét khác: %(way)s") % {"way": ways.get(condition["path"], condition["path"])}
                if elsewhere
                else "",
                "elsewhere": elsewhere,
                "judgement": (judged or {}).get(condition["id"]),
            }
        )
    return sorted(rows, key=lambda row: row["elsewhere"])


def _without_finding(text: str) -> str:
    asked = text.partition(_FOUND)[0]
    return _("%(asked)s Nội dung cụ thể chỉ người được đề nghị, chuyên viên thẩm định và giám đốc xem được.") % {
        "asked": asked
    }


def _record_url(check: Check) -> str:
    nomination = check.nomination
    if nomination.person_id:
        return reverse("organisation:person", args=[nomination.person_id])
    return reverse("organisation:unit", args=[nomination.unit_id])


def dressed_verdict(check: Check, *, whole: bool) -> dict[str, Any]:
    """The verdict for the verdict box, its conditions dressed; see `dressed_conditions` for ``whole``."""
    rows = dressed_conditions(check, whole=whole)
    return check.verdict | {"conditions": [row for row in rows if not row["elsewhere"]]}


def fact_lines(check: Check, *, whole: bool) -> list[tuple[str, list[str]]]:
    """All facts of a check in words, list by list; a list that was left out is not known.

    Unless ``whole``, sensitive lists say only that they are closed.
    """
    groups = (
        ("ratings", _("Xếp loại chất lượng")),
        ("titles", _("Danh hiệu thi đua")),
        ("awards", _("Hình thức khen thưởng")),
        ("initiatives", _("Sáng kiến, đề tài")),
        ("discipline", _("Kỷ luật")),
        ("holds", _("Việc đang xem xét")),
        ("leave", _("Thời gian nghỉ")),
    )
    facts = check.facts
    subject = [
        fact_text(facts, f"/subject/{name}", check.on)
        for name in ("role", "employed_from", "founded")
        if name in facts["subject"]
    ]
    lines = [(_("Cá nhân, tập thể được xét"), [facts["subject"].get("name", ""), *subject])]
    for key, label in groups:
        if key not in facts:
            lines.append((label, [_("Không có sổ theo dõi; coi là chưa biết.")]))
            continue
        if key in SENSITIVE and not whole:
            lines.append((label, [_("Chỉ người được đề nghị, chuyên viên thẩm định và giám đốc xem được.")]))
            continue
        rows = [fact_text(facts, f"/{key}/{number}", check.on) for number in range(len(facts[key]))]
        lines.append((label, rows or [_("Trong sổ không có.")]))
    if "collective" in facts:
        years = facts["collective"].get("years", [])
        lines.append(
            (
                _("Thành viên từng năm"),
                [fact_text(facts, f"/collective/years/{n}", check.on) for n in range(len(years))],
            )
        )
    if facts.get("judged"):
        lines.append((_("Nhận xét đã có"), [_("%(count)d điều kiện") % {"count": len(facts["judged"])}]))
    return lines


def asked_again(check: Check) -> dict[str, Any]:
    """The same facts put to the law as this program knows it now: whether the answer is still the same."""
    nomination = check.nomination
    received = check.verdict.get("received")
    outcome, _verdict = ask(
        check.facts,
        nomination.award,
        check.on,
        received=date.fromisoformat(received) if received else None,
        year=nomination.year,
        kind=nomination.kind,
    )
    return {
        "same_outcome": outcome == check.outcome,
        "same_law": the_law().hash == check.law_hash,
        "outcome": dict(Check.Outcome.choices)[outcome],
    }
