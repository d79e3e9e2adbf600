"""All writes of revocations: proposed, confirmed, withdrawn, taken back or restored; what comes back is noted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.accounts.roles import Role
from thidua.base.refusal import Refused
from thidua.decisions import lines
from thidua.decisions.models import Certificate
from thidua.decisions.revocation.grounds import RULES, STATE_TITLES, Ground
from thidua.decisions.revocation.models import Revocation, RevokedHonour
from thidua.decisions.revocation.permissions import body_of, may_propose, may_settle
from thidua.decisions.revocation.transitions import CERTIFICATE, REVOCATION, issued_paper
from thidua.journal.actions import record
from thidua.notices.actions import notify
from thidua.organisation.actions import restore_honour, revoke_honour
from thidua.organisation.actions.register import demand_revocable
from thidua.organisation.models import Honour, Person, Unit
from thidua.organisation.queries import post_of
from thidua.organisation.roles import holders

State, Source = Revocation.State, Revocation.Source


@transaction.atomic
def propose_revocation(
    *,
    honours: Iterable[Honour],
    ground: str,
    explanation: str,
    source: str,
    actor: Any,
    at: datetime,
    paper_number: str = "",
    paper_day: date | None = None,
    paper_body: str = "",
) -> Revocation:
    """Propose that awards of one body be taken away; who presses twice gets the proposal that stands.

    Args:
        honours: at least one, all given (or kept) by one body.
        ground: one of `Ground`.
        explanation: what happened, in the officer's words.
        source: whether the deciding paper is made here or comes from outside.
        paper_number, paper_day, paper_body: of a paper from outside.

    Raises:
        Refused: ``nothing_chosen``, ``not_allowed``, ``several_bodies``, ``already_proposed``, ``wrong_ground``,
            ``incomplete``, and those of `organisation.actions.revoke_honour`.
    """
    keys = sorted({honour.pk for honour in honours})
    chosen = list(
        Honour.objects.select_for_update(of=("self",))
        .filter(pk__in=keys)
        .select_related("person", "unit")
        .order_by("pk")
    )
    body = _body_of(chosen, actor)
    values: dict[str, Any] = {"ground": ground, "explanation": explanation.strip(), "source": source}
    if source == Source.OUTSIDE:
        values |= {"paper_number": paper_number.strip(), "paper_day": paper_day, "paper_body": paper_body.strip()}
    standing = Revocation.objects.filter(rows__honour__in=keys, state=State.PROPOSED).distinct().order_by("pk").first()
    if standing is not None:
        if _says_the_same(standing, actor, keys, values):
            return standing
        message = _("Đã có một đề nghị hủy bỏ đang chờ cho khen thưởng này. Hãy mở đề nghị ấy thay vì lập cái mới.")
        raise Refused("already_proposed", message)
    _demand_whole(values)
    day, today = values.get("paper_day"), timezone.localdate(at)
    for honour in chosen:
        demand_revocable(honour, day or today, today)
    _demand_ground(ground, day or today, chosen)
    revocation = Revocation.objects.create(body=body, proposed_at=at, proposed_by=actor, **values)
    RevokedHonour.objects.bulk_create(
        RevokedHonour(revocation=revocation, honour=honour, amount=_amount(honour)) for honour in chosen
    )
    new = {"honours": keys, "ground": ground, "paper": values.get("paper_number", "")}
    record(
        "decisions.revocation.propose", revocation, actor=actor, at=at, new=new, reason=values["explanation"],
        article=RULES[ground].article,
    )  # fmt: skip
    notify(
        recipients=[user for user in holders(Role.DIRECTOR, body, today) if user.pk != actor.pk],
        kind="revocation.proposed",
        subject=f"Đề nghị hủy bỏ khen thưởng chờ xác nhận: {len(chosen)} lượt",
        body="Hãy xem sự việc, căn cứ và quyết định hủy bỏ rồi xác nhận.",
        at=at,
        url=_page(revocation),
    )
    return revocation


def _body_of(chosen: list[Honour], actor: Any) -> Unit:
    """The one body that takes the awards away; refused where the actor may not or there are several."""
    if not chosen:
        message = _("Hãy chọn ít nhất một khen thưởng.")
        raise Refused("nothing_chosen", message, fields={"honours": message})
    for honour in chosen:
        answer = may_propose(actor, honour)
        if not answer:
            raise Refused("not_allowed", answer.reason, "khoản 8 Điều 93 Luật 06/2022/QH15")
    bodies = {found.pk: found for found in map(body_of, chosen) if found is not None}
    if len(bodies) != 1:
        raise Refused("several_bodies", _("Các khen thưởng đã chọn do nhiều cơ quan tặng; hãy lập riêng từng cơ quan."))
    return next(iter(bodies.values()))


def _says_the_same(standing: Revocation, actor: Any, keys: list[int], values: dict[str, Any]) -> bool:
    same = all(getattr(standing, name) == value for name, value in values.items())
    honours = sorted(standing.rows.values_list("honour", flat=True))
    return same and standing.proposed_by_id == actor.pk and honours == keys


def _demand_whole(values: dict[str, Any]) -> None:
    missing = {name: _("Hãy điền mục này.") for name, value in values.items() if not value}
    if missing:
        raise Refused("incomplete", _("Đề nghị còn mục để trống."), fields=missing)


def _demand_ground(ground: str, day: date, chosen: list[Honour]) -> None:
    """Refuse a ground that the law of the paper's day does not know, and stripping of what is no state title."""
    rule = RULES[ground]
    if not rule.holds_on(day):
        message = _("Căn cứ này (%(article)s) không áp dụng cho quyết định ngày %(day)s. Hãy chọn căn cứ khác.")
        message %= {"article": rule.article, "day": f"{day:%d/%m/%Y}"}
        raise Refused("wrong_ground", message, fields={"ground": message})
    other = [honour for honour in chosen if honour.award not in STATE_TITLES]
    if rule.strips and other:
        message = _("Chỉ danh hiệu vinh dự nhà nước (Điều 59) mới bị tước; khen thưởng khác thì hủy bỏ theo khoản 2.")
        raise Refused("wrong_ground", message, fields={"ground": message})
    persons = {Ground.SENTENCED: True, Ground.SENTENCED_HERO: True, Ground.SUSPENDED: False}
    if ground in persons and any((honour.person_id is not None) != persons[Ground(ground)] for honour in chosen):
        message = _("Khoản 3, khoản 4 nói về cá nhân, khoản 5 về pháp nhân thương mại. Hãy chọn căn cứ đúng đối tượng.")
        raise Refused("wrong_ground", message, fields={"ground": message})


