"""Reading and verifying the journal."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _

from thidua.base.models import StoredFile
from thidua.journal.actions import REMOVED
from thidua.journal.models import GENESIS, Event, Sealed, plain_seal


@dataclass(frozen=True)
class Fault:
    """One place where the database does not agree with its journal."""

    place: str
    message: str


def history(obj: models.Model) -> models.QuerySet[Event]:
    """All events about ``obj``, oldest first."""
    return Event.objects.filter(object_type=obj._meta.label_lower, object_id=str(obj.pk))


def head() -> tuple[int, str]:
    """Number and hash of the newest event; whoever keeps them can tell later whether the past was rewritten."""
    last = Event.objects.order_by("-sequence").values_list("sequence", "hash").first()
    return last or (0, GENESIS)


def verify() -> Iterator[Fault]:
    """Walk the whole chain, compare every sealed object with its last seal, and every kept file with its name.

    A row that stands in the database without any event about it is a fault too.
    """
    yield from _verify_chain()
    yield from _verify_seals()
    yield from _verify_beginnings()
    yield from _verify_files()


def _verify_chain() -> Iterator[Fault]:
    previous, expected = GENESIS, 1
    for event in Event.objects.order_by("sequence").iterator(chunk_size=2000):
        place = _("sự kiện số %(number)s (%(what)s)") % {"number": event.sequence, "what": event}
        if event.sequence != expected:
            yield Fault(place, _("thiếu sự kiện số %(number)s trước đó") % {"number": expected})
        if event.previous_hash != previous:
            yield Fault(place, _("không nối với sự kiện đứng trước"))
        if event.compute_hash() != event.hash:
            yield Fault(place, _("nội dung đã bị thay đổi sau khi ghi"))
        previous, expected = event.hash, event.sequence + 1


def _verify_seals() -> Iterator[Fault]:
    sealed = Event.objects.filter(seal__isnull=False)
    last = sealed.values("object_type", "object_id").annotate(last=models.Max("sequence")).values("last")
    for event in Event.objects.filter(sequence__in=last).order_by("sequence").iterator(chunk_size=500):
        place = f"{event.object_type} {event.object_id} ({event.object_label})"
        try:
            model = apps.get_model(event.object_type)
            obj = model._default_manager.filter(pk=event.object_id).first()
        except (LookupError, ValueError):
            yield Fault(place, _("nhật ký nói về loại đối tượng không có trong chương trình"))
            continue
        if event.seal == REMOVED:
            if obj is not None:
                yield Fault(place, _("dòng đã bỏ nay lại có trong cơ sở dữ liệu"))
            continue
        if obj is None:
            yield Fault(place, _("dòng đã bị xóa khỏi cơ sở dữ liệu"))
            continue
        assert isinstance(obj, Sealed)
        now = plain_seal(obj)
        changed = sorted(name for name in {*now, *(event.seal or {})} if now.get(name) != (event.seal or {}).get(name))
        if changed:
            message = _("khác với nhật ký ở: %(fields)s (sự kiện số %(number)s)")
            yield Fault(place, message % {"fields": ", ".join(changed), "number": event.sequence})


def _verify_beginnings() -> Iterator[Fault]:
    """Whatever is recorded from its start has an event: a decision slipped into the database has none."""
    for model in apps.get_models():
        if not (issubclass(model, Sealed) and model.recorded_from_the_start):
            continue
        told = Event.objects.filter(object_type=model._meta.label_lower).values_list("object_id", flat=True)
        known = set(told.distinct().iterator())
        for obj in model._default_manager.order_by("pk").iterator(chunk_size=500):
            if str(obj.pk) not in known:
                place = f"{model._meta.label_lower} {obj.pk} ({obj})"
                yield Fault(place, _("dòng có trong cơ sở dữ liệu mà nhật ký không ghi ai lập"))


def _verify_files() -> Iterator[Fault]:
    """A file is kept under the hash of its content; seals name files by their rows, so the rows must be true too."""
    for stored in StoredFile.objects.order_by("pk").iterator(chunk_size=500):
        place = _("tệp %(hash)s") % {"hash": stored.sha256}
        try:
            data = stored.read()
        except OSError:
            yield Fault(place, _("không còn đọc được trong kho tệp"))
            continue
        if hashlib.sha256(data).hexdigest() != stored.sha256:
            yield Fault(place, _("nội dung tệp đã bị thay đổi"))
