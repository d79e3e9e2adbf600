"""Which copies may be made of what (Nghị định 30/2020/NĐ-CP, Điều 3.10-3.12 and 25)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.base.answers import Answer, no, yes
from thidua.documents.copies.models import DocumentCopy, Medium, Standing

ARTICLE = "Điều 25 Nghị định 30/2020/NĐ-CP"
Form = DocumentCopy.Form


def permitted(form: str, standing: str, held: str, medium: str) -> Answer:
    """Whether a copy of this form in this medium may be made of what is held.

    Args:
        standing: original or sao y.
        held: the medium of what is held.
        medium: the medium of the copy.
    """
    if form == Form.SAO_LUC and standing != Standing.SAO_Y:
        return no(_("Sao lục chỉ được in, chụp từ bản sao y; văn bản này là bản gốc hoặc bản chính, hãy sao y."))
    if form != Form.SAO_LUC and standing != Standing.ORIGINAL:
        return no(_("Sao y, trích sao phải làm từ bản gốc hoặc bản chính; từ bản sao y thì sao lục."))
    if form != Form.EXTRACT and held == medium == Medium.ELECTRONIC:
        return no(_("Văn bản điện tử không sao y, sao lục sang văn bản điện tử: gửi chính văn bản đã ký số."))
    return yes("")


def forms_for(standing: str) -> list[str]:
    """The forms that can be made of what is held, in the order of the law."""
    return [Form.SAO_LUC] if standing == Standing.SAO_Y else [Form.SAO_Y, Form.EXTRACT]


def media_for(form: str, standing: str, held: str) -> list[str]:
    """The media in which that form can be made."""
    return [medium for medium in Medium.values if permitted(form, standing, held, medium)]
