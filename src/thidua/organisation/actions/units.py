"""Setting up, renaming and ending units."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.journal.actions import record
from thidua.organisation.actions.guards import demand_keeper
from thidua.organisation.models import Post, Unit
from thidua.organisation.naming import unit_names


@transaction.atomic
def create_unit(
    *,
    code: str,
    name: str,
    short_name: str,
    kind: Unit.Kind | str,
    parent: Unit | None,
    actor: Any,
    at: datetime,
    symbol: str = "",
    is_body: bool = False,
    founded: date | None = None,
) -> Unit:
    """Set up a unit below ``parent`` (a root when None).

    Raises:
        Refused: ``not_allowed``, or ``code_taken`` when another unit has this code.
    """
    demand_keeper(actor, parent)
    if Unit.objects.filter(code=code).exists():
        message = _("Mã “%(code)s” đã dùng cho đơn vị khác. Hãy chọn mã khác.") % {"code": code}
        raise Refused("code_taken", message, fields={"code": message})
    values: dict[str, Any] = {
        "code": code, "kind": kind, "symbol": symbol, "is_body": is_body, "founded": founded,
        **unit_names(name, short_name),
    }  # fmt: skip
    # The parent is read again: treebeard counts its children on the row it is given.
    unit = Unit(**values)
    if parent:
        Unit.objects.add_child(Unit.objects.get(pk=parent.pk), instance=unit)
    else:
        Unit.objects.add_root(instance=unit)
    new = {"code": code, "name": unit.name, "kind": kind, "parent": parent.code if parent else None}
    record("organisation.unit.create", unit, actor=actor, at=at, new=new)
    return unit


@transaction.atomic
def rename_unit(*, unit: Unit, name: str, short_name: str, actor: Any, at: datetime) -> Unit:
    """Give a unit its new name; the journal keeps the old one, and decisions keep the name of their day."""
    demand_keeper(actor, unit)
    old = {"name": unit.name, "short_name": unit.short_name}
    for column, value in unit_names(name, short_name).items():
        setattr(unit, column, value)
    unit.save(update_fields=["name", "short_name", "name_folded"])
    new = {"name": unit.name, "short_name": unit.short_name}
    record("organisation.unit.rename", unit, actor=actor, at=at, old=old, new=new)
    return unit


@transaction.atomic
def dissolve_unit(*, unit: Unit, on: date, actor: Any, at: datetime) -> Unit:
    """End a unit on a day; its history stays.

    Raises:
        Refused: ``people_left`` while somebody holds a post in it after that day.
    """
    demand_keeper(actor, unit)
    left = Post.objects.filter(Q(end__isnull=True) | Q(end__gt=on), unit__path__startswith=unit.path).count()
    if left:
        message = _("Còn %(count)d người giữ chức vụ tại đơn vị sau ngày này. Hãy chuyển họ sang đơn vị khác trước.")
        raise Refused("people_left", message % {"count": left})
    unit.dissolved = on
    unit.save(update_fields=["dissolved"])
    record("organisation.unit.dissolve", unit, actor=actor, at=at, new={"dissolved": on})
    return unit
