"""The table of a paper's states."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.base.answers import Answer, no, yes
from thidua.documents.models import OfficialDocument
from thidua.documents.permissions import numbers
from thidua.journal.models import canonical
from thidua.journal.transitions import Transition, TransitionTable
from thidua.paperwork import PaperworkError
from thidua.paperwork.documents.base import BLANK
from thidua.paperwork.generate import paper_of

State = OfficialDocument.State


def has_signer(document: OfficialDocument) -> Answer:
    """A paper that goes out bears the name of who signs it."""
    if not document.takes_number or document.signer_name:
        return yes("")
    return no(gettext("Chưa có họ tên người ký. Hãy sửa dự thảo, điền chức vụ và họ tên người ký."))


def can_be_printed(document: OfficialDocument) -> Answer:
    """What is frozen must be whole."""
    try:
        paper_of(document.paper)
    except PaperworkError as error:
        return no(str(error))
    return yes("")


def nothing_left_blank(document: OfficialDocument) -> Answer:
    """What the data could not tell stands as dots in the draft; somebody has to write it first."""
    if BLANK not in canonical(document.context):
        return yes("")
    return no(gettext("Dự thảo còn chỗ để trống (……). Hãy sửa dự thảo, viết tiếp hoặc xóa những chỗ đó."))


def counts(document: OfficialDocument) -> Answer:
    """Papers of this kind take a number."""
    return yes("") if document.takes_number else no(gettext("Loại văn bản này không lấy số; hãy chốt văn bản."))


def does_not_count(document: OfficialDocument) -> Answer:
    """Papers of this kind take none."""
    return no(gettext("Loại văn bản này phải lấy số.")) if document.takes_number else yes("")


def is_followed(document: OfficialDocument) -> Answer:
    """A paper ends as replaced only when the new one has gone out."""
    if document.followers.filter(relation=OfficialDocument.Relation.REPLACES, state=State.ISSUED).exists():
        return yes("")
    return no(gettext("Văn bản thay thế chưa ban hành."))


DOCUMENT = TransitionTable(
    name="documents.document",
    rows=(
        Transition(
            State.DRAFT,
            "number",
            State.NUMBERED,
            _("Cấp số"),
            who=numbers,
            requires=(counts, has_signer, nothing_left_blank, can_be_printed),
            article="Điều 15 Nghị định 30/2020/NĐ-CP",
        ),
        Transition(
            State.DRAFT,
            "freeze",
            State.NUMBERED,
            _("Chốt văn bản"),
            who=numbers,
            requires=(does_not_count, can_be_printed),
        ),
        Transition(
            State.NUMBERED,
            "issue",
            State.ISSUED,
            _("Ban hành"),
            who=numbers,
            article="Điều 18 Nghị định 30/2020/NĐ-CP",
        ),
        Transition(
            State.ISSUED,
            "replace",
            State.REPLACED,
            _("Thay thế"),
            who=numbers,
            requires=(is_followed,),
            article="Điều 18 Nghị định 30/2020/NĐ-CP",
        ),
        Transition(State.NUMBERED, "recall", State.RECALLED, _("Hủy, không ban hành"), who=numbers, needs_reason=True),
        Transition(
            State.ISSUED,
            "recall",
            State.RECALLED,
            _("Thu hồi"),
            who=numbers,
            needs_reason=True,
            article="Điều 18 Nghị định 30/2020/NĐ-CP",
        ),
    ),
)
