"""From a decision's rows to the contexts that `paperwork` turns into documents, and the usual wording of drafts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from thidua import law
from thidua.base import clock
from thidua.councils.models import Meeting
from thidua.decisions import lines
from thidua.decisions.codes import spaced_code
from thidua.decisions.models import Certificate, Decision, DecisionLine
from thidua.decisions.queries import in_force
from thidua.documents.numbering import RegisterLine
from thidua.movements.models import Movement
from thidua.nominations.lawbook import the_law
from thidua.organisation.letterhead import letterhead, lines_of, office_record, signer_of
from thidua.organisation.models import OfficeProfile as OfficeRecord
from thidua.organisation.models import Person
from thidua.paperwork import AwardDecision, Grant, PaymentList, PaymentRow, Signer
from thidua.paperwork import Certificate as CertificateSheet
from thidua.text import long_date

RECIPIENTS = ("Như Điều 4", "Ban Giám đốc", "Đăng Cổng thông tin")


def default_title(codes: list[str], movement: Movement | None, year: int, on: date) -> str:
    """The usual subject line (trích yếu): what is given, and for what."""
    titles = [lines.legal_name(code, on) for code in codes if lines.is_title(code, on)]
    forms = [lines.legal_name(code, on) for code in codes if not lines.is_title(code, on)]
    parts = []
    if titles:
        parts.append("công nhận danh hiệu " + ", ".join(titles))
    if forms:
        parts.append("tặng " + ", ".join(forms))
    given = " và ".join(parts)
    reason = f" trong {_lower_first(movement.title)}" if movement else f" năm {year}"
    return f"Về việc {given}{reason}"[:400]


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def default_legal_bases(meeting: Meeting, codes: list[str], on: date) -> list[str]:
    """The law, decrees and own rules that the awards rest on, the plan, and the council's minutes."""
    cited = {cite["document"] for code in codes for cite in law.award(the_law(), code, on).to_json()["cites"]}
    bases = [_basis(document) for document in law.documents(the_law(), on) if document.number in cited]
    movements = Movement.objects.filter(dossiers__nominations__questions__meeting=meeting).distinct()
    bases += [_plan(movement) for movement in movements.select_related("body").order_by("pk")]
    day = timezone.localtime(meeting.starts_at).date()
    bases.append(f"Biên bản họp {meeting.council.name} {long_date(day)}")
    return bases


def _plan(movement: Movement) -> str:
    """The plan that launched a movement, as a legal basis."""
    issued = f" {long_date(movement.issued_on)}" if movement.issued_on else ""
    number = f"{movement.document_number}/{movement.document_symbol}"
    return f"Kế hoạch số {number}{issued} của {movement.body} phát động {_lower_first(movement.title)}"


def _basis(document: law.Document) -> str:
    """One legal basis as documents write it. What the registry does not know (a date, the full title) is left out."""
    signed = f" {long_date(document.signed)}" if document.signed else ""
    if document.kind == "law":
        return f"{document.title} số {document.number}{signed}"
    if document.kind == "regulation":
        return document.title
    return f"{document.label}{signed} của {document.issuer}"


def default_proposal(meeting: Meeting) -> str:
    """On whose proposal: the council's standing body."""
    return f"Theo đề nghị của {meeting.council.name}"


def decision_context(decision: Decision) -> AwardDecision:
    """The decision as a document; number and date stay blank until it is signed."""
    record = office_record(decision.body)
    return AwardDecision(
        office=letterhead(record),
        number=f"{decision.number:02d}" if decision.number else "",
        symbol=decision.symbol,
        day=decision.signed_on,
        subject=decision.title,
        legal_bases=tuple(decision.legal_bases),
        proposal=decision.proposal,
        money_source=decision.fund_source,
        recipients=RECIPIENTS,
        grants=tuple(_grant(line, decision.signed_on) for line in decision.lines.select_related("nomination__person")),
        signer=_signer(decision, record),
    )


