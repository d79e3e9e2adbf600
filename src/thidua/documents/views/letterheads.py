"""How each body heads, lays out and signs its documents."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.base import clock
from thidua.base.forms import add_refusal
from thidua.base.refusal import Refused
from thidua.documents.forms.letterhead import LetterheadForm
from thidua.documents.views.shared import posted, sections
from thidua.organisation.actions import set_letterhead
from thidua.organisation.models import Person
from thidua.organisation.permissions import bodies_coded_by
from thidua.organisation.queries import office_of, people_of


@login_required
def letterheads(request: HttpRequest) -> HttpResponse:
    """The bodies whose letterhead the user writes."""
    bodies = bodies_coded_by(request.user).select_related("office").order_by("path")
    if not bodies:
        raise Http404
    if len(bodies) == 1:
        return redirect("documents:letterhead", bodies[0].pk)
    context = {"bodies": bodies, "breadcrumbs": _trail(), "sections": sections(request, "letterheads")}
    return render(request, "documents/letterheads.html", context)


@login_required
def letterhead(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the letterhead of a body."""
    body = get_object_or_404(bodies_coded_by(request.user), pk=pk)
    office = office_of(body)
    people = people_of(body, clock.today()).filter(posts__unit=body)
    if office and office.signer_id:
        people = people | Person.objects.filter(pk=office.signer_id)
    form = LetterheadForm(posted(request), people=people.distinct().order_by("name_key"), office=office)
    if request.method == "POST" and form.is_valid():
        try:
            set_letterhead(body=body, actor=request.user, at=clock.now(), **form.values())
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Đã ghi thể thức văn bản của %(body)s.") % {"body": body})
            return redirect("documents:letterhead", pk)
    context = {
        "body": body,
        "form": form,
        "sections": sections(request, "letterheads"),
        "breadcrumbs": [*_trail(), (str(body), None)],
    }
    return render(request, "documents/letterhead.html", context, status=422 if form.errors else 200)


def _trail() -> list[tuple[str, str | None]]:
    return [(_("Văn bản đi"), reverse("documents:list")), (_("Thể thức"), reverse("documents:letterheads"))]
