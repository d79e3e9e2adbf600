"""Copies of documents: sao y, trích sao, sao lục (Decree 30/2020, Article 25 and Annex I, part two)."""

import datetime
from dataclasses import dataclass, field, replace
from typing import Literal

from thidua.paperwork.blocks import Paper
from thidua.paperwork.documents.base import BLANK, dated, signature, two_digits
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.office import OfficeProfile, Signer
from thidua.paperwork.told import told

CopyForm = Literal["SY", "TrS", "SL"]
COPY_FORMS: dict[str, str] = {"SY": "SAO Y", "TrS": "TRÍCH SAO", "SL": "SAO LỤC"}


@dataclass(frozen=True, kw_only=True)
class Copy:
    """A copy.

    Attributes:
        form: sao y, trích sao (of a part: give only that part as the document) or sao lục (a copy of a sao y).
        office: who copies.
        signer: who signs the copy.
        number: of the copy, in the year's own series of copies; "" leaves a blank space.
        day: of the copy; None leaves blank spaces.
        recipients, archive: "Nơi nhận" of the copy.
        medium: on paper below the text, or electronic as a mark at the top right of page 1.
        moment: time of an electronic copy, with its zone.
    """

    form: CopyForm = field(metadata=told("Hình thức sao", choices=COPY_FORMS))
    office: OfficeProfile = field(metadata=told("Cơ quan sao văn bản"))
    signer: Signer = field(metadata=told("Người ký bản sao"))
    number: str = field(default="", metadata=told("Số bản sao"))
    day: datetime.date | None = field(default=None, metadata=told("Ngày sao"))
    recipients: tuple[str, ...] = field(default=(), metadata=told("Nơi nhận bản sao"))
    archive: str = field(default="VT", metadata=told("Nơi lưu"))
    medium: Literal["paper", "electronic"] = field(
        default="paper", metadata=told("Định dạng", choices={"paper": "giấy", "electronic": "điện tử"})
    )
    moment: datetime.datetime | None = None


def copied(paper: Paper, copy: Copy) -> Paper:
    """Return `paper` as a copy, for what is set anew: extracts. Others are made of the original's pages (`copying`).

    Raises PaperworkError without a signer (paper) or without a moment with its zone (electronic).
    """
    if copy.medium == "electronic":
        return replace(paper, copy_mark=mark_of(copy))
    return replace(paper, copy=_block(copy))


def mark_of(copy: Copy) -> tuple[str, ...]:
    """Return what an electronic copy says at the top right of page 1: form, who copies, moment (Annex I, Part II, I.3).

    Raises PaperworkError without a moment with its zone.
    """
    if copy.moment is None or copy.moment.tzinfo is None:
        raise PaperworkError("Chưa có thời gian sao (kèm múi giờ).", "Bản sao điện tử", "Nhập ngày, giờ sao.")
    return COPY_FORMS[copy.form], copy.office.name, copy.moment.isoformat(timespec="seconds")


def block_of(copy: Copy, *, landscape: bool = False) -> Paper:
    """Return a sheet that bears only what a copy on paper adds, to be laid over the original's last page.

    Raises PaperworkError without a signer.
    """
    block = _block(copy)
    return replace(
        block,
        bare=True,
        number_line="",
        type_name="",
        signatures=(),
        landscape=landscape,
        copy=block,
        recipients=(),
        archive="",
    )


def symbol_of_copy(copy: Copy) -> str:
    """Return "SY-SNV": the form's abbreviation and the office's (Annex III, I)."""
    return f"{copy.form}-{copy.office.symbol}"


def _block(copy: Copy) -> Paper:
    """What a copy on paper adds below the end: who copies, number, place and day, who signs, recipients."""
    return Paper(
        office=copy.office,
        kind="copy",
        parent_lines=copy.office.parent_lines,
        agency_lines=copy.office.agency_lines,
        number_line=f"Số: {two_digits(copy.number) or BLANK}/{symbol_of_copy(copy)}",
        day_line=f"{copy.office.place}, {dated(copy.day)}",
        type_name=COPY_FORMS[copy.form],
        subject="",
        blocks=(),
        signatures=(signature(copy.signer, "Người ký bản sao", by_hand=not copy.number),),
        recipients=copy.recipients,
        archive=copy.archive,
    )
