"""What can be copied: how the apps above tell their papers to the copies, without this app knowing of them.

An app registers an `OriginalSource` when the program starts; its pages then show `{% copies_panel object %}`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from thidua.base.answers import Answer
from thidua.base.models import StoredFile
from thidua.base.refusal import Refused
from thidua.documents.copies.models import Medium, Standing
from thidua.organisation.models import Unit
from thidua.paperwork import PaperworkError, document_pdf
from thidua.paperwork.documents.base import Document


@dataclass(frozen=True)
class Original:
    """A paper as the one who copies needs it.

    Attributes:
        body: whose office copies it.
        cited: "Quyết định số 08/QĐ-SNV ngày 05/12/2025 của Sở Nội vụ".
        subject: what it is about. url: its page.
        standing: what is held: the original, or a sao y.
        file, medium: the very paper: signed digitally, scanned, or brought; None where only ink on paper is one.
        pdf: our own print of it without signatures, None for papers from outside.
        context: gives the paper's content, for extracts, or None where it is no longer what was printed; no function
            where the content is read back from a file.
        word: the file it is read back from, where that is not ``file``.
        reference: number and symbol, for annexes in files of their own; "" without.
        signed_at: the moment of its digital signature as the report has it; "" without.
        problem: why it cannot be copied now; "" when nothing stands in the way.
    """

    body: Unit
    cited: str
    subject: str
    url: str
    standing: str = Standing.ORIGINAL
    file: StoredFile | None = None
    medium: str = Medium.PAPER
    pdf: StoredFile | None = None
    context: Callable[[], Document | None] | None = None
    word: StoredFile | None = None
    reference: str = ""
    signed_at: str = ""
    problem: str = ""


@dataclass(frozen=True)
class OriginalSource:
    """One kind of objects whose papers can be copied.

    Attributes:
        model: "documents.officialdocument".
        visible: the objects that a user may open.
        original: the paper of an object.
        keeps: whether a user adds annex files to the object's paper as it stands; None where none can be added.
    """

    model: str
    visible: Callable[[Any], models.QuerySet[Any]]
    original: Callable[[Any], Original]
    keeps: Callable[[Any, Any], Answer] | None = None

    def find(self, user: Any, pk: int) -> Any | None:
        """The object, or None for whoever may not see it."""
        return self.visible(user).filter(pk=pk).first()


_sources: dict[str, OriginalSource] = {}


def offers_originals(source: OriginalSource) -> OriginalSource:
    """Register a kind of objects; called when the program starts."""
    apps.get_model(source.model)
    _sources[source.model] = source
    return source


def source_of(model: str) -> OriginalSource | None:
    """The source of that model, or None."""
    return _sources.get(model)


def original_of(obj: models.Model) -> Original:
    """The paper of ``obj``, of a kind that was registered."""
    return _sources[obj._meta.label_lower].original(obj)


def as_printed(make: Callable[[], Document], pdf: StoredFile | None) -> Callable[[], Document | None]:
    """``make`` as a context that is None unless it gives the kept file byte for byte: an extract must be exact."""

    def context() -> Document | None:
        try:
            made = make()
            same = pdf is not None and document_pdf(made) == pdf.read()
        except (PaperworkError, Refused):
            return None
        return made if same else None

    return context
