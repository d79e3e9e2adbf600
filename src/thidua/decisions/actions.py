"""All writes of decisions: drafting from a vote, signing with number, money and honours, publishing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.accounts.roles import Role
from thidua.base.refusal import Refused
from thidua.councils.models import Meeting
from thidua.decisions import documents, lines, tasks
from thidua.decisions.codes import new_code
from thidua.decisions.models import Certificate, Decision, DecisionLine
from thidua.decisions.permissions import MAKERS
from thidua.decisions.queries import awaiting_decision
from thidua.decisions.transitions import DECISION, drafts
from thidua.documents.numbering import take_number
from thidua.initiatives.actions import note_use
from thidua.initiatives.models import Initiative
from thidua.journal.actions import record, record_removal
from thidua.journal.models import canonical
from thidua.nominations.actions import mark_awarded
from thidua.nominations.models import Nomination
from thidua.nominations.queries import frozen_check
from thidua.notices.actions import notify
from thidua.organisation.actions import grant_honour
from thidua.organisation.models import Honour
from thidua.organisation.queries import office_of
from thidua.organisation.roles import holders, roles_of


@transaction.atomic
def draft_decision(*, meeting: Meeting, awards: Iterable[str], actor: Any, at: datetime) -> Decision:
    """Draft a decision from the nominations that a meeting's council recommended.

    Args:
        meeting: a closed meeting.
        awards: codes of the awards to decide together; each must be within the body's power.

    Raises:
        Refused: not allowed, meeting not closed, nothing to decide, award of another authority.
    """
    # Two who draft from the same meeting take turns: the second finds what the first has left.
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("council__body").get(pk=meeting.pk)
    body = meeting.council.body
    codes = sorted(set(awards))
    day = timezone.localdate(at)
    decision = Decision(body=body, meeting=meeting, symbol=_symbol(body.symbol))
    answer = drafts(actor, decision)
    if not answer:
        raise Refused("not_allowed", answer.reason)
    if meeting.state != Meeting.State.CLOSED:
        raise Refused("meeting_open", _("Phiên họp chưa kết thúc; hãy kết thúc phiên họp và lập biên bản trước."))
    foreign = [code for code in codes if not lines.may_decide(body, code, day)]
    if foreign:
        message = _("%(body)s không có thẩm quyền quyết định: %(awards)s. Hãy trình cấp có thẩm quyền.")
        raise Refused("no_power", message % {"body": body, "awards": ", ".join(foreign)})
    nominations = list(awaiting_decision(meeting).filter(award__in=codes))
    if not nominations:
        raise Refused("nothing_to_decide", _("Không còn đề nghị nào của phiên họp này chờ quyết định."))
    decision.movement = nominations[0].dossier.movement
    decision.title = documents.default_title(codes, decision.movement, nominations[0].dossier.year, day)
    decision.legal_bases = documents.default_legal_bases(meeting, codes, day)
    decision.proposal = documents.default_proposal(meeting)
    decision.fund_source = f"Quỹ thi đua, khen thưởng năm {day.year} của {body}"
    decision.save()
    DecisionLine.objects.bulk_create(
        lines.line_for(decision, nomination, order, day)
        for order, nomination in enumerate(lines.in_order(nominations), start=1)
    )
    record("decisions.decision.draft", decision, actor=actor, at=at, new={"awards": codes, "lines": len(nominations)})
    return decision


@transaction.atomic
def edit_decision(
    *, decision: Decision, title: str, legal_bases: list[str], proposal: str, fund_source: str, actor: Any, at: datetime
) -> Decision:
    """Change the wording of a draft.

    Raises:
        Refused: not a draft any more, not allowed, or a part left empty.
    """
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    answer = drafts(actor, decision)
    if not answer:
        raise Refused("not_allowed", answer.reason)
    if decision.state != Decision.State.DRAFT:
        raise Refused("not_a_draft", _("Chỉ sửa được dự thảo; quyết định đã trình hoặc đã ký thì không sửa nữa."))
    values = {"title": title.strip(), "proposal": proposal.strip(), "fund_source": fund_source.strip()}
    empty = {name: _("Hãy điền mục này.") for name, value in values.items() if not value}
    bases = [basis.strip() for basis in legal_bases if basis.strip()]
    if not bases:
        empty["legal_bases"] = _("Hãy ghi ít nhất một căn cứ.")
    if empty:
        raise Refused("incomplete", _("Dự thảo còn mục để trống."), fields=empty)
    old = {name: getattr(decision, name) for name in (*values, "legal_bases")}
    new: dict[str, Any] = {**values, "legal_bases": bases}
    for name, value in new.items():
        setattr(decision, name, value)
    decision.save()
    record("decisions.decision.edit", decision, actor=actor, at=at, old=old, new=new)
    return decision


@transaction.atomic
def discard_decision(*, decision: Decision, reason: str, actor: Any, at: datetime) -> None:
    """Give up a draft: its nominations wait for a decision again. Signed decisions are never removed.

    Raises:
        Refused: not a draft, not allowed, no reason.
    """
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    answer = drafts(actor, decision)
    if not answer:
        raise Refused("not_allowed", answer.reason)
    if decision.state != Decision.State.DRAFT:
        raise Refused("not_a_draft", _("Chỉ bỏ được dự thảo."))
    if not reason.strip():
        raise Refused("reason_missing", _("Hãy ghi rõ lý do."), fields={"reason": _("Hãy ghi rõ lý do.")})
    record_removal("decisions.decision.discard", decision, actor=actor, at=at, reason=reason)
    decision.delete()


@transaction.atomic
def submit_decision(*, decision: Decision, actor: Any, at: datetime) -> Decision:
    """Put the draft before the head of the body.

    Raises:
        Refused: see `transitions.DECISION`.
    """
    day = timezone.localdate(at)
    lines.refresh_money(decision, day)
    DECISION.apply(decision, "submit", actor=actor, at=at)
    notify(
        recipients=holders(Role.DIRECTOR, decision.body, day),
        kind="decision.submitted",
        subject=f"Quyết định chờ ký: {decision.title}",
        body=f"Có {decision.lines.count()} dòng khen thưởng. Hãy xem dự thảo rồi ký hoặc trả lại.",
        at=at,
        url=reverse("decisions:detail", args=[decision.pk]),
    )
    return decision


@transaction.atomic
def return_decision(*, decision: Decision, reason: str, actor: Any, at: datetime) -> Decision:
    """Send the draft back to be mended.

    Raises:
        Refused: see `transitions.DECISION`.
    """
    DECISION.apply(decision, "return", actor=actor, at=at, reason=reason)
    recipients = [user for user in _makers(decision, timezone.localdate(at)) if user.pk != actor.pk]
    notify(
        recipients=recipients,
        kind="decision.returned",
        subject=f"Dự thảo quyết định bị trả lại: {decision.title}",
        body=reason,
        at=at,
        url=reverse("decisions:detail", args=[decision.pk]),
    )
    return decision


def fingerprint(decision: Decision, day: date) -> str:
    """A short hash of everything that a signature on ``day`` would cover, with the money of that day."""
    covered = decision.seal() | {"lines": [line.terms() for line in lines.priced(decision, day)]}
    return hashlib.sha256(canonical(covered).encode()).hexdigest()[:32]


@transaction.atomic
def sign_decision(*, decision: Decision, actor: Any, at: datetime, seen: str | None = None) -> Decision:
    """Sign: number, date and signer are set at once, money is the day's, honours are entered, certificates issued.

    The documents are made by the worker afterwards; what was signed is frozen.

    Args:
        seen: the `fingerprint` of the draft that the signer has read; None where no page stands between.

    Raises:
        Refused: see `transitions.DECISION`; ``changed_since`` when the draft is not the one that was read;
            ``no_signer`` when the body has no signer on record; ``date_order`` when a
            later decision already has a number.
    """
    day = timezone.localdate(at)
    # From here on nobody changes what was read.
    current = Decision.objects.select_for_update(of=("self",)).select_related("body").get(pk=decision.pk)
    if seen is not None and seen != fingerprint(current, day):
        message = _("Dự thảo đã được sửa sau khi bạn mở trang này. Hãy xem lại danh sách rồi ký.")
        raise Refused("changed_since", message)
    office = office_of(decision.body)
    if office is None or office.signer is None:
        raise Refused("no_signer", _("Cơ quan chưa khai người ký; hãy bổ sung ở thể thức văn bản của cơ quan."))
    answer = DECISION.may(actor, decision, "sign")
    if not answer:
        raise Refused("not_allowed", answer.reason, "Điều 79, 80 Luật 06/2022/QH15")
    lines.refresh_money(decision, day)
    if decision.lines.filter(amount__isnull=True).exists():
        raise Refused("money_unknown", _("Có dòng chưa tính được tiền thưởng theo luật của ngày ký."))
    entered = documents.register_line(decision, office)
    entry = take_number(body=decision.body, symbol=decision.symbol, day=day, line=entered, actor=actor, at=at)
    DECISION.apply(
        decision,
        "sign",
        actor=actor,
        at=at,
        changes={
            "number": entry.number,
            "signed_on": day,
            "signer_name": office.signer.full_name,
            "signer_position": office.signer_position,
            "signed_by": actor,
            "documents": Decision.Documents.WAITING,
        },
    )
    for line in decision.lines.select_related("nomination__dossier", "nomination__person", "nomination__unit"):
        _enter_honour(decision, line, actor=actor, at=at)
        _issue_certificate(line, line.order, actor=actor, at=at)
    transaction.on_commit(lambda: tasks.enqueue_documents(decision.pk))
    return decision


def _enter_honour(decision: Decision, line: DecisionLine, *, actor: Any, at: datetime) -> None:
    nomination: Nomination = line.nomination
    subject = nomination.person or nomination.unit
    assert subject is not None
    assert decision.signed_on is not None
    line.honour = grant_honour(
        subject=subject,
        award=line.award,
        is_title=lines.is_title(line.award, decision.signed_on),
        year=nomination.dossier.year,
        kind=Honour.Kind(nomination.dossier.kind),
        decision_number=f"{decision.number:02d}/{decision.symbol}",
        decided_on=decision.signed_on,
        decided_by=f"{decision.signer_position.capitalize()} {decision.body}",
        actor=actor,
        at=at,
    )
    line.save(update_fields=["honour"])
    number = f"Quyết định số {decision.number:02d}/{decision.symbol}"
    mark_awarded(nomination=nomination, actor=actor, at=at, note=number)
    _note_initiatives(nomination, actor=actor, at=at)


def _note_initiatives(nomination: Nomination, *, actor: Any, at: datetime) -> None:
    """What the verdict rested on is used up: note it with each initiative that the met door names as evidence."""
    check = frozen_check(nomination)
    if check is None or nomination.person is None:
        return
    pointers = {
        pointer.split("/")[2]
        for condition in check.verdict.get("conditions", [])
        if condition["state"] == "met" and condition.get("path") == check.verdict.get("path")
        for pointer in condition.get("evidence", [])
        if pointer.startswith("/initiatives/")
    }
    codes = {check.facts["initiatives"][int(index)].get("code") for index in pointers if index.isdecimal()} - {None}
    for initiative in Initiative.objects.filter(code__in=codes).order_by("pk"):
        note_use(
            initiative=initiative,
            person=nomination.person,
            award=nomination.award,
            year=nomination.dossier.year,
            actor=actor,
            at=at,
        )


def _issue_certificate(line: DecisionLine, number: int, *, actor: Any, at: datetime) -> None:
    certificate = Certificate.objects.create(line=line, code=new_code(), golden_book_number=number)
    record("decisions.certificate.issue", certificate, actor=actor, at=at, new={"recipient": line.recipient_name})


@transaction.atomic
def publish_decision(*, decision: Decision, actor: Any, at: datetime) -> Decision:
    """Open the decision to everybody and tell those rewarded and their units.

    Raises:
        Refused: see `transitions.DECISION`.
    """
    DECISION.apply(decision, "publish", actor=actor, at=at, changes={"published_at": at})
    for line in decision.lines.select_related("nomination__person__user", "nomination__dossier__unit"):
        _tell(decision, line, at=at)
    return decision


def _tell(decision: Decision, line: DecisionLine, *, at: datetime) -> None:
    """The rewarded person, or for a collective its unit's contacts; in Vietnamese, whatever the actor reads in."""
    day = timezone.localdate(at)
    person, unit = line.nomination.person, line.nomination.unit
    if person is not None:
        recipients = [person.user] if person.user is not None else []
        to = "Bạn"
    else:
        assert unit is not None
        recipients = holders(Role.UNIT_CONTACT, unit, day)
        to = "Đơn vị"
    award = lines.legal_name(line.award, day)
    notify(
        recipients=recipients,
        kind="decision.published",
        subject=f"{to} có trong quyết định khen thưởng số {decision}",
        body=f"{to} được tặng {award} theo Quyết định số {decision} ngày {decision.signed_on:%d/%m/%Y}. Chúc mừng!",
        at=at,
        url=reverse("decisions:detail", args=[decision.pk]),
    )


@transaction.atomic
def retry_documents(*, decision: Decision, actor: Any, at: datetime) -> Decision:
    """Have the documents made again after a failure.

    Raises:
        Refused: not signed yet, or the documents are there already.
    """
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    if not any(roles_of(actor).has(role, unit=decision.body) for role in MAKERS):
        raise Refused("not_allowed", _("Chỉ người làm việc với quyết định này được tạo lại văn bản."))
    if decision.number is None or decision.documents == Decision.Documents.READY:
        raise Refused("nothing_to_make", _("Không có văn bản nào cần tạo lại."))
    decision.documents, decision.documents_error = Decision.Documents.WAITING, ""
    decision.save(update_fields=["documents", "documents_error"])
    transaction.on_commit(lambda: tasks.enqueue_documents(decision.pk))
    return decision


def _makers(decision: Decision, day: date) -> list[Any]:
    found = [*holders(Role.OFFICER, decision.body, day), *holders(Role.COUNCIL_SECRETARY, decision.body, day)]
    return list({user.pk: user for user in found}.values())


def _symbol(body_symbol: str) -> str:
    return f"QĐ-{body_symbol}" if body_symbol else "QĐ"
