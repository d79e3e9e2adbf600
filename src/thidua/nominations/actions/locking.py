"""Taking hold of a dossier before anything in it is changed."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.nominations import permissions
from thidua.nominations.models import Dossier


def hold_dossier(dossier: Dossier) -> None:
    """Lock the dossier's row, so that what follows cannot cross a change of its state.

    Raises:
        Refused: ``state_changed`` when somebody has moved the dossier since it was read.
    """
    state = Dossier.objects.select_for_update().values_list("state", flat=True).get(pk=dossier.pk)
    if state != dossier.state:
        raise Refused(
            "state_changed",
            _("Người khác vừa xử lý hồ sơ %(reference)s. Hãy tải lại trang để xem trạng thái mới.")
            % {"reference": dossier.reference},
        )


def hold_for_writing(dossier: Dossier, actor: Any) -> None:
    """Lock the dossier and make sure that ``actor`` may change what stands in it.

    Raises:
        Refused: ``state_changed`` or ``not_allowed``.
    """
    hold_dossier(dossier)
    answer = permissions.may_edit(actor, dossier)
    if not answer:
        raise Refused("not_allowed", answer.reason)
