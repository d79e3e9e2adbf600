"""“What if”: a fact or a rule is changed for one question, and one sees what moves. Nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from thidua import law as library
from thidua.base.refusal import Refused
from thidua.initiatives.models import Initiative
from thidua.law.parameters import Parameter
from thidua.law.sources import Dated, Version
from thidua.nominations.lawbook import award_name, award_options, the_law
from thidua.organisation.models import Rating

# The choice "not rated" among the levels of a year.
NOT_RATED = "none"


@dataclass(frozen=True)
class FactChanges:
    """What is supposed about the record.

    Attributes:
        ratings: year → level, or `NOT_RATED`.
        honour: (award, year) supposed to be given.
        initiative: (year, scope) of one more recognised initiative that is not used yet.
        without_holds: pending matters supposed to be settled without a finding.
    """

    ratings: Mapping[int, str] = field(default_factory=dict)
    honour: tuple[str, int] | None = None
    initiative: tuple[int, str] | None = None
    without_holds: bool = False

    def __bool__(self) -> bool:
        return bool(self.ratings or self.honour or self.initiative or self.without_holds)

    def words(self, day: date) -> list[str]:
        """The suppositions as sentences."""
        levels = dict(Rating.Level.choices)
        said = [
            _("Năm %(year)d chưa có xếp loại") % {"year": year}
            if level == NOT_RATED
            else _("Năm %(year)d xếp loại: %(level)s") % {"year": year, "level": levels[level]}
            for year, level in sorted(self.ratings.items())
        ]
        if self.honour is not None:
            award, year = self.honour
            said.append(_("Đã được tặng %(award)s năm %(year)d") % {"award": award_name(award, day), "year": year})
        if self.initiative is not None:
            year, scope = self.initiative
            label = dict(Initiative.Scope.choices)[scope]
            said.append(
                _("Có thêm một sáng kiến năm %(year)d được công nhận, phạm vi %(scope)s, chưa dùng lần nào")
                % {"year": year, "scope": str(label)}
            )
        if self.without_holds:
            said.append(_("Các việc đang xem xét đã kết luận, không vi phạm"))
        return said


def supposed(facts: Mapping[str, Any], changes: FactChanges, day: date) -> dict[str, Any]:
    """A copy of the facts with the suppositions in it; what is supposed is dated so that it counts on ``day``."""
    changed = dict(facts)
    if changes.ratings:
        kept = [row for row in facts.get("ratings", []) if row["year"] not in changes.ratings]
        more = [{"year": year, "rating": level} for year, level in changes.ratings.items() if level != NOT_RATED]
        changed["ratings"] = sorted([*kept, *more], key=lambda row: row["year"])
    if changes.honour is not None:
        award, year = changes.honour
        is_title = next(option.is_title for option in award_options(day) if option.code == award)
        key = "titles" if is_title else "awards"
        row = {"award": award, "year": year, "decided_on": day.isoformat()}
        held = [one for one in facts.get(key, []) if (one["award"], one.get("year")) == (award, year)]
        if not held:
            changed[key] = [*facts.get(key, []), row if is_title else row | {"kind": "merit"}]
    if changes.initiative is not None:
        year, scope = changes.initiative
        row = {
            "code": _("Giả định"), "year": year, "kind": Initiative.Kind.INITIATIVE.value, "scope": scope,
            "recognised_on": min(day, date(year, 12, 31)).isoformat(), "used_for": [],
        }  # fmt: skip
        changed["initiatives"] = [*facts.get("initiatives", []), row]
    if changes.without_holds:
        changed["holds"] = []
    return changed


@dataclass(frozen=True)
class RuleChanges:
    """What is supposed about the rules.

    Attributes:
        national: the State's law alone, without the body's own rules.
        parameter, value: a figure of the law, changed.
    """

    national: bool = False
    parameter: str = ""
    value: Any = None

    def __bool__(self) -> bool:
        return self.national or bool(self.parameter)

    def words(self, law: library.Law) -> list[str]:
        """The suppositions as sentences."""
        said = [_("Chỉ luật của Nhà nước, không có quy định riêng của cơ quan")] if self.national else []
        if self.parameter:
            parameter = law.parameters[self.parameter]
            said.append(
                _("%(title)s: %(value)s")
                % {"title": parameter.title[:1].upper() + parameter.title[1:], "value": figure(parameter, self.value)}
            )
        return said


def has_own_rules() -> bool:
    """Whether this installation lays rules of a body over the State's law."""
    return bool(getattr(settings, "LAW_OVERLAY", ""))


def tunable(law: library.Law, day: date) -> list[Parameter]:
    """The figures that a body may set for itself, known on ``day``, by their titles."""
    found = [
        parameter
        for parameter in law.parameters.values()
        if parameter.stricter and parameter.type in ("integer", "share") and parameter.values.on(law.clamp(day))
    ]
    return sorted(found, key=lambda parameter: parameter.title)


def figure(parameter: Parameter, value: Any) -> str:
    """A figure as it is written: shares in percent."""
    return f"{float(value * 100):g}%".replace(".", ",") if parameter.type == "share" else str(value)


def read_figure(law: library.Law, name: str, text: str, day: date) -> Any:
    """The figure that somebody typed for a parameter.

    Raises:
        Refused: ``unknown_parameter``, ``not_a_figure``; ``looser_than_law`` with the article, since a body may only be
            stricter than the law.
    """
    parameter = next((row for row in tunable(law, day) if row.name == name), None)
    if parameter is None:
        raise Refused("unknown_parameter", _("Không có mức này trong bộ dữ liệu luật của ngày đó."))
    try:
        number = Fraction(text.strip().removesuffix("%").strip().replace(",", "."))
    except (ValueError, ZeroDivisionError) as error:
        raise Refused("not_a_figure", _("Nhập một số, ví dụ 3 hoặc 80%.")) from error
    value: Any = number / 100 if parameter.type == "share" else number
    fits = 0 < value <= 1 if parameter.type == "share" else value.denominator == 1 and 0 < value <= 10_000
    if not fits:
        raise Refused("not_a_figure", _("Số này không hợp lệ với %(title)s.") % {"title": parameter.title})
    if parameter.type == "integer":
        value = int(value)
    present = parameter.values.on(law.clamp(day))
    if present is not None and (value < present.value if parameter.stricter == "higher" else value > present.value):
        message = _("Luật hiện quy định %(title)s là %(value)s; cơ quan, địa phương chỉ được quy định chặt hơn.")
        raise Refused(
            "looser_than_law",
            message % {"title": parameter.title, "value": figure(parameter, present.value)},
            present.cite.text,
        )
    return value


def supposed_law(changes: RuleChanges, day: date) -> library.Law:
    """The law with the suppositions in it."""
    law = library.load_law() if changes.national else the_law()
    if not changes.parameter:
        return law
    parameter = law.parameters[changes.parameter]
    present = parameter.values.on(law.clamp(day))
    assert present is not None  # `read_figure` has asked
    version = Version(date.min, None, changes.value, present.cite, "assumed")
    parameters = {**law.parameters, parameter.name: replace(parameter, values=Dated((version,)))}
    return replace(law, parameters=parameters, _compiled={})
