"""The rules of a province or agency, laid over the national law. They may only narrow it.

By its form an overlay can add conditions, tighten parameters, set quotas, bring criteria where the law leaves them to
the body, and define awards of the body's own (`own_awards`). What is left to check is that a changed figure goes in the
stricter direction; a looser one is refused with the article.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from thidua.law.awards import Vote
from thidua.law.compiling import CriteriaSpec
from thidua.law.corpus import Law, Overlay, Principle, Quota
from thidua.law.documents import read_documents
from thidua.law.facts import RECIPIENTS
from thidua.law.own_awards import read_own_awards
from thidua.law.parameters import Parameter, read_value
from thidua.law.reading import Entry
from thidua.law.rules import read_quotas
from thidua.law.sources import Dated, Version, read_dated

_KEYS = (
    "body",
    "title",
    "demo",
    "note",
    "documents",
    "parameters",
    "prefix",
    "own_awards",
    "votes",
    "quotas",
    "add",
    "fill",
    "deadlines",
)


def read_overlay(entry: Entry, law: Law) -> Law:
    """The law with a body's overlay.

    Raises:
        LawError: a form error, or a rule looser than the national law (the message names the article).
    """
    keys = entry.mapping(_KEYS, required=("body", "title"))
    documents = dict(law.documents)
    if "documents" in keys:
        for number, document in read_documents(keys["documents"]).items():
            if number in documents:
                keys["documents"].fail(f"văn bản {number} đã có trong danh mục quốc gia", "Bỏ mục này")
            documents[number] = document
    own = {}
    if "own_awards" in keys:
        if "prefix" not in keys:
            keys["own_awards"].fail("hình thức riêng chưa có đầu mã", "Bổ sung 'prefix', ví dụ SNV_KH")
        own = read_own_awards(keys["own_awards"], keys["prefix"], law)
        law = replace(law, awards={**law.awards, **own})
    overlay = Overlay(
        body=keys["body"].text(),
        title=keys["title"].text(),
        is_demo="demo" in keys and keys["demo"].boolean(),
        note=keys["note"].text() if "note" in keys else None,
        added=tuple(_read_addition(item, law) for item in keys["add"].items()) if "add" in keys else (),
        filled=_read_filled(keys["fill"], law) if "fill" in keys else {},
        votes=_read_votes(keys["votes"], law) if "votes" in keys else {},
        deadlines=_read_deadlines(keys["deadlines"], law) if "deadlines" in keys else {},
        own=tuple(own),
    )
    parameters = _tighten(keys["parameters"], law) if "parameters" in keys else law.parameters
    quotas = _merge_quotas(keys["quotas"], law) if "quotas" in keys else law.quotas
    return replace(
        law, documents=documents, parameters=parameters, quotas=quotas, overlay=overlay, _compiled={}, _leaves={}
    )


def _read_addition(entry: Entry, law: Law) -> Principle:
    keys = entry.mapping(("awards", "for", "all"), required=("awards", "all"))
    return Principle(
        categories=("title", "award"),
        recipients=tuple(item.one_of(RECIPIENTS) for item in keys["for"].items()) if "for" in keys else RECIPIENTS,
        awards=tuple(item.one_of(tuple(law.awards)) for item in keys["awards"].items()),
        except_awards=(),
        entries=tuple(keys["all"].items()),
    )


def _read_filled(entry: Entry, law: Law) -> dict[str, tuple[CriteriaSpec, ...]]:
    result = {}
    for code, item in entry.mapping(tuple(law.awards)).items():
        specs = tuple(CriteriaSpec.read(part) for part in item.items())
        for spec, part in zip(specs, item.items(), strict=True):
            for recipient in spec.recipients:
                _check_left_to_body(law, code, recipient, spec.start, part)
        result[code] = specs
    return result


def _check_left_to_body(law: Law, code: str, recipient: str, day: date, entry: Entry) -> None:
    for national in law.awards[code].criteria_on(day):
        if recipient in national.recipients:
            if not national.left_to_body:
                entry.fail(
                    f"tiêu chuẩn {code} do luật quy định ({national.cite.text}), không giao địa phương, cơ quan",
                    "Dùng 'add' để quy định chặt hơn",
                )
            return
    entry.fail(f"luật không có {code} cho đối tượng này ngày {day:%d/%m/%Y}", "Sửa 'for' hoặc 'from'")


def _tighten(entry: Entry, law: Law) -> dict[str, Parameter]:
    parameters = dict(law.parameters)
    for name, item in entry.mapping(tuple(law.parameters)).items():
        national = law.parameters[name]
        if national.stricter is None:
            item.fail(f"'{national.title}' do luật ấn định, không được quy định riêng", "Bỏ mục này")
        own = read_value(national, item)
        for version in own.versions:
            for base in _overlapping(national.values, version):
                if _is_looser(version.value, base.value, national.stricter):
                    own_figure, figure = _figure(version.value), _figure(base.value)
                    item.fail(
                        f"{national.title} {own_figure} lỏng hơn mức {figure} của luật ({base.cite.text})",
                        "Chỉ được quy định bằng hoặc chặt hơn luật",
                    )
        parameters[name] = replace(national, values=_lay_over(national.values, own))
    return parameters


def _is_looser(own: Any, national: Any, stricter: str) -> bool:
    return bool(own < national if stricter == "higher" else own > national)


def _figure(value: Any) -> str:
    return f"{float(value) * 100:g}%" if 0 < value < 1 else f"{value}"


def _overlapping(national: Dated[Any], own: Version[Any]) -> list[Version[Any]]:
    far = date.max
    return [base for base in national.versions if base.start <= (own.end or far) and own.start <= (base.end or far)]


def _lay_over(national: Dated[Any], own: Dated[Any]) -> Dated[Any]:
    """The body's versions first: on a day on which both hold, the body's is found."""
    return Dated((*own.versions, *national.versions))


def _read_votes(entry: Entry, law: Law) -> dict[str, Dated[Vote]]:
    votes = {}
    for code, item in entry.mapping(tuple(law.awards)).items():
        own = read_dated(item, Vote.read)
        for version in own.versions:
            for base in _overlapping(law.awards[code].vote, version):
                _check_vote(version.value, base, code, item)
        votes[code] = own
    return votes


def _check_vote(own: Vote, base: Version[Vote], code: str, entry: Entry) -> None:
    national = base.value
    looser = (
        (national.required and not own.required)
        or (national.share is not None and (own.share is None or own.share < national.share))
        or (national.of == "all_members" and own.of == "present")
        or (national.more_than and own.share == national.share and not own.more_than)
        or (national.secret is True and own.secret is not True)
    )
    if looser:
        share = "" if national.share is None else f", {float(national.share) * 100:g}% số phiếu"
        entry.fail(
            f"quy định bỏ phiếu {code} lỏng hơn luật ({base.cite.text}{share})",
            "Chỉ được quy định bằng hoặc chặt hơn luật",
        )


def _merge_quotas(entry: Entry, law: Law) -> Mapping[str, Dated[Quota]]:
    own = read_quotas(entry, tuple(law.awards))
    return {**law.quotas, **{code: _lay_over(law.quotas.get(code, Dated()), dated) for code, dated in own.items()}}


def _read_deadlines(entry: Entry, law: Law) -> dict[str, Dated[tuple[str, ...]]]:
    return {
        code: read_dated(item, lambda value: value.texts()) for code, item in entry.mapping(tuple(law.awards)).items()
    }
