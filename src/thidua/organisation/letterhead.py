"""How a body heads and signs its documents, for `paperwork`: the one place where its profile becomes a letterhead."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua import paperwork
from thidua.base.refusal import Refused
from thidua.organisation.models import OfficeProfile, Unit
from thidua.organisation.queries import office_of


def office_record(body: Unit) -> OfficeProfile:
    """The body's profile.

    Raises:
        Refused: ``no_office`` when none has been entered, so that no document can be made.
    """
    record = office_of(body)
    if record is None:
        message = _(
            "%(body)s chưa khai thể thức văn bản (tên cơ quan, địa danh, người ký) nên chưa lập được văn bản. Chuyên "
            "viên, Văn phòng hoặc quản trị hệ thống vào “Văn bản đi”, mục “Thể thức”, khai một lần rồi làm lại."
        )
        raise Refused("no_office", message % {"body": body})
    return record


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a heading as typed, without empty ones."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def letterhead(record: OfficeProfile) -> paperwork.OfficeProfile:
    """The heading of the body's documents; in running text its name carries the province's."""
    body = record.body
    province = f"tỉnh {record.place}" if "TỈNH" in record.parent_lines else ""
    layout = record.layout
    others = {name: value for name, value in layout.items() if name not in ("margins", "sizes")}
    return paperwork.OfficeProfile(
        name=body.name if province in body.name else f"{body.name} {province}",
        agency_lines=lines_of(record.body_lines),
        parent_lines=lines_of(record.parent_lines),
        place=record.place,
        symbol=body.symbol,
        department_symbol=record.drafting_unit,
        head_title=record.signer_position.capitalize(),
        margins=paperwork.Margins(**layout.get("margins", {})),
        sizes=paperwork.Sizes(**layout.get("sizes", {})),
        **others,
    )


def signer_of(record: OfficeProfile) -> paperwork.Signer:
    """Who signs for the body: position as typed, name; an empty name where no signer is on record."""
    return paperwork.Signer(lines_of(record.signer_position.upper()), record.signer.full_name if record.signer else "")