def register_line(decision: Decision, office: OfficeRecord) -> RegisterLine:
    """What the register of outgoing documents writes beside the decision's number."""
    return RegisterLine(
        type_name="Quyết định",
        subject=decision.title,
        signer=office.signer.full_name if office.signer else "",
        recipients="; ".join(RECIPIENTS),
        keeper=", ".join(part for part in ("VT", office.drafting_unit) if part),
        source_label=Decision._meta.label_lower,
        source_pk=decision.pk,
        url=reverse("decisions:detail", args=[decision.pk]),
    )


def _signer(decision: Decision, record: OfficeRecord) -> Signer:
    """Who signed; before that, who would."""
    if not decision.signer_name:
        return signer_of(record)
    above = (decision.signer_authority,) if decision.signer_authority else ()
    return Signer(lines=(*above, *lines_of(decision.signer_position.upper())), name=decision.signer_name)


def _grant(line: DecisionLine, on: date | None) -> Grant:
    day = on or clock.today()
    return Grant(
        award=lines.legal_name(line.award, day),
        category="title" if lines.is_title(line.award, day) else "award_form",
        recipient="individual" if line.recipient_kind == "individual" else "collective",
        name=line.recipient_name,
        salutation=_salutation(line.nomination.person),
        post=line.recipient_post,
        achievement=line.achievement,
        money=line.amount,
    )


def _salutation(person: Person | None) -> str:
    if person is None:
        return ""
    return "Bà" if person.gender == Person.Gender.FEMALE else "Ông"


def verify_url(code: str) -> str:
    """The address that a certificate's QR opens."""
    return settings.PUBLIC_ADDRESS.rstrip("/") + reverse("portal:verify_code", args=[code])


def certificate_sheet(certificate: Certificate) -> CertificateSheet:
    """One certificate as a sheet of paper."""
    line = certificate.line
    decision = line.decision
    assert decision.signed_on is not None
    return CertificateSheet(
        award=lines.legal_name(line.award, decision.signed_on),
        category="title" if lines.is_title(line.award, decision.signed_on) else "award_form",
        name=line.recipient_name,
        salutation=_salutation(line.nomination.person),
        detail=line.recipient_post,
        achievement=line.achievement or _merit(decision, line),
        number=f"{decision.number:02d}",
        symbol=decision.symbol,
        day=decision.signed_on,
        register_number=str(certificate.golden_book_number),
        signer=_signer(decision, office_record(decision.body)),
        code=spaced_code(certificate.code),
        verify_url=verify_url(certificate.code),
    )


def _merit(decision: Decision, line: DecisionLine) -> str:
    year = line.nomination.dossier.year
    if decision.movement is not None:
        theme = decision.movement.theme or decision.movement.title
        return f"Đã có thành tích xuất sắc trong phong trào “{theme}”"
    return f"Đã có thành tích xuất sắc trong công tác năm {year}"


def certificates(decision: Decision, render: Callable[..., bytes]) -> bytes:
    """All certificates of a decision as one PDF, in the order of the list."""
    found = (
        Certificate.objects.filter(line__decision=decision, state=Certificate.State.VALID)
        .select_related(
            "line__decision__body", "line__decision__movement", "line__nomination__person", "line__nomination__dossier"
        )
        .order_by("line__order")
    )
    record = office_record(decision.body)
    emblem = record.emblem.read() if record.emblem else None
    return render([certificate_sheet(certificate) for certificate in found], letterhead(record), emblem=emblem)


def payment_context(decision: Decision, preparer: str) -> PaymentList:
    """The payment list of a signed decision, drawn up by ``preparer`` (full name); what was taken away is not paid."""
    record = office_record(decision.body)
    assert decision.signed_on is not None
    rows = tuple(
        PaymentRow(
            name=line.recipient_name,
            unit=line.recipient_post,
            award=lines.legal_name(line.award, decision.signed_on),
            coefficient=line.coefficient,
            base_salary=line.base_salary,
            amount=line.amount or 0,
            recipient="individual" if line.recipient_kind == "individual" else "collective",
        )
        for line in in_force(decision.lines.all())
    )
    return PaymentList(
        office=letterhead(record),
        decision=f"Quyết định số {decision.number:02d}/{decision.symbol} ngày {decision.signed_on:%d/%m/%Y}",
        rows=rows,
        preparer=Signer(lines=("NGƯỜI LẬP",), name=preparer),
        signer=_signer(decision, record),
    )
