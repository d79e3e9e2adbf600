"""What a body writes about itself as an office."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.journal.actions import record
from thidua.organisation.models import OfficeProfile, Unit
from thidua.organisation.permissions import may_set_agency_code
from thidua.paperwork import PaperworkError
from thidua.paperwork.exchange import AgencyCode

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
        raise Refused("no_office", _("Cơ quan chưa khai thể thức văn bản nên chưa khai được mã định danh."))
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
