"""The list of nominations: its columns, orders, filters and rows.

It is the page that is opened most, so its rows are read as plain values and written in one go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.nominations.lawbook import award_names
from thidua.nominations.models import Dossier, Nomination
from thidua.nominations.wording import outcome_tag, tag
from thidua.organisation.models import Honour
from thidua.text import fold

_D, _N = Dossier.State, Nomination.State
_ON_THE_WAY = {"state": _N.LISTED}

# Code → (label, filter): where a nomination stands, seen through its dossier until the council has voted.
STAGES: dict[str, tuple[Any, Q]] = {
    **{
        state: (label, Q(dossier__state=state, **_ON_THE_WAY))
        for state, label in _D.choices
        if state in (_D.DRAFT, _D.SUBMITTED, _D.RETURNED, _D.ACCEPTED, _D.IN_COUNCIL)
    },
    **{state: (label, Q(state=state)) for state, label in _N.choices if state != _N.LISTED},
    "sent": (
        gettext_lazy("Đã gửi và các bước sau"),
        ~Q(state=_N.DROPPED) & Q(dossier__state__in=[_D.SUBMITTED, _D.ACCEPTED, _D.IN_COUNCIL, _D.DECIDED, _D.CLOSED]),
    ),
    "appraised": (
        gettext_lazy("Đã tiếp nhận và các bước sau"),
        ~Q(state=_N.DROPPED) & Q(dossier__state__in=[_D.ACCEPTED, _D.IN_COUNCIL, _D.DECIDED, _D.CLOSED]),
    ),
    "heard": (
        gettext_lazy("Đã ra hội đồng và các bước sau"),
        ~Q(state=_N.DROPPED) & Q(dossier__state__in=[_D.IN_COUNCIL, _D.DECIDED, _D.CLOSED]),
    ),
    "passed": (gettext_lazy("Hội đồng đã thông qua"), Q(state__in=[_N.RECOMMENDED, _N.AWARDED])),
}

# Column → (label, fields to order by); without fields the column is not ordered by.
COLUMNS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "ten": (gettext_lazy("Cá nhân, tập thể"), ("name_key", "pk")),
    "danh_hieu": (gettext_lazy("Danh hiệu, hình thức"), ("award", "name_key", "pk")),
    "ho_so": (gettext_lazy("Hồ sơ, đơn vị đề nghị"), ("dossier__reference", "name_key", "pk")),
    "trang_thai": (gettext_lazy("Trạng thái"), ()),
    "ket_qua": (gettext_lazy("Đối chiếu luật"), ("outcome", "name_key", "pk")),
}
DEFAULT_ORDER = "ten"

_FIELDS = (
    "pk", "recipient_name", "recipient_post", "award", "year", "state", "outcome", "dossier_id", "dossier__reference",
    "dossier__state", "dossier__unit__short_name",
)  # fmt: skip
_MORE_FIELDS = ("kind", "dossier__submitted_at", "dossier__movement__title", "achievements")


@dataclass(frozen=True)
class Head:
    """A column's head: its words, and how it is ordered by."""

    label: Any
    link: str
    direction: str


def filtered(nominations: QuerySet[Nomination], chosen: dict[str, str]) -> QuerySet[Nomination]:
    """The nominations that the filters leave."""
    if words := chosen.get("q"):
        found = Q(name_folded__contains=fold(words))
        if any(letter.isdigit() for letter in words):
            found |= Q(dossier__reference__icontains=words.strip())
        nominations = nominations.filter(found)
    for name, lookup in (
        ("phong_trao", "dossier__movement"),
        ("don_vi", "dossier__unit"),
        ("danh_hieu", "award"),
        ("nam", "year"),
    ):
        if name in chosen:
            nominations = nominations.filter(**{lookup: chosen[name]})
    if "ket_qua" in chosen:
        nominations = nominations.filter(outcome="" if chosen["ket_qua"] == "none" else chosen["ket_qua"])
    if "buoc" in chosen:
        nominations = nominations.filter(STAGES[chosen["buoc"]][1])
    return nominations


def ordered(nominations: QuerySet[Nomination], order: str) -> QuerySet[Nomination]:
    """In the order of a column (``"-"`` before it: descending); Vietnamese names by their key."""
    fields = COLUMNS.get(order.removeprefix("-"), ("", ()))[1] or COLUMNS[DEFAULT_ORDER][1]
    if order.startswith("-"):
        fields = ("-" + fields[0], *fields[1:])
    return nominations.order_by(*fields)


