"""From dossiers to the contexts that `paperwork` prints: the unit's submission and the officer's appraisal sheet.

Official documents are Vietnamese whatever language the reader of the pages has chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from textwrap import wrap
from typing import Any

from django.utils import timezone, translation

from thidua import law as library
from thidua.base.refusal import Refused
from thidua.nominations.lawbook import award_info, the_law
from thidua.nominations.models import Check, Dossier, Judgement, Nomination
from thidua.nominations.readiness import LIVE, unanswered
from thidua.organisation.letterhead import letterhead, lines_of, office_record
from thidua.organisation.models import Person, Post, Unit
from thidua.organisation.queries import office_of, running_on
from thidua.paperwork import (
    AppraisalSheet,
    Condition,
    Grant,
    OfficeProfile,
    Signer,
    Submission,
    conditions_from_verdict,
)
from thidua.paperwork.compounds import NO_BREAK, held_together
from thidua.text import format_date, long_date

_ACHIEVEMENT_LENGTH = 300
# Capitals that fit beside the nation's name (Nghị định 30/2020/NĐ-CP, Phụ lục I).
_HEADING_LENGTH = 24
_KINDS = {"law": "Luật", "decree": "Nghị định", "circular": "Thông tư", "decision": "Quyết định"}
# The heads of units sign for them; deputies do so only on behalf of the head, which the record does not tell.
_HEAD_TITLES = ("Giám đốc", "Trưởng phòng", "Chánh Văn phòng", "Chánh Thanh tra", "Chi cục trưởng", "Trưởng ban")


def _heading(name: str) -> tuple[str, ...]:
    """A name in capitals over as few lines of the heading as it needs, of about the same length, no word torn."""
    count = -(-len(name) // _HEADING_LENGTH)
    if count == 1:
        return (name,)
    lines = wrap(held_together(name), width=len(name) // count + 4, break_long_words=False)
    return tuple(line.replace(NO_BREAK, " ") for line in lines)


def unit_office(unit: Unit, body: Unit) -> OfficeProfile:
    """How a unit below ``body`` heads its documents: its own profile, else its name below that of the body.

    Raises:
        Refused: ``no_office`` when the body has none either.
    """
    own = office_of(unit)
    if own is not None:
        return letterhead(own)
    above = letterhead(office_record(body))
    symbol = unit.symbol or body.symbol
    return replace(
        above, name=unit.name, agency_lines=_heading(unit.name.upper()), parent_lines=above.agency_lines, symbol=symbol,
        department_symbol="",
    )  # fmt: skip


def head_of(unit: Unit, day: date) -> Signer:
    """Who signs for the unit: its one head on record; an empty place to sign when the record names none or several."""
    posts = Post.objects.filter(running_on(day), unit=unit).select_related("person")
    heads = [post for post in posts if post.title.startswith(_HEAD_TITLES)]
    if len(heads) != 1:
        return Signer(lines=("THỦ TRƯỞNG ĐƠN VỊ",), name="")
    return Signer(lines=(heads[0].title.split(",")[0].upper(),), name=heads[0].person.full_name)


def salutation(person: Person | None) -> str:
    """Ông or Bà; nothing for a collective."""
    if person is None:
        return ""
    return "Bà" if person.gender == Person.Gender.FEMALE else "Ông"


def _grant(nomination: Nomination, day: date) -> Grant:
    info = award_info(nomination.award, day)
    first = next(iter(lines_of(nomination.achievements)), "")
    return Grant(
        award=info.names["vi"],
        category="title" if info.category == "title" else "award_form",
        recipient="individual" if nomination.person_id else "collective",
        name=nomination.recipient_name,
        salutation=salutation(nomination.person),
        post=nomination.recipient_post,
        achievement=first[:_ACHIEVEMENT_LENGTH],
    )


def legal_bases(codes: list[str], day: date) -> tuple[str, ...]:
    """The documents in force that the awards rest on, as the head of a submission lists them."""
    cited = {cite.document for code in codes for cite in award_info(code, day).cites}
    bases = []
    for document in library.documents(the_law(), day):
        if document.number not in cited:
            continue
        signed = f" {long_date(document.signed)}" if document.signed else ""
        if document.kind == "law":
            bases.append(f"Căn cứ {document.title}{signed}")
        elif document.kind in _KINDS:
            issuer = f" của {document.issuer}" if document.issuer else ""
            bases.append(f"Căn cứ {_KINDS[document.kind]} số {document.number}{signed}{issuer}")
        else:
            bases.append(f"Căn cứ {document.title}")
    return tuple(bases)


def submission_context(dossier: Dossier, day: date) -> Submission:
    """The unit's submission (tờ trình): number and date stay blank for the unit's own register.

    Raises:
        Refused: ``no_office`` or ``nobody_nominated``.
    """
    rows = (
        dossier.nominations.filter(state__in=LIVE).select_related("person", "unit").order_by("award", "name_key", "pk")
    )
    nominations = list(rows)
    if not nominations:
        raise Refused("nobody_nominated", translation.gettext("Hồ sơ chưa đề nghị ai nên chưa có tờ trình."))
    codes = list(dict.fromkeys(row.award for row in nominations))
    grounds = [f"Căn cứ kết quả thực hiện nhiệm vụ năm {dossier.year} và kết quả bình xét của {dossier.unit.name}."]
    movement = dossier.movement
    if movement is not None:
        number = f" số {movement.document_number}/{movement.document_symbol}" if movement.document_number else ""
        dated = f" {long_date(movement.issued_on)}" if movement.issued_on else ""
        grounds.append(f"Thực hiện Kế hoạch{number}{dated} của {movement.body.name} về {movement.title}.")
    attachments = ["Danh sách đề nghị khen thưởng", "Tóm tắt thành tích của từng cá nhân, tập thể"]
    attachments += list(dossier.evidence.filter(nomination=None).values_list("name", flat=True))
    return Submission(
        office=unit_office(dossier.unit, dossier.body),
        symbol="",
        day=None,
        subject=f"Về việc đề nghị khen thưởng năm {dossier.year}",
        legal_bases=(*legal_bases(codes, day), *grounds),
        recipients=("Như trên",),
        signer=head_of(dossier.unit, day),
        addressees=(dossier.body.name,),
        grants=tuple(_grant(row, day) for row in nominations),
        statement=f"Mã hồ sơ trên phần mềm: {dossier.reference}.",
        attachments=tuple(attachments),
    )


def appraisal_context(
    nomination: Nomination, check: Check, judged: Mapping[str, Judgement], officer: Any, day: date
) -> AppraisalSheet:
    """The sheet of one nomination's appraisal: the check as it was made, and beside it who judged what.

    Args:
        nomination: with its dossier.
        check: the check to print, with its own day and law.
        judged: condition → judgement.
        officer: the user who signs; None leaves the place blank.
        day: the day of printing.

    Raises:
        Refused: ``no_office``.
    """
    dossier = nomination.dossier
    info = award_info(nomination.award, check.on)
    verdict: dict[str, Any] = check.verdict
    return AppraisalSheet(
        office=letterhead(office_record(dossier.body)),
        day=day,
        subject=f"Thẩm định đề nghị khen thưởng, hồ sơ {dossier.reference}",
        recipients=(),
        signer=Signer(lines=("CHUYÊN VIÊN THẨM ĐỊNH",), name=str(officer) if officer is not None else ""),
        nominee=nomination.recipient_name,
        nominee_post=nomination.recipient_post,
        nominee_unit=dossier.unit.name if nomination.person_id else "",
        award=info.names["vi"],
        year=nomination.year,
        received=dossier.received_on,
        conditions=_conditions(verdict, judged),
        outcome=check.outcome,  # type: ignore[arg-type]
        documents=tuple(verdict["documents"]),
        warnings=(*(warning["message"] for warning in verdict["warnings"]), _made(check)),
        remarks=_remarks(check, judged),
    )


def _conditions(verdict: dict[str, Any], judged: Mapping[str, Judgement]) -> tuple[Condition, ...]:
    """The conditions of the verdict; where a person has judged, the sheet says who, when and why."""
    way = verdict.get("path")
    asked = [row for row in verdict["conditions"] if row.get("path") in (None, way)]
    written = []
    for row, condition in zip(asked, conditions_from_verdict(verdict), strict=True):
        judgement = judged.get(row["id"])
        if judgement is None:
            written.append(condition)
            continue
        answer = "Đạt" if judgement.met else "Không đạt"
        day = format_date(timezone.localdate(judgement.judged_at))
        note = f"{answer} theo nhận xét của {judgement.judged_by} ngày {day}"
        text = f"{condition.text} {note}: {judgement.reason}"
        written.append(
            Condition(
                state="met" if judgement.met else "unmet",
                text=text,
                cite=condition.cite,
                knowledge=condition.knowledge,
                needs_judgement=condition.needs_judgement,
            )
        )
    return tuple(written)


def _made(check: Check) -> str:
    """From which day and which law the sheet's answers are."""
    occasion = {"submission": "chốt khi gửi hồ sơ", "acceptance": "chốt khi tiếp nhận hồ sơ"}.get(check.occasion, "")
    made = f"Kết quả đối chiếu ngày {format_date(check.on)}{f', {occasion}' if occasion else ''}"
    return f"{made}; phiên bản dữ liệu pháp luật {check.law_hash[:12]}."


def _remarks(check: Check, judged: Mapping[str, Judgement]) -> str:
    """What the appraising people have said; nothing where nobody has said anything."""
    asked = [row["id"] for row in check.verdict["conditions"] if row["id"] in judged]
    given = [judged[name] for name in dict.fromkeys(asked)]
    if not given:
        return ""
    met = sum(judgement.met for judgement in given)
    text = (
        f"đã nhận xét {len(given)} điều kiện hồ sơ gốc không trả lời được (đạt {met}, không đạt {len(given) - met}), "
    )
    text += "ghi ở từng điều kiện"
    left = unanswered(check, dict(judged))
    return f"{text}; còn {len(left)} điều kiện chưa nhận xét." if left else f"{text}."
