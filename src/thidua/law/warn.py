"""What the reader of a verdict must know beside the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thidua.law.codes import FORMS
from thidua.law.corpus import Law
from thidua.law.facts import Given
from thidua.law.names import award_name
from thidua.law.requirements import codes_asked
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
        *_revoked(law, subject),
        *_sentences(subject),
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
    if law.overlay is None:
        return []
    found = [] if law.overlay.note is None else [Caution("LOCAL_RULES", law.overlay.note)]
    if law.overlay.is_demo:
        message = f"Quy định riêng của {law.overlay.title} trong bộ dữ liệu là số liệu trình diễn."
        found.append(Caution("DEMO_RULES", message))
    return found


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
    names = ", ".join(f"{award_name(given.award)} năm {subject.year}" for given in others)
    return [
        Caution(
            "SAME_ACHIEVEMENT",
            f"Đã được khen {names}: kiểm tra để không khen nhiều lần, nhiều hình thức cho một thành tích "
            "(điểm c khoản 2 Điều 5 Luật số 06/2022/QH15).",
        )
    ]


def _revoked(law: Law, subject: Subject) -> list[Caution]:
    """What was revoked, and what was given later by criteria that ask for it: that must be looked at again."""
    gone = [Held(item.award, item.year) for item in subject.facts.titles if item.revoked]
    gone += [Held(item.award, _year_of(item)) for item in subject.facts.awards if item.revoked]
    if not gone:
        return []
    message = f"Không tính danh hiệu, khen thưởng đã bị hủy bỏ: {', '.join(map(str, gone))}."
    resting = [later for later in _later_ones(subject) if any(_may_rest_on(law, subject, later, item) for item in gone)]
    if resting:
        message += f" Rà soát những quyết định có thể đã dựa vào đó: {', '.join(map(str, resting))}."
    else:
        message += " Trong hồ sơ không thấy quyết định nào sau đó dựa vào."
    return [Caution("REVOKED", message)]


@dataclass(frozen=True)
class Held:
    """A title or form with the year it is for (None: not written)."""

    code: str
    year: int | None

    def __str__(self) -> str:
        return award_name(self.code) + ("" if self.year is None else f" năm {self.year}")


def _year_of(given: Given) -> int | None:
    decided = given.decided_on.year if given.decided_on is not None else None
    return given.to_year or given.year or decided


def _later_ones(subject: Subject) -> list[Held]:
    titles = [Held(item.award, item.year) for item in subject.facts.titles if not item.revoked]
    return titles + [Held(item.award, _year_of(item)) for item in subject.facts.awards if not item.revoked]


def _may_rest_on(law: Law, subject: Subject, later: Held, gone: Held) -> bool:
    """Whether the criteria of what was given later (by the law of its year) ask for what was revoked."""
    if later.year is not None and gone.year is not None and later.year < gone.year:
        return False
    if later.code not in law.awards or subject.facts.kind not in law.awards[later.code].recipients:
        return False
    day = subject.as_of if later.year is None else min(date(later.year, 12, 31), subject.as_of)
    criteria = law.criteria(later.code, subject.facts.kind, day)
    return criteria is not None and gone.code in codes_asked(criteria)


#: State honours that a prison sentence takes away; of those in the second list only the gravest sentences do.
_HONOURS = ("AHLLVTND", "AHLD", "BMVNAH", "NGND", "NGUT", "TTND", "TTUT", "NSND", "NSUT", "NNND", "NNUT")
_KEPT_BY_MOST = ("AHLLVTND", "BMVNAH")


def _sentences(subject: Subject) -> list[Caution]:
    """Honours that a sentence in force takes away, and those that an acquittal gives back (article 93, law of 2022)."""
    known = sorted(
        (item for item in subject.facts.sentences if item.start <= subject.as_of), key=lambda item: item.start
    )
    held = {given.award for given in subject.received() if given.award in _HONOURS}
    if not known or not held:
        return []
    grave = [item for item in known if item.what in ("prison", "life", "death")]
    names = ", ".join(award_name(code) for code in _HONOURS if code in held)
    if not grave:
        return _suspended(subject, names) if known[-1].what == "suspended" else []
    if known[-1].what == "acquitted" and known[-1].start >= grave[-1].start:
        return [
            Caution(
                "RESTORE_HONOUR",
                f"Có bản án tuyên không có tội ngày {known[-1].start:%d/%m/%Y}: xem xét phục hồi, trao lại {names} "
                "(khoản 6 Điều 93 Luật số 06/2022/QH15).",
            )
        ]
    worst = {item.what for item in grave}
    lost = [code for code in _HONOURS if code in held and (code not in _KEPT_BY_MOST or worst & {"life", "death"})]
    unsure = [code for code in _HONOURS if code in held and code not in lost]
    message = ""
    if lost:
        names = ", ".join(map(award_name, lost))
        message = f"Có bản án phạt tù hoặc nặng hơn: thuộc trường hợp bị tước {names} (khoản 3, khoản 4 Điều 93)."
        if "AHLD" in lost and not worst & {"life", "death"}:
            message += " Anh hùng Lao động thời kỳ kháng chiến thì xét theo khoản 4."
    if unsure:
        names = ", ".join(map(award_name, unsure))
        message += f" {names}: chỉ bị tước nếu phạm tội xâm phạm an ninh quốc gia hoặc thuộc khoản 4 Điều 93."
    return [
        Caution("STRIP_HONOUR", f"{message.strip()} Chủ tịch nước quyết định (khoản 7 Điều 93 Luật số 06/2022/QH15).")
    ]


def _suspended(subject: Subject, names: str) -> list[Caution]:
    """What a sentence of suspension means: clause 5 for commercial legal persons; of people the article is silent."""
    if subject.facts.kind == "collective":
        message = (
            f"Có bản án đình chỉ hoạt động: pháp nhân thương mại bị đình chỉ vĩnh viễn thì bị tước {names} "
            "(khoản 5 Điều 93). Chủ tịch nước quyết định (khoản 7 Điều 93 Luật số 06/2022/QH15)."
        )
        return [Caution("STRIP_HONOUR", message)]
    message = (
        "Có án treo: khoản 3 Điều 93 Luật số 06/2022/QH15 nói hình phạt tù có thời hạn, không nói riêng án treo; "
        f"cơ quan có thẩm quyền kết luận có tước {names} hay không."
    )
    return [Caution("CHECK_HONOUR", message)]