def heads(order: str, kept: str) -> list[Head]:
    """The columns' heads; ``kept`` is the rest of the query that a link carries on."""
    found = []
    for name, (label, fields) in COLUMNS.items():
        current = order.removeprefix("-") == name
        direction = ("descending" if order.startswith("-") else "ascending") if current else ""
        turned = f"-{name}" if direction == "ascending" else name
        found.append(Head(label, f"?{kept}{'&' if kept else ''}sap_xep={turned}" if fields else "", direction))
    return found


_ROW = (
    '<tr><td data-label="{labels[0]}"><a href="{base}de-nghi/{pk}/">{name}</a>'
    '<span class="d-block text-muted">{post}</span></td>'
    '<td data-label="{labels[1]}">{award}, {year}</td>'
    '<td data-label="{labels[2]}">{reference}'
    '<span class="d-block text-muted">{unit}</span></td>'
    '<td data-label="{labels[3]}">{stage}</td><td data-label="{labels[4]}">{outcome}</td></tr>'
)
_DOSSIER = '<a class="text-nowrap" href="{base}{dossier}/">{reference}</a>'


def page_rows(nominations: QuerySet[Nomination], day: date) -> SafeString:
    """The rows of one page, written in one go: this is the page that is opened most (see docs/performance.md).

    The nominations come with ``opens`` (`permissions.dossier_opens`): a dossier that stays closed is named, not linked.
    Every text from the database is escaped here; tags are drawn by the components.
    """
    names = {code: escape(name) for code, name in award_names(day).items()}
    # Drawn once a page and not once a row.
    stages = {state: tag(label, state) for state, label in (*_D.choices, *_N.choices)}
    outcomes = {outcome: outcome_tag(outcome) for outcome in Nomination.Outcome.values}
    labels = [escape(str(label)) for label, _fields in COLUMNS.values()]
    base = reverse("nominations:list")
    rows = []
    for values in nominations.values_list(*_FIELDS, "opens"):
        pk, name, post, award, year, state, outcome, dossier, reference, dossier_state, unit, opens = values
        rows.append(
            _ROW.format(
                labels=labels,
                base=base,
                pk=pk,
                name=escape(name),
                post=escape(post),
                award=names.get(award) or escape(award),
                year=year,
                unit=escape(unit),
                reference=(_DOSSIER if opens else "{reference}").format(
                    base=base, dossier=dossier, reference=escape(reference)
                ),
                stage=stages[dossier_state if state == _N.LISTED else state],
                outcome=outcomes[outcome],
            )
        )
    return SafeString("\n".join(rows))


def export_headers() -> list[str]:
    """Names of the columns of the exported file."""
    return [
        _("STT"), _("Cá nhân, tập thể"), _("Chức vụ, đơn vị"), _("Danh hiệu, hình thức"), _("Năm"), _("Loại hình"),
        _("Đơn vị đề nghị"), _("Mã hồ sơ"), _("Phong trào"), _("Trạng thái"), _("Đối chiếu luật"), _("Ngày gửi"),
        _("Tóm tắt thành tích"),
    ]  # fmt: skip


def export_rows(nominations: QuerySet[Nomination], day: date) -> Iterator[list[Any]]:
    """All rows for the exported file, read in blocks."""
    names = award_names(day)
    outcomes, kinds = _in_words(Nomination.Outcome.choices), _in_words(Honour.Kind.choices)
    dossier_states, states = _in_words(_D.choices), _in_words(_N.choices)
    fields = (*_FIELDS, *_MORE_FIELDS)
    for number, values in enumerate(nominations.values_list(*fields).iterator(chunk_size=2000), start=1):
        row = dict(zip(fields, values, strict=True))
        listed = row["state"] == _N.LISTED
        yield [
            number,
            row["recipient_name"],
            row["recipient_post"],
            names.get(row["award"], row["award"]),
            row["year"],
            kinds.get(row["kind"], ""),
            row["dossier__unit__short_name"],
            row["dossier__reference"],
            row["dossier__movement__title"] or "",
            dossier_states[row["dossier__state"]] if listed else states[row["state"]],
            outcomes[row["outcome"]],
            row["dossier__submitted_at"],
            row["achievements"],
        ]


def _in_words(choices: Iterable[tuple[str, Any]]) -> dict[str, str]:
    """Code → words in the reader's language, looked up once and not once a row."""
    return {code: str(label) for code, label in choices}
