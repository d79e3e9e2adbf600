"""Whom the unit's side of a dossier consists of, and where a notice leads."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from thidua.accounts.roles import Role
from thidua.nominations.models import Dossier, Nomination
from thidua.organisation.roles import holders


def contacts_of(dossier: Dossier, day: date) -> list[Any]:
    """The unit's contacts of that day and whoever sent the dossier."""
    found = holders(Role.UNIT_CONTACT, dossier.unit, day)
    sender = dossier.submitted_by
    return [*found, sender] if sender is not None and sender.is_active and sender not in found else found


def dossier_url(dossier: Dossier) -> str:
    """The dossier's page."""
    return reverse("nominations:detail", args=[dossier.pk])


def nomination_url(nomination: Nomination) -> str:
    """The nomination's page."""
    return reverse("nominations:nomination", args=[nomination.pk])
