"""The page of one paper: preview, files, buttons, history."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.base.answers import Answer
from thidua.base.refusal import Refused
from thidua.documents import sources
from thidua.documents.extras import extra_files, extra_panels
from thidua.documents.models import OfficialDocument
from thidua.documents.permissions import drafts, explain, numbers
from thidua.documents.preview import page_count
from thidua.documents.transitions import DOCUMENT
from thidua.documents.views.shared import crumbs, timeline, visible

State = OfficialDocument.State
Relation = OfficialDocument.Relation


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One paper."""
    document = visible(request, pk)
    works = bool(drafts(request.user, document)) or bool(numbers(request.user, document))
    pages, problem = _pages(document)
    followers = list(document.followers.order_by("pk"))
    context = {
        "document": document,
        "breadcrumbs": crumbs(document),
        "actions": _actions(request, document) if works else [],
        "pages": _sheets(document, pages),
        "problem": problem,
        "files": _files(document, works) + extra_files(document, request.user),
        "panels": extra_panels(document, request.user),
        "timeline": timeline(document, _steps_told()) if works else [],
        "access": explain(document),
        "works": works,
        "replacement": next((one for one in followers if one.relation == Relation.REPLACES), None),
        "corrections": [one for one in followers if one.relation == Relation.CORRECTS],
        "unsigned": document.state == State.NUMBERED and document.signed_id is None,
    }
    return render(request, "documents/detail.html", context)


def _pages(document: OfficialDocument) -> tuple[int, str]:
    """How many pages the preview has, or what keeps the draft from being printed."""
    try:
        return page_count(document), ""
    except Refused as refusal:
        return 0, str(refusal)


def _sheets(document: OfficialDocument, pages: int) -> list[str]:
    """The addresses of the pictures of all pages."""
    address = [reverse("documents:page", args=[document.pk, page]) for page in range(1, pages + 1)]
    return [f"{url}?v={document.version}-{document.state}" for url in address]


def _files(document: OfficialDocument, works: bool) -> list[dict[str, Any]]:
    """What can be downloaded; drafts only by those who work on them."""

    def link(label: str, kind: str) -> dict[str, Any]:
        return {"label": label, "url": reverse("documents:file", args=[document.pk, kind])}

    if not document.frozen:
        return [link(_("Dự thảo (PDF)"), "du-thao.pdf"), link(_("Dự thảo (Word)"), "du-thao.docx")]
    found = [link(_("Văn bản (PDF)"), "van-ban.pdf")]
    if works:
        found.append(link(_("Văn bản (Word)"), "van-ban.docx"))
    if document.signed_id:
        found.append(link(_("Bản đã ký số (PDF)"), "da-ky.pdf"))
    return found


def _actions(request: HttpRequest, document: OfficialDocument) -> list[dict[str, Any]]:
    """The buttons: those of the table, disabled with their reason where forbidden, and what belongs to drafts."""
    if document.state == State.DRAFT:
        return [*_steps(request, document), *_draft_buttons(request, document)]
    buttons = _steps(request, document)
    if document.state == State.ISSUED:
        answer = drafts(request.user, document)
        if answer and document.followers.filter(relation=Relation.REPLACES).exists():
            answer = Answer(False, _("Đã có văn bản thay thế văn bản này."))
        button = _button(_("Thay thế, đính chính"), "replace", document, answer, style="secondary", icon="arrow-repeat")
        buttons.insert(0, button)
    return buttons


def _steps(request: HttpRequest, document: OfficialDocument) -> list[dict[str, Any]]:
    names = {"number": "number", "freeze": "number", "issue": "issue", "recall": "recall"}
    buttons = []
    for offer in DOCUMENT.offers(request.user, document):
        action = offer.transition.action
        # Of number and freeze only that is shown which this kind of paper takes; replacing has its own page.
        other = "freeze" if document.takes_number else "number"
        if action == other or action not in names:
            continue
        recall = action == "recall"
        button = _button(
            str(offer.transition.label),
            names[action],
            document,
            offer.answer,
            style="quiet" if recall else "primary",
            method="post" if action == "issue" else "get",
            confirm=_("Ban hành văn bản này? Sau đó chỉ có thể thay thế hoặc thu hồi.") if action == "issue" else "",
        )
        buttons.append(button)
    return buttons


def _draft_buttons(request: HttpRequest, document: OfficialDocument) -> list[dict[str, Any]]:
    answer = drafts(request.user, document)
    buttons = [_button(_("Sửa"), "edit", document, answer, style="secondary", icon="pencil")]
    origin = sources.origin(document)
    if origin is not None and origin[0].composer is not None and answer:
        label, url = _("Viết theo mẫu"), origin[0].composer(origin[1])
        buttons.insert(0, {"label": label, "url": url, "style": "secondary", "icon": "pencil-square"})
    if origin is not None:
        confirm = _("Lấy lại số liệu mới? Những chỗ đã sửa tay trong dự thảo sẽ mất.") if document.edited else ""
        gather = _button(
            _("Lấy lại số liệu"), "gather", document, answer, style="secondary", method="post", confirm=confirm,
            icon="arrow-clockwise",
        )  # fmt: skip
        buttons.append(gather | {"fields": {"version": document.version}})
    buttons.append(_button(_("Bỏ dự thảo"), "discard", document, answer, style="quiet"))
    return buttons


def _button(label: str, page: str, document: OfficialDocument, answer: Answer, **more: Any) -> dict[str, Any]:
    url = reverse(f"documents:{page}", args=[document.pk])
    return {"label": label, "url": url, "reason": "" if answer else answer.reason, **more}


def _steps_told() -> dict[str, str]:
    """The words for what the journal says of a paper."""
    return {
        "draft": _("Soạn dự thảo"),
        "edit": _("Sửa dự thảo"),
        "gather": _("Lấy lại số liệu"),
        "number": _("Cấp số"),
        "freeze": _("Chốt văn bản"),
        "sign": _("Nhận bản đã ký số"),
        "issue": _("Ban hành"),
        "replaces": _("Bắt đầu soạn văn bản thay thế"),
        "corrects": _("Bắt đầu soạn công văn đính chính"),
        "replace": _("Được thay thế"),
        "recall": _("Thu hồi, hủy"),
    }
