"""What the reader of a verdict must know beside the answer."""

from __future__ import annotations

from datetime import date

from thidua.law.codes import FORMS
from thidua.law.library import Law
from thidua.law.subject import Subject
from thidua.law.verdict import Caution, ConditionResult


def warnings_for(
    law: Law,
    award: str,
    subject: Subject,
    received: date,
    assume_unchanged: bool,
    conditions: tuple[ConditionResult, ...],
) -> tuple[Caution, ...]:
    """All warnings for one verdict, most important first."""
    found = [
        *_law_of_the_day(law, subject, received, assume_unchanged),
        *_sources(law, received, conditions),
        *_overlay(law),
        *_quota(law, award, received),
        *_year(subject),
        *_same_achievement(award, subject),
        *_revoked(subject),
    ]
    return tuple(found)


def _law_of_the_day(law: Law, subject: Subject, received: date, assume_unchanged: bool) -> list[Caution]:
    if not law.is_known(received):
        message = law.horizon.message
        if assume_unchanged:
            message += (
                " Kết quả dưới đây tính theo luật trước đó, giả định không đổi; không dùng làm căn cứ quyết định."
            )
        return [Caution("LAW_UNKNOWN", message)]
    if not law.is_known(subject.as_of):
        return [
            Caution(
                "TRANSITION",
                f"Hồ sơ nhận ngày {received:%d/%m/%Y}, trước khi Luật số {law.horizon.document} có hiệu lực, "
                "nên xét theo luật cũ; nếu luật mới có lợi hơn thì áp dụng luật mới; cần kiểm tra.",
            )
        ]
    return []


def _sources(law: Law, received: date, conditions: tuple[ConditionResult, ...]) -> list[Caution]:
    warnings = []
    unsure = [item for item in conditions if item.knowledge in ("assumed", "unknown")]
    if unsure:
        names = ", ".join(dict.fromkeys(item.cite.text for item in unsure))
        warnings.append(Caution("ASSUMED", f"Có căn cứ chưa đối chiếu được với văn bản gốc: {names}."))
    day = law.clamp(received)
    for number in dict.fromkeys(item.cite.document for item in conditions):
        document = law.documents.get(number)
        if document is not None and document.in_force_to is not None and document.in_force_to < day:
            warnings.append(
                Caution("NOT_IN_FORCE", f"{document.label} hết hiệu lực từ sau ngày {document.in_force_to:%d/%m/%Y}.")
            )
    return warnings


def _overlay(law: Law) -> list[Caution]:
    if law.overlay is None or not law.overlay.is_demo:
        return []
    return [Caution("DEMO_RULES", f"Quy định riêng của {law.overlay.title} trong bộ dữ liệu là số liệu trình diễn.")]


def _quota(law: Law, award: str, received: date) -> list[Caution]:
    dated = law.quotas.get(award)
    version = dated.on(law.clamp(received)) if dated else None
    return [] if version is None else [Caution("QUOTA", f"Có hạn mức: {version.value.text} ({version.cite.text}).")]


def _year(subject: Subject) -> list[Caution]:
    if not subject.is_running_year or subject.as_of.month == 12:
        return []
    return [Caution("RUNNING_YEAR", f"Năm thành tích {subject.year} chưa kết thúc vào ngày xét.")]


def _same_achievement(award: str, subject: Subject) -> list[Caution]:
    if award not in FORMS:
        return []
    others = [
        given
        for given in subject.received()
        if given.award != award and given.kind in (None, "merit") and subject.year in (given.year, given.to_year)
    ]
    if not others:
        return []
    names = ", ".join(f"{given.award} năm {subject.year}" for given in others)
    return [
        Caution(
            "SAME_ACHIEVEMENT",
            f"Đã được khen {names}: kiểm tra để không khen nhiều lần, nhiều hình thức cho một thành tích "
            "(điểm c khoản 2 Điều 5 Luật số 06/2022/QH15).",
        )
    ]


def _revoked(subject: Subject) -> list[Caution]:
    revoked = [f"{item.award} năm {item.year}" for item in subject.facts.titles if item.revoked]
    revoked += [item.award for item in subject.facts.awards if item.revoked]
    if not revoked:
        return []
    return [
        Caution(
            "REVOKED",
            f"Không tính danh hiệu, khen thưởng đã bị hủy bỏ: {', '.join(revoked)}. "
            "Rà soát những quyết định đã dựa vào đó.",
        )
    ]
