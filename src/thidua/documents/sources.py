"""How the apps above offer papers made from their rows, without this app knowing of them.

An app registers a `PaperSource` in the `ready` of its configuration; the object's page then shows a button
(`{% papers_panel object %}`), one press of which gathers the context and drafts the paper.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models

from thidua.accounts.roles import Role
from thidua.base.answers import Answer
from thidua.organisation.models import Unit
from thidua.paperwork.documents.base import Document

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from thidua.documents.models import OfficialDocument


@dataclass(frozen=True)
class PaperSource:
    """One kind of paper that can be made from one kind of object.

    Attributes:
        key: unique name, stored with each paper: ``"movements.reminder_report"``.
        model: the object's model, ``"movements.movement"``.
        label: what the button says.
        may: whether a user may draft it from the object as it stands now; the reason is shown.
        body: the unit that issues it.
        gather: makes the context from the object, for the actor, on a day; raises Refused.
        back: address of the object's page.
        readers: the objects whose issued papers of this kind a user may read without a role in the office;
            None for nobody.
        when: whether the button is shown at all.
        council: the council in whose own series it is numbered; "" for the body's.
        only: the roles that see and work on these papers, where they hold what others may not read; None for the
            usual ones.
        writers: the objects whose papers of this kind a user reads and writes without a role in the office, whoever
            began them; None for nobody. Numbering and issuing stay with the roles.
        composer: address of the page of the app above on which the draft is written; None where the form made of
            the paper's fields is the only one.
    """

    key: str
    model: str
    label: str | StrPromise
    may: Callable[[Any, Any], Answer]
    body: Callable[[Any], Unit]
    gather: Callable[[Any, Any, date], Document]
    back: Callable[[Any], str]
    readers: Callable[[Any], models.QuerySet[Any]] | None = None
    when: Callable[[Any], bool] = lambda _obj: True
    council: Callable[[Any], str] = lambda _obj: ""
    only: tuple[Role, ...] | None = None
    writers: Callable[[Any], models.QuerySet[Any]] | None = None
    composer: Callable[[Any], str] | None = None

    def object(self, pk: int) -> Any | None:
        """The object with this key, or None."""
        return apps.get_model(self.model)._default_manager.filter(pk=pk).first()


_sources: dict[str, PaperSource] = {}


def register(source: PaperSource) -> PaperSource:
    """Offer a paper; called once per paper when the program starts."""
    _sources[source.key] = source
    return source


def find(key: str) -> PaperSource | None:
    """The source of that name, or None."""
    return _sources.get(key)


def all_sources() -> list[PaperSource]:
    """Every source, in the order in which they were registered."""
    return list(_sources.values())


def sources_for(obj: models.Model) -> list[PaperSource]:
    """What can be made from ``obj``, in the order in which it was registered."""
    return [source for source in _sources.values() if source.model == obj._meta.label_lower and source.when(obj)]


def origin(document: OfficialDocument) -> tuple[PaperSource, Any] | None:
    """The source and the object from which ``document`` was made; None when it was made by hand or they are gone."""
    source = find(document.maker)
    obj = source.object(document.source_pk) if source and document.source_pk else None
    return (source, obj) if source and obj is not None else None
