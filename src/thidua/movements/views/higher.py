"""The movements above: which they are here, which tasks count for them, how far that is."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.base import clock
from thidua.base.forms import add_refusal
from thidua.base.refusal import Refused
from thidua.movements import actions, permissions
from thidua.movements.forms.drafting import HigherForm
from thidua.movements.views.shared import breadcrumbs, movement_for, posted


@login_required
def higher(request: HttpRequest, pk: int) -> HttpResponse:
    """Link the movement with those above."""
    movement = movement_for(request, pk)
    if not permissions.may_manage(request.user, movement.body):
        raise Http404
    form = HigherForm(posted(request), movement=movement)
    if request.method == "POST" and form.is_valid():
        try:
            actions.link_higher(movement=movement, links=form.links(), actor=request.user, at=clock.now())
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Đã lưu liên kết với phong trào cấp trên."))
            return redirect("movements:detail", movement.pk)
    context = {
        "movement": movement,
        "form": form,
        "rows": form.rows(),
        "breadcrumbs": breadcrumbs(movement, (_("Phong trào cấp trên"), None)),
    }
    return render(request, "movements/higher.html", context, status=422 if form.errors else 200)
