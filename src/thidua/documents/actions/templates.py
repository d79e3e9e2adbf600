"""Templates of offices: taken in, accepted from a day on, retired."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.base import files
from thidua.base.refusal import Refused
from thidua.documents.template_models import OfficeTemplate
from thidua.documents.template_transitions import TEMPLATE, may_keep
from thidua.journal.actions import record
from thidua.organisation.models import Unit
from thidua.paperwork import PaperworkError
from thidua.paperwork import office_templates as library

State = OfficeTemplate.State


def take_in_template(*, body: Unit, kind: str, data: bytes, file_name: str, actor: Any, at: datetime) -> OfficeTemplate:
    """Keep an uploaded template as a new version on trial, with what was found in it, mistakes too.

    Raises:
        Refused: ``not_allowed``; ``no_extra`` with the command that installs it; ``no_kind``; ``no_word`` for a file
            that is no Word file at all, which is not kept.
    """
    answer = may_keep(actor, body)
    if not answer:
        raise Refused("not_allowed", answer.reason)
    try:
        library.fields_of(kind)
    except PaperworkError as error:
        raise Refused("no_kind", str(error), fields={"kind": error.message}) from error
    if files.sniff(data) != files.DOCX:
        message = _("Tệp “%(name)s” không phải tệp Word (.docx) hoặc đã hỏng. Hãy mở bằng Word và lưu lại dạng .docx.")
        message %= {"name": file_name}
        raise Refused("no_word", message, fields={"file": message})
    try:
        report = library.inspect_template(data, kind)
    except PaperworkError as error:
        raise Refused("no_extra", f"{error.message} {error.mend}") from error
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=body.pk)
        last = OfficeTemplate.objects.filter(body=body, kind=kind).aggregate(last=Max("version"))["last"] or 0
        template = OfficeTemplate.objects.create(
            body=body, kind=kind, version=last + 1, file=files.store(data, media_type=files.DOCX, at=at),
            file_name=file_name[:200], report=report.as_json(), uploaded_by=actor, uploaded_at=at,
        )  # fmt: skip
        new = {"kind": kind, "version": template.version, "usable": report.usable}
        record("documents.template.take_in", template, actor=actor, at=at, new=new)
    return template


@transaction.atomic
def accept_template(*, template: OfficeTemplate, valid_from: date, actor: Any, at: datetime) -> OfficeTemplate:
    """Use a template from a day on; the one used before ends on that day.

    Raises:
        Refused: see `template_transitions.TEMPLATE`; ``day_past``.
    """
    if valid_from < timezone.localdate(at):
        message = _("Ngày bắt đầu dùng không được trước hôm nay: văn bản khi đó đã lập theo mẫu cũ.")
        raise Refused("day_past", message, fields={"valid_from": message})
    changes = {"valid_from": valid_from, "accepted_by": actor, "accepted_at": at}
    TEMPLATE.apply(template, "accept", actor=actor, at=at, changes=changes)
    running = Q(valid_until__isnull=True) | Q(valid_until__gt=valid_from)
    earlier = OfficeTemplate.objects.filter(running, body=template.body, kind=template.kind, state=State.ACCEPTED)
    for other in earlier.exclude(pk=template.pk).select_for_update(of=("self",)).select_related("file"):
        assert other.valid_from is not None
        other.valid_until = max(valid_from, other.valid_from)
        other.save(update_fields=["valid_until"])
        new = {"valid_until": other.valid_until, "followed_by": template.version}
        record("documents.template.follow", other, actor=actor, at=at, new=new)
    return template


@transaction.atomic
def retire_template(*, template: OfficeTemplate, actor: Any, at: datetime) -> OfficeTemplate:
    """Stop using a template from today on; a trial is put away. Papers made by it stay as they are.

    Raises:
        Refused: see `template_transitions.TEMPLATE`.
    """
    day = timezone.localdate(at)
    until = max(day, template.valid_from) if template.valid_from else None
    TEMPLATE.apply(template, "retire", actor=actor, at=at, changes={"valid_until": until})
    return template
