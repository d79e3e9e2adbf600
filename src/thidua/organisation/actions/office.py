"""What a body writes about itself as an office."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.journal.actions import record
from thidua.organisation.letterhead import letterhead
from thidua.organisation.models import OfficeProfile, Person, Unit
from thidua.organisation.permissions import may_set_agency_code
from thidua.paperwork import PaperworkError, check_letterhead
from thidua.paperwork.exchange import AgencyCode

LAYOUT_ARTICLE = "Phụ lục I Nghị định 30/2020/NĐ-CP"
ARTICLE = "Quyết định 20/2020/QĐ-TTg, sửa đổi bởi Quyết định 9/2025/QĐ-TTg"


@transaction.atomic
def set_agency_code(*, body: Unit, code: str, since: date | None, actor: Any, at: datetime) -> OfficeProfile:
    """Write the electronic code of a body; the code it had goes into its history.

    Args:
        code: in the new or the old order; the new one is stored.
        since: the day from which it is the body's; None where nobody knows, for the first code only.

    Raises:
        Refused: ``not_allowed``; ``no_office``; ``bad_code``; ``day_missing`` and ``dates_reversed`` for a code that
            follows another.
    """
    answer = may_set_agency_code(actor, body)
    if not answer:
        raise Refused("not_allowed", answer.reason)
    office = OfficeProfile.objects.select_for_update().filter(body=body).first()
    if office is None:
        raise Refused(
            "no_office", _("Cơ quan chưa khai thể thức văn bản. Hãy khai ở mục “Thể thức” trước, rồi khai mã.")
        )
    try:
        new = str(AgencyCode.parse(code))
    except PaperworkError as error:
        raise Refused("bad_code", str(error), ARTICLE, fields={"code": f"{error.message} {error.mend}"}) from error
    old = {"code": office.agency_code, "since": office.agency_code_since}
    if office.agency_code and new != office.agency_code:
        _into_history(office, since)
    office.agency_code, office.agency_code_since = new, since
    office.save(update_fields=["agency_code", "agency_code_since", "former_agency_codes"])
    values = {"code": new, "since": since}
    record("organisation.office.agency_code", office, actor=actor, at=at, old=old, new=values, article=ARTICLE)
    return office


@transaction.atomic
def set_letterhead(
    *,
    body: Unit,
    parent_lines: str,
    body_lines: str,
    place: str,
    signer: Person | None,
    signer_position: str,
    drafting_unit: str,
    layout: Mapping[str, Any],
    actor: Any,
    at: datetime,
) -> OfficeProfile:
    """Write how the documents of a body are headed, laid out and signed; papers that have a number keep what they had.

    Args:
        parent_lines, body_lines: names in capitals, a line as it is printed.
        layout: as `OfficeProfile.layout` keeps it.

    Raises:
        Refused: ``not_allowed``; ``bad_letterhead`` where Decree 30/2020 or the width of the header does not allow it.
    """
    answer = may_set_agency_code(actor, body)
    if not answer:
        raise Refused("not_allowed", answer.reason)
    Unit.objects.select_for_update().get(pk=body.pk)
    office = OfficeProfile.objects.filter(body=body).first() or OfficeProfile(body=body)
    old = _letterhead_values(office) if office.pk else {}
    office.parent_lines, office.body_lines = parent_lines.strip().upper(), body_lines.strip().upper()
    office.place, office.signer, office.signer_position = place.strip(), signer, signer_position.strip().upper()
    office.drafting_unit, office.layout = drafting_unit.strip(), dict(layout)
    try:
        check_letterhead(letterhead(office))
    except PaperworkError as error:
        raise Refused("bad_letterhead", str(error), LAYOUT_ARTICLE) from error
    office.save()
    new = _letterhead_values(office)
    record("organisation.office.letterhead", office, actor=actor, at=at, old=old, new=new, article=LAYOUT_ARTICLE)
    return office


def _letterhead_values(office: OfficeProfile) -> dict[str, Any]:
    names = ("parent_lines", "body_lines", "place", "signer_id", "signer_position", "drafting_unit", "layout")
    return {name: getattr(office, name) for name in names}


def _into_history(office: OfficeProfile, since: date | None) -> None:
    if since is None:
        message = _("Hãy ghi mã mới dùng từ ngày nào; mã cũ được giữ cho các văn bản trước ngày đó.")
        raise Refused("day_missing", message, fields={"since": message})
    if office.agency_code_since is not None and since <= office.agency_code_since:
        message = _("Mã mới phải dùng từ sau ngày của mã đang có.")
        raise Refused("dates_reversed", message, fields={"since": message})
    entry = {
        "code": office.agency_code,
        "since": office.agency_code_since.isoformat() if office.agency_code_since else None,
        "until": since.isoformat(),
    }
    office.former_agency_codes = [*office.former_agency_codes, entry]
