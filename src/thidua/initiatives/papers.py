"""The certificate of an initiative (giấy xác nhận sáng kiến, mẫu 13 of Nghị định 152/2025/NĐ-CP)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.accounts.roles import Role
from thidua.base.answers import Answer, no, yes
from thidua.base.refusal import Refused
from thidua.documents.sources import PaperSource, register
from thidua.initiatives.models import Initiative
from thidua.organisation.letterhead import letterhead, office_record, signer_of
from thidua.organisation.models import Person, Post, Unit
from thidua.organisation.queries import body_above, post_of
from thidua.organisation.roles import roles_of
from thidua.paperwork import Author, InitiativeCertificate
from thidua.text import long_date


def offer_papers() -> None:
    """Register the certificate."""
    register(
        PaperSource(
            key="initiatives.certificate",
            model="initiatives.initiative",
            label=gettext_lazy("Soạn giấy xác nhận sáng kiến"),
            may=_may_certify,
            body=_body,
            gather=certificate_context,
            back=_page,
        )
    )


def certificate_context(initiative: Initiative, _actor: Any, day: date) -> InitiativeCertificate:
    """The certificate: authors with their shares, scope, recognition; what it brought is written by the office.

    Raises:
        Refused: ``no_office``, ``no_body``.
    """
    record = office_record(_body(initiative))
    rows = list(initiative.authorships.select_related("person").order_by("-share", "person__name_key"))
    recognised = f" {long_date(initiative.recognised_on)}" if initiative.recognised_on else ""
    return InitiativeCertificate(
        office=letterhead(record),
        signer=signer_of(record),
        name=initiative.title,
        authors=tuple(_author(row.person, row.share, day) for row in rows),
        scope=str(initiative.get_scope_display()).lower(),
        decision=f"Quyết định số {initiative.decision_number}{recognised}" if initiative.decision_number else "",
        recipients=("Tác giả sáng kiến",),
    )


def _author(person: Person, share: int, day: date) -> Author:
    post = post_of(person, day)
    title, unit = (post.title, post.unit.name) if post else ("", "")
    return Author(name=person.full_name, post=title, unit=unit, share=Decimal(share))


def _body(initiative: Initiative) -> Unit:
    """The body for which its first author works, since the register of initiatives names none."""
    people = initiative.authorships.values("person")
    post = Post.objects.filter(person__in=people).select_related("unit").order_by("-start", "pk").first()
    body = body_above(post.unit) if post else None
    if body is None:
        raise Refused("no_body", _("Tác giả không thuộc cơ quan nào có thẩm quyền nên chưa lập được giấy xác nhận."))
    return body


def _may_certify(user: Any, initiative: Initiative) -> Answer:
    """The emulation officer of the body, for what has been recognised."""
    try:
        body = _body(initiative)
    except Refused as refusal:
        return no(str(refusal))
    reach = roles_of(user).reach(Role.OFFICER, unit=body)
    if reach is None:
        return no(_("Chỉ chuyên viên thi đua, khen thưởng của cơ quan lập giấy xác nhận sáng kiến."))
    if initiative.recognised_on is None:
        return no(_("Sáng kiến chưa được công nhận nên chưa xác nhận được."))
    return yes(_("Bạn là %(role)s của %(unit)s.") % {"role": reach.role.label, "unit": reach.unit_name})


def _page(initiative: Initiative) -> str:
    row = initiative.authorships.order_by("-share", "pk").first()
    return reverse("organisation:person", args=[row.person_id]) if row else ""