def _amount(honour: Honour) -> int | None:
    """The money that the decision gave; None where only the register knows the award."""
    line = getattr(honour, "decision_line", None)
    return line.amount if line is not None else None


@transaction.atomic
def confirm_revocation(*, revocation: Revocation, actor: Any, at: datetime) -> Revocation:
    """Take the awards away from the day of the paper, revoke their certificates, tell those concerned.

    Raises:
        Refused: see `transitions.REVOCATION` and `organisation.actions.revoke_honour`; ``wrong_ground``.
    """
    changes: dict[str, Any] = {"decided_at": at, "decided_by": actor}
    paper = issued_paper(revocation) if revocation.source == Source.OWN else None
    if paper is not None:
        by = f"{paper.signer_position.capitalize()} {revocation.body}"
        changes |= {"paper": paper, "paper_number": paper.reference, "paper_day": paper.day, "paper_body": by[:200]}
    REVOCATION.apply(revocation, "decide", actor=actor, at=at, changes=changes)
    rows = _rows(revocation)
    assert revocation.paper_day is not None
    _demand_ground(revocation.ground, revocation.paper_day, [row.honour for row in rows])
    article = revocation.rule.article
    for row in rows:
        row.honour = revoke_honour(
            honour=row.honour, on=revocation.paper_day, reason=revocation.cited, actor=actor, at=at, article=article
        )
        _move_certificates(row.honour, "revoke", revocation.cited, actor=actor, at=at)
        _tell(row.honour, f"bị hủy bỏ theo {revocation.cited}", at=at)
    return revocation


@transaction.atomic
def withdraw_revocation(*, revocation: Revocation, reason: str, actor: Any, at: datetime) -> Revocation:
    """Give a proposal up.

    Raises:
        Refused: see `transitions.REVOCATION`.
    """
    REVOCATION.apply(revocation, "withdraw", actor=actor, at=at, reason=reason, changes={"end_reason": reason.strip()})
    return revocation


@transaction.atomic
def take_back_revocation(*, revocation: Revocation, reason: str, actor: Any, at: datetime) -> Revocation:
    """Undo what was entered by error: the awards count again as if it had not been; the journal keeps both.

    Raises:
        Refused: see `transitions.REVOCATION` and `organisation.actions.restore_honour`.
    """
    return _give_back(revocation, "take_back", reason, "được khôi phục: việc hủy bỏ đã ghi nhầm", actor=actor, at=at)


@transaction.atomic
def restore_titles(*, revocation: Revocation, reason: str, actor: Any, at: datetime) -> Revocation:
    """Give state honorary titles back (Article 93, clause 6); ``reason`` names the State President's decision.

    Raises:
        Refused: see `transitions.REVOCATION` and `organisation.actions.restore_honour`.
    """
    return _give_back(revocation, "restore", reason, "được phục hồi, trao lại", actor=actor, at=at)


