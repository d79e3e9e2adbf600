"""What stands on a certificate, whatever it is printed on: each text by the key of its place."""

from dataclasses import replace

from thidua.paperwork.cleaning import clean
from thidua.paperwork.documents.base import BLANK, dated, signature, two_digits
from thidua.paperwork.documents.certificate import Certificate
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.office import OfficeProfile
from thidua.text import format_date


def place_of(index: int) -> str:
    """Return how messages name the certificate at `index` (from 0)."""
    return f"Giấy thứ {index + 1}"


def checked(item: Certificate, place: str) -> Certificate:
    """Return the certificate with every text clean. Raises PaperworkError without a name or a signer's post."""
    item = clean(item, place)
    if not item.name:
        raise PaperworkError("Chưa có tên người nhận.", place, "Nhập họ tên hoặc tên tập thể.")
    signer = signature(replace(item.signer, note="") if item.signer else None, f"{place}, người ký")
    return replace(item, signer=replace(item.signer, lines=signer.lines, name=signer.name, note=""))


def lead(item: Certificate) -> str:
    """Return the line above the award: a title is granted otherwise than a form of commendation."""
    return "TẶNG DANH HIỆU" if item.category == "title" else "TẶNG"


def decision_number(item: Certificate, office: OfficeProfile) -> str:
    """Return "08/QĐ-SNV", with a blank space for a number that is not yet known."""
    return f"{two_digits(item.number) or BLANK}/{item.symbol or 'QĐ-' + office.symbol}"


def texts_of(item: Certificate, office: OfficeProfile) -> dict[str, str]:
    """Return every text of a checked certificate by key; a text may have several lines, some may be empty.

    "decision" is the whole line; "number", "date", "day", "month", "year" are its parts, for blanks on which the words
    between them are already printed.
    """
    day = item.day
    return {
        "authority": (item.authority or office.authority_line).upper(),
        "lead": lead(item),
        "award": item.award.upper(),
        "name": item.full_name,
        "detail": item.detail,
        "achievement": item.achievement,
        "decision": f"Quyết định số {decision_number(item, office)} "
        + (f"ngày {format_date(day)}" if day else dated(None)),
        "number": decision_number(item, office),
        "register": two_digits(item.register_number),
        "place_and_date": f"{office.place}, {dated(day)}",
        "place": office.place,
        "date": format_date(day) if day else "",
        "day": f"{day:%d}" if day else "",
        "month": two_month_digits(day.month) if day else "",
        "year": f"{day:%Y}" if day else "",
        "post": "\n".join(item.signer.lines),
        "signer": item.signer.name,
        "code": item.code,
        "qr": item.verify_url,
    }


def two_month_digits(month: int) -> str:
    """Return the month with the leading zero that January and February take (Decree 30/2020, Annex I, II.4)."""
    return f"0{month}" if month < 3 else str(month)
