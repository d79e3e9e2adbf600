"""Reading initiatives."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from thidua.initiatives.models import Initiative, Use
from thidua.organisation.models import Person


def initiatives_of(person: Person) -> QuerySet[Initiative]:
    """The initiatives that ``person`` is an author of, newest first, with authors and uses at hand."""
    uses = Use.objects.filter(person=person).order_by("year", "award")
    found = Initiative.objects.filter(authorships__person=person)
    return found.prefetch_related("authorships__person", Prefetch("uses", queryset=uses, to_attr="own_uses"))
