"""Serials of blanks: a pile of sheets is numbered upwards from the first."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from thidua.base.refusal import Refused

_SERIAL = re.compile(r"(.*?)(\d{1,12})")


def serials_from(first: str, count: int) -> list[str]:
    """``count`` serials from ``first`` on: "KH 0099" gives "KH 0099", "KH 0100" …

    Raises:
        Refused: ``bad_serial`` when the first does not end in digits or the digits do not suffice.
    """
    found = _SERIAL.fullmatch(" ".join(first.split()))
    if found is None:
        message = _("Số sê-ri “%(serial)s” phải kết thúc bằng chữ số, ví dụ KH 000123.") % {"serial": first}
        raise Refused("bad_serial", message, fields={"first_serial": message})
    prefix, digits = found.groups()
    start = int(digits)
    if len(str(start + count - 1)) > len(digits):
        message = _("Dãy số từ “%(serial)s” không đủ cho %(count)d tờ. Hãy kiểm tra lại số trên xấp phôi.")
        values = {"serial": first, "count": count}
        raise Refused("bad_serial", message % values, fields={"first_serial": message % values})
    return [f"{prefix}{start + step:0{len(digits)}d}" for step in range(count)]
