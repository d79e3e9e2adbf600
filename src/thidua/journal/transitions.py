"""Tables of transitions: the only thing that changes the state of an object, and writes it down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext as _

from thidua.base.answers import Answer, all_of
from thidua.base.refusal import Refused
from thidua.journal.actions import record

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Requirement = Callable[[Any], Answer]
Who = Callable[[Any, Any], Answer]


@dataclass(frozen=True)
class Transition:
    """One row of a table: from → action → to.

    ``who(user, object)`` answers whether the user may; each of ``requires(object)`` whether the object is ready.
    """

    source: str
    action: str
    target: str
    label: str | StrPromise
    who: Who
    requires: tuple[Requirement, ...] = ()
    article: str = ""
    needs_reason: bool = False


@dataclass(frozen=True)
class Offer:
    """A transition as it is offered to one user on one object: pressed, or disabled with its reason."""

    transition: Transition
    answer: Answer


@dataclass(frozen=True)
class TransitionTable:
    """All transitions of one model's state field.

    Args:
        name: prefix of the journal's actions, e.g. ``"nominations.dossier"``.
        rows: the table.
        field: the state column.
    """

    name: str
    rows: tuple[Transition, ...]
    field: str = field(default="state")

    def find(self, source: str, action: str) -> Transition | None:
        """The row for ``action`` out of state ``source``, or None."""
        return next((row for row in self.rows if row.source == source and row.action == action), None)

    def may(self, user: Any, obj: models.Model, action: str) -> Answer:
        """Whether ``user`` may carry out ``action`` on ``obj`` as it stands now."""
        row = self.find(getattr(obj, self.field), action)
        if row is None:
            return Answer(False, _("Việc này không làm được ở trạng thái hiện tại."))
        return all_of([row.who(user, obj), *(requirement(obj) for requirement in row.requires)], str(row.label))

    def offers(self, user: Any, obj: models.Model) -> list[Offer]:
        """What can be done out of the present state, with the reason where it cannot."""
        state = getattr(obj, self.field)
        return [Offer(row, self.may(user, obj, row.action)) for row in self.rows if row.source == state]

    def apply(
        self,
        obj: models.Model,
        action: str,
        *,
        actor: Any,
        at: datetime,
        reason: str = "",
        changes: dict[str, Any] | None = None,
        noted: dict[str, Any] | None = None,
    ) -> None:
        """Move ``obj`` along the table, set ``changes`` with it, save and journal, in the caller's transaction.

        ``noted`` is what else the event says that stands in no column of the row, e.g. whom it was sent to.

        The row is read again under lock: of two people who act at once the second is refused, and what others have
        written in it since ``obj`` was read is neither lost nor sealed as it was. Therefore only what stands in
        ``changes`` is set; whatever the caller has set on ``obj`` before is replaced by the row.

        Raises:
            Refused: ``state_changed``, ``forbidden_transition``, ``not_allowed`` or ``reason_missing``.
        """
        locked = obj._meta.model._default_manager.select_for_update().get(pk=obj.pk)
        current = getattr(locked, self.field)
        if current != getattr(obj, self.field):
            raise Refused(
                "state_changed",
                _("Người khác vừa xử lý “%(object)s”. Hãy tải lại trang để xem trạng thái mới.") % {"object": obj},
            )
        _take_over(locked, obj)
        row = self.find(current, action)
        if row is None:
            raise Refused("forbidden_transition", _("Việc này không làm được ở trạng thái hiện tại."))
        answer = self.may(actor, obj, action)
        if not answer:
            raise Refused("not_allowed", answer.reason, row.article)
        if row.needs_reason and not reason.strip():
            raise Refused("reason_missing", _("Hãy ghi rõ lý do."), fields={"reason": _("Hãy ghi rõ lý do.")})
        old = {self.field: current}
        new: dict[str, Any] = {self.field: row.target}
        for name, value in (changes or {}).items():
            old[name], new[name] = getattr(obj, name), value
            setattr(obj, name, value)
        setattr(obj, self.field, row.target)
        obj.save()
        said = new | (noted or {})
        record(f"{self.name}.{action}", obj, actor=actor, at=at, old=old, new=said, reason=reason, article=row.article)


def _take_over(row: models.Model, obj: models.Model) -> None:
    """Bring ``obj`` to the values of ``row``; what hangs on it (its unit, its dossier) stays in hand if it is the same.

    Unlike `refresh_from_db`, which forgets all of that.
    """
    for column in obj._meta.concrete_fields:
        setattr(obj, column.attname, getattr(row, column.attname))
