"""Events, chained by hash, and what makes an object's own row checkable against them."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

GENESIS = "0" * 64


def canonical(value: Any) -> str:
    """``value`` as JSON that is the same text wherever and whenever it is written."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime) and value.tzinfo is not None:
        # A moment read back from the database is in UTC; sealed in another zone it would look changed.
        return value.astimezone(UTC).isoformat()
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return str(value)


class Sealed(models.Model):
    """A model whose legal fields are written into the journal with every act on it.

    ``sealed_fields`` names the columns. `journal verify` compares each row with its last seal, so a byte changed
    behind the program's back is found and named.

    ``recorded_from_the_start`` says that each row has events of its own from its making on, so that a row slipped into
    the database is found as well. It is off where rows are taken over from elsewhere by the thousand with one event for
    all, and where a row stands under the seal of another.
    """

    sealed_fields: ClassVar[tuple[str, ...]] = ()
    recorded_from_the_start: ClassVar[bool] = True

    class Meta:
        abstract = True

    def seal(self) -> dict[str, Any]:
        """The legal fields; a parent may add what its rows below hold."""
        columns = {field.name: field.attname for field in self._meta.concrete_fields}
        return {name: getattr(self, columns[name]) for name in self.sealed_fields}


def plain_seal(obj: Sealed) -> dict[str, Any]:
    """The seal of ``obj`` as plain JSON values: as the journal keeps it, and as it is compared later."""
    return dict(json.loads(canonical(obj.seal())))


class Event(models.Model):
    """One act of legal weight. Rows are only ever added."""

    sequence = models.PositiveBigIntegerField(_("số thứ tự"), unique=True)
    at = models.DateTimeField(_("thời điểm"))
    actor_id = models.BigIntegerField(_("mã người làm"), null=True)
    actor_label = models.CharField(_("người làm"), max_length=200)
    action = models.CharField(_("hành động"), max_length=100)
    object_type = models.CharField(_("loại đối tượng"), max_length=100)
    object_id = models.CharField(_("mã đối tượng"), max_length=50)
    object_label = models.CharField(_("đối tượng"), max_length=300)
    old = models.JSONField(_("giá trị cũ"), default=dict)
    new = models.JSONField(_("giá trị mới"), default=dict)
    seal = models.JSONField(_("dấu niêm"), null=True)
    reason = models.TextField(_("lý do"), blank=True)
    article = models.CharField(_("căn cứ"), max_length=200, blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("sự kiện")
        ordering = ["sequence"]
        indexes = [models.Index(fields=["object_type", "object_id", "sequence"])]

    def __str__(self) -> str:
        return f"{self.sequence}. {self.action} {self.object_label}"

    def compute_hash(self) -> str:
        """SHA-256 over the event's content and the hash before it."""
        content = {
            "sequence": self.sequence,
            "at": int(self.at.timestamp() * 1_000_000),
            "actor_id": self.actor_id,
            "actor_label": self.actor_label,
            "action": self.action,
            "object_type": self.object_type,
            "object_id": self.object_id,
            "object_label": self.object_label,
            "old": self.old,
            "new": self.new,
            "seal": self.seal,
            "reason": self.reason,
            "article": self.article,
            "previous_hash": self.previous_hash,
        }
        return hashlib.sha256(canonical(content).encode()).hexdigest()