def _give_back(revocation: Revocation, action: str, reason: str, told: str, *, actor: Any, at: datetime) -> Revocation:
    REVOCATION.apply(revocation, action, actor=actor, at=at, reason=reason, changes={"end_reason": reason.strip()})
    for row in _rows(revocation):
        honour = restore_honour(honour=row.honour, reason=reason, actor=actor, at=at)
        _move_certificates(honour, "restore", reason, actor=actor, at=at)
        _tell(honour, told, at=at)
    return revocation


def _rows(revocation: Revocation) -> list[RevokedHonour]:
    return list(revocation.rows.select_related("honour__person__user", "honour__unit").order_by("honour"))


def _move_certificates(honour: Honour, action: str, reason: str, *, actor: Any, at: datetime) -> None:
    state = Certificate.State.VALID if action == "revoke" else Certificate.State.REVOKED
    found = Certificate.objects.filter(line__honour=honour, state=state).select_related("line__honour").order_by("pk")
    for certificate in found:
        note = reason[:300] if action == "revoke" else ""
        CERTIFICATE.apply(certificate, action, actor=actor, at=at, reason=reason, changes={"state_reason": note})


def _tell(honour: Honour, what: str, *, at: datetime) -> None:
    """Who held it and the contacts of the unit; in Vietnamese, whatever the actor reads in."""
    day = timezone.localdate(at)
    subject = honour.person or honour.unit
    assert subject is not None
    award = f"{lines.legal_name(honour.award, day)} năm {honour.year}"
    own = [subject.user] if isinstance(subject, Person) and subject.user is not None else []
    unit = _unit_of(subject, day)
    contacts = [user for user in holders(Role.UNIT_CONTACT, unit, day) if user not in own] if unit else []
    for recipients, whose in ((own, "của bạn"), (contacts, f"của {subject}")):
        notify(
            recipients=recipients,
            kind="revocation.told",
            subject=f"{award} {whose} {what}"[:250],
            body=f"{award} {whose} {what}. Người không đồng ý có quyền khiếu nại theo quy định của pháp luật.",
            at=at,
            url=reverse("portal:revocations"),
        )


def _unit_of(subject: Person | Unit, day: date) -> Unit | None:
    if isinstance(subject, Unit):
        return subject
    post = post_of(subject, day)
    return post.unit if post else None


@transaction.atomic
def settle(*, row: RevokedHonour, what: str, on: date | None, actor: Any, at: datetime) -> RevokedHonour:
    """Note the day on which money or object came back; None takes a day back that was noted by error.

    Args:
        what: ``"money"`` or ``"object"``.

    Raises:
        Refused: ``not_allowed``, ``not_in_force``, ``nothing_due``; ``day_ahead``, ``before_paper``.
    """
    revocation = Revocation.objects.select_for_update(of=("self",)).select_related("body").get(pk=row.revocation_id)
    row = RevokedHonour.objects.select_related("honour").get(pk=row.pk)
    row.revocation = revocation
    answer = may_settle(actor, revocation)
    if not answer:
        raise Refused("not_allowed", answer.reason)
    if revocation.state != State.IN_FORCE:
        raise Refused("not_in_force", _("Việc hủy bỏ này chưa có hoặc không còn hiệu lực nên không ghi thu hồi."))
    due = row.money_due if what == "money" else revocation.rule.recovers
    if not due:
        raise Refused("nothing_due", _("Luật không đòi thu hồi khoản này."))
    _demand_day(on, revocation, timezone.localdate(at))
    name = f"{what}_back_on"
    old = getattr(row, name)
    if old == on:
        return row
    setattr(row, name, on)
    row.save(update_fields=[name])
    record(
        "decisions.revocation.settle", revocation, actor=actor, at=at, old={name: old},
        new={name: on, "honour": row.honour_id}, article=revocation.rule.article,
    )  # fmt: skip
    return row


def _demand_day(on: date | None, revocation: Revocation, today: date) -> None:
    if on is None:
        return
    assert revocation.paper_day is not None
    if on > today:
        message = _("Ngày thu hồi không thể sau hôm nay. Hãy kiểm tra lại ngày.")
        raise Refused("day_ahead", message, fields={"day": message})
    if on < revocation.paper_day:
        message = _("Ngày thu hồi đứng trước ngày quyết định hủy bỏ. Hãy kiểm tra lại ngày.")
        raise Refused("before_paper", message, fields={"day": message})


def _page(revocation: Revocation) -> str:
    return reverse("decisions:revocation", args=[revocation.pk])
